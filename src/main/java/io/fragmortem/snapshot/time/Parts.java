package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.time.TimeNames.Kind;
import io.fragmortem.snapshot.time.TimeNames.Word;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of a moment, in whatever order it was written. The forms fill it; {@link #settle} decides what it is.
 * Its fields are open to the forms, because each form fills a few of them and checks others.
 */
final class Parts {

    /** Offset of a moment that names no zone. */
    static final int NO_ZONE = Integer.MIN_VALUE;

    private static final int MOST_WORDS = 4;

    /** Microseconds since the epoch, {@link Times#NONE} where no such number was read. */
    long epochMicros;

    /** -1 where none was read, as for {@link #hour} and {@link #half}; 0 for {@link #month} and {@link #day}. */
    int year;

    int month;
    int day;
    int hour;
    long microsOfHour;

    /** Hour that the half of the day begins with: 0 for AM, 12 for PM. */
    int half;

    int offsetSeconds;
    boolean ambiguousZone;
    String zoneName = "";
    Optional<ZoneId> region = Optional.empty();

    /** Which of two numbers is the month. */
    DayMonth order = DayMonth.CLEAR;

    /** Whether the year was written with two digits. */
    boolean shortYear;

    /** Whether a name of a file is read, in which dashes part and zones are rare. */
    boolean inName;

    private final @Nullable Word[] words = new Word[MOST_WORDS];
    private int wordCount;
    private int halfLanguages;
    private int languages;
    private int weekday;

    void clear() {
        epochMicros = Times.NONE;
        year = -1;
        month = 0;
        day = 0;
        hour = -1;
        microsOfHour = 0;
        half = -1;
        offsetSeconds = NO_ZONE;
        ambiguousZone = false;
        zoneName = "";
        region = Optional.empty();
        order = DayMonth.CLEAR;
        shortYear = false;
        wordCount = 0;
        halfLanguages = -1;
        languages = 0;
        weekday = 0;
    }

    /** Whether the date is whole: then a clock may follow behind signs that also stand inside dates. */
    boolean hasDate() {
        return year >= 0 && day > 0 && monthSeen();
    }

    boolean hasClock() {
        return hour >= 0;
    }

    boolean isEmpty() {
        return year < 0 && day == 0 && hour < 0 && half < 0 && wordCount == 0 && epochMicros == Times.NONE;
    }

    /** Whether a month was read, as a number or as a word that may be one. */
    boolean monthSeen() {
        boolean seen = month > 0;
        for (int i = 0; i < wordCount && !seen; i++) {
            seen = word(i).is(Kind.MONTH);
        }
        return seen;
    }

    private Word word(int i) {
        return java.util.Objects.requireNonNull(words[i]);
    }

    /** Takes a month or weekday; false when there are too many. */
    boolean take(Word word) {
        if (wordCount == MOST_WORDS) {
            return false;
        }
        words[wordCount++] = word;
        return true;
    }

    /** Takes {@code AM} or {@code PM} in some language; in small letters the English ones are not American. */
    void takeHalf(Word word, boolean capital) {
        for (TimeNames.Meaning meaning : word.meanings()) {
            if (meaning.kind() == Kind.HALF) {
                half = meaning.number();
                halfLanguages = capital ? meaning.languages() : meaning.languages() & ~TimeNames.bit("en");
            }
        }
    }

    /** Takes a whole date. */
    void date(long epochDay) {
        long micros = epochDay * Times.DAY;
        year = Times.yearOf(micros);
        month = Times.monthOf(micros);
        day = Times.dayOf(micros);
    }

    /** Decides what the words mean and whether all of it is a moment. */
    boolean settle() {
        if (epochMicros != Times.NONE) {
            return true;
        }
        if (wordCount > 0 && !meanings()) {
            return false;
        }
        if (month == 0 && day == 0 && year < 0) {
            return hour >= 0 && wordCount == 0;
        }
        if (month == 0 || day == 0 || (hour < 0 && (year < 0 || shortYear))) {
            return false;
        }
        if (order == DayMonth.OPEN) {
            decideOrder();
        }
        return Times.isDate(year, month, day);
    }

    /**
     * Looks for the language in which every word is a month or a weekday, best one in which the weekday is that of the
     * date: {@code lis} is November in Poland and October in Croatia, {@code mar} may be both March and Tuesday.
     */
    private boolean meanings() {
        int written = month;
        int found = 0;
        boolean sure = false;
        for (int bit = 0; bit < TimeNames.languages(); bit++) {
            int language = 1 << bit;
            month = written;
            weekday = 0;
            if (!readIn(language)) {
                continue;
            }
            boolean fits = weekday == 0 || isOn(weekday, month, day);
            boolean better = fits && !sure;
            if (found == 0 || better) {
                found = month << 3 | weekday;
                languages = 0;
            }
            sure |= fits;
            languages |= (found == (month << 3 | weekday)) ? language : 0;
        }
        month = found >> 3;
        weekday = found & 7;
        return found > 0;
    }

    private boolean readIn(int language) {
        for (int i = 0; i < wordCount; i++) {
            int asMonth = word(i).number(Kind.MONTH, language);
            int asDay = word(i).number(Kind.DAY, language);
            boolean isDay = asDay > 0 && weekday == 0 && (asMonth < 0 || month > 0 || monthAfter(i, language));
            if (isDay) {
                weekday = asDay;
            } else if (asMonth > 0 && month == 0) {
                month = asMonth;
            } else if (word(i).number(Kind.WORD, language) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean monthAfter(int i, int language) {
        for (int j = i + 1; j < wordCount; j++) {
            if (word(j).number(Kind.MONTH, language) > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isOn(int asked, int monthOfYear, int dayOfMonth) {
        return year < 0
                || !Times.isDate(year, monthOfYear, dayOfMonth)
                || Times.weekday(Times.epochDay(year, monthOfYear, dayOfMonth)) == asked;
    }

    /** The weekday beside the date tells its order; else English words speak for the month first. */
    private void decideOrder() {
        boolean dayFirst = weekday == 0 || isOn(weekday, month, day);
        boolean monthFirst = weekday == 0 || isOn(weekday, day, month);
        if (dayFirst != monthFirst) {
            order = dayFirst ? DayMonth.DAY_FIRST : DayMonth.MONTH_FIRST;
            if (monthFirst) {
                int first = day;
                day = month;
                month = first;
            }
        } else if ((languages() & TimeNames.bit("en")) != 0) {
            order = DayMonth.OPEN_IN_ENGLISH;
        }
    }

    /** The languages in which all words are words, 0 when there is none. */
    int languages() {
        int all = wordCount > 0 ? languages : -1;
        return wordCount > 0 || half >= 0 ? all & halfLanguages : 0;
    }

    /** What was read, after {@link #settle}. */
    TimeText.Shape shape() {
        if (epochMicros != Times.NONE) {
            return TimeText.Shape.EPOCH;
        }
        return year >= 0 ? TimeText.Shape.DATE_TIME : month > 0 ? TimeText.Shape.NO_YEAR : TimeText.Shape.TIME_OF_DAY;
    }

    /** Whether date and clock are whole and the order of day and month is no question. */
    boolean isPlain() {
        return hour >= 0 && order == DayMonth.CLEAR;
    }

    /** The wall clock shown, as if it were UTC; in the year 2000 or on the first day of all where the text names none. */
    long localMicros() {
        if (epochMicros != Times.NONE) {
            return epochMicros;
        }
        long days = month == 0 ? 0 : Times.epochDay(year < 0 ? 2000 : year, month, day);
        return days * Times.DAY + microsOfDay();
    }

    /** Microseconds since midnight; 0 where no clock was read. */
    private long microsOfDay() {
        if (hour < 0) {
            return 0;
        }
        int hours = half >= 0 && hour <= 12 ? hour % 12 + half : hour;
        return hours * 3_600L * Times.SECOND + microsOfHour;
    }

    /** What was read, for messages of tests. */
    @Override
    public String toString() {
        return year + "-" + month + "-" + day + " " + microsOfDay() + Arrays.toString(words);
    }
}
