package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Bins;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoints;
import io.fragmortem.statistics.forecast.Forecast;
import io.fragmortem.statistics.forecast.ForecastOptions;
import io.fragmortem.statistics.trend.ClassicResult;
import io.fragmortem.statistics.trend.ComparisonTests;
import io.fragmortem.statistics.trend.Loess;
import io.fragmortem.statistics.trend.MannKendall;
import io.fragmortem.statistics.trend.Pettitt;
import io.fragmortem.statistics.trend.SeasonalMannKendall;
import io.fragmortem.statistics.trend.SenSlope;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whatever the numbers, every public entry gives a typed answer: no exception, no NaN, no infinity, p between 0 and 1. */
class DegenerateTest {

    private static final double NAN = Double.NaN;
    private static final Map<String, double[]> SERIES = series();

    private static double[] of(int n, IntToDoubleFunction value) {
        double[] y = new double[n];
        Arrays.setAll(y, value);
        return y;
    }

    private static Map<String, double[]> series() {
        Map<String, double[]> all = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(20261125);
        double[] g = of(60, i -> random.nextGaussian());
        all.put("nothing", of(0, i -> 0));
        all.put("one", of(1, i -> 5));
        all.put("two", of(2, i -> 5 + i));
        all.put("two equal", of(2, i -> 5));
        all.put("three", of(3, i -> i * i));
        all.put("constant", of(60, i -> 7));
        all.put("zeros of both signs", of(60, i -> i % 2 == 0 ? 0.0 : -0.0));
        all.put("two values", of(60, i -> i % 3 == 0 ? 1 : 2));
        all.put("one step", of(60, i -> i < 30 ? 1 : 2));
        all.put("one different", of(60, i -> i == 41 ? 1 : 2));
        all.put("all gaps", of(60, i -> NAN));
        all.put("one present", of(60, i -> i == 30 ? 1 : NAN));
        all.put("every other", of(80, i -> i % 2 == 0 ? g[i / 2] : NAN));
        all.put("infinite", of(60, i -> i % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY));
        all.put("some infinite", of(60, i -> i % 7 == 0 ? Double.NEGATIVE_INFINITY : g[i]));
        all.put("1e308", of(60, i -> 1e308 * g[i] / 10));
        all.put("1e149", of(60, i -> 1e149 * g[i]));
        all.put("1e149 constant", of(60, i -> 1e149));
        all.put("1e149 alternating", of(60, i -> i % 2 == 0 ? 1e149 : -1e149));
        all.put("denormal", of(60, i -> Double.MIN_VALUE * Math.rint(5 * g[i])));
        all.put("denormal line", of(60, i -> Double.MIN_VALUE * i));
        all.put("1e-160", of(60, i -> 1e-160 * g[i]));
        all.put("line", of(60, i -> 3 + 0.5 * i));
        all.put("line down", of(60, i -> -1e12 * i));
        all.put("huge offset", of(60, i -> 1e15 + Math.rint(g[i])));
        all.put("one huge", of(60, i -> i == 20 ? 1e149 : g[i]));
        all.put("one huge at the end", of(60, i -> i == 59 ? 1e149 : g[i]));
        all.put("zigzag", of(60, i -> i % 2));
        all.put("sawtooth", of(60, i -> i % 12));
        all.put("exponential", of(60, i -> Math.exp(5 * i)));
        return all;
    }

    private static double[] named(String name) {
        return Objects.requireNonNull(SERIES.get(name), name);
    }

    private static void check(String what, Supplier<?> entry) {
        Object result;
        try {
            result = entry.get();
        } catch (RuntimeException e) {
            throw new AssertionError(what + ": " + e, e);
        }
        walk(what, result);
    }

    private static void walk(String what, Object value) {
        if (value instanceof Double d) {
            assertTrue(Double.isFinite(d), what + " = " + d);
            assertTrue(!what.endsWith(".p") || (d >= 0 && d <= 1), what + " = " + d);
        } else if (value instanceof OptionalDouble d) {
            d.ifPresent(v -> walk(what, v));
        } else if (value instanceof Optional<?> o) {
            o.ifPresent(v -> walk(what, v));
        } else if (value instanceof List<?> list) {
            list.forEach(v -> walk(what, v));
        } else if (value instanceof Record r && !(value instanceof Series)) {
            for (RecordComponent c : r.getClass().getRecordComponents()) {
                try {
                    walk(what + "." + c.getName(), c.getAccessor().invoke(r));
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(e.getMessage(), e);
                }
            }
        }
    }

    @Test
    void classicalMethods() {
        SERIES.forEach((name, y) -> {
            check(name + ": MannKendall", () -> MannKendall.of(y));
            check(name + ": Pettitt", () -> Pettitt.of(y));
            check(name + ": SenSlope", () -> SenSlope.of(Series.of(y), 0.95));
            check(name + ": ClassicResult", () -> ClassicResult.of(Series.of(y), 0.95));
            check(name + ": seasonal", () -> SeasonalMannKendall.independent(y, 7));
            check(name + ": correlated", () -> SeasonalMannKendall.correlated(y, 7));
            check(name + ": Hamed-Rao", () -> ComparisonTests.hamedRao(y));
            check(name + ": Yue-Wang", () -> ComparisonTests.yueWang(Integer.MAX_VALUE, y));
            check(name + ": Yue-Wang 1", () -> ComparisonTests.yueWang(1, y));
            check(name + ": PW", () -> ComparisonTests.preWhitening(y));
            check(name + ": TFPW", () -> ComparisonTests.trendFreePreWhitening(y));
            check(name + ": Bins", () -> Bins.of(Series.of(y).time(), y, 12));
            for (int rounds = 0; rounds < 3; rounds += 2) {
                double[] smooth = Loess.smooth(Series.of(y), 0.4, rounds).value();
                assertTrue(Arrays.stream(smooth).allMatch(Double::isFinite), name + ": Loess");
            }
        });
    }

    @Test
    void trends() {
        SERIES.forEach((name, y) -> {
            Series series = Series.of(y);
            check(name + ": Trend", () -> Trend.test(series));
            double[] irregular = of(y.length, i -> i * (double) i * 1e-3 + i);
            check(name + ": irregular", () -> Trend.test(new Series(irregular, y)));
            double[] late = of(y.length, i -> 1e140 * (i + 1));
            check(name + ": late", () -> Trend.test(new Series(late, y)));
            double[] later = of(y.length, i -> 1000 + i);
            check(
                    name + ": runs",
                    () -> Trend.testRuns(List.of(series, new Series(later, y)), TrendOptions.withDefaults()));
        });
        check("no runs", () -> Trend.testRuns(List.of(), TrendOptions.withDefaults()));
    }

    @Test
    void changePoints() {
        SERIES.forEach((name, y) -> check(name, () -> ChangePoints.find(y)));
        double[] many = of(9000, i -> i % 2 == 0 ? NAN : Double.POSITIVE_INFINITY);
        check("9,000 gaps", () -> ChangePoints.find(many));
        check("9,000 equal", () -> ChangePoints.find(new double[9000]));
    }

    @Test
    void forecasts() {
        double[] limits = {0, 10, -10, 1e308, 1e149, Double.MIN_VALUE, NAN, Double.POSITIVE_INFINITY};
        SERIES.forEach((name, y) -> {
            for (double limit : limits) {
                check(
                        name + ", limit " + limit,
                        () -> Forecast.firstPassage(Series.of(y), limit, ForecastOptions.withDefaults()));
            }
        });
    }

    @Test
    void wholeAnalyses() {
        AnalysisOptions options = AnalysisOptions.withDefaults()
                .withLimit(12)
                .withCycle(15)
                .withWarmUp(2)
                .withRecent(List.of(0.0, 20.0, 1e9));
        SERIES.forEach((name, y) -> {
            check(name, () -> SeriesAnalysis.analyze(Series.of(y), List.of(), options));
            check(name + ", breaks", () -> SeriesAnalysis.analyze(Series.of(y), List.of(20, 21, 40, 59), options));
            double[] slow = of(y.length, i -> 1e9 + 3600.0 * i);
            check(
                    name + ", few bins",
                    () -> SeriesAnalysis.analyze(new Series(slow, y), List.of(30), options.withMaxBins(30)));
        });
    }

    @Test
    void constantsAreCalledConstant() {
        for (String name : List.of("constant", "zeros of both signs", "1e149 constant", "two equal")) {
            TrendResult trend = Trend.test(Series.of(named(name)));
            assertTrue(trend.caveats().contains(Caveat.CONSTANT), name + ": " + trend.caveats());
            assertEquals(0, trend.slope(), name);
        }
        assertEquals(Verdict.CONSTANT, Trend.test(Series.of(named("constant"))).verdict());
    }
}
