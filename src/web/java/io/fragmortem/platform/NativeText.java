package io.fragmortem.platform;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSByRef;

/**
 * Methods of {@link String} that the class library for browsers does letter by letter, done by the browser at once: half of
 * the time that lines in any shape take to read. And the files of the class path, which it would keep in base 64, half as heavy again when
 * packed. {@link NativeStrings} puts them in the place of those.
 */
final class NativeText {

    /** What a regular expression of one letter must not be to mean that letter. */
    private static final String SIGNS = "\\[](){}.*+?^$|";

    private NativeText() {}

    static int indexOf(String text, int letter, int from) {
        return letterAfter(text, letter, from);
    }

    @JSBody(
            params = {"text", "letter", "from"},
            script =
                    "return text.indexOf(letter < 65536 ? String.fromCharCode(letter) : String.fromCodePoint(letter), from);")
    private static native int letterAfter(String text, int letter, int from);

    static int indexOf(String text, String part, int from) {
        return partAfter(text, part, from);
    }

    @JSBody(
            params = {"text", "part", "from"},
            script = "return text.indexOf(part, from);")
    private static native int partAfter(String text, String part, int from);

    static boolean contains(String text, CharSequence part) {
        return partAfter(text, part.toString(), 0) >= 0;
    }

    static boolean startsWith(String text, String part, int from) {
        return from >= 0 && from <= text.length() && startsAt(text, part, from);
    }

    @JSBody(
            params = {"text", "part", "from"},
            script = "return text.startsWith(part, from);")
    private static native boolean startsAt(String text, String part, int from);

    static String replace(String text, CharSequence part, CharSequence other) {
        return replaced(text, part.toString(), other.toString());
    }

    @JSBody(
            params = {"text", "part", "other"},
            script = "return text.replaceAll(part, () => other);")
    private static native String replaced(String text, String part, String other);

    static String toLowerCase(String text, Locale locale) {
        return locale.getLanguage().isEmpty() ? text.toLowerCase() : lower(text, locale.toLanguageTag());
    }

    @JSBody(
            params = {"text", "language"},
            script = "return text.toLocaleLowerCase(language);")
    private static native String lower(String text, String language);

    static String toUpperCase(String text, Locale locale) {
        return locale.getLanguage().isEmpty() ? text.toUpperCase() : upper(text, locale.toLanguageTag());
    }

    @JSBody(
            params = {"text", "language"},
            script = "return text.toLocaleUpperCase(language);")
    private static native String upper(String text, String language);

    static String[] split(String text, String expression) {
        return split(text, expression, 0);
    }

    /** At a letter that stands for itself; all other expressions are compiled, as they are. */
    static String[] split(String text, String expression, int limit) {
        boolean sign = expression.length() == 2 && expression.charAt(0) == '\\' && isSign(expression, 1);
        boolean letter = expression.length() == 1 && !isSign(expression, 0);
        if (limit > 0 || !(sign || letter)) {
            return Pattern.compile(expression).split(text, limit);
        }
        char by = expression.charAt(expression.length() - 1);
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = letterAfter(text, by, 0); at >= 0; at = letterAfter(text, by, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        int size = parts.size();
        while (limit == 0 && size > 1 && parts.get(size - 1).isEmpty()) {
            size--;
        }
        boolean nothing = limit == 0 && from > 0 && size == 1 && parts.get(0).isEmpty();
        return parts.subList(0, nothing ? 0 : size).toArray(new String[0]);
    }

    private static boolean isSign(String expression, int at) {
        return letterAfter(SIGNS, expression.charAt(at), 0) >= 0;
    }

    static boolean isDecimal(String text) {
        return plain(text);
    }

    @JSBody(params = "text", script = "return /^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?$/.test(text);")
    private static native boolean plain(String text);

    static double decimal(String text) {
        return number(text);
    }

    @JSBody(params = "text", script = "return +text;")
    private static native double number(String text);

    /** The text of bytes. */
    static String decoded(byte[] bytes, int from, int length, Charset charset) {
        int to = from + length;
        int p = from;
        while (p < to && bytes[p] >= 0) {
            p++;
        }
        return p == to && charset == StandardCharsets.UTF_8
                ? ascii(bytes, from, to)
                : any(bytes, from, length, charset);
    }

    @JSBody(
            params = {"bytes", "from", "to"},
            script =
                    "var part = bytes.subarray(from, to);"
                            + "return to - from < 4096 ? String.fromCharCode.apply(null, part) : new TextDecoder().decode(part);")
    private static native String ascii(@JSByRef byte[] bytes, int from, int to);

    /** A file of the class path, or null: the page holds them as text. */
    static InputStream getResourceAsStream(ClassLoader loader, String name) {
        return hasFile(name) ? new ByteArrayInputStream(file(name).getBytes(StandardCharsets.UTF_8)) : null;
    }

    @JSBody(params = "name", script = "return Object.hasOwn(self.files, name);")
    private static native boolean hasFile(String name);

    @JSBody(params = "name", script = "return self.files[name];")
    private static native String file(String name);

    private static String any(byte[] bytes, int from, int length, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError(e);
        }
    }
}
