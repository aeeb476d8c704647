package io.fragmortem.statistics.trend;

import static io.fragmortem.statistics.Reference.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Reference;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The methods kept for comparison. Commands: pymannkendall {@code hamed_rao_modification_test(y)},
 * {@code yue_wang_modification_test(y)}, {@code pre_whitening_modification_test(y)},
 * {@code trend_free_pre_whitening_modification_test(y)}, {@code seasonal_test(y, period)},
 * {@code correlated_seasonal_test(y, period)}; statsmodels {@code lowess(y, index, 0.3, it=3, delta=0)}.
 */
class ComparisonReferenceTest {

    static List<String> names() {
        return Reference.names().stream().filter(n -> !n.startsWith("constant")).toList();
    }

    /** The corrections take the square of their length. */
    static List<String> ofModestLength() {
        return names().stream()
                .filter(name -> Reference.series(name).size() <= 2000)
                .toList();
    }

    static List<String> seasonal() {
        return names().stream().filter(name -> Reference.has(name + "/period")).toList();
    }

    private static void agree(String path, ComparisonTests.Outcome outcome) {
        if (Reference.has(path + "/s")) {
            assertEquals(Reference.value(path + "/s"), outcome.s(), path);
            assertClose(Reference.value(path + "/var_s"), outcome.varS(), path);
            assertClose(Reference.value(path + "/z"), outcome.z(), path);
        }
    }

    @ParameterizedTest
    @MethodSource("ofModestLength")
    void correctionsAgreeWithPyMannKendall(String name) {
        double[] y = Reference.series(name).value();
        String path = name + "/pymannkendall/";
        agree(path + "yue_wang", ComparisonTests.yueWang(Integer.MAX_VALUE, y));
        agree(path + "yue_wang_lag1", ComparisonTests.yueWang(1, y));
        agree(path + "hamed_rao", ComparisonTests.hamedRao(y));
        agree(path + "pre_whitening", ComparisonTests.preWhitening(y));
        agree(path + "trend_free_pre_whitening", ComparisonTests.trendFreePreWhitening(y));
    }

    @ParameterizedTest
    @MethodSource("seasonal")
    void seasonalTestsAgreeWithPyMannKendall(String name) {
        int period = (int) Reference.value(name + "/period");
        double[] y = Reference.series(name).value();
        agree(
                name + "/pymannkendall/seasonal",
                SeasonalMannKendall.independent(y, period).orElseThrow());
        agree(
                name + "/pymannkendall/correlated_seasonal_whole_cycles",
                SeasonalMannKendall.correlated(y, period).orElseThrow());
        if (name.equals("season24_trend_0336")) {
            // R leaves the continuity correction out here and only here
            return;
        }
        assertClose(
                Reference.value(name + "/r/trend_csmk/z"),
                SeasonalMannKendall.correlated(y, period).orElseThrow().z(),
                "R trend::csmk.test");
    }

    private static void agree(String path, SeasonalMannKendall outcome) {
        assertEquals(Reference.value(path + "/s"), (double) outcome.s(), path);
        assertClose(Reference.value(path + "/var_s"), outcome.varS(), path);
        if (path.endsWith("/seasonal")) {
            // of the correlated test pyMannKendall's z has no continuity correction, ours and R's has
            assertClose(Reference.value(path + "/z"), outcome.z(), path);
        }
        assertClose(Reference.value(path + "/slope"), outcome.slope().orElseThrow(), path);
    }

    @ParameterizedTest
    @MethodSource("ofModestLength")
    void loessAgreesWithStatsmodels(String name) {
        double[] y = Reference.series(name).value();
        for (int rounds : new int[] {0, 3}) {
            String path = name + "/statsmodels/lowess_f0.3_it" + rounds;
            if (!Reference.has(path + "/at")) {
                continue;
            }
            double[] at = Reference.all(path + "/at");
            double[] expected = Reference.all(path + "/value");
            double[] smooth =
                    Loess.smooth(Series.of(Ranks.present(y)), 0.3, rounds).value();
            for (int i = 0; i < at.length; i++) {
                assertEquals(
                        expected[i],
                        smooth[(int) at[i]],
                        1e-8 * Math.max(1, Math.abs(expected[i])),
                        path + " " + at[i]);
            }
        }
    }

    @Test
    void shortInputGetsATypedAnswer() {
        assertEquals(1, ComparisonTests.hamedRao(1, 2).p(), 1e-12);
        assertEquals(1, ComparisonTests.yueWang(1, 3, 3, 3).p());
        assertEquals(1, ComparisonTests.preWhitening(1).p());
        assertEquals(1, ComparisonTests.trendFreePreWhitening().p());
        assertTrue(SeasonalMannKendall.independent(new double[5], 3).isEmpty());
        assertTrue(SeasonalMannKendall.correlated(new double[5], 3).isEmpty());
        assertTrue(SeasonalMannKendall.correlated(new double[] {1, Double.NaN, 3, 4}, 2)
                .isPresent());
        assertThrows(IllegalArgumentException.class, () -> SeasonalMannKendall.independent(new double[5], 0));
        assertThrows(IllegalArgumentException.class, () -> Loess.smooth(Series.of(1, 2), 0, 0));
        assertEquals(2, Loess.smooth(Series.of(1, Double.NaN, 2), 0.5, 1).size());
        assertEquals(4, Loess.smooth(Series.of(7, 7, 7, 7), 0.5, 2).present());
    }
}
