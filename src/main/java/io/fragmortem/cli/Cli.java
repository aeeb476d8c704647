package io.fragmortem.cli;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** Dispatches to a command and turns what happens into messages and exit codes. */
final class Cli {

    private static final List<Command> COMMANDS = List.of(
            new AnalyzeCommand(),
            new DiagnoseCommand(),
            new TrendCommand(),
            new ExplainCommand(),
            new FormatsCommand());
    private static final String EXIT_CODES = """
            Exit codes: 0 done; 1 findings at or above --fail-on; 2 usage; 3 no usable data;
            4 done, but some inputs could not be read; 70 a defect of ours.
            """;

    private Cli() {}

    static int run(String[] args, Console console) {
        try {
            return dispatch(args, console);
        } catch (UsageError e) {
            console.err().println("fragmortem: " + e.getMessage());
            return Exit.USAGE;
        } catch (UncheckedIOException e) {
            console.err().println("fragmortem: " + e.getMessage());
            return Exit.USAGE;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            defect(e, console);
            return Exit.DEFECT;
        } finally {
            console.out().flush();
        }
    }

    private static int dispatch(String[] args, Console console) {
        if (args.length == 0 || isHelp(args[0])) {
            console.out().print(overview());
            return args.length == 0 ? Exit.USAGE : Exit.DONE;
        }
        if (args[0].equals("--version") || args[0].equals("version")) {
            console.out().println("fragmortem " + Version.TEXT);
            return Exit.DONE;
        }
        Command command = COMMANDS.stream()
                .filter(c -> c.name().equals(args[0]))
                .findFirst()
                .orElseThrow(() -> new UsageError(Messages.safe(args[0]) + ": no such command, see fragmortem --help"));
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        CommandLine line = parsed(command, withConfiguration(command, rest));
        if (line.hasOption("help")) {
            console.out().print(help(command));
            return Exit.DONE;
        }
        return command.run(line, List.of(args), console);
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
            throw new UsageError(
                    command.name() + ": " + e.getMessage() + ", see fragmortem " + command.name() + " --help");
        }
    }

    private static boolean isHelp(String arg) {
        return arg.equals("--help") || arg.equals("-h") || arg.equals("help");
    }

    private static String overview() {
        StringBuilder out = new StringBuilder("Fragmortem ").append(Version.TEXT);
        out.append(": offline postmortems of Redis and Valkey memory from what was saved.\n\n");
        for (Command command : COMMANDS) {
            String usage = "  fragmortem " + command.name() + " " + command.arguments();
            out.append(usage.stripTrailing())
                    .append('\n')
                    .append("      ")
                    .append(command.summary())
                    .append('\n');
        }
        return out.append("\nOptions of a command: fragmortem COMMAND --help\n\n")
                .append(EXIT_CODES)
                .toString();
    }

    private static String help(Command command) {
        StringBuilder out = new StringBuilder("fragmortem " + command.name() + " " + command.arguments() + "\n");
        out.append(command.summary()).append("\n\n");
        for (Option option : command.options().getOptions()) {
            String names = (option.getOpt() == null ? "" : "-" + option.getOpt() + ", ") + "--" + option.getLongOpt()
                    + (option.hasArg() ? " " + option.getArgName() : "");
            out.append("  ").append(names);
            out.append(names.length() < 30 ? " ".repeat(30 - names.length()) : "\n" + " ".repeat(32));
            out.append(option.getDescription()).append('\n');
        }
        return out.append('\n').append(EXIT_CODES).toString();
    }

    private static void defect(Throwable e, Console console) {
        console.err().println("fragmortem: this is a defect of Fragmortem, not of your input: " + e);
        StackTraceElement[] trace = e.getStackTrace();
        for (int i = 0; i < Math.min(12, trace.length); i++) {
            console.err().println("    at " + trace[i]);
        }
        console.err()
                .println(
                        "Please report it with these lines and, if you may share it, the smallest input that shows it.");
    }
}
