package io.fragmortem.statistics.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Levels of 800 and more, ten places each. */
class StairsTest {

    private static Series level(double value) {
        double[] places = new double[10];
        Arrays.fill(places, value);
        return Series.of(places);
    }

    private static Stairs of(double... levels) {
        return Stairs.of(Arrays.stream(levels).mapToObj(StairsTest::level).toList());
    }

    @Test
    void aLimitOnALevelIsReachedHalfAStepSooner() {
        Stairs stairs = of(800, 802, 806, 808);
        assertEquals(2, stairs.step());
        assertEquals(839, stairs.reached(840));
        assertEquals(839, stairs.reached(839.7), "by the first level that is not below it");
        assertEquals(839, stairs.reached(840.1), "levels may be a little off");
    }

    @Test
    void whatIsReachedIsNeverLaterThanTheLimit() {
        // the level that reaches it is 810, and half way to that is beyond the limit
        assertEquals(808.1, of(800, 802, 806, 808).reached(808.1));
        assertEquals(838.5, of(800, 802, 806, 808).reached(838.5));
    }

    @Test
    void levelsMayBeALittleOff() {
        assertEquals(2, of(800, 802.1, 806.05, 808.1).step(), 0.11);
        assertEquals(0, of(800, 802.7, 806, 808).step(), "no whole steps");
    }

    @Test
    void whatIsNotConstantIsNoStairs() {
        double[] tooth = new double[10];
        Arrays.setAll(tooth, i -> 800 + i);
        Stairs saw = Stairs.of(List.of(Series.of(tooth), level(802), Series.of(tooth), level(802)));
        assertEquals(840, saw.reached(840));
        assertEquals(840, of(800, 800).reached(840), "one level has no step");
        assertEquals(840, of(800).reached(840));
    }

    @Test
    void aStrangerOnALevelDoesNotHideIt() {
        double[] places = level(804).value().clone();
        places[3] = 803;
        assertEquals(
                2, Stairs.of(List.of(level(800), level(802), Series.of(places))).step());
    }
}
