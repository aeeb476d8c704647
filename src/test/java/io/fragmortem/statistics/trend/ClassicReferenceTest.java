package io.fragmortem.statistics.trend;

import static io.fragmortem.statistics.Reference.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Reference;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.discovery.FalseDiscovery;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The classical methods against the reference values. Commands behind the numbers: Python
 * {@code pymannkendall.original_test(y)}, {@code scipy.stats.theilslopes(y, t, 0.95, method="separate")},
 * {@code scipy.stats.kendalltau(t, y, method="exact")}, {@code scipy.stats.siegelslopes}; R {@code trend::pettitt.test(y)},
 * {@code trend::sens.slope(y)}, {@code trend::mk.test(y)}, {@code p.adjust(p, "BH")}.
 */
class ClassicReferenceTest {

    static List<String> names() {
        return Reference.names();
    }

    static List<String> varying() {
        return names().stream().filter(name -> !name.startsWith("constant")).toList();
    }

    static List<String> withPettitt() {
        return varying().stream()
                .filter(name -> Reference.has(name + "/r/trend_pettitt/k"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void mannKendallAgreesWithPyMannKendall(String name) {
        MannKendall mk = MannKendall.of(Reference.series(name).value());
        String path = name + "/pymannkendall/original/";
        assertEquals(Reference.value(path + "s"), (double) mk.s());
        assertClose(Reference.value(path + "var_s"), mk.varS(), "var S");
        assertClose(Reference.value(path + "z"), mk.z(), "z");
        assertClose(Reference.value(path + "p"), mk.p(), "p");
    }

    @ParameterizedTest
    @MethodSource("names")
    void exactPAgreesWithScipy(String name) {
        MannKendall mk = MannKendall.of(Reference.series(name).value());
        if (mk.exactP().isPresent()) {
            String path = name + "/scipy/kendalltau_exact/p";
            assertTrue(Reference.has(path), path);
            assertClose(Reference.value(path), mk.exactP().getAsDouble(), "exact p");
        }
    }

    @ParameterizedTest
    @MethodSource("varying")
    void senSlopeAndIntervalAgreeWithScipy(String name) {
        Series series = Reference.series(name);
        SenSlope byTime = SenSlope.of(series, 0.95).orElseThrow();
        agree(byTime, name + "/scipy/theilslopes_time_separate/");
        SenSlope byIndex =
                SenSlope.of(Series.of(series.withoutMissing().value()), 0.95).orElseThrow();
        agree(byIndex, name + "/scipy/theilslopes_index_separate/");
        if (Reference.has(name + "/pymannkendall/original/slope") && series.present() == series.size()) {
            assertClose(Reference.value(name + "/pymannkendall/original/slope"), byIndex.slope(), "pyMannKendall");
        }
    }

    private static void agree(SenSlope sen, String path) {
        assertClose(Reference.value(path + "slope"), sen.slope(), path + "slope");
        assertClose(Reference.value(path + "low"), sen.low().orElseThrow(), path + "low");
        assertClose(Reference.value(path + "high"), sen.high().orElseThrow(), path + "high");
        assertClose(Reference.value(path + "intercept"), sen.intercept(), path + "intercept");
    }

    @ParameterizedTest
    @MethodSource("withPettitt")
    void pettittAgreesWithR(String name) {
        String path = name + "/r/trend_pettitt/";
        Pettitt pettitt = Pettitt.of(Reference.series(name).value());
        assertEquals(Reference.value(path + "k"), pettitt.k());
        assertClose(Reference.value(path + "p"), pettitt.p(), "p");
        // R: last index of the old level, 1-based = first index of the new one, 0-based; R lists all tied places
        assertEquals(Reference.value(path + "last_index_before_1based"), pettitt.index());
    }

    @Test
    void adjustedPValuesAgreeWithRAndStatsmodels() {
        for (String set : List.of("classic_15", "mixed_200", "null_50", "single", "ties_10")) {
            double[] p = Reference.all("pvalues/input/" + set);
            close(Reference.all("pvalues/r/" + set + "/BH"), FalseDiscovery.benjaminiHochberg(p));
            close(Reference.all("pvalues/r/" + set + "/BY"), FalseDiscovery.benjaminiYekutieli(p));
        }
    }

    private static void close(double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertClose(expected[i], actual[i], Arrays.toString(actual));
        }
    }
}
