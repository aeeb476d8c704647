package io.fragmortem.report.words;

import java.util.ArrayList;
import java.util.List;

/** Columns of a terminal: wide characters take two, combining marks none. */
public final class TextWidth {

    private TextWidth() {}

    /** Columns that the text takes. */
    public static int of(String text) {
        int width = 0;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            width += of(c);
            i += Character.charCount(c);
        }
        return width;
    }

    /** The text with spaces behind it up to this width. */
    public static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The text with spaces before it up to this width. */
    public static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    /** Lines of at most this width, broken at spaces, between wide characters, or where nothing else helps. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        int room = Math.max(1, width);
        String rest = text.strip();
        while (of(rest) > room) {
            int end = breakAt(rest, room);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (lines.isEmpty() || !rest.isEmpty()) {
            lines.add(rest);
        }
        return lines;
    }

    private static int breakAt(String text, int room) {
        int used = 0;
        int i = 0;
        int best = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            used += of(c);
            if (used > room) {
                break;
            }
            int next = i + Character.charCount(c);
            boolean beforeSpace = next < text.length() && text.charAt(next) == ' ';
            boolean wide = of(c) == 2 && !(next < text.length() && clings(text.codePointAt(next)));
            if (c == ' ' || beforeSpace || wide) {
                best = next;
            }
            i = next;
        }
        if (best > 0) {
            return best;
        }
        return i > 0 ? i : Character.charCount(text.codePointAt(0));
    }

    /** Closing punctuation of Chinese and Japanese never begins a line. */
    private static boolean clings(int c) {
        return "，。、；：！？）》」』】”’%,.;:!?)".indexOf(c) >= 0;
    }

    private static int of(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** East Asian Wide and Fullwidth blocks, and the pictographs that terminals draw wide. */
    private static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115f
                        || (c >= 0x2e80 && c <= 0x303e)
                        || (c >= 0x3041 && c <= 0x33ff)
                        || (c >= 0x3400 && c <= 0x4dbf)
                        || (c >= 0x4e00 && c <= 0xa4cf)
                        || (c >= 0xa960 && c <= 0xa97c)
                        || (c >= 0xac00 && c <= 0xd7a3)
                        || (c >= 0xf900 && c <= 0xfaff)
                        || (c >= 0xfe30 && c <= 0xfe6f)
                        || (c >= 0xff00 && c <= 0xff60)
                        || (c >= 0xffe0 && c <= 0xffe6)
                        || (c >= 0x1f300 && c <= 0x1f64f)
                        || (c >= 0x1f900 && c <= 0x1f9ff)
                        || (c >= 0x20000 && c <= 0x3fffd));
    }
}
