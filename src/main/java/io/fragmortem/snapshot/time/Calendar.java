package io.fragmortem.snapshot.time;

/** The proleptic Gregorian calendar as arithmetic, without an object per date. */
final class Calendar {

    private Calendar() {}

    /** Days from 1970-01-01 to the given date (the algorithm "days from civil" by Howard Hinnant). */
    public static long daysSinceEpoch(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    /** The year in which a moment lies in UTC. */
    public static int yearOf(long epochMicros) {
        long days = Math.floorDiv(epochMicros, 86_400_000_000L);
        int year = (int) (1970 + Math.floorDiv(days * 400, 146_097L));
        while (daysSinceEpoch(year + 1, 1, 1) <= days) {
            year++;
        }
        while (daysSinceEpoch(year, 1, 1) > days) {
            year--;
        }
        return year;
    }
}
