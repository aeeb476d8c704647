package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.time.TimeNames.Kind;
import io.fragmortem.snapshot.time.TimeNames.Word;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands around the moment of a line: marks such as {@code ###} and brackets, and labels such as {@code Date:}. */
final class LineEdges {

    private static final String MARKS = " \t=#*[(>-+<\"'~|/_@`{^\u3010";
    private static final String CLOSING = "\r]):,};\u3011\u3002";

    /** {@code snapshot taken at}. */
    private static final int MOST_LABELS = 5;

    /** The number of a label behind which that of a server may stand. */
    private static final int OF_A_SERVER = 3;

    /** Length of {@code of } with its blank. */
    private static final int OF = 3;

    private static final int LONGEST_COUNT = 3;

    /** Of the number of a dump. */
    private static final int LONGEST_NUMBER = 5;

    /** Digits of what is a date or a second by itself. */
    private static final int FEWEST_OF_A_WHOLE = 8;

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

    /** Moves over words in front: {@code Date:}, {@code timestamp=}, {@code dump 3 at}; tells what they say of the moment. */
    static TimeText.Place skipLabels(Glyphs text) {
        int from = text.at;
        TimeText.Place place = skipName(text) ? TimeText.Place.END : TimeText.Place.OPEN;
        for (int i = 0; i < MOST_LABELS && text.isLetter(text.at); i++) {
            Word word = label(text, text.at > from);
            int end = word == null ? 0 : text.at + word.text().length();
            if (word == null || text.charAt(end) == '_') {
                break;
            }
            place = TimeText.Place.of(word, place);
            text.at = end;
            skipSigns(text);
            if (text.at > end && word.number(Kind.LABEL) != OF_A_SERVER) {
                skipNumber(text);
            }
        }
        return place;
    }

    private static void skipSigns(Glyphs text) {
        while (text.isAny(text.at, ":,)]\uff1a\u3011") || text.isAny(text.at, MARKS)) {
            text.at++;
        }
    }

    /** The label at the cursor, or behind other ones a word before one: {@code end of dump}. */
    private static @Nullable Word label(Glyphs text, boolean behindOthers) {
        Word word = TimeNames.at(text, text.at, Kind.LABEL);
        if (word != null || !behindOthers) {
            return word;
        }
        Word between = TimeNames.at(text, text.at, Kind.WORD);
        int next = between == null
                ? text.at
                : text.skipBlanks(text.at + between.text().length());
        return between != null && TimeNames.at(text, next, Kind.LABEL) != null ? between : null;
    }

    /** Moves over the number of a dump that is set off by a mark: {@code #3 2026-11-22 08:35:25}, {@code 3/10: 2026-11-22 08:35:25}. */
    static void skipCount(Glyphs text) {
        int digits = text.digits(text.at);
        boolean of = text.isAny(text.at + digits, "/");
        if (digits > 0 && digits <= LONGEST_COUNT && (of || (text.at > 0 && text.charAt(text.at - 1) == '#'))) {
            skipNumber(text);
        }
    }

    /**
     * Moves over the number of a dump, {@code sample 3: 2026-11-22 08:35:25}, {@code dump 3/10 at 2026-11-22}, where what
     * follows shows that it is no part of a date.
     */
    private static void skipNumber(Glyphs text) {
        int digits = text.digits(text.at);
        if (digits == 0 || digits > LONGEST_NUMBER) {
            return;
        }
        int end = text.at + digits;
        boolean of = text.isAny(end, "/") && text.digits(end + 1) > 0 && text.digits(end + 1) <= LONGEST_NUMBER;
        end = of ? end + 1 + text.digits(end + 1) : end;
        int word = text.skipBlanks(end);
        int total = text.has(word, "of ") ? text.digits(word + OF) : 0; // sample 3 of 10
        boolean counted = total > 0 && total <= LONGEST_NUMBER;
        end = counted ? word + OF + total : end;
        int next = text.skipBlanks(end);
        boolean year = text.digits(next) == 4 && text.isAny(next + 4, "-");
        boolean clock = isPair(text, next) && isPair(text, next + 3) && text.digits(next + 6) == 2;
        boolean whole = year || clock || text.digits(next) >= FEWEST_OF_A_WHOLE;
        boolean sign = text.isAny(end, ":\uff1a") && text.isAny(end + 1, " \t");
        boolean apart = next > end && (whole || text.isAny(next, "@[(") || startsWord(text, next));
        boolean dash = next > end && text.isAny(next, "-|") && text.isAny(next + 1, " ");
        if (sign || apart || dash) {
            text.at = end;
            skipSigns(text);
        }
    }

    /** {@code 08:}. */
    private static boolean isPair(Glyphs text, int at) {
        return text.digits(at) == 2 && text.isAny(at + 2, ":");
    }

    /** A word such as {@code at}, or a day of the week, which stands before the date. */
    private static boolean startsWord(Glyphs text, int at) {
        Word part = text.isLetter(at) ? TimeNames.at(text, at) : null;
        boolean day = part != null && part.is(Kind.DAY) && !part.is(Kind.MONTH);
        return day || (part == null && text.isLetter(at) && TimeNames.at(text, at, Kind.LABEL) != null);
    }

    /** Moves over a name of several words with its sign, {@code capture_time: }, {@code fetched-at=}; whether it tells of an end. */
    private static boolean skipName(Glyphs text) {
        int end = text.at;
        boolean joined = false;
        StringBuilder name = new StringBuilder();
        while (end - text.at <= LONGEST_NAME && (text.isLetter(end) || text.isAny(end, "_-"))) {
            char c = text.charAt(end);
            boolean hump = end > text.at && Character.isUpperCase(c) && Character.isLowerCase(text.charAt(end - 1));
            joined |= hump || c == '_' || c == '-';
            name.append(hump ? "_" : "").append(c); // captureTime
            end++;
        }
        int sign = joined ? text.skipBlanks(end) : end;
        if (!joined || !text.isAny(sign, ":=\uff1a")) {
            return false;
        }
        String lower = name.toString().toLowerCase(Locale.ROOT);
        boolean ends = TimeKeys.isOfEnd(lower);
        if (ends || TimeKeys.isOfCapture(lower) || TimeKeys.isForeign(lower)) {
            text.at = sign + 1;
            skipMarks(text);
        }
        return ends;
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
