package io.fragmortem.report.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Streams compact JSON. The caller keeps names and values in step; commas, escapes and numbers are kept right here: no NaN,
 * no exponents where plain digits do, no raw control characters, no broken surrogates.
 */
final class JsonWriter {

    private static final double EXACT = 9_007_199_254_740_992.0;

    private final Appendable out;
    private boolean comma;

    JsonWriter(Appendable out) {
        this.out = out;
    }

    JsonWriter beginObject() {
        return open('{');
    }

    JsonWriter endObject() {
        return close('}');
    }

    JsonWriter beginArray() {
        return open('[');
    }

    JsonWriter endArray() {
        return close(']');
    }

    JsonWriter name(String name) {
        separate();
        quote(name);
        raw(":");
        comma = false;
        return this;
    }

    JsonWriter value(@Nullable String text) {
        if (text == null) {
            return nothing();
        }
        separate();
        quote(text);
        comma = true;
        return this;
    }

    JsonWriter value(boolean truth) {
        return plain(Boolean.toString(truth));
    }

    JsonWriter value(long number) {
        return plain(Long.toString(number));
    }

    /** A plain number; null where it is not finite. */
    JsonWriter value(double number) {
        if (!Double.isFinite(number)) {
            return nothing();
        }
        if (number == Math.rint(number) && Math.abs(number) < EXACT) {
            return value((long) number);
        }
        double size = Math.abs(number);
        boolean readable = size >= 1e-6 && size < 1e21;
        return plain(
                readable ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString() : Double.toString(number));
    }

    /** A number rounded to whole bytes; null where it is not finite. */
    JsonWriter bytes(double number) {
        return value(Double.isFinite(number) ? halfEven(number) : number);
    }

    /** As {@code Math.rint}, which browsers round another way from a half. */
    private static double halfEven(double number) {
        double below = Math.floor(number);
        return number - below == 0.5 ? below + Math.abs(below % 2) : Math.rint(number);
    }

    JsonWriter bytes(OptionalDouble number) {
        return bytes(number.orElse(Double.NaN));
    }

    JsonWriter value(OptionalDouble number) {
        return value(number.orElse(Double.NaN));
    }

    /** An array of texts. */
    JsonWriter strings(Iterable<String> texts) {
        beginArray();
        texts.forEach(this::value);
        return endArray();
    }

    /** A moment as ISO-8601 in UTC; null where it is absent. */
    JsonWriter moment(OptionalLong epochMicros) {
        return epochMicros.isPresent() ? moment(epochMicros.getAsLong()) : nothing();
    }

    JsonWriter moment(long epochMicros) {
        return value(IsoTime.utc(epochMicros));
    }

    JsonWriter nothing() {
        return plain("null");
    }

    /** A value that is JSON already. */
    JsonWriter written(String json) {
        return plain(json);
    }

    private JsonWriter plain(String token) {
        separate();
        raw(token);
        comma = true;
        return this;
    }

    private JsonWriter open(char bracket) {
        separate();
        raw(bracket);
        comma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        raw(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            raw(",");
        }
    }

    private void quote(String text) {
        raw('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                continue;
            }
            raw(text, from, i);
            from = i + 1;
            switch (c) {
                case '"' -> raw("\\\"");
                case '\\' -> raw("\\\\");
                case '\n' -> raw("\\n");
                case '\r' -> raw("\\r");
                case '\t' -> raw("\\t");
                default -> character(text, i, c);
            }
        }
        raw(text, from, text.length());
        raw('"');
    }

    private void character(String text, int i, char c) {
        boolean pairedHigh =
                Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        boolean pairedLow = Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        boolean broken = Character.isSurrogate(c) && !pairedHigh && !pairedLow;
        if (c < ' ' || c == 0x7f || broken || isInvisible(c)) {
            String hex = Integer.toHexString(c);
            raw("\\u" + "0".repeat(4 - hex.length()) + hex);
        } else {
            raw(c);
        }
    }

    /** Line separators that JavaScript trips over, and direction overrides that deceive who looks at the file. */
    private static boolean isInvisible(char c) {
        if (c < 0x80) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private void raw(String token) {
        try {
            out.append(token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void raw(String text, int from, int to) {
        try {
            out.append(text, from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void raw(char c) {
        try {
            out.append(c);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
