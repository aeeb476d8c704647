package io.fragmortem.diagnosis.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.memory.Total;
import io.fragmortem.statistics.AnalysisOptions;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fragmentation that begins while the data come and go by the day. */
final class HiddenBendsTest {

    private static final int ROWS = 7 * 144;
    /** A day and a half after the first row, when the data have reached their first peak. */
    private static final int ONSET = 216;

    /** A week, a row every ten minutes; pages stay near the data's last peak, and hold the more from the onset on. */
    private static List<Change> bends(double growth) {
        return changes(growth).stream()
                .filter(c -> c.metric() == Component.FRAGMENTATION && c.kind() == ChangePoint.Kind.SLOPE)
                .toList();
    }

    /** All that changed; the buffers of clients leap on the fourth day. */
    private static List<Change> changes(double growth) {
        return changes(growth, 20261207);
    }

    private static List<Change> changes(double growth, long seed) {
        Random random = new Random(seed);
        double[] peak = {0};
        Capture capture = new Capture()
                .always("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1")
                .every(600, ROWS, i -> {
                    double used = (1 + 0.003 * random.nextGaussian()) * (1 - 0.25 * Math.sin(2 * Math.PI * i / 144));
                    peak[0] = Math.max(used, 0.9993 * peak[0]);
                    double more = 1 + growth * Math.max(0, i - ONSET) / (ROWS - ONSET);
                    double active = Math.max(1.03 * used, 0.88 * peak[0]) * more;
                    return "used_memory:" + used * 1e9 + " allocator_allocated:" + used * 1e9 + " allocator_active:"
                            + active * 1e9 + " allocator_resident:" + active * 1.02e9 + " used_memory_rss:"
                            + active * 1.03e9 + " mem_clients_normal:" + (i < 500 ? 1e6 : 300e6);
                });
        Trends trends = TrendFinder.find(MemoryModel.of(capture.timeline()), Thresholds.defaults());
        return trends.changes();
    }

    @Test
    void theBendIsWhereThePagesBeganToHoldMore() {
        List<Change> bends = bends(1);
        assertEquals(1, bends.size(), bends.toString());
        Change bend = bends.get(0);
        double hours = (bend.atMicros() - bend.lowMicros()) / 3600e6;
        assertTrue(hours >= 0 && hours < 12, bend.toString());
        assertEquals(ONSET / 6.0, (bend.atMicros() - Capture.micros(0)) / 3600e6, 6);
        // twice as much at the end: a peak of 1.25 GB grows by as much within 5.5 days
        assertEquals(1.25e9 / 5.5, bend.after(), 0.15e9);
        assertTrue(Math.abs(bend.before()) < 0.1 * bend.after(), bend.toString());
    }

    @Test
    void dataThatOnlyBreatheBendNothing() {
        assertEquals(List.of(), bends(0));
    }

    /** What the data's last peak was before the capture nobody knows: until the first one within it pages seem to swell, for some hours. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theFirstPeriodTellsOfNoBeginning(long seed) {
        List<Change> bends = changes(0.15, seed).stream()
                .filter(c -> c.metric() == Component.FRAGMENTATION && c.kind() == ChangePoint.Kind.SLOPE)
                .toList();
        assertTrue(bends.size() <= 1, bends.toString());
        for (Change bend : bends) {
            assertEquals(ONSET / 6.0, (bend.atMicros() - Capture.micros(0)) / 3600e6, 14, bend.toString());
            assertEquals(0.15 * 1.25e9 / 5.5, bend.after(), 0.015e9, bend.toString());
        }
    }

    private static final AnalysisOptions OPTIONS = AnalysisOptions.withDefaults();

    private static RssSeries breathing(double breath, double growth, boolean split) {
        return breathing(breath, growth, 0, split);
    }

    /**
     * The same week, with one row that tells no used memory; used memory breathes by so much.
     *
     * @param growth of pages, from the onset on
     * @param always what they grow by through all of the week, or what RSS grows by from the onset on where they do not
     */
    private static RssSeries breathing(double breath, double growth, double always, boolean split) {
        Random random = new Random(20261207);
        double[] peak = {0};
        Capture capture = new Capture().always("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1");
        capture.every(600, ROWS, i -> {
            double used = (1 + 0.003 * random.nextGaussian()) * (1 - breath * Math.sin(2 * Math.PI * i / 144));
            peak[0] = Math.max(used, 0.9993 * peak[0]);
            double since = Math.max(0.0, i - ONSET) / (ROWS - ONSET);
            double pages = Math.max(1.03 * used, 0.88 * peak[0]);
            double active = growth == 0 ? pages : pages * (1 + growth * since + always * i / ROWS);
            double outside = growth == 0 ? always * since : 0;
            return (i == 500 ? "" : "used_memory:" + used * 1e9) + " used_memory_rss:"
                    + (active * 1.03e9 + outside * 1e9)
                    + (split
                            ? " allocator_allocated:" + used * 1e9 + " allocator_active:" + active * 1e9
                                    + " allocator_resident:" + active * 1.02e9
                            : "");
        });
        return MemoryModel.of(capture.timeline()).series();
    }

    private static HiddenBends hidden(RssSeries series) {
        double[] days = new double[ROWS];
        Arrays.setAll(days, row -> row / 144.0);
        return new HiddenBends(days, series, day -> Math.round(day * 1440));
    }

    private static List<Change> find(RssSeries series, double amplitude, Thresholds thresholds) {
        return hidden(series).find(0, new SeriesAnalysis.RemovedCycle(1, amplitude, 0.001), OPTIONS, thresholds);
    }

    /** Without the split of RSS by the allocator it is RSS that bends. */
    @ParameterizedTest
    @CsvSource({"true, 1.25e9", "false, 1.2875e9"})
    void theSlopeIsThatAtTheDatasLastPeak(boolean split, double perLength) {
        RssSeries series = breathing(0.25, 1, split);
        List<Change> bends = find(series, 0.25e9, Thresholds.defaults());
        assertEquals(1, bends.size(), bends.toString());
        Change bend = bends.get(0);
        assertEquals(split ? Component.FRAGMENTATION : Total.USED_MEMORY_RSS, bend.metric());
        assertEquals(ONSET * 10, (double) bend.atMicros(), 360, "minutes");
        assertTrue(bend.lowMicros() <= bend.atMicros() && bend.atMicros() <= bend.highMicros(), bend.toString());
        assertEquals(perLength / 5.5, bend.after(), 0.1e9);
        assertTrue(Math.abs(bend.before()) < 0.1 * bend.after(), bend.toString());
    }

    /** Data of 1.26 GB at most: a cycle of a twentieth of them hides something, one of less does not. */
    @ParameterizedTest
    @CsvSource({"0.0499, 0", "0.0501, 1"})
    void dataThatBreatheLittleHideNothing(double ofHighest, int bends) {
        RssSeries series = breathing(0.25, 1, true);
        double highest =
                Arrays.stream(series.used()).filter(v -> !Double.isNaN(v)).max().orElseThrow();
        assertEquals(
                bends, find(series, ofHighest * highest, Thresholds.defaults()).size());
    }

    /** Pages grow by some 1.25 GB in all: by the share of the data's highest, and by bytes. */
    @ParameterizedTest
    @CsvSource({"0.85, 1, 1", "1.15, 1, 0", "0.05, 1.05e9, 1", "0.05, 1.45e9, 0"})
    void whatGrowsLessThanMattersIsNoBend(double share, double bytes, int bends) {
        Thresholds thresholds = Thresholds.defaults()
                .with(TrendThresholds.MATERIAL_SHARE, share)
                .with(TrendThresholds.EFFECT_BYTES, bytes);
        assertEquals(bends, find(breathing(0.25, 1, true), 0.25e9, thresholds).size());
    }

    /** A tenth a day from the beginning on, and the rest from the onset on. */
    @Test
    void theSlopeBeforeIsThatOfTheSameData() {
        List<Change> bends = find(breathing(0.25, 1, 0.7, true), 0.25e9, Thresholds.defaults());
        assertEquals(1, bends.size(), bends.toString());
        assertEquals(0.1 * 1.25e9, bends.get(0).before(), 0.02e9);
        assertEquals(0.1 * 1.25e9 + 1.25e9 / 5.5, bends.get(0).after(), 0.05e9);
    }

    /** Free slots do not bend where RSS grows beside them; where nothing splits it, RSS does. */
    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1"})
    void whatGrowsOutsideIsNoFragmentation(boolean split, int bends) {
        assertEquals(
                bends,
                find(breathing(0.25, 0, 1, split), 0.25e9, Thresholds.defaults())
                        .size());
    }

    /** Pages that hold less and less from the onset on bend downwards. */
    @Test
    void whatEndsIsNoBeginning() {
        assertEquals(List.of(), find(breathing(0.25, -0.15, true), 0.25e9, Thresholds.defaults()));
    }

    /** By itself the bend is found in the first hours, or not at all; what else changed is told as ever. */
    @ParameterizedTest
    @CsvSource({"0.3", "0.5"})
    void aBendThatTheBreathHidesIsFoundWhereItBegan(double growth) {
        List<Change> changes = changes(growth);
        List<Change> bends = changes.stream()
                .filter(c -> c.metric() == Component.FRAGMENTATION && c.kind() == ChangePoint.Kind.SLOPE)
                .toList();
        assertEquals(1, bends.size(), bends.toString());
        assertEquals(ONSET / 6.0, (bends.get(0).atMicros() - Capture.micros(0)) / 3600e6, 6);
        assertTrue(
                changes.stream().anyMatch(c -> c.metric() == Component.CLIENTS && c.kind() == ChangePoint.Kind.LEVEL),
                changes.toString());
    }
}
