package io.fragmortem.report.words;

/**
 * Where a value stands in a sentence: between Chinese characters and Latin letters or digits stands a space, between Chinese
 * characters none. No template can know what is filled in: {@code 按 cluster} and {@code 按名称} are one.
 */
final class Seams {

    private static final char FIRST_HAN = '\u3400';
    private static final char LAST_HAN = '\u9fff';

    /** Behind the letters of Latin with all their accents. */
    private static final char LATIN_END = '\u0250';

    private static final char MINUS = '\u2212';

    private Seams() {}

    /** Puts one part of a sentence behind the others. */
    static void append(StringBuilder out, String part) {
        int end = out.length();
        if (end == 0 || part.isEmpty()) {
            out.append(part);
            return;
        }
        char last = out.charAt(end - 1);
        char first = part.charAt(0);
        if ((isHan(last) && isLatin(first)) || (isLatin(last) && isHan(first))) {
            out.append(' ').append(part);
        } else if (last == ' ' && end > 1 && isHan(out.charAt(end - 2)) && isHan(first)) {
            out.setLength(end - 1);
            out.append(part);
        } else if (first == ' ' && part.length() > 1 && isHan(last) && isHan(part.charAt(1))) {
            out.append(part, 1, part.length());
        } else {
            out.append(part);
        }
    }

    private static boolean isHan(char c) {
        return c >= FIRST_HAN && c <= LAST_HAN;
    }

    private static boolean isLatin(char c) {
        return c == '%' || c == MINUS || (c < LATIN_END && Character.isLetterOrDigit(c));
    }
}
