package io.fragmortem.cli.option;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.text.Decimals;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and lengths of time as options take them. */
public final class Quantities {

    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)?");

    private static final double SHORTEST = 0.001;
    private static final double LONGEST = 31_536_000;

    private Quantities() {}

    /** A decimal number. */
    public static double number(String option, String text) {
        double value = Decimals.parse(text.strip());
        if (Double.isNaN(value)) {
            throw new UsageError("cli.usage.number", Phrase.name(option), Phrase.name(text));
        }
        return value;
    }

    /**
     * A length in the units of a column of times, which it has as a number or with a unit of time.
     *
     * @param second in the units of the column, where they are known
     */
    public static double length(String option, String text, OptionalDouble second) {
        Matcher matcher = DURATION.matcher(text.strip());
        boolean unit = matcher.matches() && matcher.group(2) != null;
        if (!unit) {
            double value = Decimals.parse(text.strip());
            if (!(value > 0)) {
                throw new UsageError("cli.usage.length", Phrase.name(option), Phrase.name(text));
            }
            return value;
        }
        if (second.isEmpty()) {
            throw new UsageError("cli.usage.length_without_time", Phrase.name(option), Phrase.name(text));
        }
        double seconds = seconds(matcher);
        if (!(seconds > 0)) {
            throw new UsageError("cli.usage.length", Phrase.name(option), Phrase.name(text));
        }
        return seconds * second.getAsDouble();
    }

    /** The time between two samples. */
    static Duration interval(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new UsageError("cli.usage.interval", Phrase.name(text));
        }
        double seconds = seconds(matcher);
        if (seconds < SHORTEST || seconds > LONGEST) {
            throw new UsageError("cli.usage.interval_range", Phrase.name(text));
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static double seconds(Matcher duration) {
        double factor =
                switch (Optional.ofNullable(duration.group(2)).orElse("s")) {
                    case "ms" -> 0.001;
                    case "m" -> 60;
                    case "h" -> 3600;
                    case "d" -> 86_400;
                    default -> 1;
                };
        return Double.parseDouble(duration.group(1)) * factor;
    }
}
