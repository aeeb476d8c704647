package io.fragmortem.statistics.trend;

import static io.fragmortem.statistics.Reference.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Reference;
import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.discovery.FalseDiscovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Second oracles for the same numbers: R {@code trend::mk.test(y, continuity = TRUE and FALSE)}, {@code trend::sens.slope(y)},
 * {@code modifiedmk::pwmk}, {@code tfpwmk}, {@code mmky}; SciPy {@code kendalltau(method="asymptotic")}; statsmodels
 * {@code multipletests}. And the edges: n = 5 and 10,000, heavy ties, even numbers of pairs, p far below 1e-12.
 */
class ReferenceAgreementTest {

    private static List<String> varying() {
        return Reference.names().stream().filter(n -> !n.startsWith("constant")).toList();
    }

    private static double[] present(String name) {
        return Ranks.present(Reference.series(name).value());
    }

    private static int agree(String path, double actual) {
        if (!Reference.has(path)) {
            return 0;
        }
        assertClose(Reference.value(path), actual, path);
        return 1;
    }

    @Test
    void mannKendallAgreesWithRWithAndWithoutContinuityCorrection() {
        int compared = 0;
        for (String name : varying()) {
            MannKendall mk = MannKendall.of(present(name));
            String path = name + "/r/trend_mk_test";
            compared += agree(path + "/s", (double) mk.s());
            compared += agree(path + "/var_s", mk.varS());
            compared += agree(path + "/z", mk.z());
            compared += agree(path + "/p", mk.p());
            compared += agree(path + "_nocontinuity/z", mk.s() / Math.sqrt(mk.varS()));
        }
        assertTrue(compared > 200, compared + " compared");
    }

    @Test
    void tailsOfSciPyKeepTheirDigitsAndOursDoToo() {
        int tiny = 0;
        for (String name : varying()) {
            String path = name + "/scipy/kendalltau_b_asymptotic/p";
            MannKendall mk = MannKendall.of(present(name));
            double ours = Distributions.normalTwoSided(mk.s() / Math.sqrt(mk.varS()));
            if (Reference.has(path) && Reference.value(path) > 1e-300) {
                double scipy = Reference.value(path);
                assertEquals(scipy, ours, 1e-9 * scipy, path);
                tiny += scipy < 1e-12 ? 1 : 0;
            }
        }
        assertTrue(tiny >= 5, tiny + " below 1e-12");
    }

    @Test
    void senSlopeAndItsIntervalAgreeWithR() {
        int compared = 0;
        for (String name : varying()) {
            SenSlope sen = SenSlope.of(Series.of(present(name)), 0.95).orElseThrow();
            String path = name + "/r/trend_sens_slope/";
            compared += agree(path + "slope", sen.slope());
            if (Reference.has(path + "ci95")) {
                double[] interval = Reference.all(path + "ci95");
                assertClose(interval[0], sen.low().orElseThrow(), path);
                assertClose(interval[1], sen.high().orElseThrow(), path);
            }
        }
        assertTrue(compared > 40, compared + " compared");
    }

    @Test
    void robslopesTakesTheUpperMiddleOfAnEvenNumberOfPairs() {
        int differ = 0;
        for (String name : varying()) {
            double[] y = present(name);
            double[] index = new double[y.length];
            Arrays.setAll(index, i -> i + 1);
            PairwiseSlopes slopes = new PairwiseSlopes(index, y);
            double upper = slopes.at(slopes.pairs() / 2);
            assertClose(Reference.value(name + "/r/robslopes_theilsen/slope"), upper, name);
            differ += slopes.pairs() % 2 == 0 && upper != slopes.median() ? 1 : 0;
        }
        assertTrue(differ > 5, differ + " series where the conventions differ");
    }

    @Test
    void correctionsAgreeWithModifiedmk() {
        int compared = 0;
        for (String name : varying()) {
            double[] y = present(name);
            String path = name + "/r/modifiedmk_";
            compared += agree(path + "pwmk/S", ComparisonTests.preWhitening(y).s());
            compared +=
                    agree(path + "pwmk/Var(S)", ComparisonTests.preWhitening(y).varS());
            compared +=
                    agree(path + "pwmk/Z-Value", ComparisonTests.preWhitening(y).z());
            compared +=
                    agree(path + "pwmk/P-value", ComparisonTests.preWhitening(y).p());
            compared += agree(
                    path + "tfpwmk/S", ComparisonTests.trendFreePreWhitening(y).s());
            compared += agree(
                    path + "tfpwmk/Var(S)",
                    ComparisonTests.trendFreePreWhitening(y).varS());
            compared += agree(
                    path + "tfpwmk/Z-Value",
                    ComparisonTests.trendFreePreWhitening(y).z());
            compared += agree(
                    path + "mmky/new.variance",
                    ComparisonTests.yueWang(y.length, y).varS());
            compared += agree(
                    path + "mmky/Corrected Zc",
                    ComparisonTests.yueWang(y.length, y).z());
        }
        assertTrue(compared > 250, compared + " compared");
    }

    @Test
    void tenThousandSamplesAgreeToo() {
        for (String name : List.of("long_quantized_10000", "long_trend_ar9_10000")) {
            double[] y = present(name);
            String path = name + "/pymannkendall/";
            assertEquals(10_000, y.length);
            agree(path + "pre_whitening/s", ComparisonTests.preWhitening(y).s());
            agree(
                    path + "trend_free_pre_whitening/s",
                    ComparisonTests.trendFreePreWhitening(y).s());
            agree(path + "yue_wang_lag1/var_s", ComparisonTests.yueWang(1, y).varS());
            assertEquals(
                    1,
                    agree(path + "hamed_rao/var_s", ComparisonTests.hamedRao(y).varS()));
        }
    }

    @Test
    void adjustedPValuesAgreeWithStatsmodels() {
        for (String set : List.of("classic_15", "mixed_200", "null_50", "single", "ties_10")) {
            double[] p = Reference.all("pvalues/input/" + set);
            List<double[]> ours = List.of(FalseDiscovery.benjaminiHochberg(p), FalseDiscovery.benjaminiYekutieli(p));
            List<double[]> theirs = new ArrayList<>();
            for (String method : List.of("fdr_bh", "fdr_by")) {
                theirs.add(Reference.all("pvalues/statsmodels/" + set + "/" + method + "/adjusted"));
            }
            for (int m = 0; m < 2; m++) {
                for (int i = 0; i < p.length; i++) {
                    assertClose(theirs.get(m)[i], ours.get(m)[i], set);
                }
            }
        }
    }

    @Test
    void constantsAreWhereWeFollowPyMannKendall() {
        MannKendall mk = MannKendall.of(Reference.series("constant_20").value());
        assertEquals(0, mk.z());
        assertEquals(1, mk.p());
        assertEquals(
                Verdict.CONSTANT, Trend.test(Reference.series("constant_20")).verdict());
    }
}
