package io.fragmortem.snapshot;

import java.util.Locale;

/** Untrusted text, made fit for messages. */
public final class Text {

    private static final int SHOWN = 80;

    private Text() {}

    /** Whether this is one of 0 to 9; {@code Character.isDigit} takes Arabic and full-width ones, which no parser of numbers does. */
    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
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
