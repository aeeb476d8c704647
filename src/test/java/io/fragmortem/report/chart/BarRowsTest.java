package io.fragmortem.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.timeline.Capture;
import org.junit.jupiter.api.Test;

final class BarRowsTest {

    private static BarRows of(String dump) {
        return BarRows.of(Cases.of(new Capture().at(0, dump)).now().orElseThrow());
    }

    @Test
    void oneFigureIsNotToldTwice() {
        BarRows alone = of("redis_version:7.0.15 used_memory:547M used_memory_peak:600M");
        assertEquals(1, alone.rows().size());
        assertFalse(alone.hasTotal());
    }

    @Test
    void whatAddsUpHasATotal() {
        BarRows rows = of("redis_version:7.0.15 used_memory:547M used_memory_rss:600M used_memory_peak:600M");
        assertTrue(rows.hasTotal());
        assertEquals("bar.rss", rows.totalKey());
    }
}
