package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Seeded;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeasonalMannKendallTest {

    private static final double NAN = Double.NaN;

    @Test
    void oneSeasonIsThePlainTest() {
        Seeded.laws(20, 40, (y, seed) -> {
            if (y.length < 2) {
                return;
            }
            MannKendall plain = MannKendall.of(y);
            SeasonalMannKendall one = SeasonalMannKendall.independent(y, 1).orElseThrow();
            assertEquals(plain.s(), one.s());
            assertEquals(plain.varS(), one.varS());
            assertEquals(plain.z(), one.z());
            assertEquals(plain.p(), one.p());
            assertEquals(
                    SenSlope.of(Series.of(y), 0.9).orElseThrow().slope(),
                    one.slope().orElseThrow(),
                    1e-12);
            if (!plain.ties()) {
                assertEquals(
                        plain.varS(),
                        SeasonalMannKendall.correlated(y, 1).orElseThrow().varS(),
                        1e-6);
            }
        });
    }

    @Test
    void sumsOverSeasonsByHand() {
        // seasons 1 3 5 7 and 4 2 6 (the last cycle is incomplete)
        double[] y = {1, 4, 3, 2, 5, 6, 7};
        SeasonalMannKendall plain = SeasonalMannKendall.independent(y, 2).orElseThrow();
        assertEquals(6 + 1, plain.s());
        assertEquals(4 * 3 * 13 / 18.0 + 3 * 2 * 11 / 18.0, plain.varS(), 1e-12);
        // slopes 2 x 6 and -2 4 1, per cycle
        assertEquals(2, plain.slope().orElseThrow());
        // whole cycles only: seasons 1 3 5 and 4 2 6. K = 1 (signs +++ and -++), ranks 1 2 3 and 2 1 3, sum of products
        // 13
        SeasonalMannKendall correlated = SeasonalMannKendall.correlated(y, 2).orElseThrow();
        assertEquals(3 + 1, correlated.s());
        double covariance = (1 + 4 * 13 - 3 * 4 * 4) / 3.0;
        assertEquals(2 * 11 / 3.0 + 2 * covariance, correlated.varS(), 1e-12);
        assertEquals(3 / Math.sqrt(correlated.varS()), correlated.z(), 1e-12);
    }

    @Test
    void missingValuesTakeTheMiddleRank() {
        // seasons 1 - 5 and 4 2 6: K over pairs both present: (1,5)x(4,6) = 1; ranks of 1 - 5: 1 1.5 2
        double[] y = {1, 4, NAN, 2, 5, 6};
        SeasonalMannKendall test = SeasonalMannKendall.correlated(y, 2).orElseThrow();
        double own = (1 + 4 * (1 + 2.25 + 4) - 3 * 3 * 3) / 3;
        double other = (3 + 4 * 14 - 3 * 4 * 4) / 3.0;
        double both = (1 + 4 * (2 + 1.5 + 6) - 3 * 3 * 4) / 3;
        assertEquals(own + other + 2 * both, test.varS(), 1e-12);
        assertEquals(1 + 1, test.s());
    }

    @Test
    void identicalSeasonsCorrelateFully() {
        double[] season = {3, 1, 4, 1.5, 9, 2.6, 5};
        double[] y = new double[21];
        Arrays.setAll(y, i -> season[i / 3]);
        double plain = MannKendall.of(season).varS();
        assertEquals(
                9 * plain, SeasonalMannKendall.correlated(y, 3).orElseThrow().varS(), 1e-9);
        assertEquals(
                3 * plain, SeasonalMannKendall.independent(y, 3).orElseThrow().varS(), 1e-9);
        double[] opposite = new double[14];
        Arrays.setAll(opposite, i -> i % 2 == 0 ? season[i / 2] : -season[i / 2]);
        SeasonalMannKendall none = SeasonalMannKendall.correlated(opposite, 2).orElseThrow();
        assertEquals(0, none.varS(), 1e-9);
        assertEquals(1, none.p());
    }

    @Test
    void tooShortOrNoPairs() {
        assertTrue(SeasonalMannKendall.independent(new double[] {1, 2, 3}, 2).isEmpty());
        assertTrue(SeasonalMannKendall.independent(new double[] {1, 2, 3, 4}, 2).isPresent());
        assertTrue(SeasonalMannKendall.correlated(new double[] {1, 2, 3}, 2).isEmpty());
        assertTrue(SeasonalMannKendall.correlated(new double[] {1, 2, 3, 4}, 2).isPresent());
        SeasonalMannKendall empty = SeasonalMannKendall.independent(new double[] {1, 2, NAN, NAN}, 2)
                .orElseThrow();
        assertTrue(empty.slope().isEmpty());
        assertEquals(1, empty.p());
        assertTrue(SeasonalMannKendall.independent(new double[] {1, NAN, 3, NAN}, 2)
                .orElseThrow()
                .slope()
                .isPresent());
        for (int period : new int[] {0, -1}) {
            assertThrows(IllegalArgumentException.class, () -> SeasonalMannKendall.correlated(new double[4], period));
        }
    }
}
