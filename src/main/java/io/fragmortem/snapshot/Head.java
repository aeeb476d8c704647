package io.fragmortem.snapshot;

import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.text.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The beginning of a stream as text, for recognising: cheap enough to be made by every format for every stream.
 *
 * @param text up to 16 KiB, one character per byte unless the stream is UTF-16
 */
public record Head(String text) {

    private static final int LOOK = 1 << 14;

    /** The text at the beginning of these bytes, without a byte order mark. */
    public static Head of(byte[] head) {
        int length = Math.min(head.length, LOOK);
        if (length >= 2
                && ((head[0] == (byte) 0xff && head[1] == (byte) 0xfe)
                        || (head[0] == (byte) 0xfe && head[1] == (byte) 0xff))) {
            return new Head(new String(head, 0, length & ~1, StandardCharsets.UTF_16));
        }
        boolean mark = length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf;
        Charset charset = StandardCharsets.ISO_8859_1;
        return new Head(new String(head, mark ? 3 : 0, length - (mark ? 3 : 0), charset));
    }

    public boolean has(String part) {
        return text.contains(part);
    }

    /** Whether the text starts with this, leading white space aside. */
    public boolean starts(String start) {
        int at = 0;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return text.startsWith(start, at);
    }

    /** Whether the text begins as JSON does: {@code [2026-11-22 08:30:00] [info]} opens a line of a log. */
    public boolean isJson() {
        if (!starts("[")) {
            return starts("{");
        }
        int at = text.indexOf('[') + 1;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        int end = at;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        String word = text.substring(at, end);
        boolean opens = at < text.length() && "{[\"]-".indexOf(text.charAt(at)) >= 0;
        boolean number = !word.isEmpty() && word.chars().allMatch(Text::isDigit);
        boolean goesOn = end == text.length() || ",.] \r\n\t".indexOf(text.charAt(end)) >= 0;
        return opens || ((number || word.equals("true") || word.equals("false") || word.equals("null")) && goesOn);
    }

    /** The text in the characters that its bytes are, in whatever charset: for who looks at words and not only at signs. */
    public String readable() {
        if (text.chars().anyMatch(c -> c >= 0x100)) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Utf8.text(bytes, bytes.length);
    }

    /** Up to {@code max} lines that are not blank. */
    public List<String> lines(int max) {
        return Text.lines(text).filter(line -> !line.isBlank()).limit(max).toList();
    }
}
