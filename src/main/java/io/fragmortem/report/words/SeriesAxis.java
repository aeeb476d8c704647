package io.fragmortem.report.words;

/**
 * What the times of a series of numbers are.
 *
 * @param kind of times
 * @param name of the time column; empty for rows
 * @param second a second in units of the times; 0 where nothing is known of them
 */
public record SeriesAxis(Kind kind, String name, double second) {

    /** Numbers of a time column that may be seconds since 1970: 2001 to 2096. */
    private static final double EARLIEST = 1e9;

    private static final double LATEST = 4e9;
    private static final double MILLIS = 1000;

    /** Kinds of times. */
    public enum Kind {
        /** There is no time column: the number of the row. */
        ROWS,
        /** Numbers in a unit of their own. */
        NUMBERS,
        /** Numbers that can only be seconds or milliseconds since 1970. */
        EPOCH,
        /** Written as dates, read as seconds since 1970. */
        DATES
    }

    /** No time column. */
    public static SeriesAxis rows() {
        return new SeriesAxis(Kind.ROWS, "", 0);
    }

    /** Written as dates. */
    public static SeriesAxis dates(String name) {
        return new SeriesAxis(Kind.DATES, name, 1);
    }

    /** Numbers from a least to a greatest one. */
    public static SeriesAxis numbers(String name, double least, double greatest) {
        if (least >= EARLIEST && greatest <= LATEST) {
            return new SeriesAxis(Kind.EPOCH, name, 1);
        }
        return least >= MILLIS * EARLIEST && greatest <= MILLIS * LATEST
                ? new SeriesAxis(Kind.EPOCH, name, MILLIS)
                : new SeriesAxis(Kind.NUMBERS, name, 0);
    }

    /** Whether the times are moments of the calendar. */
    public boolean calendar() {
        return second > 0;
    }

    /** The unit of slopes as scripts read it. */
    public String unit() {
        return switch (kind) {
            case ROWS -> "per sample";
            case NUMBERS -> "per unit of " + name;
            case EPOCH, DATES -> second == 1 ? "per second" : "per millisecond";
        };
    }

    /** A time that is a moment. */
    public long micros(double time) {
        return Math.round(time / second * 1e6);
    }
}
