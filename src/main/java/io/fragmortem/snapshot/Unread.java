package io.fragmortem.snapshot;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.text.Text;
import java.util.Locale;
import java.util.Set;

/** What stands where a reading should and is none, as a rejected region: its place, what was found, what was expected. */
public final class Unread {

    /** How tools say that there is no value: nobody lost one. */
    private static final Set<String> NO_VALUE = Set.of(
            "",
            "null",
            "none",
            "nil",
            "nan",
            "-nan",
            "+nan",
            "inf",
            "+inf",
            "-inf",
            "n/a",
            "na",
            "-",
            "--",
            "undefined",
            "unknown",
            "u",
            "nodata",
            "no data",
            "(null)",
            "(nil)");

    /** What broken texts have in the place of digits; the last one is what a byte becomes that is no text. */
    private static final String SIGNS = "?*$!@&^~\ufffd";

    private Unread() {}

    /** Whether broken texts have this in the place of a digit. */
    public static boolean isSign(char c) {
        return SIGNS.indexOf(c) >= 0;
    }

    /** Whether the text says that there is no value. */
    public static boolean isNoValue(String text) {
        String said = text.strip();
        boolean number = !said.isEmpty() && Text.isDigit(said.charAt(0));
        return !number && NO_VALUE.contains(said.toLowerCase(Locale.ROOT));
    }

    /** A text where a number should be. */
    public static Rejected number(Origin place, String text) {
        return new Rejected(place, found("input.found.cell", text), Phrase.of("input.expected.number"));
    }

    /** A text where a time should be. */
    public static Rejected time(Origin place, String text) {
        return new Rejected(place, found("input.found.time", text), Phrase.of("input.expected.time"));
    }

    /** A line that begins like one of the format and is none. */
    public static Rejected line(Origin place, String line, Phrase expected) {
        return new Rejected(place, found("input.found.text", line), expected);
    }

    private static Phrase found(String key, String text) {
        return Phrase.of(key, Phrase.name(Text.shown(text)));
    }
}
