package io.fragmortem.snapshot.time;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the time in a cell, in whatever form the table's first rows showed. */
public final class TimeCells {

    /** {@code 22.11.2026 08:35:34}, {@code 11/22/2026 8:35 PM}. */
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})[./](\\d{1,2})[./](\\d{4}),? +(\\d{1,2}):(\\d\\d)"
            + "(?::(\\d\\d)(?:\\.(\\d{1,6}))?)?(?: ?([AaPp])\\.?[Mm]\\.?)?");

    private final LocalTimes local;
    private final boolean monthFirst;
    private boolean sawLocal;

    public TimeCells(LocalTimes local, boolean monthFirst) {
        this.local = local;
        this.monthFirst = monthFirst;
    }

    /** Microseconds since the epoch, {@link Times#NONE} when the cell is no time. */
    public long parse(String cell) {
        int n = cell.length();
        if (n < 8 || n > 64) {
            return Times.NONE;
        }
        long epoch = Times.epoch(cell);
        if (epoch != Times.NONE) {
            return epoch;
        }
        int end = cell.endsWith(" UTC") || cell.endsWith(" GMT") ? n - 4 : n;
        Times.Moment iso = Times.iso(cell, 0, end);
        if (iso.exists()) {
            return at(iso.micros(), iso.zoned() || end < n);
        }
        Matcher slashed = SLASHED.matcher(cell);
        return slashed.matches() ? slashed(slashed) : scientific(cell);
    }

    private long at(long micros, boolean zoned) {
        sawLocal |= !zoned;
        return zoned ? micros : local.epochMicros(micros);
    }

    private long slashed(Matcher m) {
        int first = Integer.parseInt(m.group(1));
        int second = Integer.parseInt(m.group(2));
        int hour = Integer.parseInt(m.group(4));
        if (m.group(8) != null) {
            hour = hour % 12 + (m.group(8).equalsIgnoreCase("p") ? 12 : 0);
        }
        int seconds = m.group(6) == null ? 0 : Integer.parseInt(m.group(6));
        long micros = Times.local(
                Integer.parseInt(m.group(3)),
                monthFirst ? first : second,
                monthFirst ? second : first,
                hour,
                Integer.parseInt(m.group(5)),
                seconds);
        if (micros == Times.NONE) {
            return Times.NONE;
        }
        String fraction = m.group(7) == null ? "0" : m.group(7);
        return at(micros + Math.round(Double.parseDouble("0." + fraction) * 1e6), false);
    }

    /** {@code 1.795336534028E12}: a spreadsheet's idea of an epoch. */
    private static long scientific(String cell) {
        if (cell.indexOf('E') < 0 && cell.indexOf('e') < 0) {
            return Times.NONE;
        }
        try {
            double value = Double.parseDouble(cell);
            if (value > 1e9 && value < 1e10) {
                return Math.round(value * 1e6);
            }
            return value > 1e12 && value < 1e13 ? Math.round(value * 1e3) : Times.NONE;
        } catch (NumberFormatException e) {
            return Times.NONE;
        }
    }

    /** Whether a time had no zone. */
    public boolean sawLocal() {
        return sawLocal;
    }

    /** Whether dates with slashes have the month first: only the numbers above 12 can tell. */
    public static boolean monthFirst(List<String> cells) {
        boolean meridiem = false;
        for (String cell : cells) {
            Matcher m = SLASHED.matcher(cell);
            if (!m.matches()) {
                continue;
            }
            if (Integer.parseInt(m.group(1)) > 12 || cell.indexOf('.') == 1 || cell.indexOf('.') == 2) {
                return false;
            }
            if (Integer.parseInt(m.group(2)) > 12) {
                return true;
            }
            meridiem |= m.group(8) != null;
        }
        return meridiem;
    }
}
