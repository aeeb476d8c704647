package io.fragmortem.report.words;

/** Our own symbols on terminals that show ASCII only; text from the input and other languages stay as they are. */
public final class Ascii {

    private static final String FROM = "−–—·…⚠▲●✓█▒×≈≤≥";
    private static final String[] TO = {"-", "-", "-", "|", "...", "!", "!!", "*", "ok", "#", "-", "x", "~", "<=", ">="
    };

    private Ascii() {}

    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int at = FROM.indexOf(text.charAt(i));
            if (at >= 0) {
                out.append(TO[at]);
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }
}
