package io.fragmortem.snapshot.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fragmortem.snapshot.time.LocalTimes;
import io.fragmortem.snapshot.time.TimeCells;
import io.fragmortem.snapshot.time.Times;
import java.io.IOException;

/**
 * Numbers and times as JSON writes them: at the token of a parser or in a text. Times are epochs of any unit, told by their
 * size, or dates in the forms of a table's cells.
 */
public final class JsonScalars {

    private static final double[] TENS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private final TimeCells cells;

    public JsonScalars(LocalTimes local) {
        this.cells = new TimeCells(local, false);
    }

    /** Whether a time had no zone. */
    boolean sawLocal() {
        return cells.sawLocal();
    }

    /** The time at the parser's token in microseconds since the epoch, {@link Times#NONE} for none. */
    public long time(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return epoch(json.getLongValue());
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            long exact = seconds(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
            return exact == Times.NONE ? epoch(json.getDoubleValue()) : exact;
        }
        return token == JsonToken.VALUE_STRING ? time(json.getText()) : Times.NONE;
    }

    /** The time in a text, {@link Times#NONE} for none. */
    public long time(String text) {
        long cell = cells.parse(text);
        if (cell != Times.NONE || text.indexOf('.') < 0) {
            return cell;
        }
        double number = number(text);
        return Double.isNaN(number) ? Times.NONE : epoch(number);
    }

    /** {@code 1714557600.023}: ten digits and a fraction, exactly; {@link Times#NONE} for other shapes. */
    private static long seconds(char[] c, int from, int length) {
        if (length < 12 || length > 20 || c[from + 10] != '.') {
            return Times.NONE;
        }
        long whole = 0;
        int bad = 0; // negative once any character was no digit
        for (int i = from; i < from + 10; i++) {
            int digit = c[i] - '0';
            bad |= digit | (9 - digit);
            whole = whole * 10 + digit;
        }
        long fraction = 0;
        long place = 1_000_000;
        for (int i = from + 11; i < from + length; i++) {
            int digit = c[i] - '0';
            bad |= digit | (9 - digit);
            place /= 10;
            fraction += digit * place;
        }
        return bad < 0 ? Times.NONE : whole * 1_000_000 + fraction;
    }

    private static long epoch(double value) {
        if (value < 100_000_000) {
            return Times.NONE;
        }
        return value < 1e11 ? Math.round(value * 1e6) : epoch(Math.round(value));
    }

    /** Seconds, milliseconds, microseconds or nanoseconds, told by the number's size. */
    private static long epoch(long value) {
        if (value < 100_000_000L) {
            return Times.NONE;
        }
        if (value < 100_000_000_000L) {
            return value * 1_000_000;
        }
        if (value < 100_000_000_000_000L) {
            return value * 1000;
        }
        return value < 100_000_000_000_000_000L ? value : value / 1000;
    }

    /** The number at the parser's token, also in quotes; NaN for anything else. */
    public static double value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return json.getDoubleValue();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE ? 1 : 0;
        }
        if (token != JsonToken.VALUE_STRING) {
            return Double.NaN;
        }
        return number(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }

    /** The number in a text, {@code true} and {@code false} as 1 and 0; NaN for anything else. */
    public static double number(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true") ? 1 : 0;
        }
        char[] chars = text.toCharArray();
        return number(chars, 0, chars.length);
    }

    /** Digits with at most one point fast, everything else by the book; NaN for {@code NaN}, {@code +Inf}, words. */
    public static double number(char[] c, int from, int length) {
        int start = length > 0 && c[from] == '-' ? from + 1 : from;
        int end = from + length;
        long digits = 0;
        int i = start;
        for (int digit = 0; i < end && (digit = c[i] - '0') >= 0 && digit <= 9; i++) {
            digits = digits * 10 + digit;
        }
        int fraction = 0;
        if (i < end && c[i] == '.') {
            int dot = i++;
            for (int digit = 0; i < end && (digit = c[i] - '0') >= 0 && digit <= 9; i++) {
                digits = digits * 10 + digit;
            }
            fraction = i - dot - 1;
        }
        if (i < end || start == end || length > 16 || fraction >= TENS.length) {
            return slow(new String(c, from, length));
        }
        double value = fraction > 0 ? digits / TENS[fraction] : digits;
        return start > from ? -value : value;
    }

    private static double slow(String text) {
        String bare = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        if (bare.isEmpty() || bare.length() > 40 || "0123456789-+.".indexOf(bare.charAt(0)) < 0) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(bare);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
