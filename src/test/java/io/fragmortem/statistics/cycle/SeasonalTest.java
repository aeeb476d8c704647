package io.fragmortem.statistics.cycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.Calendar;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Weekends, and cycles that are no smooth waves: rows every half hour from a Monday on. */
class SeasonalTest {

    private static final int DAY = 48;
    private static final Calendar CALENDAR = new Calendar(DAY, t -> (int) (t / DAY) % 7);
    private static final OptionalDouble DAILY = OptionalDouble.of(DAY);

    private static double[] noisy(int days, IntToDoubleFunction signal) {
        double[] y = Scenarios.ar(0.5).make(new SplittableRandom(11), days * DAY);
        Arrays.setAll(y, t -> 0.1 * y[t] + signal.applyAsDouble(t));
        return y;
    }

    private static Seasonal fit(double[] y, OptionalDouble period, Optional<Calendar> calendar) {
        double[] time = new double[y.length];
        Arrays.setAll(time, t -> t);
        return Seasonal.fit(time, y, new int[] {0, y.length}, 1, period, calendar);
    }

    private static boolean on(int t, int first) {
        return (t / DAY + 7 - first) % 7 < 2;
    }

    private static double wave(int t) {
        return Math.sin(2 * Math.PI * t / DAY);
    }

    private static double distance(double[] y, IntToDoubleFunction expected) {
        double most = 0;
        double shift = y[0] - expected.applyAsDouble(0);
        for (int t = 0; t < y.length; t++) {
            most = Math.max(most, Math.abs(y[t] - shift - expected.applyAsDouble(t)));
        }
        return most;
    }

    @Test
    void aWeekendIsKnownFromTheCalendarAndIsNoTrend() {
        double[] y = noisy(7, t -> wave(t) - (on(t, 5) ? 1 : 0));
        Seasonal known = fit(y, DAILY, Optional.of(CALENDAR));
        assertEquals(-1, known.weekendEffect().orElseThrow(), 0.15);
        assertTrue(distance(known.removedFrom(y), t -> 0) < 0.8);
        assertTrue(known.removed().collinearity() > 2, "Monday to Sunday its regressor is half a line");
        assertTrue(fit(y, DAILY, Optional.empty()).weekendEffect().isEmpty());
        // the days before: five days have a cycle, and nothing is known of a weekend
        Seasonal five = fit(Arrays.copyOf(y, 5 * DAY), DAILY, Optional.of(CALENDAR));
        assertTrue(five.cycle().present() && five.weekendEffect().isEmpty());
    }

    /** The place in which Saturday begins holds more of Saturday than its middle says, as bins of a few samples may. */
    @Test
    void aPlaceThatHoldsTheStepOfTheWeekendDoesNotMisleadTheFit() {
        double[] y = Scenarios.ar(0.9).make(new SplittableRandom(12), 9 * DAY);
        double[] time = new double[y.length];
        Arrays.setAll(time, t -> t * 0.9995);
        for (int t = 0; t < y.length; t++) {
            boolean weekend = CALENDAR.isWeekend(time[t] + 0.25);
            y[t] = 0.01 * y[t] - (weekend ? 0.6 : 1) * Math.cos(2 * Math.PI * time[t] / DAY);
        }
        Seasonal seasonal = Seasonal.fit(time, y, new int[] {0, y.length}, 0.9995, DAILY, Optional.of(CALENDAR));
        assertEquals(0, seasonal.weekendEffect().orElse(0), 0.02);
        double[] flat = seasonal.removedFrom(y);
        int saturday = 5 * DAY;
        double before =
                Arrays.stream(flat, saturday - 10, saturday - 1).average().orElseThrow();
        double after =
                Arrays.stream(flat, saturday + 2, saturday + 11).average().orElseThrow();
        assertEquals(before, after, 0.05);
    }

    @Test
    void whereFridayIsFreeThatIsTheWeekend() {
        double[] y = noisy(14, t -> wave(t) + (on(t, 4) ? 0.5 : 0));
        Seasonal seasonal = fit(y, DAILY, Optional.of(CALENDAR));
        assertEquals(0.5, seasonal.weekendEffect().orElseThrow(), 0.1);
        assertTrue(distance(seasonal.removedFrom(y), t -> 0) < 0.8);
    }

    @Test
    void withoutACalendarTwoDaysOfSevenAreGuessedFromTwoWeeksOn() {
        double[] y = noisy(14, t -> wave(t) - (on(t, 2) ? 1 : 0));
        assertEquals(-1, fit(y, DAILY, Optional.empty()).weekendEffect().orElseThrow(), 0.15);
        assertTrue(
                fit(y, OptionalDouble.empty(), Optional.empty()).weekendEffect().isEmpty(), "a day is not known");
        assertTrue(fit(Arrays.copyOf(y, 13 * DAY), DAILY, Optional.empty())
                .weekendEffect()
                .isEmpty());
    }

    @Test
    void aWeekendMayHaveACycleOfItsOwn() {
        double[] y = noisy(14, t -> wave(t) * (on(t, 5) ? 0.4 : 1));
        Seasonal seasonal = fit(y, DAILY, Optional.of(CALENDAR));
        assertTrue(distance(seasonal.removedFrom(y), t -> 0) < 0.8);
        assertTrue(seasonal.weekendEffect().isPresent());
    }

    /** Least squares gives this noise 0.038 on top of any weekend. */
    @Test
    void aWeekendThatMayBeNoneIsTakenOutByItsWeight() {
        double faint = fit(noisy(7, t -> wave(t) - (on(t, 5) ? 0.01 : 0)), DAILY, Optional.of(CALENDAR))
                .weekendEffect()
                .orElseThrow();
        assertTrue(faint < 0 && faint > -0.03, "of " + faint + " a part is left in the series");
        double plain = fit(noisy(7, t -> wave(t) - (on(t, 5) ? 0.2 : 0)), DAILY, Optional.of(CALENDAR))
                .weekendEffect()
                .orElseThrow();
        assertEquals(-0.238, plain, 0.001, "nobody doubts this one");
    }

    @Test
    void aWeekendWithACycleOfItsOwnMustBePlain() {
        double[] faint = noisy(7, t -> wave(t) * (on(t, 5) ? 0.85 : 1));
        assertTrue(fit(faint, DAILY, Optional.of(CALENDAR)).weekendEffect().isEmpty());
        double[] plain = noisy(7, t -> wave(t) * (on(t, 5) ? 0.7 : 1));
        assertTrue(fit(plain, DAILY, Optional.of(CALENDAR)).weekendEffect().isPresent());
    }

    @Test
    void weekendsAloneNeedNoCycle() {
        double[] y = noisy(10, t -> on(t, 5) ? -1 : 0);
        Seasonal seasonal = fit(y, DAILY, Optional.of(CALENDAR));
        assertEquals(-1, seasonal.weekendEffect().orElseThrow(), 0.15);
        assertFalse(fit(noisy(10, t -> 0), DAILY, Optional.of(CALENDAR)).present());
    }

    @Test
    void aFloorIsNoWave() {
        IntToDoubleFunction floor = t -> Math.max(-0.2, wave(t));
        double[] y = noisy(10, floor);
        Seasonal seasonal = fit(y, DAILY, Optional.of(CALENDAR));
        assertTrue(seasonal.removed().radians().length > 3, "more than three harmonics");
        assertEquals(0.6, seasonal.amplitude(), 0.1);
    }

    @Test
    void aBendDoesNotLeakIntoTheCycle() {
        double[] y = noisy(7, t -> wave(t) + Math.max(0, t - 100) * 0.02);
        Seasonal seasonal = fit(y, DAILY, Optional.of(CALENDAR));
        assertEquals(1, seasonal.amplitude(), 0.15);
        assertTrue(distance(seasonal.removedFrom(y), t -> Math.max(0, t - 100) * 0.02) < 0.9);
    }
}
