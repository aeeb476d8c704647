package io.fragmortem.statistics.base;

import java.util.function.DoubleToIntFunction;

/**
 * What a time means to people: the caller knows the time zone, the statistics do not.
 *
 * @param day length of a day in units of the series' time
 * @param weekday of a time, 0 for Monday to 6 for Sunday, where the day begins at midnight of the zone that counts
 */
public record Calendar(double day, DoubleToIntFunction weekday) {

    /** Days of a week. */
    public static final int WEEK = 7;

    private static final int SATURDAY = 5;

    /** Whether a time is on Saturday or Sunday. */
    public boolean isWeekend(double time) {
        return weekday.applyAsInt(time) >= SATURDAY;
    }
}
