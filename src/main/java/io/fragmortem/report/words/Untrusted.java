package io.fragmortem.report.words;

import java.util.Locale;

/**
 * Makes text from the input safe to show: control characters, direction overrides and broken surrogates become visible
 * escapes, for example {@code \x1b} or {@code \u202e}. What a format needs besides (HTML, JSON) is added by its writer.
 */
public final class Untrusted {

    private static final int DELETE = 0x7f;
    private static final int LAST_C1 = 0x9f;

    private Untrusted() {}

    /** The text with everything escaped that could hide, reorder or move what stands around it. */
    public static String visible(String text) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (isUnsafe(c)) {
                return escapeFrom(text, i);
            }
            i += Character.charCount(c);
        }
        return text;
    }

    /** Like {@link #visible}, cut to at most this many characters with an ellipsis. */
    public static String cut(String text, int limit) {
        String shown = visible(text);
        if (shown.codePointCount(0, shown.length()) <= limit) {
            return shown;
        }
        return shown.substring(0, shown.offsetByCodePoints(0, limit - 1)) + "…";
    }

    private static String escapeFrom(String text, int start) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, start);
        int i = start;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (isUnsafe(c)) {
                escape(c, out);
            } else {
                out.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static void escape(int c, StringBuilder out) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                String hex = Integer.toHexString(c).toLowerCase(Locale.ROOT);
                if (c <= LAST_C1) {
                    out.append("\\x").append("0".repeat(2 - hex.length())).append(hex);
                } else {
                    out.append("\\u")
                            .append("0".repeat(Math.max(0, 4 - hex.length())))
                            .append(hex);
                }
            }
        }
    }

    private static boolean isUnsafe(int c) {
        if (c < ' ' || (c >= DELETE && c <= LAST_C1)) {
            return true;
        }
        if (c < 0x2b0) {
            return c == 0xad;
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
