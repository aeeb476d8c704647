package io.fragmortem.snapshot.info.prefix;

/** Control sequences and characters that terminals, loggers and editors leave in text. */
public final class Controls {

    /** From a wide form to that of ASCII. */
    private static final int WIDE = 0xfee0;

    private Controls() {}

    /** The line without colours, NUL, byte order marks, characters without a width, carriage returns and their spellings. */
    public static String strip(String line) {
        String text = line;
        if (text.endsWith("#015") || text.endsWith("^M") || text.endsWith("\\r")) {
            // syslog writes a carriage return as #015, cat -v as ^M
            text = text.substring(0, text.lastIndexOf(text.endsWith("#015") ? '#' : text.endsWith("^M") ? '^' : '\\'));
        }
        boolean clean = text.indexOf("#033[") < 0;
        for (int i = 0; clean && i < text.length(); i++) {
            clean = !isNoise(text.charAt(i)) && !isWide(text.charAt(i));
        }
        return clean ? text : stripped(text);
    }

    private static boolean isNoise(char c) {
        return (c < ' ' && c != '\t')
                || c == '\u007f'
                || c == '\ufeff'
                || c == '\u00a0'
                || c == '\u202f'
                || c == '\u00ad'
                || (c >= '\u200b' && c <= '\u200f')
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2060' && c <= '\u2069');
    }

    /** Figures, points and percent signs as wide as Chinese characters: {@code ７０８}. */
    private static boolean isWide(char c) {
        return (c >= '\uff10' && c <= '\uff19') || c == '\uff0e' || c == '\uff05';
    }

    private static String stripped(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean spelled = c == '#' && text.startsWith("#033[", i);
            if (c == '\u001b' || spelled) {
                i = afterEscape(text, spelled ? i + 4 : i + 1);
                continue;
            }
            if (c == '\u00a0' || c == '\u202f') {
                kept.append(' ');
            } else if (isWide(c)) {
                kept.append((char) (c - WIDE));
            } else if (!isNoise(c)) {
                kept.append(c);
            }
            i++;
        }
        return kept.toString();
    }

    /** Index after {@code [0;31m} or {@code ]0;title BEL}. */
    private static int afterEscape(String text, int from) {
        if (from >= text.length()) {
            return from;
        }
        int i = from + 1;
        if (text.charAt(from) == '[') {
            while (i < text.length() && (text.charAt(i) < '@' || text.charAt(i) > '~')) {
                i++;
            }
            return Math.min(i + 1, text.length());
        }
        if (text.charAt(from) == ']') {
            while (i < text.length() && text.charAt(i) != '\u0007' && text.charAt(i) != '\u001b') {
                i++;
            }
            return Math.min(i + 1, text.length());
        }
        return i;
    }
}
