package io.fragmortem.diagnosis.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fragmentation that begins while the data come and go by the day. */
final class HiddenBendsTest {

    private static final int ROWS = 7 * 144;
    /** A day and a half after the first row, when the data have reached their first peak. */
    private static final int ONSET = 216;

    /** A week, a row every ten minutes; pages stay near the data's last peak, and hold the more from the onset on. */
    private static List<Change> bends(double growth) {
        Random random = new Random(20261207);
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
                            + active * 1.03e9;
                });
        Trends trends = TrendFinder.find(MemoryModel.of(capture.timeline()), Thresholds.defaults());
        return trends.changes().stream()
                .filter(c -> c.metric() == Component.FRAGMENTATION && c.kind() == ChangePoint.Kind.SLOPE)
                .toList();
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
}
