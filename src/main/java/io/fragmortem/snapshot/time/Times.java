package io.fragmortem.snapshot.time;

/**
 * The Gregorian calendar as arithmetic on microseconds and days since 1970-01-01, without an object per date.
 * {@link #NONE} stands for what is no time.
 */
public final class Times {

    /** Not a time. */
    public static final long NONE = Long.MIN_VALUE;

    public static final long SECOND = 1_000_000L;
    public static final long DAY = 86_400 * SECOND;

    /** The years in which something can have been captured. */
    static final int FIRST_YEAR = 1990;

    static final int LAST_YEAR = 2100;

    private static final int DAYS_A_WEEK = 7;
    private static final int[] LENGTHS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Times() {}

    /** Days since 1970-01-01 of a date of the Gregorian calendar (Howard Hinnant's days_from_civil). */
    public static long epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    /** The year in which a moment lies in UTC. */
    public static int yearOf(long epochMicros) {
        long days = Math.floorDiv(epochMicros, DAY);
        int year = (int) (1970 + Math.floorDiv(days * 400, 146_097L));
        while (epochDay(year + 1, 1, 1) <= days) {
            year++;
        }
        while (epochDay(year, 1, 1) > days) {
            year--;
        }
        return year;
    }

    /** Month 1 to 12 in which a moment lies in UTC. */
    static int monthOf(long epochMicros) {
        int year = yearOf(epochMicros);
        long days = Math.floorDiv(epochMicros, DAY);
        int month = 12;
        while (epochDay(year, month, 1) > days) {
            month--;
        }
        return month;
    }

    /** Day of the month in which a moment lies in UTC. */
    static int dayOf(long epochMicros) {
        long first = epochDay(yearOf(epochMicros), monthOf(epochMicros), 1);
        return (int) (Math.floorDiv(epochMicros, DAY) - first) + 1;
    }

    /** The same month, day and time of day in another year; the 29th of February becomes the 1st of March there. */
    public static long inYear(long micros, int year) {
        return epochDay(year, monthOf(micros), dayOf(micros)) * DAY + Math.floorMod(micros, DAY);
    }

    /** The same moment with day and month exchanged, which both must be at most 12. */
    public static long exchanged(long micros) {
        return epochDay(yearOf(micros), dayOf(micros), monthOf(micros)) * DAY + Math.floorMod(micros, DAY);
    }

    /** Whether there is such a date; in an unknown year (-1) February has 29 days. */
    static boolean isDate(int year, int month, int day) {
        boolean known = year < 0 || (year >= FIRST_YEAR && year <= LAST_YEAR);
        if (!known || month < 1 || month > 12 || day < 1 || day > LENGTHS[month - 1]) {
            return false;
        }
        boolean leap = year < 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        return day < 29 || month != 2 || leap;
    }

    /** Day of the week, 1 for Monday to 7 for Sunday. */
    static int weekday(long epochDay) {
        return (int) Math.floorMod(epochDay + 3, (long) DAYS_A_WEEK) + 1;
    }

    /** Days since 1970-01-01 of a day of an ISO week: week 1 is the one with the 4th of January. */
    static long epochDayOfWeek(int year, int week, int weekday) {
        long fourth = epochDay(year, 1, 4);
        long monday = fourth - weekday(fourth) + 1;
        return monday + (long) DAYS_A_WEEK * (week - 1) + weekday - 1;
    }

    /** Microseconds of a local date and time as if it were UTC, or {@link #NONE} when a part is out of range. */
    public static long local(int year, int month, int day, int hour, int minute, int second) {
        if (year < 0 || !isDate(year, month, day)) {
            return NONE;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return NONE;
        }
        return epochDay(year, month, day) * DAY + ((hour * 60L + minute) * 60 + second) * SECOND;
    }
}
