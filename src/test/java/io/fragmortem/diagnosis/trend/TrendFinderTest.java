package io.fragmortem.diagnosis.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import io.fragmortem.statistics.trend.Verdict;
import io.fragmortem.timeline.Capture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrendFinderTest {

    private static Trends find(Capture capture) {
        return TrendFinder.find(MemoryModel.of(capture.timeline()), Thresholds.defaults());
    }

    /** A real capture that breathes every minute, with so many bytes more on everything by its end. */
    private static Trends diurnal(double rise) throws IOException {
        Capture capture = new Capture().always("redis_version:7.0.15 mem_allocator:jemalloc-5.3.0");
        for (String line : lines("/inputs/diurnal.tsv")) {
            String[] cells = line.split("\t", -1);
            if (line.startsWith("#") || line.startsWith("seconds")) {
                continue;
            }
            double seconds = Double.parseDouble(cells[0]);
            String[] names = {
                "used_memory", "used_memory_rss", "allocator_allocated", "allocator_active", "allocator_resident"
            };
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < names.length; k++) {
                double more = k == 0 || k == 2 ? 0 : rise * seconds / 420;
                text.append(names[k])
                        .append(':')
                        .append(Math.round(Double.parseDouble(cells[k + 1]) + more))
                        .append(' ');
            }
            capture.at(seconds, text.toString());
        }
        return find(capture);
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(TrendFinderTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void aDatasetThatBreathesIsSteady() throws IOException {
        Trends trends = diurnal(0);
        assertEquals(
                Verdict.STEADY, trends.of(Total.USED_MEMORY_RSS).orElseThrow().verdict());
        double period = trends.shape(Total.USED_MEMORY_RSS)
                .orElseThrow()
                .cycle()
                .orElseThrow()
                .period();
        assertEquals(60.0 / 86_400, period, 1.0 / 86_400);
        assertFalse(trends.all().stream().anyMatch(s -> s.trend().verdict() == Verdict.GROWS));
    }

    @Test
    void theSameWithASlowRiseGrows() throws IOException {
        Trends trends = diurnal(20e6);
        assertTrue(trends.grows(Total.USED_MEMORY_RSS, Scope.NOW));
        assertTrue(trends.grows(Total.USED_MEMORY_RSS, Scope.OVERALL));
        double slope = trends.of(Total.USED_MEMORY_RSS).orElseThrow().slope();
        assertEquals(20e6 / 420 * 86_400, slope, 0.1 * slope);
    }

    /** Three runs, a day each at ten minutes; RSS climbs by so many MiB in each and falls back at the restart. */
    private static Capture runs(double climb) {
        Random random = new Random(8);
        return new Capture()
                .always("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1")
                .every(
                        600,
                        432,
                        i -> "used_memory:" + (500 + random.nextGaussian()) + "M used_memory_rss:"
                                + (600 + climb * (i % 144) / 144.0 + random.nextGaussian()) + "M run_id:r" + i / 144);
    }

    @Test
    void noFitCrossesARestart() {
        Trends trends = find(runs(100));
        assertTrue(trends.growsInEachRun(Total.USED_MEMORY_RSS));
        assertTrue(trends.grows(Total.USED_MEMORY_RSS, Scope.OVERALL));
        double slope =
                trends.of(Total.USED_MEMORY_RSS, Scope.OVERALL).orElseThrow().slope();
        assertEquals(100 * Cases.MIB, slope, 3 * Cases.MIB, "not the slope through all of it, which is almost none");
        assertTrue(trends.changes().isEmpty(), trends.changes().toString());
        assertEquals(
                List.of(0, 1, 2),
                trends.all().stream()
                        .filter(s -> s.scope() == Scope.RUN && s.metric() == Total.USED_MEMORY_RSS)
                        .map(Trends.Scoped::run)
                        .toList());
    }

    @Test
    void restartsAloneAreNoTrend() {
        Trends trends = find(runs(0));
        assertFalse(trends.all().stream().anyMatch(s -> s.trend().verdict() == Verdict.GROWS), trends.toString());
    }

    @Test
    void recentWindowsExistWhereTheCaptureIsLonger() {
        assertTrue(find(runs(0)).of(Total.USED_MEMORY_RSS, Scope.RECENT_24H).isPresent());
        assertTrue(find(runs(0)).of(Total.USED_MEMORY_RSS, Scope.RECENT_7D).isEmpty());
    }

    /** Two days of RSS that climbs by 96 MiB a day towards a container of 1,000 MiB. */
    private static Capture towards(String more) {
        Random random = new Random(6);
        return new Capture()
                .always("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 cgroup.limit:1000M "
                        + "total_system_memory:16G " + more)
                .every(
                        600,
                        288,
                        i -> "used_memory:" + (500 + random.nextGaussian()) + "M used_memory_rss:"
                                + (600 + i * 96 / 144.0 + 2 * random.nextGaussian()) + "M");
    }

    @Test
    void theContainerIsReachedBeforeTheHost() {
        Trends.Outlook outlook = find(towards("")).outlooks().get(0);
        assertEquals(Limit.CONTAINER, outlook.bound().limit());
        assertEquals(Outcome.EXPECTED, outlook.outcome());
        double days = (outlook.dates().likely().getAsLong() - Capture.START) / 86_400e6;
        assertEquals(400 / 96.0, days, 0.2);
        assertTrue(outlook.dates().earliest().getAsLong()
                < outlook.dates().likely().getAsLong());
    }

    @Test
    void theCopiesOfAForkNeedTheirRoom() {
        Trends.Outlook outlook =
                find(towards("rdb_last_cow_size:96M")).outlooks().get(0);
        assertEquals(96 * Cases.MIB, outlook.reserve());
        double days = (outlook.dates().likely().getAsLong() - Capture.START) / 86_400e6;
        assertEquals(304 / 96.0, days, 0.2);
    }

    @Test
    void maxmemoryIsForUsedMemory() {
        List<Trends.Outlook> outlooks = find(towards("maxmemory:800M")).outlooks();
        assertEquals(
                List.of(Limit.CONTAINER, Limit.MAXMEMORY),
                outlooks.stream().map(o -> o.bound().limit()).toList());
        assertEquals(Total.USED_MEMORY, outlooks.get(1).metric());
        assertTrue(outlooks.get(1).dates().likely().isEmpty(), "it does not grow");
    }

    @Test
    void memoryThatIsFlushedAgainAndAgainDoesNotGrow() {
        Random random = new Random(5);
        Trends trends = find(new Capture()
                .every(
                        600,
                        300,
                        i -> "used_memory:" + (500 + 6 * (i % 47) + random.nextGaussian()) + "M used_memory_rss:"
                                + (900 + random.nextGaussian()) + "M"));
        for (Scope scope : Scope.values()) {
            assertFalse(trends.grows(Total.USED_MEMORY, scope), scope.name());
        }
        assertTrue(trends.changes().size() >= 6, "each flush is told");
    }

    /** Two days and three quarters of RSS in MiB: a slow climb, one step, or a second one of 50 MiB. */
    private static double rss(String shape, int i) {
        double noise = new Random(31L * i).nextGaussian();
        return switch (shape) {
            case "climb of 12 MiB" -> 1000 + 30 * i / 1008.0 + 0.05 * noise;
            case "climb of 1.2 MiB" -> 60 + 3 * i / 1008.0 + 0.01 * noise;
            case "step of 60 MiB" -> 1000 + (i < 200 ? 0 : 60) + 0.5 * noise;
            case "two steps" -> 1000 + (i < 200 ? 0 : 60) + (i < 300 ? 0 : 50) + 0.5 * noise;
            default -> throw new IllegalArgumentException(shape);
        };
    }

    /** What is told of RSS: the verdict, and for each change whether it was tested or is a plain fact. */
    private static String told(String shape, Threshold threshold, double value) {
        Capture capture = new Capture()
                .always("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:40M")
                .every(600, 400, i -> "used_memory_rss:" + rss(shape, i) + "M");
        Thresholds set = Thresholds.defaults().with(threshold, value);
        Trends trends = TrendFinder.find(MemoryModel.of(capture.timeline()), set);
        Stream<String> changes = trends.changes().stream()
                .filter(c -> c.metric() == Total.USED_MEMORY_RSS)
                .map(c -> c.certified() ? "tested" : "fact");
        String verdict =
                trends.of(Total.USED_MEMORY_RSS).orElseThrow().verdict().name();
        return Stream.concat(Stream.of(verdict), changes).collect(Collectors.joining(" "));
    }

    static Stream<Arguments> matters() {
        return Stream.of(
                Arguments.of(TrendThresholds.EFFECT_SHARE, "climb of 12 MiB", 0.0115, "GROWS", 0.012, "STEADY"),
                Arguments.of(TrendThresholds.EFFECT_BYTES, "climb of 1.2 MiB", 1.15, "GROWS", 1.3, "STEADY"),
                Arguments.of(
                        TrendThresholds.MATERIAL_SHARE, "two steps", 0.4, "STEADY fact tested", 0.5, "STEADY fact"),
                Arguments.of(TrendThresholds.CLIFF_BYTES, "step of 60 MiB", 55.0, "STEADY fact", 65.0, "STEADY tested"),
                Arguments.of(TrendThresholds.CLIFF_SHARE, "step of 60 MiB", 0.05, "STEADY fact", 0.06, "STEADY tested"),
                Arguments.of(
                        TrendThresholds.CLIFF_RANGE_SHARE,
                        "two steps",
                        0.5,
                        "STEADY fact tested",
                        0.6,
                        "STEADY tested tested"));
    }

    /** What matters is the user's to say: each threshold just below and just above what the series does. */
    @ParameterizedTest
    @MethodSource("matters")
    void whatMattersTurnsAtItsThreshold(
            Threshold threshold, String shape, double below, String told, double above, String toldOtherwise) {
        double unit = threshold.unit() == Threshold.Unit.BYTES ? Cases.MIB : 1;
        assertEquals(told, told(shape, threshold, below * unit));
        assertEquals(toldOtherwise, told(shape, threshold, above * unit));
    }

    @Test
    void everyThresholdOfTrendsIsTried() {
        assertEquals(
                TrendThresholds.ALL,
                matters().map(a -> a.get()[0]).map(Threshold.class::cast).toList());
    }

    private static final double TEN_MINUTES = 600;

    private static double noise(int i) {
        return 0.05 * new Random(31L * i).nextGaussian();
    }

    private static String rss(double mebibytes) {
        return "used_memory:40M used_memory_rss:" + mebibytes + "M ";
    }

    private static List<Scope> scopes(Trends trends, Metric metric) {
        return trends.all().stream()
                .filter(s -> s.metric() == metric)
                .map(Trends.Scoped::scope)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"9, false", "10, true"})
    void fewerThanTenSamplesHaveNoTrend(int told, boolean trend) {
        Trends alone = find(new Capture().every(TEN_MINUTES, told, i -> rss(100 + noise(i))));
        assertEquals(trend, alone.of(Total.USED_MEMORY_RSS).isPresent());
        Trends among =
                find(new Capture().every(TEN_MINUTES, 20, i -> i < told ? rss(100 + noise(i)) : "used_memory:40M"));
        assertEquals(trend, among.of(Total.USED_MEMORY_RSS).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        // exactly a day: all of it is the last day
        "145, NOW RUN OVERALL",
        "146, NOW RECENT_24H RUN OVERALL",
        "1009, NOW RECENT_24H RUN OVERALL",
        "1010, NOW RECENT_24H RECENT_7D RUN OVERALL"
    })
    void aRecentWindowIsToldWhereTheCaptureIsLonger(int samples, String told) {
        Trends trends = find(new Capture().every(TEN_MINUTES, samples, i -> rss(100 + noise(i))));
        assertEquals(
                told,
                scopes(trends, Total.USED_MEMORY_RSS).stream().map(Scope::name).collect(Collectors.joining(" ")));
    }

    /** Buffers of a MiB that wobble by a KiB through two runs of a day each, and nine hours more of the second. */
    @Test
    void whatMovesTooLittleForAnyTrendIsSteadyInEachScope() {
        Trends trends = find(new Capture()
                .always("redis_version:7.0.15 used_memory:40M used_memory_rss:50M mem_clients_slaves:0")
                .every(
                        TEN_MINUTES,
                        345,
                        i -> "mem_clients_normal:" + (1024 + i % 2) + "K run_id:" + (i < 145 ? "a" : "b")));
        assertEquals(
                List.of(Scope.NOW, Scope.RECENT_24H, Scope.RUN, Scope.RUN, Scope.OVERALL),
                scopes(trends, Component.CLIENTS));
        assertTrue(trends.all().stream().allMatch(s -> s.trend().verdict() == Verdict.STEADY));
        double overall = most(trends, Scope.OVERALL);
        double span = 344 / 144.0;
        assertEquals(overall * span / (199 / 144.0), most(trends, Scope.RUN), 1, "of the last run");
        assertEquals(overall * span, most(trends, Scope.RECENT_24H), 1);
        assertEquals(overall, most(trends, Scope.NOW), 1);
    }

    /** The most that it may grow by, bytes a day. */
    /** A server that nobody uses prints one RSS all day: it is known not to grow. */
    @Test
    void whatNeverMovesIsSteady() {
        Trends trends = find(Cases.quiet().every(TEN_MINUTES, 288, i -> rss(1200)));
        assertEquals(
                Verdict.STEADY, trends.of(Total.USED_MEMORY_RSS).orElseThrow().verdict());
        assertFalse(trends.grows(Total.USED_MEMORY_RSS, Scope.RUN));
        assertTrue(scopes(find(Cases.quiet().every(TEN_MINUTES, 9, i -> rss(1200))), Total.USED_MEMORY_RSS)
                .isEmpty());
    }

    private static double most(Trends trends, Scope scope) {
        return trends.of(Component.CLIENTS, scope).orElseThrow().slopeHigh().orElseThrow();
    }

    @Test
    void changesStandByTheirTimeWhateverMetricTheyAreOf() {
        Trends trends = find(new Capture()
                .always("redis_version:7.0.15")
                .every(
                        TEN_MINUTES,
                        100,
                        i -> "used_memory:" + (i < 70 ? 500 : 400) + "M used_memory_rss:" + (i < 30 ? 600 : 700)
                                + "M"));
        assertEquals(
                List.of(
                        Component.UNATTRIBUTED,
                        Total.USED_MEMORY_RSS,
                        Component.UNATTRIBUTED,
                        Component.USED,
                        Total.USED_MEMORY),
                trends.changes().stream().map(Change::metric).toList(),
                "those of one moment by their names");
    }

    @Test
    void aCliffLiesBetweenTwoSamples() {
        Trends trends = find(new Capture().every(TEN_MINUTES, 400, i -> rss(rss("step of 60 MiB", i))));
        Change cliff = trends.changes().get(0);
        assertFalse(cliff.certified());
        assertEquals(Capture.micros(199 * TEN_MINUTES), cliff.lowMicros());
        assertEquals(Capture.micros(200 * TEN_MINUTES), cliff.atMicros());
        assertEquals(Capture.micros(200 * TEN_MINUTES), cliff.highMicros());
    }

    /** What RSS in MiB, ten minutes a sample through 400 of them, is told to have done. */
    private static List<Change> changes(Threshold threshold, double value, IntToDoubleFunction rss) {
        Capture capture = new Capture()
                .always("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1")
                .every(
                        TEN_MINUTES,
                        400,
                        i -> rss(rss.applyAsDouble(i)) + " run_id:r" + (i < 100 ? 0 : i < 300 ? 1 : 2));
        Thresholds set = Thresholds.defaults().with(threshold, value);
        return TrendFinder.find(MemoryModel.of(capture.timeline()), set).changes().stream()
                .filter(c -> c.metric() == Total.USED_MEMORY_RSS)
                .toList();
    }

    /** Whether the first is a fact or tested too, each step is told from the level that it left to the one that it reached. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.6})
    void aStepIsToldBetweenItsNeighbours(double ofRange) {
        Capture capture = new Capture()
                .always("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1")
                .every(TEN_MINUTES, 400, i -> rss(rss("two steps", i)));
        Thresholds set = Thresholds.defaults().with(TrendThresholds.CLIFF_RANGE_SHARE, ofRange);
        List<Change> steps = TrendFinder.find(MemoryModel.of(capture.timeline()), set).changes().stream()
                .filter(c -> c.metric() == Total.USED_MEMORY_RSS)
                .toList();
        assertEquals(1000, steps.get(0).before() / Cases.MIB, 1);
        assertEquals(1060, steps.get(0).after() / Cases.MIB, 1);
        assertEquals(1060, steps.get(1).before() / Cases.MIB, 1);
        assertEquals(1110, steps.get(1).after() / Cases.MIB, 1);
    }

    /** The run in the middle climbs by a MiB each sample through its first 60 or its last 90 of 200, and is level else. */
    private static double climbing(boolean first, int i) {
        int into = Math.max(0, Math.min(200, i - 100));
        int climbed = first ? Math.min(60, into) : Math.max(0, into - 110);
        return 1000 + climbed + noise(i);
    }

    /** Within its run either bend moved RSS by all that it ever moved; before and after it are runs that it did not touch. */
    @ParameterizedTest
    @CsvSource({"true, 0.8, true", "false, 0.8, true", "true, 1.5, false", "false, 1.15, false"})
    void aBendMattersByWhatItMovedWithinItsRun(boolean first, double share, boolean told) {
        List<Change> changes = changes(TrendThresholds.MATERIAL_SHARE, share, i -> climbing(first, i));
        assertEquals(told, changes.stream().anyMatch(c -> c.kind() == ChangePoint.Kind.SLOPE), changes.toString());
    }

    @Test
    void aProcessWhoseDumpsTellNoMemoryHasNoTrendOfItsOwn() {
        for (String silent : List.of("a", "b", "c")) {
            Trends trends = find(new Capture().always("redis_version:7.0.15").every(TEN_MINUTES, 60, i -> {
                String run = i < 20 ? "a" : i < 40 ? "b" : "c";
                return "run_id:" + run + " " + (run.equals(silent) ? "connected_clients:3" : rss(100 + noise(i)));
            }));
            assertEquals(
                    2,
                    scopes(trends, Total.USED_MEMORY_RSS).stream()
                            .filter(Scope.RUN::equals)
                            .count(),
                    silent);
        }
    }

    /** RSS that fills up to a level, or climbs on, below a container of 1,000 MiB. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aCurveThatLevelsOffIsToldFromALine(boolean levels) {
        Trends trends = find(new Capture()
                .always("redis_version:7.0.15 cgroup.limit:1000M")
                .every(
                        TEN_MINUTES,
                        288,
                        i -> rss(500 + (levels ? 300 * (1 - Math.exp(-i / 60.0)) : i) + 20 * noise(i))));
        assertEquals(levels, trends.shape(Total.USED_MEMORY_RSS).orElseThrow().levellingOff());
    }

    @Test
    void aMissingSampleLeavesTheOutlookAsItIs() {
        Capture capture = towards("");
        capture.at(288 * TEN_MINUTES, "used_memory:500M");
        Trends.Outlook outlook = find(capture).outlooks().get(0);
        assertEquals(Outcome.EXPECTED, outlook.outcome());
    }

    private static List<Change> ofRss(IntToDoubleFunction rss) {
        return find(new Capture()
                        .always("redis_version:7.0.15")
                        .every(TEN_MINUTES, 400, i -> rss(rss.applyAsDouble(i))))
                .changes()
                .stream()
                .filter(c -> c.metric() == Total.USED_MEMORY_RSS)
                .toList();
    }

    /** A MiB in each sample of ten minutes are 144 a day. */
    @Test
    void aBendIsToldByTheSlopesBetweenItsNeighbours() {
        List<Change> bends = ofRss(i -> 1000 + Math.max(0, Math.min(100, i - 150)) + noise(i));
        assertEquals(2, bends.size(), bends.toString());
        assertEquals(0, bends.get(0).before() / Cases.MIB, 1);
        assertEquals(144, bends.get(0).after() / Cases.MIB, 1);
        assertEquals(144, bends.get(1).before() / Cases.MIB, 1, "since the first bend, not since the start");
        assertEquals(0, bends.get(1).after() / Cases.MIB, 1);
        List<Change> afterCliff = ofRss(i -> (i < 120 ? 1000 : 1300) + Math.max(0, i - 250) + noise(i));
        assertEquals(
                List.of(ChangePoint.Kind.LEVEL, ChangePoint.Kind.SLOPE),
                afterCliff.stream().map(Change::kind).toList());
        assertEquals(0, afterCliff.get(1).before() / Cases.MIB, 1, "since the cliff");
        assertEquals(144, afterCliff.get(1).after() / Cases.MIB, 1);
    }

    @Test
    void aSpikeIsToldByItsMoment() {
        Trends trends = find(new Capture().every(TEN_MINUTES, 400, i -> rss(1000 + (i == 200 ? 200 : 0) + noise(i))));
        assertTrue(
                trends.shape(Total.USED_MEMORY_RSS).orElseThrow().spikes().contains(Capture.micros(200 * TEN_MINUTES)));
    }

    /**
     * So many seconds between the samples of two runs: after the restart five minutes are loading, or a twentieth of the shorter
     * run; the beginning of the capture is none.
     */
    @ParameterizedTest
    @CsvSource({"10, 960, 0, 960", "10, 480, 480, 456", "10, 360, 600, 582", "10, 600, 360, 342", "20, 480, 480, 465"})
    void whatLoadsAfterARestartIsNoTrend(double step, int first, int second, int tested) {
        Random random = new Random(4);
        Trends trends = find(new Capture()
                .always("redis_version:7.0.15")
                .every(
                        step,
                        first + second,
                        i -> rss(800 + 0.3 * random.nextGaussian()) + "run_id:" + (i < first ? "a" : "b")));
        assertEquals(
                tested,
                trends.of(Total.USED_MEMORY_RSS, Scope.NOW).orElseThrow().n());
    }
}
