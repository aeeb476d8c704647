package io.fragmortem.cli.option;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A number with or without a unit, as people type it into options and configurations: {@code 32MiB}, {@code 15 %}, {@code 10m}. */
final class Quantity {

    private static final Pattern WRITTEN = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z%]*)");

    /** What is counted. */
    enum Kind {
        /** Powers of 1024 only: whether MB is one of 1000 nobody can tell. */
        BYTES,
        /** 0 to 1. */
        SHARE,
        SECONDS,
        PLAIN
    }

    private enum Unit {
        BYTE("B", 1, Kind.BYTES),
        KIB("KiB", 1L << 10, Kind.BYTES),
        MIB("MiB", 1L << 20, Kind.BYTES),
        GIB("GiB", 1L << 30, Kind.BYTES),
        TIB("TiB", 1L << 40, Kind.BYTES),
        PERCENT("%", 0.01, Kind.SHARE),
        MILLISECOND("ms", 0.001, Kind.SECONDS),
        SECOND("s", 1, Kind.SECONDS),
        MINUTE("m", 60, Kind.SECONDS),
        HOUR("h", 3_600, Kind.SECONDS),
        DAY("d", 86_400, Kind.SECONDS);

        private final String written;
        private final double factor;
        private final Kind kind;

        Unit(String written, double factor, Kind kind) {
            this.written = written;
            this.factor = factor;
            this.kind = kind;
        }
    }

    private Quantity() {}

    /** In bytes, as a share, or in seconds; empty where it is none of these kinds. */
    static OptionalDouble parse(String text, Kind kind, Kind... others) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(matcher.group(1));
        if (matcher.group(2).isEmpty()) {
            return OptionalDouble.of(number);
        }
        Set<Kind> kinds = EnumSet.of(kind, others);
        return Stream.of(Unit.values())
                .filter(unit -> unit.written.equals(matcher.group(2)) && kinds.contains(unit.kind))
                .mapToDouble(unit -> number * unit.factor)
                .findFirst();
    }
}
