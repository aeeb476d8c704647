package io.fragmortem.cli;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.Severity;
import io.fragmortem.report.Wording;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options that several commands share, and their values. */
final class CommonOptions {

    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)?");
    private static final int LONGEST_PATTERN = 1000;

    private CommonOptions() {}

    /** How input is read. */
    static void addReading(Options options) {
        options.addOption(valued("timezone", "ZONE", "zone of times that name none (default UTC), and of the report"));
        options.addOption(valued("interval", "TIME", "distance of dumps without times, for example 10s or 5m"));
        options.addOption(valued("year", "YYYY", "year of times that have none"));
        options.addOption(valued(
                "instance-from", "REGEX", "take the instance's name from stream names: first group, or whole match"));
        options.addOption(valued("input-format", "NAME", "read every input in this format instead of sniffing"));
        options.addOption(valued("map", "COLUMN=METRIC[:UNIT]", "a column of a table is this metric; repeatable"));
        options.addOption(valued("time-column", "COLUMN", "the time column of tables"));
        options.addOption(valued("instance-column", "COLUMN", "the instance column of tables"));
        options.addOption(valued(
                "config", "FILE", "options as key = value lines, thresholds, rules to ignore and rules of your own"));
    }

    static void addWording(Options options) {
        options.addOption(valued("lang", "LANG", "language of the report: en"));
        options.addOption(null, "quiet", false, "no messages on standard error but errors");
        options.addOption(null, "no-progress", false, "no progress on standard error");
        options.addOption(
                valued("fail-on", "SEVERITY", "exit with 1 when a verdict is at least info, warning or critical"));
        options.addOption("h", "help", false, "this text");
    }

    static Option valued(String name, String argument, String text) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(argument)
                .desc(text)
                .get();
    }

    /** The value given once; twice is an error, since neither can be meant. */
    static Optional<String> single(CommandLine line, String name) {
        String[] values = line.getOptionValues(name);
        if (values != null && values.length > 1) {
            throw new UsageError("--" + name + " given " + values.length + " times, expected once");
        }
        return values == null ? Optional.empty() : Optional.of(values[0]);
    }

    /** The read options; the input format comes from the first of these options that is given. */
    static ReadOptions reading(CommandLine line, String... formatOptions) {
        Optional<String> zone = single(line, "timezone");
        Map<String, String> columns = new LinkedHashMap<>();
        String[] mapped = line.getOptionValues("map");
        for (String entry : mapped == null ? new String[0] : mapped) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new UsageError("--map " + entry + ": expected COLUMN=METRIC or COLUMN=METRIC:UNIT");
            }
            columns.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return new ReadOptions(
                zone(line),
                zone.isPresent(),
                year(line),
                single(line, "interval").map(CommonOptions::duration),
                inputFormat(line, formatOptions),
                columns,
                single(line, "time-column"),
                single(line, "instance-column"));
    }

    private static Optional<String> inputFormat(CommandLine line, String... formatOptions) {
        for (String option : formatOptions) {
            Optional<String> format = single(line, option);
            if (format.isPresent() && Formats.named(format.get()).isEmpty()) {
                throw new UsageError("--" + option + " " + format.get() + ": no such format, see fragmortem formats");
            }
            if (format.isPresent()) {
                return format;
            }
        }
        return Optional.empty();
    }

    static ZoneId zone(CommandLine line) {
        Optional<String> zone = single(line, "timezone");
        try {
            return zone.isPresent() ? ZoneId.of(zone.get()) : ZoneOffset.UTC;
        } catch (DateTimeException e) {
            throw new UsageError("--timezone " + zone.orElse("") + ": expected a zone such as Europe/Berlin or +02:00");
        }
    }

    private static OptionalInt year(CommandLine line) {
        Optional<String> year = single(line, "year");
        if (year.isPresent() && !year.get().matches("[12]\\d{3}")) {
            throw new UsageError("--year " + year.get() + ": expected four digits");
        }
        return year.isPresent() ? OptionalInt.of(Integer.parseInt(year.get())) : OptionalInt.empty();
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new UsageError("--interval " + text + ": expected a number with ms, s, m, h or d, for example 30s");
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double seconds = Double.parseDouble(matcher.group(1))
                * switch (unit) {
                    case "ms" -> 0.001;
                    case "m" -> 60;
                    case "h" -> 3600;
                    case "d" -> 86_400;
                    default -> 1;
                };
        if (seconds < 0.001 || seconds > 31_536_000) {
            throw new UsageError("--interval " + text + ": expected between 1ms and 365d");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    static Optional<Pattern> instancePattern(CommandLine line) {
        Optional<String> regex = single(line, "instance-from");
        try {
            if (regex.isPresent() && regex.get().length() > LONGEST_PATTERN) {
                throw new UsageError("--instance-from: expected at most " + LONGEST_PATTERN + " characters");
            }
            return regex.map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new UsageError("--instance-from " + regex.orElse("") + ": " + e.getDescription());
        }
    }

    static Wording wording(CommandLine line) {
        String language = single(line, "lang").orElse("en");
        boolean known = language.matches("[a-z]{2}")
                && Wording.class.getResource("/io/fragmortem/report_" + language + ".properties") != null;
        if (!known) {
            throw new UsageError("--lang " + language + ": no such language here, expected en");
        }
        return new Wording(language, zone(line));
    }

    /** What the configuration file says of the diagnosis. */
    static Policy policy(CommandLine line) {
        return single(line, "config")
                .map(file -> new ConfigPolicy(ConfigFile.read(file)).policy())
                .orElseGet(Policy::defaults);
    }

    static Optional<Severity> failOn(CommandLine line) {
        Optional<String> word = single(line, "fail-on");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        for (Severity severity : Severity.values()) {
            if (severity != Severity.OK && severity.name().equals(word.get().toUpperCase(Locale.ROOT))) {
                return Optional.of(severity);
            }
        }
        throw new UsageError("--fail-on " + word.get() + ": expected info, warning or critical");
    }

    static Optional<Path> folder(CommandLine line, String name) {
        Optional<Path> path = single(line, name).map(Path::of);
        if (path.isPresent() && !Files.isDirectory(path.get())) {
            throw new UsageError("--" + name + " " + path.get() + ": no such folder");
        }
        return path;
    }
}
