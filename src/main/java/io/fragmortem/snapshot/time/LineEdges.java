package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.time.TimeNames.Kind;
import io.fragmortem.snapshot.time.TimeNames.Word;

/** What stands around the moment of a line: marks such as {@code ###} and brackets, and labels such as {@code Date:}. */
final class LineEdges {

    private static final String MARKS = " \t=#*[(>-+<\"'~|/_@`{\u3010";
    private static final String CLOSING = "]):,};\u3011\u3002";

    /** {@code snapshot taken at}. */
    private static final int MOST_LABELS = 3;

    private LineEdges() {}

    static void skipMarks(Glyphs text) {
        while (text.isAny(text.at, MARKS)) {
            text.at++;
        }
    }

    /** Whether a clock or a year stands anywhere: spares prose the look at its words. */
    static boolean mayHoldTime(Glyphs text) {
        for (int i = text.at; i < text.length(); i++) {
            int digits = text.digits(i);
            boolean clock = digits > 0 && digits <= 2 && text.isAny(text.skipBlanks(i + digits), ClockForm.MARKS);
            if (digits == 4 || digits >= 8 || clock) {
                return true;
            }
            i += digits;
        }
        return false;
    }

    /** Moves over words in front: {@code Date:}, {@code timestamp=}, {@code "time": "}; tells whether there were any. */
    static boolean skipLabels(Glyphs text) {
        int from = text.at;
        for (int i = 0; i < MOST_LABELS && text.isLetter(text.at); i++) {
            Word word = TimeNames.at(text, text.at);
            int end = word == null ? 0 : text.at + word.text().length();
            if (word == null || !word.is(Kind.LABEL) || text.charAt(end) == '_') {
                break;
            }
            text.at = end;
            while (text.isAny(text.at, ":,)") || text.isAny(text.at, MARKS)) {
                text.at++;
            }
        }
        return text.at > from;
    }

    static boolean restIsMarks(Glyphs text) {
        int i = text.at;
        while (text.isAny(i, MARKS) || text.isAny(i, CLOSING)) {
            i++;
        }
        return i == text.length();
    }
}
