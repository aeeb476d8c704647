package io.fragmortem.snapshot.text;

import java.util.Locale;
import java.util.stream.Stream;

/** Untrusted text, made fit for messages. */
public final class Text {

    private static final int SHOWN = 80;

    private Text() {}

    /** Whether this is one of 0 to 9; {@code Character.isDigit} takes Arabic and full-width ones, which no parser of numbers does. */
    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The lines of a text without their ends, which are those of Unix, Windows and old Macs. */
    public static Stream<String> lines(String text) {
        return Stream.iterate(0, at -> at < text.length(), at -> afterLineEnd(text, lineEnd(text, at)))
                .map(at -> text.substring(at, lineEnd(text, at)));
    }

    private static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int afterLineEnd(String text, int end) {
        return end + (text.startsWith("\r\n", end) ? 2 : 1);
    }

    /** The text without these characters at either end; empty where it has no others. */
    public static String stripped(String text, String marks) {
        int from = 0;
        int to = text.length();
        while (from < to && marks.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && marks.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    /** The text cut at 80 characters, control characters escaped. */
    public static String shown(CharSequence text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), SHOWN) + 3);
        for (int i = 0; i < text.length(); i++) {
            if (out.length() >= SHOWN) {
                return out.append("...").toString();
            }
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
