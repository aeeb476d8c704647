package io.fragmortem.statistics.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.special.Beta;
import org.junit.jupiter.api.Test;

/** Values from R: 2 * pnorm(-z), qnorm, 2 * pt(-t, df), qt. */
class DistributionsTest {

    @Test
    void normal() {
        assertEquals(1, Distributions.normalTwoSided(0));
        assertEquals(0.0499957902964409, Distributions.normalTwoSided(1.96), 1e-15);
        assertEquals(0.0499957902964409, Distributions.normalTwoSided(-1.96), 1e-15);
        // the tail that 1 - cdf loses: 2 * pnorm(-10)
        assertEquals(1.523970604832105e-23, Distributions.normalTwoSided(10), 1e-32);
        assertEquals(1.959963984540054, Distributions.normalQuantile(0.975), 1e-12);
    }

    @Test
    void student() {
        assertEquals(0.05, Distributions.studentTwoSided(2.2281388519649385, 10), 1e-10);
        assertEquals(0.05, Distributions.studentTwoSided(-2.2281388519649385, 10), 1e-10);
        assertEquals(1, Distributions.studentTwoSided(0, 4));
        assertEquals(2.2281388519649385, Distributions.studentQuantile(0.975, 10), 1e-9);
        // one degree of freedom: Cauchy
        assertEquals(0.5, Distributions.studentTwoSided(1, 1), 1e-12);
        assertEquals(1, Distributions.studentQuantile(0.75, 1), 1e-9);
    }

    /** Of one column F is the square of Student's t; R: qf(0.95, 3, 10). */
    @Test
    void fisher() {
        assertEquals(0.05, Distributions.fisherAbove(3.708264819, 3, 10), 1e-8);
        for (double t : new double[] {0.3, 1, 2.5}) {
            assertEquals(Distributions.studentTwoSided(t, 7.5), Distributions.fisherAbove(t * t, 1, 7.5), 1e-12);
        }
        assertEquals(1, Distributions.fisherAbove(0, 3, 10));
        assertEquals(1, Distributions.fisherAbove(-2, 3, 10));
        assertEquals(0, Distributions.fisherAbove(Double.POSITIVE_INFINITY, 3, 10));
    }

    @Test
    void studentIsTheLibrarysAtAnyDegreesOfFreedom() {
        for (double df : new double[] {0.3, 1, 2.5, 7, 40, 333.3, 1e4}) {
            for (double t = 0.01; t < 60; t *= 1.3) {
                double expected = Beta.regularizedBeta(df / (df + t * t), df / 2, 0.5);
                double tolerance = expected < 1e-290 ? 1e-290 : 1e-10 * expected;
                assertEquals(expected, Distributions.studentTwoSided(t, df), tolerance, t + " at " + df);
                assertEquals(Distributions.normalTwoSided(t), Distributions.studentTwoSided(t, 1e6), 1e-6);
            }
        }
    }
}
