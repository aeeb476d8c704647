package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.util.Locale;

/**
 * A stream that could not be opened or not be read to its end.
 *
 * @param name of the stream
 * @param reason for people: what was found and what was expected
 */
public record Problem(String name, Phrase reason) {

    private static final int SHOWN = 80;

    /** Untrusted text, cut at 80 characters, control characters escaped. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < SHOWN; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
