package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Seeded;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SenSlopeTest {

    @Test
    void aLineHasItsSlopeAndItsIntercept() {
        SenSlope sen = SenSlope.of(new Series(new double[] {10, 20, 40, 50}, new double[] {7, 9, 13, 15}), 0.95)
                .orElseThrow();
        assertEquals(0.2, sen.slope(), 1e-15);
        assertEquals(5, sen.intercept(), 1e-12);
    }

    @Test
    void theIntervalByHand() {
        // 10 slopes: -1 .5 1 1.25 1.5 1.666 2 2.5 3 4; var S = 5 * 4 * 15 / 18; C at 80 % = 1.2816 * 4.0825 = 5.232
        double[] y = {0, 3, 2, 5, 6};
        SenSlope sen = SenSlope.of(Series.of(y), 0.8).orElseThrow();
        double[] slopes = {3, 1, 5 / 3.0, 1.5, -1, 1, 1, 3, 2, 1};
        Arrays.sort(slopes);
        assertEquals((slopes[4] + slopes[5]) / 2, sen.slope(), 1e-15);
        // ranks rint((10 -+ 5.232) / 2): 2 - 1 and 8
        assertEquals(slopes[1], sen.low().orElseThrow());
        assertEquals(slopes[8], sen.high().orElseThrow());
        assertEquals(3 - sen.slope() * 2, sen.intercept(), 1e-15);
    }

    @Test
    void tooLittleToSay() {
        assertEquals(Optional.empty(), SenSlope.of(Series.of(), 0.95));
        assertEquals(Optional.empty(), SenSlope.of(Series.of(4, Double.NaN), 0.95));
        SenSlope two = SenSlope.of(Series.of(4, Double.NaN, 10), 0.95).orElseThrow();
        assertEquals(3, two.slope());
        SenSlope constant = SenSlope.of(Series.of(5, 5, 5), 0.95).orElseThrow();
        assertEquals(0, constant.slope());
        assertEquals(5, constant.intercept());
        assertTrue(constant.low().isEmpty() && constant.high().isEmpty());
    }

    @Test
    void equivariance() {
        Seeded.laws(40, 50, (y, seed) -> {
            if (y.length < 2) {
                return;
            }
            double[] t = new double[y.length];
            Arrays.setAll(t, i -> i + 0.3 * (i % 3));
            SenSlope base = SenSlope.of(new Series(t, y), 0.9).orElseThrow();
            double[] moved = Seeded.mapped(y, 4, 100);
            Arrays.setAll(moved, i -> moved[i] + 3 * t[i]);
            SenSlope other =
                    SenSlope.of(new Series(Seeded.mapped(t, 2, 50), moved), 0.9).orElseThrow();
            assertEquals((4 * base.slope() + 3) / 2, other.slope(), 1e-10);
            SenSlope back =
                    SenSlope.of(new Series(t, Seeded.mapped(y, -1, 0)), 0.9).orElseThrow();
            assertEquals(-base.slope(), back.slope(), 1e-12);
            assertEquals(-base.intercept(), back.intercept(), 1e-12);
            if (base.low().isPresent()) {
                assertTrue(base.low().getAsDouble() <= base.slope()
                        && base.slope() <= base.high().getAsDouble());
                SenSlope wide = SenSlope.of(new Series(t, y), 0.99).orElseThrow();
                assertTrue(wide.low().getAsDouble() <= base.low().getAsDouble());
                assertTrue(wide.high().getAsDouble() >= base.high().getAsDouble());
            }
        });
    }

    @Test
    void lessThanAThirdOfOutliersMoveNothing() {
        double[] y = new double[200];
        Arrays.setAll(y, i -> i % 5 == 0 ? 1e6 * (i % 3) : 0.5 * i);
        assertEquals(0.5, SenSlope.of(Series.of(y), 0.95).orElseThrow().slope(), 0.01);
    }
}
