package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.time.TimeNames.Kind;
import io.fragmortem.snapshot.time.TimeNames.Word;
import java.util.Locale;

/** What stands around the moment of a line: marks such as {@code ###} and brackets, and labels such as {@code Date:}. */
final class LineEdges {

    private static final String MARKS = " \t=#*[(>-+<\"'~|/_@`{\u3010";
    private static final String CLOSING = "\r]):,};\u3011\u3002";

    /** {@code snapshot taken at}. */
    private static final int MOST_LABELS = 3;

    /** {@code collection_timestamp_utc}. */
    private static final int LONGEST_NAME = 30;

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
            boolean year = digits == 4 && text.number(i, 4) >= Times.FIRST_YEAR && text.number(i, 4) <= Times.LAST_YEAR;
            if (year || clock || (digits >= 8 && digits != 9 && digits != 11)) {
                return true;
            }
            i += digits;
        }
        return false;
    }

    /** Moves over words in front: {@code Date:}, {@code timestamp=}, {@code "time": "}; tells whether there were any. */
    static boolean skipLabels(Glyphs text) {
        int from = text.at;
        skipName(text);
        for (int i = 0; i < MOST_LABELS && text.isLetter(text.at); i++) {
            Word word = TimeNames.at(text, text.at, Kind.LABEL);
            int end = word == null ? 0 : text.at + word.text().length();
            if (word == null || text.charAt(end) == '_') {
                break;
            }
            text.at = end;
            while (text.isAny(text.at, ":,)") || text.isAny(text.at, MARKS)) {
                text.at++;
            }
        }
        return text.at > from;
    }

    /** Moves over a name of several words with its sign: {@code capture_time: }, {@code fetched-at=}. */
    private static void skipName(Glyphs text) {
        int end = text.at;
        boolean joined = false;
        while (end - text.at <= LONGEST_NAME && (text.isLetter(end) || text.isAny(end, "_-"))) {
            joined |= text.isAny(end, "_-");
            end++;
        }
        int sign = joined ? text.skipBlanks(end) : end;
        if (!joined || !text.isAny(sign, ":=")) {
            return;
        }
        StringBuilder name = new StringBuilder();
        for (int i = text.at; i < end; i++) {
            name.append(text.charAt(i));
        }
        if (TimeKeys.isOfCapture(name.toString().toLowerCase(Locale.ROOT))) {
            text.at = sign + 1;
            skipMarks(text);
        }
    }

    /** Whether a moment surely ends there: no further digit, half of the day or zone can follow. */
    static boolean endsMoment(CharSequence line, int end, boolean zoned) {
        int i = end;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        char next = i < line.length() ? line.charAt(i) : '|';
        if (zoned) {
            return i > end || " \t\r\",|:)".indexOf(next) >= 0;
        }
        boolean letter = (next | 32) >= 'a' && (next | 32) <= 'z';
        if (!letter || i == end) {
            return next == '|'
                    || next == '"'
                    || next == '#'
                    || next == '='
                    || next == '\r'
                    || (next >= '0' && next <= '9' && i > end);
        }
        while (i < line.length() && (line.charAt(i) | 32) >= 'a' && (line.charAt(i) | 32) <= 'z') {
            i++;
        }
        // the name of a field: no zone has such a sign
        return i < line.length() && (line.charAt(i) == '_' || line.charAt(i) == ':' || line.charAt(i) == '=');
    }

    /** Whether nothing but marks stands from an index on. */
    static boolean isMarks(CharSequence line, int from) {
        int i = from;
        while (i < line.length() && (MARKS.indexOf(line.charAt(i)) >= 0 || CLOSING.indexOf(line.charAt(i)) >= 0)) {
            i++;
        }
        return i == line.length();
    }

    static boolean restIsMarks(Glyphs text) {
        int i = text.at;
        while (text.isAny(i, MARKS) || text.isAny(i, CLOSING)) {
            i++;
        }
        return i == text.length();
    }
}
