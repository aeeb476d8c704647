package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.text.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One message that matters: how it starts, what else it must contain, what it means and which numbers it carries.
 *
 * @param start literal beginning of the message
 * @param within further text that must follow somewhere, empty for none
 * @param action what to do with it
 * @param kind kind of the event
 * @param numbers quantities in the message
 */
record LogRule(byte[] start, byte[] within, Action action, Event.Kind kind, List<Quantity> numbers) {

    /** What servers write directly behind a number. */
    private static final Set<String> UNITS =
            Set.of("s", "ms", "us", "ns", "b", "B", "K", "M", "G", "T", "Mb", "MB", "kB", "KB");

    /** What a matching message leads to. */
    enum Action {
        EVENT,
        BANNER,
        VERSION,
        PORT,
        KEYSPACE,
        CLIENTS,
        ALLOCATOR,
        RDB_USED_MEMORY,
        PANIC
    }

    /**
     * A number and the literal text before it.
     *
     * @param amount what it is in the event
     * @param after text before the number; empty when the message starts with the number
     * @param scale factor to the unit of the amount
     */
    record Quantity(Amount amount, byte[] after, double scale) {}

    static LogRule event(String start, Event.Kind kind, Quantity... numbers) {
        return new LogRule(Bytes.ascii(start), new byte[0], Action.EVENT, kind, List.of(numbers));
    }

    static LogRule event(String start, String within, Event.Kind kind, Quantity... numbers) {
        return new LogRule(Bytes.ascii(start), Bytes.ascii(within), Action.EVENT, kind, List.of(numbers));
    }

    static LogRule action(String start, Action action, Event.Kind kind, Quantity... numbers) {
        return new LogRule(Bytes.ascii(start), new byte[0], action, kind, List.of(numbers));
    }

    static Quantity number(Amount amount, String after) {
        return new Quantity(amount, Bytes.ascii(after), 1);
    }

    static Quantity scaled(Amount amount, String after, double scale) {
        return new Quantity(amount, Bytes.ascii(after), scale);
    }

    boolean matches(byte[] b, int from, int to) {
        return Bytes.starts(b, from, to, start)
                && (within.length == 0 || Bytes.indexOf(b, from + start.length, to, within) >= 0)
                && isWhole(b, from + start.length, to);
    }

    /** Where the start ends in the text before a number, the number must be there: else the line was cut. */
    private boolean isWhole(byte[] b, int from, int to) {
        for (Quantity quantity : numbers) {
            boolean next = quantity.after().length > 0
                    && quantity.after().length <= start.length
                    && Bytes.starts(start, start.length - quantity.after().length, start.length, quantity.after());
            if (next && Double.isNaN(decimal(b, from, to)) && !isDamaged(b, from, to)) {
                return false;
            }
        }
        return true;
    }

    /** The numbers of a message that matches. */
    Map<Amount, Double> numbersOf(byte[] b, int from, int to) {
        Map<Amount, Double> found = Amount.none();
        for (Quantity quantity : numbers) {
            int at = quantity.after().length == 0 ? from : Bytes.indexOf(b, from, to, quantity.after());
            double value = at < 0 ? Double.NaN : decimal(b, at + quantity.after().length, to);
            if (!Double.isNaN(value)) {
                found.put(quantity.amount(), value * quantity.scale());
            }
        }
        return found;
    }

    /** Whether a number of the message is there and damaged. */
    boolean damages(byte[] b, int from, int to) {
        for (Quantity quantity : numbers) {
            int at = quantity.after().length == 0 ? from : Bytes.indexOf(b, from, to, quantity.after());
            if (at >= 0 && isDamaged(b, at + quantity.after().length, to)) {
                return true;
            }
        }
        return false;
    }

    /** {@code 813O68}, {@code 71?5}, {@code l2}: digits and what is none in one word; behind them may stand a unit. */
    static boolean isDamaged(byte[] b, int from, int to) {
        int start = from < to && b[from] == '-' ? from + 1 : from;
        int end = start;
        int digits = 0;
        while (end < to && (isLetterOrDigit(b[end]) || b[end] == '.' || Unread.isSign((char) (b[end] & 0xff)))) {
            digits += Bytes.isDigit(b[end]) ? 1 : 0;
            end++;
        }
        int mark = Bytes.skipDigits(b, start, end);
        if (mark > start && mark + 1 < end && b[mark] == '.') {
            mark = Bytes.skipDigits(b, mark + 1, end);
        }
        boolean point = mark == end - 1 && b[mark] == '.';
        String unit = Bytes.text(b, mark, end);
        return digits > 0 && mark < end && !point && !(mark > start && UNITS.contains(unit));
    }

    private static boolean isLetterOrDigit(byte c) {
        return Bytes.isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c < 0;
    }

    /** The decimal number at this place, NaN when there is none or a damaged one. */
    static double decimal(byte[] b, int from, int to) {
        boolean negative = from < to && b[from] == '-';
        int start = negative ? from + 1 : from;
        int end = Bytes.skipDigits(b, start, to);
        long whole = Bytes.number(b, start, to);
        if (whole < 0 || isDamaged(b, from, to)) {
            return Double.NaN;
        }
        double value = whole;
        if (end + 1 < to && b[end] == '.' && Bytes.isDigit(b[end + 1])) {
            int fractionEnd = Math.min(Bytes.skipDigits(b, end + 1, to), end + 16);
            value += Bytes.number(b, end + 1, fractionEnd) / Math.pow(10, fractionEnd - end - 1.0);
        }
        return negative ? -value : value;
    }
}
