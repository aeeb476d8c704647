package io.fragmortem.snapshot.time;

import java.nio.charset.StandardCharsets;

/**
 * Reads a moment at the start of a line in any of the forms in which shells, loggers and people write it. Works on
 * bytes and keeps its result in itself, so that a clean log costs no object per time line. One long file, because it is
 * one grammar over one cursor: its parts call each other.
 *
 * <p>{@code 2026-11-22T08:36:09.107+00:00}, {@code === 2026-11-22 08:41:53.707 ===}, {@code 1795336525.127},
 * {@code Sun Nov 22 08:40:16 UTC 2026}, {@code Mon Jan  8 10:26:36 AM CST 2024}, {@code Nov 22 08:41:53},
 * {@code 22/Nov/2026:08:41:53 +0000}, {@code # Date: 22.11.2026 08:41}, {@code 20261122T084153Z}.
 */
public final class TimeText {

    /** Offset of a moment that names no zone. */
    public static final int NO_ZONE = Integer.MIN_VALUE;

    /** What was found. */
    public enum Shape {
        NONE,
        EPOCH,
        DATE_TIME,
        NO_YEAR,
        TIME_OF_DAY
    }

    private static final byte[] MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DAYS = "monmontuewedthufrisatsun".getBytes(StandardCharsets.US_ASCII);
    private static final long FIRST_EPOCH = 946_684_800L;
    private static final long LAST_EPOCH = 4_102_444_800L;
    private static final int LABEL_WORDS = 3;

    private byte[] text = new byte[0];
    private int at;
    private int to;

    private Shape shape = Shape.NONE;
    private int year;
    private int month;
    private int day;
    private long microsOfDay;
    private int offsetSeconds;
    private boolean ambiguousZone;
    private String zoneName = "";
    private boolean dayMonthGuessed;
    private long epochMicros;
    private boolean pure;
    private boolean decorated;

    /** Looks for a moment at {@code from}; afterwards the other methods tell about it. */
    public boolean parse(byte[] bytes, int from, int end) {
        text = bytes;
        at = from;
        to = end;
        shape = Shape.NONE;
        year = -1;
        offsetSeconds = NO_ZONE;
        ambiguousZone = false;
        zoneName = "";
        dayMonthGuessed = false;
        decorated = false;
        if (end - from >= 20 && isDigit(bytes[from]) && bytes[from + 10] == 'T' && iso()) {
            return true;
        }
        at = from;
        decoration();
        decorated = at > from;
        labels();
        if (!moment()) {
            shape = Shape.NONE;
            return false;
        }
        pure = restIsDecoration();
        return true;
    }

    /** As {@link #parse(byte[], int, int)} on the UTF-8 bytes of a string. */
    public boolean parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** Index of {@link #end()} in the string given to {@link #parse(String)}. */
    public int endOfText() {
        return new String(text, 0, at, StandardCharsets.UTF_8).length();
    }

    public Shape shape() {
        return shape;
    }

    /** Index after the moment, its zone and closing brackets. */
    public int end() {
        return at;
    }

    /** Whether nothing but decoration stands around the moment. */
    public boolean pure() {
        return pure;
    }

    /** Whether a mark such as {@code ###} stands before it. */
    public boolean decorated() {
        return decorated;
    }

    public boolean hasZone() {
        return offsetSeconds != NO_ZONE;
    }

    /** Whether the zone's abbreviation stands for several zones ({@code CST}, {@code IST}). */
    public boolean ambiguousZone() {
        return ambiguousZone;
    }

    public String zoneName() {
        return zoneName;
    }

    /** Whether {@code 03/04/2026} was read as month, day. */
    public boolean dayMonthGuessed() {
        return dayMonthGuessed;
    }

    public int month() {
        return month;
    }

    public int day() {
        return day;
    }

    public long microsOfDay() {
        return microsOfDay;
    }

    /** Micros since the epoch of an {@link Shape#EPOCH}. */
    public long epochMicros() {
        return epochMicros;
    }

    /** Seconds since 1970-01-01T00:00 of the local wall clock shown, in the given year when the text names none. */
    public long localSeconds(int assumedYear) {
        int y = shape == Shape.NO_YEAR ? assumedYear : year;
        return Calendar.daysSinceEpoch(y, month, day) * 86_400L + Math.floorDiv(microsOfDay, 1_000_000L);
    }

    public int offsetSeconds() {
        return offsetSeconds;
    }

    /** Microseconds of the second. */
    public long fractionMicros() {
        return Math.floorMod(microsOfDay, 1_000_000L);
    }

    /** The commonest time line, {@code 2026-11-22T08:36:09.107+00:00} and nothing else, without a loop. */
    private boolean iso() {
        byte[] b = text;
        int p = at;
        boolean marks = b[p + 4] == '-' && b[p + 7] == '-' && b[p + 13] == ':' && b[p + 16] == ':';
        if (!marks || !date(two(p) * 100 + two(p + 2), two(p + 5), two(p + 8))) {
            return false;
        }
        int hour = two(p + 11);
        int minute = two(p + 14);
        int second = two(p + 17);
        if ((hour | minute | second) < 0 || hour > 24 || minute > 59 || second > 60) {
            return false;
        }
        microsOfDay = (hour * 3600 + minute * 60 + second) * 1_000_000L;
        at = p + 19;
        if (b[at] == '.' && at + 1 < to && isDigit(b[at + 1])) {
            microsOfDay += fraction();
        }
        int left = to - at - (b[to - 1] == '\r' ? 1 : 0);
        if (left == 1 && b[at] == 'Z') {
            offsetSeconds = 0;
            at++;
        } else if (left == 6 && (b[at] == '+' || b[at] == '-') && b[at + 3] == ':') {
            numericZone(at, true);
        } else {
            return false;
        }
        shape = Shape.DATE_TIME;
        pure = true;
        return offsetSeconds != NO_ZONE;
    }

    /** The number in two digits, negative when they are none. */
    private int two(int i) {
        int tens = text[i] - '0';
        int ones = text[i + 1] - '0';
        return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? -10_000 : tens * 10 + ones;
    }

    // ------------------------------------------------------------------ around the moment

    private void decoration() {
        while (at < to && isDecoration(text[at])) {
            at++;
        }
    }

    private static boolean isDecoration(byte c) {
        return c == ' ' || c == '\t' || c == '=' || c == '#' || c == '*' || c == '[' || c == '(' || c == '>' || c == '-'
                || c == '+' || c == '<' || c == '"' || c == '\'' || c == '~' || c == '|' || c == '/' || c == '_'
                || c == '@' || c == '`' || c == '{';
    }

    /** Words in front: {@code Date:}, {@code timestamp=}, {@code "time": "}, {@code snapshot at}. */
    private void labels() {
        for (int words = 0; words < LABEL_WORDS && at < to && isLetter(text[at]); words++) {
            int end = at;
            while (end < to && (isLetter(text[end]) || text[end] == '_')) {
                end++;
            }
            if (!isLabel(end)) {
                return;
            }
            at = end;
            while (at < to && (text[at] == ':' || text[at] == ',' || text[at] == ')' || isDecoration(text[at]))) {
                at++;
            }
            decorated = true;
        }
    }

    private boolean isLabel(int end) {
        String word = lower(at, end);
        return switch (word) {
            case "date",
                    "time",
                    "timestamp",
                    "datetime",
                    "now",
                    "at",
                    "ts",
                    "t",
                    "epoch",
                    "unix",
                    "unixtime",
                    "captured",
                    "sampled",
                    "snapshot",
                    "sample",
                    "taken",
                    "collected",
                    "start",
                    "started",
                    "begin",
                    "run",
                    "dump",
                    "info",
                    "local",
                    "utc",
                    "capture",
                    "captured_at",
                    "created_at",
                    "taken_at",
                    "on",
                    "poll",
                    "check",
                    "memory",
                    "redis",
                    "time_stamp",
                    "ctime",
                    "clock" -> true;
            default -> false;
        };
    }

    private boolean restIsDecoration() {
        int i = at;
        while (i < to) {
            byte c = text[i];
            if (!isDecoration(c) && c != ']' && c != ')' && c != ':' && c != ',' && c != '\r' && c != '}' && c != ';') {
                return false;
            }
            i++;
        }
        return true;
    }

    // ------------------------------------------------------------------ the moment

    private boolean moment() {
        if (at >= to) {
            return false;
        }
        if (isDigit(text[at])) {
            return digitsFirst();
        }
        return isLetter(text[at]) && wordsFirst();
    }

    private boolean digitsFirst() {
        int start = at;
        int length = digitRun(at);
        byte next = at + length < to ? text[at + length] : 0;
        if (length == 4 && (next == '-' || next == '/' || next == '.' || next == '_' || next == (byte) 0xE5)) {
            return yearFirst();
        }
        if (length == 4 && next == '\\') {
            return false;
        }
        if (length >= 8 && compact(length)) {
            return true;
        }
        if (length >= 10) {
            return epoch(length);
        }
        if (length <= 2 && next == ':') {
            shape = Shape.TIME_OF_DAY;
            return clock();
        }
        if (length <= 2 && dayFirst(length)) {
            return true;
        }
        at = start;
        return false;
    }

    /** {@code 1795336525}, {@code 1795336525.127}, milli-, micro- and nanoseconds. */
    private boolean epoch(int length) {
        if (length != 10 && length != 13 && length != 16 && length != 19) {
            return false;
        }
        long value = number(at, length);
        long scale = length == 10 ? 1_000_000L : length == 13 ? 1_000L : 1L;
        long micros = length == 19 ? value / 1000 : value * scale;
        if (micros < FIRST_EPOCH * 1_000_000L || micros > LAST_EPOCH * 1_000_000L) {
            return false;
        }
        at += length;
        if (at + 1 < to && text[at] == '.' && isDigit(text[at + 1])) {
            long fraction = fraction();
            micros += length == 10 ? fraction : length == 13 ? fraction / 1000 : 0;
        }
        if (at < to && (isLetter(text[at]) || text[at] == '_')) {
            return false;
        }
        shape = Shape.EPOCH;
        epochMicros = micros;
        return true;
    }

    /** {@code 20261122T084153Z}, {@code 20261122-0841}, {@code 20261122084153}. */
    private boolean compact(int length) {
        if (length != 8 && length != 12 && length != 14) {
            return false;
        }
        if (!date((int) number(at, 4), (int) number(at + 4, 2), (int) number(at + 6, 2))) {
            return false;
        }
        int clockAt = at + 8;
        int clockLength = length - 8;
        if (length == 8) {
            byte mark = clockAt < to ? text[clockAt] : 0;
            boolean marked = mark == 'T' || mark == 't' || mark == '-' || mark == '_' || mark == ' ' || mark == '.';
            if (!marked || !isDigitAt(clockAt + 1)) {
                at += 8;
                shape = Shape.DATE_TIME;
                microsOfDay = 0;
                return mark == 0 || !isLetter(mark);
            }
            clockAt++;
            clockLength = digitRun(clockAt);
            if (clockLength <= 2) {
                at = clockAt;
                shape = Shape.DATE_TIME;
                return clock() && zone();
            }
        }
        return (clockLength == 4 || clockLength == 6) && compactClock(clockAt, clockLength);
    }

    /** {@code 085341} or {@code 0853}. */
    private boolean compactClock(int clockAt, int clockLength) {
        long seconds = number(clockAt, 2) * 3600
                + number(clockAt + 2, 2) * 60
                + (clockLength == 6 ? number(clockAt + 4, 2) : 0);
        if (seconds >= 86_401) {
            return false;
        }
        at = clockAt + clockLength;
        microsOfDay = seconds * 1_000_000L;
        if (at + 1 < to && (text[at] == '.' || text[at] == ',') && isDigit(text[at + 1])) {
            microsOfDay += fraction();
        }
        shape = Shape.DATE_TIME;
        return zone();
    }

    /** {@code 2026-11-22T08:41:53.707Z}, {@code 2026/11/22 08:41}, <code>2026\u5e7411\u670822\u65e5 08:41:53</code>. */
    private boolean yearFirst() {
        int y = (int) number(at, 4);
        int i = skipMarks(at + 4);
        int monthLength = digitRun(i);
        int j = skipMarks(i + monthLength);
        int dayLength = digitRun(j);
        if (monthLength < 1 || monthLength > 2 || dayLength < 1 || dayLength > 2) {
            return false;
        }
        if (!date(y, (int) number(i, monthLength), (int) number(j, dayLength))) {
            return false;
        }
        at = j + dayLength;
        shape = Shape.DATE_TIME;
        return clockAfterDate();
    }

    /** Over {@code -}, {@code /}, {@code .}, {@code _} and the marks of Chinese dates with the spaces after them. */
    private int skipMarks(int i) {
        while (i < to && (text[i] < 0 || text[i] == '-' || text[i] == '/' || text[i] == '.' || text[i] == '_')) {
            boolean wide = text[i] < 0;
            i++;
            while (wide && i < to && text[i] == ' ') {
                i++;
            }
        }
        return i;
    }

    private boolean clockAfterDate() {
        int i = at;
        // a T, blanks, a comma, a weekday; or the bytes of a Chinese weekday
        while (i < to && (isSeparator(text[i]) || text[i] < 0)) {
            i++;
        }
        if (i + 2 < to && isLetter(text[i]) && isDay(i)) {
            while (i < to && (isLetter(text[i]) || isSeparator(text[i]))) {
                i++;
            }
        }
        if (i + 2 < to && text[i] == 'a' && text[i + 1] == 't' && text[i + 2] == ' ') {
            i += 3;
        }
        int run = digitRun(i);
        if (i == at + 1 && text[at] != ' ' && (run == 4 || run == 6) && !isWordAt(i + run)) {
            return compactClock(i, run);
        }
        boolean clockFollows = i > at && isDigitAt(i) && clockLengthAt(i) > 0;
        if (!clockFollows) {
            microsOfDay = 0;
            return !(i == at && i < to && (isDigit(text[i]) || isLetter(text[i])));
        }
        at = i;
        return clock() && zone();
    }

    private static boolean isSeparator(byte c) {
        return c == ' ' || c == 'T' || c == 't' || c == '_' || c == ',' || c == '-' || c == ':' || c == '\t';
    }

    private int clockLengthAt(int i) {
        int digits = digitRun(i);
        if (digits < 1 || digits > 2 || i + digits >= to) {
            return 0;
        }
        byte mark = text[i + digits];
        boolean wide = mark < 0;
        boolean marked = mark == ':' || mark == '-' || mark == '.' || mark == '_' || mark == 'h' || wide;
        return marked ? digits : 0;
    }

    /** {@code 22 Nov 2026 08:41:53.707}, {@code 22/Nov/2026:08:41:53 +0000}, {@code 22.11.2026 08:41}. */
    private boolean dayFirst(int length) {
        int first = (int) number(at, length);
        int i = at + length;
        while (i < to && (text[i] == ' ' || text[i] == '/' || text[i] == '-' || text[i] == '.')) {
            i++;
        }
        if (i == at + length) {
            return false;
        }
        int named = monthAt(i);
        if (named > 0) {
            at = i;
            skipLetters();
            return dayMonth(first, named);
        }
        int second = (int) number(i, digitRun(i));
        int secondLength = digitRun(i);
        int k = i + secondLength;
        if (secondLength < 1 || secondLength > 2 || k >= to || text[k] != text[i - 1] || digitRun(k + 1) != 4) {
            return false;
        }
        boolean monthFirst = text[k] == '/' && first <= 12;
        dayMonthGuessed = monthFirst && second <= 12 && first != second;
        int y = (int) number(k + 1, 4);
        if (!date(y, monthFirst ? first : second, monthFirst ? second : first)) {
            return false;
        }
        at = k + 5;
        shape = Shape.DATE_TIME;
        return clockAfterDate();
    }

    private boolean dayMonth(int dayOfMonth, int monthOfYear) {
        while (at < to
                && (text[at] == ' ' || text[at] == '/' || text[at] == '-' || text[at] == '.' || text[at] == ',')) {
            at++;
        }
        if (digitRun(at) == 4) {
            if (!date((int) number(at, 4), monthOfYear, dayOfMonth)) {
                return false;
            }
            at += 4;
            shape = Shape.DATE_TIME;
            return clockAfterDate();
        }
        return date(2000, monthOfYear, dayOfMonth) && clockThenYear();
    }

    /** The rest of {@code Sun Nov 22 08:40:16 UTC 2026} or of {@code Nov 22 08:41:53}. */
    private boolean clockThenYear() {
        year = -1;
        if (at >= to || clockLengthAt(at) == 0) {
            return false;
        }
        shape = Shape.NO_YEAR;
        if (!clock() || !zone()) {
            return false;
        }
        int i = at;
        while (i < to && text[i] == ' ') {
            i++;
        }
        if (i > at && digitRun(i) == 4 && date((int) number(i, 4), month, day)) {
            at = i + 4;
            shape = Shape.DATE_TIME;
        }
        return true;
    }

    private boolean wordsFirst() {
        if (isDay(at)) {
            skipLetters();
            while (at < to && (text[at] == ' ' || text[at] == ',' || text[at] == '.')) {
                at++;
            }
            if (at < to && isDigit(text[at])) {
                int length = digitRun(at);
                return length == 4 ? yearFirst() : length <= 2 && dayFirst(length);
            }
        }
        int named = at < to ? monthAt(at) : 0;
        if (named == 0) {
            return false;
        }
        skipLetters();
        while (at < to && (text[at] == ' ' || text[at] == '.')) {
            at++;
        }
        int length = digitRun(at);
        if (length < 1 || length > 2) {
            return false;
        }
        int dayOfMonth = (int) number(at, length);
        at += length;
        if ((at < to && text[at] == ',') || (at < to && isLetter(text[at]))) {
            // November 22nd, 2026 at 8:40:16 AM
            skipLetters();
        }
        return dayMonth(dayOfMonth, named);
    }

    /** {@code 08:41:53.707}, {@code 8:41}, {@code 10:26:36 AM}, {@code 08-41-53}. */
    private boolean clock() {
        int length = digitRun(at);
        long hour = number(at, length);
        at += length;
        skipClockMark();
        if (digitRun(at) != 2) {
            return false;
        }
        long seconds = hour * 3600 + number(at, 2) * 60;
        boolean valid = hour < 25 && number(at, 2) < 60;
        at += 2;
        boolean marked = at < to && (text[at] == ':' || text[at] == '-' || text[at] == '_' || text[at] < 0);
        if (marked && digitRun(afterClockMark()) == 2) {
            at = afterClockMark();
            valid &= number(at, 2) < 61;
            seconds += number(at, 2);
            at += 2;
        }
        microsOfDay = seconds * 1_000_000L;
        boolean dot = at + 1 < to && (text[at] == '.' || text[at] == ',') && isDigit(text[at + 1]);
        if (dot || (at + 3 < to && text[at] == ':' && digitRun(at + 1) == 3)) {
            microsOfDay += fraction();
        }
        while (at < to && text[at] < 0) {
            at++;
        }
        amPm(hour);
        return valid;
    }

    private int afterClockMark() {
        int i = at;
        while (i < to && (text[i] < 0 || i == at)) {
            i++;
        }
        return i;
    }

    private void skipClockMark() {
        if (at < to) {
            at = afterClockMark();
        }
    }

    private void amPm(long hour) {
        int i = at;
        while (i < to && text[i] == ' ') {
            i++;
        }
        if (i + 1 >= to || (text[i + 1] | 32) != 'm' || (i + 2 < to && isLetter(text[i + 2])) || hour > 12) {
            return;
        }
        int half = text[i] | 32;
        if (half == 'p') {
            microsOfDay += hour == 12 ? 0 : 43_200_000_000L;
        } else if (half == 'a') {
            microsOfDay -= hour == 12 ? 43_200_000_000L : 0;
        } else {
            return;
        }
        at = i + 2;
    }

    /** Moves over {@code .707} or {@code ,707}; gives it in microseconds. */
    private long fraction() {
        at++;
        long micros = 0;
        int digits = 0;
        for (; at < to && isDigit(text[at]); at++) {
            if (digits < 6) {
                micros = micros * 10 + (text[at] - '0');
                digits++;
            }
        }
        for (; digits < 6; digits++) {
            micros *= 10;
        }
        return micros;
    }

    /** {@code Z}, {@code +02:00}, {@code -0600}, {@code UTC}, {@code CST}, {@code GMT+8}; always succeeds. */
    private boolean zone() {
        int i = at;
        while (i < to && text[i] == ' ' && i - at < 2) {
            i++;
        }
        if (i >= to) {
            return true;
        }
        if (text[i] == '+' || text[i] == '-') {
            numericZone(i, i == at);
            return true;
        }
        int end = i;
        while (end < to && isLetter(text[end])) {
            end++;
        }
        if (end == i || end - i > 5) {
            return true;
        }
        namedZone(i, end);
        return true;
    }

    private void namedZone(int from, int end) {
        String name = new String(text, from, end - from, StandardCharsets.US_ASCII);
        Zones.Abbreviation known = Zones.of(name);
        boolean attached = from == at;
        if (known == null) {
            boolean zoneLike = name.length() >= 3 && allUpper(name) && !attached && followedByYear(end);
            if (zoneLike) {
                zoneName = name;
                at = end;
            }
            return;
        }
        if (attached && !name.equalsIgnoreCase("Z") && !name.equals("UTC")) {
            return;
        }
        at = end;
        zoneName = name;
        ambiguousZone = known.ambiguous();
        offsetSeconds = known.offsetSeconds();
        if (offsetSeconds == 0 && end < to && (text[end] == '+' || text[end] == '-')) {
            numericZone(end, true);
        }
    }

    private boolean followedByYear(int i) {
        while (i < to && text[i] == ' ') {
            i++;
        }
        return digitRun(i) == 4;
    }

    private static boolean allUpper(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Character.isUpperCase(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private void numericZone(int i, boolean attached) {
        int digits = digitRun(i + 1);
        int hours;
        int minutes = 0;
        int end;
        if (digits == 4) {
            hours = (int) number(i + 1, 2);
            minutes = (int) number(i + 3, 2);
            end = i + 5;
        } else if (digits == 2 || (digits == 1 && attached)) {
            hours = (int) number(i + 1, digits);
            end = i + 1 + digits;
            if (end < to && text[end] == ':' && digitRun(end + 1) == 2) {
                minutes = (int) number(end + 1, 2);
                end += 3;
            } else if (!attached && digits == 2) {
                return;
            }
        } else {
            return;
        }
        if (hours > 15 || minutes > 59) {
            return;
        }
        offsetSeconds = (text[i] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
        at = end;
    }

    // ------------------------------------------------------------------ small parts

    private boolean date(int y, int m, int d) {
        if (y < 1990 || y > 2100 || m < 1 || m > 12 || d < 1 || d > 31) {
            return false;
        }
        year = y;
        month = m;
        day = d;
        return true;
    }

    private int monthAt(int i) {
        int found = wordIn(MONTHS, i);
        return found + 1;
    }

    private boolean isDay(int i) {
        return wordIn(DAYS, i) >= 0 && wordEnds(i, 9);
    }

    private boolean wordEnds(int i, int longest) {
        int end = i;
        while (end < to && isLetter(text[end])) {
            end++;
        }
        return end - i <= longest;
    }

    /** Index of the three letters at {@code i} in a list of three-letter words, -1 when they are none. */
    private int wordIn(byte[] words, int i) {
        if (i + 3 > to || !wordEnds(i, 9)) {
            return -1;
        }
        for (int w = 0; w < words.length; w += 3) {
            if ((text[i] | 32) == words[w]
                    && (text[i + 1] | 32) == words[w + 1]
                    && (text[i + 2] | 32) == words[w + 2]) {
                return w / 3;
            }
        }
        return -1;
    }

    private void skipLetters() {
        while (at < to && (isLetter(text[at]) || text[at] == '.' || text[at] == ',')) {
            at++;
        }
    }

    private int digitRun(int i) {
        int end = i;
        while (end < to && isDigit(text[end])) {
            end++;
        }
        return Math.max(end - i, 0);
    }

    private boolean isWordAt(int i) {
        return i < to && isLetter(text[i]) && text[i] != 'Z';
    }

    private boolean isDigitAt(int i) {
        return i < to && isDigit(text[i]);
    }

    private long number(int i, int length) {
        long value = 0;
        for (int j = i; j < i + length && j < to; j++) {
            value = value * 10 + (text[j] - '0');
        }
        return value;
    }

    private String lower(int from, int end) {
        byte[] word = new byte[end - from];
        for (int i = from; i < end; i++) {
            word[i - from] = (byte) (text[i] | 32);
        }
        return new String(word, StandardCharsets.US_ASCII).replace('\177', '_');
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(byte c) {
        int lower = c | 32;
        return lower >= 'a' && lower <= 'z' && c > 0;
    }
}
