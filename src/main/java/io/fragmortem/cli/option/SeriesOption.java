package io.fragmortem.cli.option;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.text.Decimals;
import java.util.OptionalDouble;

/** Numbers and lengths of time that options of series take. */
public final class SeriesOption {

    private SeriesOption() {}

    /** A decimal number. */
    public static double number(String option, String text) {
        double value = Decimals.parse(text.strip());
        if (Double.isNaN(value)) {
            throw new UsageError("cli.usage.number", Phrase.name(option), Phrase.name(text));
        }
        return value;
    }

    /**
     * A length in the units of a column of times, which is a number of them or has a unit of time.
     *
     * @param second in the units of the column, where they are known
     */
    public static double length(String option, String text, OptionalDouble second) {
        double bare = Decimals.parse(text.strip());
        OptionalDouble seconds = Quantity.parse(text, Quantity.Kind.SECONDS);
        if (Double.isNaN(bare) && seconds.isPresent() && second.isEmpty()) {
            throw new UsageError("cli.usage.length_without_time", Phrase.name(option), Phrase.name(text));
        }
        double length = Double.isNaN(bare) ? seconds.orElse(0) * second.orElse(0) : bare;
        if (!(length > 0)) {
            throw new UsageError("cli.usage.length", Phrase.name(option), Phrase.name(text));
        }
        return length;
    }
}
