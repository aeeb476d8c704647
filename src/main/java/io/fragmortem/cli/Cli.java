package io.fragmortem.cli;

import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.option.ConfigFile;
import io.fragmortem.cli.option.UsageError;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.cli.process.StandardOutput;
import io.fragmortem.cli.process.Version;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.WriteFailure;
import io.fragmortem.report.words.Languages;
import io.fragmortem.report.words.Wording;
import io.fragmortem.source.Reason;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** Dispatches to a command and turns what happens into messages and exit codes. */
final class Cli {

    private static final List<Command> COMMANDS = List.of(
            new AnalyzeCommand(),
            new DiagnoseCommand(),
            new CompareCommand(),
            new TrendCommand(),
            new ExportCommand(),
            new ExplainCommand(),
            new FormatsCommand(),
            new CaptureScriptCommand(),
            new RedactCheckCommand(),
            new TemplatesCommand(),
            new ManualCommand(),
            new CompletionCommand());

    private Cli() {}

    /** Every command, in the order of the help. */
    static List<Command> commands() {
        return COMMANDS;
    }

    static int run(String[] args, Console console) {
        try {
            return written(dispatch(args, console), args, console);
        } catch (UsageError e) {
            console.err().println("fragmortem: " + words(args).plain(e.phrase()));
            return Exit.USAGE;
        } catch (WriteFailure e) {
            boolean readerLeft = e.where().equals(StandardOutput.NAME)
                    && String.valueOf(e.refusal().getMessage()).equals(StandardOutput.READER_LEFT);
            return readerLeft ? Exit.UNWRITABLE : unwritable(e.where(), e.reason(), args, console);
        } catch (UncheckedIOException e) {
            Phrase reason = e.getCause() == null ? Phrase.of("input.problem.no_reason") : Reason.of(e.getCause());
            Phrase.Arg what = Phrase.name(String.valueOf(e.getMessage()));
            console.err()
                    .println("fragmortem: " + words(args).text("cli.usage.unreadable", what, Phrase.nested(reason)));
            return Exit.USAGE;
        } catch (OutOfMemoryError e) {
            console.err().println("fragmortem: " + words(args).text("cli.no_memory", heap()));
            return Exit.DEFECT;
        } catch (RuntimeException | Error e) {
            defect(e, words(args), console);
            return Exit.DEFECT;
        }
    }

    /** What a command gave, once all of it has left the program: a result that nobody got is no success. */
    private static int written(int code, String[] args, Console console) {
        return console.out().checkError()
                ? unwritable(StandardOutput.NAME, Phrase.of("input.problem.no_reason"), args, console)
                : code;
    }

    private static int unwritable(String where, Phrase reason, String[] args, Console console) {
        Phrase.Arg name = where.equals(StandardOutput.NAME)
                ? Phrase.nested(Phrase.of("cli.standard_output"))
                : Phrase.name(where);
        console.err().println("fragmortem: " + words(args).text("cli.unwritable", name, Phrase.nested(reason)));
        return Exit.UNWRITABLE;
    }

    private static Phrase.Arg heap() {
        return Phrase.bytes(Runtime.getRuntime().maxMemory());
    }

    private static int dispatch(String[] args, Console console) {
        if (args.length > 1 && args[0].equals("help") && !args[1].startsWith("-")) {
            console.out().print(Help.of(command(args[1]), words(args)));
            return Exit.DONE;
        }
        if (args.length == 0 || isHelp(args[0])) {
            console.out().print(Help.overview(COMMANDS, words(args)));
            return args.length == 0 ? Exit.USAGE : Exit.DONE;
        }
        if (args[0].equals("--version") || args[0].equals("version")) {
            console.out().print(Version.inFull());
            return Exit.DONE;
        }
        Command command = command(args[0]);
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        CommandLine line = parsed(command, withConfiguration(command, rest));
        if (line.hasOption("help")) {
            console.out().print(Help.of(command, words(args)));
            return Exit.DONE;
        }
        if (command.arguments().isEmpty() && !line.getArgList().isEmpty()) {
            throw new UsageError(
                    "cli.usage.no_arguments",
                    Phrase.name(command.name()),
                    Phrase.name(String.join(" ", line.getArgList())));
        }
        return command.run(line, List.of(args), line.hasOption("quiet") ? console.quiet() : console);
    }

    private static Command command(String name) {
        String named = name.equals("--redact-check") ? "redact-check" : name;
        return COMMANDS.stream()
                .filter(c -> c.name().equals(named))
                .findFirst()
                .orElseThrow(() -> UsageError.unknown(
                        Phrase.of("cli.usage.no_such_command", Phrase.name(name)),
                        name,
                        COMMANDS.stream().map(Command::name).toList()));
    }

    /** The arguments and the options of the configuration file that they name. */
    private static String[] withConfiguration(Command command, String[] given) {
        if (!command.options().hasLongOption("config")) {
            return given;
        }
        CommandLine line = parsed(command, given);
        Optional<String> config = CommonOptions.single(line, "config");
        if (config.isEmpty() || line.hasOption("help")) {
            return given;
        }
        Options all = new Options();
        COMMANDS.forEach(c -> c.options().getOptions().forEach(all::addOption));
        Set<String> names =
                Arrays.stream(line.getOptions()).map(Option::getLongOpt).collect(Collectors.toSet());
        List<String> arguments =
                new ArrayList<>(ConfigFile.read(config.get()).arguments(command.options(), all, names));
        arguments.addAll(List.of(given));
        return arguments.toArray(String[]::new);
    }

    private static CommandLine parsed(Command command, String[] rest) {
        try {
            // no guessing at prefixes, and quotes inside arguments are the user's own
            return DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .setStripLeadingAndTrailingQuotes(false)
                    .get()
                    .parse(command.options(), rest);
        } catch (ParseException e) {
            throw misused(command, e);
        }
    }

    private static UsageError misused(Command command, ParseException e) {
        Phrase.Arg name = Phrase.name(command.name());
        if (e instanceof UnrecognizedOptionException unknown) {
            String typed = unknown.getOption().replaceFirst("=.*$", "");
            return UsageError.unknown(
                    Phrase.of("cli.usage.no_such_option", name, Phrase.name(unknown.getOption())),
                    typed,
                    command.options().getOptions().stream()
                            .map(option -> "--" + option.getLongOpt())
                            .toList());
        } else if (e instanceof MissingArgumentException missing && missing.getOption() != null) {
            return new UsageError(
                    "cli.usage.no_value", name, Phrase.name(missing.getOption().getLongOpt()));
        }
        return new UsageError("cli.usage.parse", name, Phrase.name(String.valueOf(e.getMessage())));
    }

    /** Words for what is said before a command has looked at its options; of the first language where none is named. */
    private static Wording words(String[] args) {
        List<String> all = List.of(args);
        int next = all.indexOf("--lang") + 1;
        String named = Languages.all().stream()
                .filter(language -> all.contains("--lang=" + language)
                        || (next > 0 && next < args.length && args[next].equals(language)))
                .findFirst()
                .orElse(Languages.first());
        return new Wording(named, ZoneOffset.UTC);
    }

    private static boolean isHelp(String arg) {
        return arg.equals("--help") || arg.equals("-h") || arg.equals("help");
    }

    private static void defect(Throwable e, Wording words, Console console) {
        console.err().println("fragmortem: " + words.text("cli.defect", Phrase.name(e.toString())));
        StackTraceElement[] trace = e.getStackTrace();
        for (int i = 0; i < Math.min(12, trace.length); i++) {
            console.err().println("    at " + trace[i]);
        }
        console.err().println(words.text("cli.defect.report"));
    }
}
