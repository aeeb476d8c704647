package io.fragmortem.snapshot.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.text.Decimals;
import io.fragmortem.snapshot.time.Epochs;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Numbers and times as JSON writes them: at the token of a parser or in a text. Times are epochs of any unit, told by their
 * size, or dates in the forms of a table's cells.
 */
public final class JsonScalars {

    private static final double[] TENS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private final StreamClock clock;

    public JsonScalars(StreamClock clock) {
        this.clock = clock;
    }

    /** The time at the parser's token in microseconds since the epoch, {@link Times#NONE} for none. */
    public long time(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return Epochs.ofNumber(json.getLongValue());
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            long exact = Epochs.ofSeconds(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
            return exact == Times.NONE ? Epochs.ofNumber(json.getDoubleValue()) : exact;
        }
        return token == JsonToken.VALUE_STRING ? time(json.getText()) : Times.NONE;
    }

    /** The time in a text, {@link Times#NONE} for none. */
    public long time(String text) {
        Stamp stamp = clock.cell(text, 0);
        return stamp.known() ? stamp.epochMicros() : Times.NONE;
    }

    /** As {@link #time(JsonParser)}, with how it is known. */
    Stamp stamp(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return stamp(json.getText(), json);
        }
        long micros = time(json);
        return micros == Times.NONE ? Stamp.NONE : new Stamp(micros, TimeSource.STATED);
    }

    /** The time in a text at the parser's place. */
    Stamp stamp(String text, JsonParser json) {
        return clock.cell(text, json.currentLocation().getLineNr());
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

    /**
     * The number of a counter as libraries keep it: {@code "count=3"}, {@code {"count":3}}, {@code {"calls":3,"usec":9}}; NaN where
     * there is none. The parser ends at the end of the value.
     *
     * @param word what INFO prints before the number, such as {@code count=}
     */
    static double counter(JsonParser json, String word) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING && json.getText().startsWith(word)) {
            String text = json.getText();
            int comma = text.indexOf(',');
            return number(text.substring(word.length(), comma < 0 ? text.length() : comma));
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return value(json);
        }
        double count = Double.NaN;
        String name = word.substring(0, word.length() - 1);
        while (JsonReader.member(json)) {
            boolean counted = json.currentName().equals(name);
            json.nextToken();
            count = counted ? value(json) : count;
            JsonReader.skip(json);
        }
        return count;
    }

    /** The number; one above 2^63 is a negative one that was printed unsigned. */
    static double number(JsonParser json, SampleBuilder sample) throws IOException {
        double value = value(json);
        if (value < 0x1p63 || Double.isNaN(value)) {
            return value;
        }
        String digits = json.getText();
        if (digits.length() > 20 || !digits.matches("\\d{19,20}")) {
            return Double.NaN;
        }
        sample.mark(Sample.Mark.WRAPPED);
        return digits.compareTo("18446744073709551615") > 0 ? Double.NaN : new BigInteger(digits).longValue();
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
        return Decimals.parse(bare);
    }
}
