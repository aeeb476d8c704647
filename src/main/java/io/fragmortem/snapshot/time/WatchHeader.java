package io.fragmortem.snapshot.time;

import org.jspecify.annotations.Nullable;

/**
 * The first line of each screen of {@code watch}, in every language that procps and busybox speak:
 *
 * <pre>
 * Every 2.0s: redis-cli info memory    cache-1: Fri Nov 20 00:00:00 2026
 * Alle 2,0s: redis-cli info memory     cache-1: Fr 20 Nov 2026 00:00:00
 * Every 2s: redis-cli info memory                    2026-11-20 00:00:00
 * </pre>
 */
public final class WatchHeader {

    private static final int LONGEST_WORDS = 24;

    private WatchHeader() {}

    /** Whether a line begins with words and a number, which is cheap to see. */
    public static boolean mayStart(CharSequence line) {
        int i = 0;
        while (i < line.length()
                && i < LONGEST_WORDS
                && (Character.isLetter(line.charAt(i)) || line.charAt(i) == ' ')) {
            i++;
        }
        return i > 0 && i < line.length() && line.charAt(i) >= '0' && line.charAt(i) <= '9';
    }

    /** Whether the text begins like such a line. */
    static boolean starts(Glyphs text) {
        int i = 0;
        while (i < LONGEST_WORDS && (text.isLetter(i) || text.charAt(i) == ' ')) {
            i++;
        }
        int digits = text.digits(i);
        if (i == 0 || digits == 0) {
            return false;
        }
        i += digits;
        if (text.isAny(i, ".,")) {
            i += 1 + text.digits(i + 1);
        }
        int unit = text.skipBlanks(i);
        int end = text.lettersEnd(unit);
        return end > unit && end - unit <= 2 && text.charAt(text.skipBlanks(end)) == ':';
    }

    /**
     * Reads the moment at the end of the line.
     *
     * @return the host before it, empty where the line names none; null when no moment stands there
     */
    static @Nullable String read(Glyphs text, Parts parts) {
        for (int i = text.length() - 1; i > 2; i--) {
            boolean named = text.charAt(i - 1) == ' ' && text.charAt(i - 2) == ':';
            boolean starts = named || (text.charAt(i - 1) == ' ' && text.charAt(i - 2) == ' ');
            text.at = i;
            if (starts && Grammar.read(text, parts) && text.skipBlanks(text.at) == text.length()) {
                return named ? wordBefore(text, i - 2) : "";
            }
        }
        return null;
    }

    private static String wordBefore(Glyphs text, int end) {
        int from = end;
        while (from > 0 && text.charAt(from - 1) != ' ') {
            from--;
        }
        return text.text(from, end);
    }
}
