package io.fragmortem.statistics.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the members of a mixture: order, common factors, neighbours, the negligible; p and its inverse. */
class NoiseMixtureLawsTest {

    private static NoiseMixture.Member member(double logWeight, double inflation, double df) {
        return new NoiseMixture.Member(logWeight, inflation, df);
    }

    @Test
    void neitherTheOrderNorACommonFactorMatters() {
        for (double common : new double[] {-2000, 0, 2000}) {
            NoiseMixture mixture = NoiseMixture.of(
                    List.of(member(common + Math.log(2), 9, 10), member(common, 1, 50), member(common, 3, 5)));
            assertArrayEquals(new double[] {0.25, 0.25, 0.5}, mixture.weight(), 1e-12);
            assertArrayEquals(new double[] {1, 3, 9}, mixture.inflation(), 1e-12);
            assertArrayEquals(new double[] {50, 5, 10}, mixture.df(), 1e-12);
        }
    }

    @Test
    void neighboursWithinTwelvePerCentOfTheFirstAreTakenTogether() {
        NoiseMixture two = NoiseMixture.of(
                List.of(member(0, 4.6, 30), member(Math.log(3), 4, 20), member(0, 4.4, 40), member(0, 4.47, 60)));
        assertArrayEquals(new double[] {5 / 6.0, 1 / 6.0}, two.weight(), 1e-12);
        double mean = Math.exp((3 * Math.log(4) + Math.log(4.4) + Math.log(4.47)) / 5);
        assertArrayEquals(new double[] {mean, 4.6}, two.inflation(), 1e-12);
        assertArrayEquals(new double[] {(3 * 20 + 40 + 60) / 5.0, 30}, two.df(), 1e-12);
    }

    @Test
    void oneInAMillionIsNegligible() {
        assertEquals(
                1, NoiseMixture.of(List.of(member(0, 1, 9), member(-14, 50, 9))).weight().length);
        assertEquals(
                2, NoiseMixture.of(List.of(member(0, 1, 9), member(-13, 50, 9))).weight().length);
    }

    @Test
    void theErrorsOfAPAreItsInverse() {
        List<NoiseMixture> mixtures = List.of(
                NoiseMixture.WHITE,
                NoiseMixture.of(List.of(member(0, 1, 1e6))),
                NoiseMixture.of(List.of(member(0, 400, 1))),
                NoiseMixture.of(List.of(member(0, 1, 200), member(-3, 100, 3), member(-8, 1e4, 1))),
                NoiseMixture.of(List.of(member(-9, 1, 5), member(0, 7, 30))));
        for (NoiseMixture mixture : mixtures) {
            for (double p : new double[] {0.9, 0.5, 0.1, 0.05, 0.01, 1e-4, 1e-9}) {
                assertEquals(p, mixture.p(mixture.errors(p)), 1e-4 * p, "p " + p);
            }
        }
        assertEquals(1.959964, NoiseMixture.WHITE.errors(0.05), 2e-5);
    }

    @Test
    void noMoreIsKnownThanBySoManySamples() {
        NoiseMixture half = NoiseMixture.of(List.of(member(0, 1, 9), member(0, 4, 9)));
        assertEquals(100 * (0.5 + 0.5 / 4), half.effective(100), 1e-9);
        assertEquals(40, NoiseMixture.WHITE.effective(40));
        assertEquals(1, half.p(0), 1e-12);
    }
}
