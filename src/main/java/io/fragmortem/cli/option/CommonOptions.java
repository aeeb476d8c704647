package io.fragmortem.cli.option;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.KeptHuman;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.words.Languages;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * The options that several commands share, and their values.
 *
 * <p>Long because it is a list: each option and how its value is read.
 */
public final class CommonOptions {

    static final String THREADS = "threads";

    private static final int LONGEST_PATTERN = 1000;

    /** The texts beside a page. */
    public static final Choice<TicketText.Form> SUMMARIES =
            Choice.of("format", "NAME,...", "cli.option.format_of_summary", List.of(TicketText.Form.values()));

    private static final Choice<String> LANGUAGE = Choice.among("lang", "LANG", "cli.option.lang", Languages::all);

    private CommonOptions() {}

    private static Choice<Severity> severity(String key) {
        return Choice.of("fail-on", "SEVERITY", key, List.of(Severity.INFO, Severity.WARNING, Severity.CRITICAL));
    }

    /** How input is read. */
    public static void addReading(Options options) {
        options.addOption(valued("timezone", "ZONE", "cli.option.timezone"));
        options.addOption(valued("interval", "TIME", "cli.option.interval"));
        options.addOption(valued("year", "YYYY", "cli.option.year"));
        options.addOption(valued("instance-from", "REGEX", "cli.option.instance_from"));
        options.addOption(Choice.among(
                "input-format",
                "NAME",
                "cli.option.input_format",
                () -> Formats.all().stream().map(Format::name).toList()));
        options.addOption(valued("map", "COLUMN=METRIC[:UNIT]", "cli.option.map"));
        options.addOption(valued("time-column", "COLUMN", "cli.option.time_column"));
        options.addOption(valued("instance-column", "COLUMN", "cli.option.instance_column"));
        options.addOption(valued("config", "FILE", "cli.option.config"));
    }

    /** How much of the machine is used. */
    public static void addThreads(Options options) {
        options.addOption(valued(THREADS, "N", "cli.option.threads"));
    }

    /** Where the report goes. */
    public static void addOutput(Options options) {
        options.addOption(Option.builder("o")
                .longOpt("output")
                .hasArg()
                .argName("OUT")
                .desc("cli.option.output")
                .get());
    }

    /** The output of a command, which needs one. */
    public static Path output(CommandLine line, String command) {
        String out = single(line, "output").orElse("");
        if (out.isEmpty()) {
            throw new UsageError("cli.usage.no_output", Phrase.name(command));
        }
        return path(out);
    }

    /** Which part of the time is looked at. */
    public static void addWindow(Options options) {
        options.addOption(valued("since", "TIME", "cli.option.since"));
        options.addOption(valued("until", "TIME", "cli.option.until"));
    }

    /** The texts beside a page, Markdown where none is named. */
    public static Set<TicketText.Form> summaries(CommandLine line) {
        Set<TicketText.Form> forms = SUMMARIES.several(line);
        return forms.isEmpty() ? EnumSet.of(TicketText.Form.MARKDOWN) : EnumSet.copyOf(forms);
    }

    /** What people typed into an earlier report. */
    public static KeptHuman keptHuman(CommandLine line) {
        Optional<String> report = single(line, "keep-human");
        if (report.isEmpty()) {
            return KeptHuman.none();
        }
        Path path = Path.of(report.get());
        if (!Files.exists(path)) {
            throw new UsageError("cli.usage.no_report", Phrase.name(report.get()));
        }
        if (!KeptHuman.isReport(path)) {
            throw new UsageError("cli.usage.no_page", Phrase.name(report.get()));
        }
        return KeptHuman.read(path);
    }

    /** How many threads may work, all cores where nothing is said. */
    public static int threads(CommandLine line) {
        Optional<String> told = single(line, THREADS);
        if (told.isEmpty()) {
            return Runtime.getRuntime().availableProcessors();
        }
        try {
            int threads = Integer.parseInt(told.get().strip());
            if (threads > 0) {
                return threads;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageError("cli.usage.threads", Phrase.name(told.get()));
    }

    /** What is said while a command works. */
    public static void addProgress(Options options) {
        options.addOption(null, "quiet", false, "cli.option.quiet");
        options.addOption(null, "no-progress", false, "cli.option.no_progress");
    }

    /** A file to write instead of standard output. */
    public static void addFile(Options options) {
        options.addOption(Option.builder("o")
                .longOpt("output")
                .hasArg()
                .argName("FILE")
                .desc("cli.option.output_file")
                .get());
    }

    /** The file to write, empty for standard output. */
    public static Optional<Path> file(CommandLine line) {
        return single(line, "output").map(CommonOptions::path);
    }

    /** A path as typed. */
    public static Path path(String typed) {
        try {
            return Path.of(typed);
        } catch (InvalidPathException e) {
            throw new UsageError("cli.usage.output_no_path", Phrase.name(typed));
        }
    }

    /** @param failOn key of what the severity that fails is compared with */
    public static void addWording(Options options, String failOn) {
        options.addOption(LANGUAGE);
        addProgress(options);
        options.addOption(severity(failOn));
        options.addOption("h", "help", false, "cli.option.help");
    }

    /** What commands take that read no capture. */
    public static void addLanguageAndHelp(Options options) {
        options.addOption(LANGUAGE);
        options.addOption("h", "help", false, "cli.option.help");
    }

    /** An option with a value; its description is a key of the messages. */
    public static Option valued(String name, String argument, String key) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(argument)
                .desc(key)
                .get();
    }

    /** The value given once; twice is an error, since neither can be meant. */
    public static Optional<String> single(CommandLine line, String name) {
        String[] values = line.getOptionValues(name);
        if (values != null && values.length > 1) {
            throw new UsageError("cli.usage.twice", Phrase.name(name), Phrase.count(values.length));
        }
        return values == null ? Optional.empty() : Optional.of(values[0]);
    }

    /** The read options. */
    public static ReadOptions reading(CommandLine line) {
        Optional<String> zone = single(line, "timezone");
        Map<String, String> columns = new LinkedHashMap<>();
        String[] mapped = line.getOptionValues("map");
        for (String entry : mapped == null ? new String[0] : mapped) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new UsageError("cli.usage.map", Phrase.name(entry));
            }
            columns.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return new ReadOptions(
                zone(line),
                zone.isPresent(),
                year(line),
                single(line, "interval").map(CommonOptions::duration),
                inputFormat(line),
                columns,
                single(line, "time-column"),
                single(line, "instance-column"));
    }

    private static Optional<String> inputFormat(CommandLine line) {
        Optional<String> format = single(line, "input-format");
        if (format.isPresent() && Formats.named(format.get()).isEmpty()) {
            throw new UsageError("cli.usage.input_format", Phrase.name("input-format"), Phrase.name(format.get()));
        }
        return format;
    }

    static ZoneId zone(CommandLine line) {
        Optional<String> zone = single(line, "timezone");
        try {
            return zone.isPresent() ? ZoneId.of(zone.get()) : ZoneOffset.UTC;
        } catch (DateTimeException e) {
            throw new UsageError("cli.usage.timezone", Phrase.name(zone.orElse("")));
        }
    }

    private static OptionalInt year(CommandLine line) {
        Optional<String> year = single(line, "year");
        if (year.isPresent() && !year.get().matches("[12]\\d{3}")) {
            throw new UsageError("cli.usage.year", Phrase.name(year.get()));
        }
        return year.isPresent() ? OptionalInt.of(Integer.parseInt(year.get())) : OptionalInt.empty();
    }

    private static Duration duration(String text) {
        double seconds = Quantity.parse(text, Quantity.Kind.SECONDS)
                .orElseThrow(() -> new UsageError("cli.usage.interval", Phrase.name(text)));
        if (seconds < 0.001 || seconds > 31_536_000) {
            throw new UsageError("cli.usage.interval_range", Phrase.name(text));
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    public static Optional<Pattern> instancePattern(CommandLine line) {
        Optional<String> regex = single(line, "instance-from");
        try {
            if (regex.isPresent() && regex.get().length() > LONGEST_PATTERN) {
                throw new UsageError("cli.usage.long_pattern", Phrase.count(LONGEST_PATTERN));
            }
            return regex.map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new UsageError("cli.usage.pattern", Phrase.name(regex.orElse("")), Phrase.name(e.getDescription()));
        }
    }

    public static Wording wording(CommandLine line) {
        return new Wording(LANGUAGE.one(line).orElse("en"), zone(line));
    }

    /** What the configuration file says of the diagnosis. */
    public static Policy policy(CommandLine line) {
        return single(line, "config")
                .map(file -> new ConfigPolicy(ConfigFile.read(file)).policy())
                .orElseGet(Policy::defaults);
    }

    public static Optional<Severity> failOn(CommandLine line) {
        return severity("cli.option.fail_on").one(line);
    }

    public static Optional<Path> folder(CommandLine line, String name) {
        Optional<Path> path = single(line, name).map(Path::of);
        if (path.isPresent() && !Files.isDirectory(path.get())) {
            throw new UsageError(
                    "cli.usage.no_folder",
                    Phrase.name(name),
                    Phrase.name(path.get().toString()));
        }
        return path;
    }
}
