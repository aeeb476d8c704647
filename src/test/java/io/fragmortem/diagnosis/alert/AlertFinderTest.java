package io.fragmortem.diagnosis.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Total;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Alerts that would have told of it. */
final class AlertFinderTest {

    private static final String SERVER = "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:1000M"
            + " allocator_allocated:1000M allocator_active:1000M ";

    /** So many samples a minute apart: calm until the onset, then this many more MiB of kept pages each. */
    private static Case climbing(int samples, int onset, int step) {
        Capture capture = new Capture();
        for (int i = 0; i < samples; i++) {
            int kept = 10 + i % 2 + Math.max(0, i - onset) * step;
            capture.at(
                    60 * i,
                    SERVER + "allocator_resident:" + (1000 + kept) + "M used_memory_rss:" + (1010 + kept) + "M");
        }
        return Cases.of(capture);
    }

    private static Optional<Alert> alert(Case c) {
        return AlertFinder.of(c, "allocator-retention", List.of(Component.RETAINED), OptionalLong.empty(), false);
    }

    @Test
    void itFiresAboveAllThatWasThereBeforeAndWellBeforeTheWorst() {
        Alert alert = alert(climbing(120, 60, 20)).orElseThrow();
        assertEquals("RedisAllocatorRetention", alert.name());
        assertTrue(
                alert.expression().startsWith("redis_allocator_resident_bytes - redis_allocator_active_bytes > "),
                alert.expression());
        assertEquals(180, alert.holdSeconds(), "three samples a minute apart");
        assertEquals(0, alert.replay().falseAlarms());
        double lead = alert.replay().leadSeconds();
        assertTrue(lead > 20 * 60 && lead < 50 * 60, "lead " + lead);
        assertTrue(alert.rule().contains("        for: 3m\n"), alert.rule());
    }

    @Test
    void withoutCalmBeforeItNothingIsPromised() {
        assertTrue(alert(climbing(60, 0, 20)).isEmpty());
    }

    @Test
    void aFewBytesNeedNoAlert() {
        assertTrue(alert(climbing(120, 100, 1)).isEmpty());
    }

    @Test
    void aDumpWithoutATimeCarriesNone() {
        Case single = Cases.of(new Capture().at(0, SERVER + "allocator_resident:2000M used_memory_rss:2000M"));
        assertTrue(alert(single).isEmpty());
    }

    @Test
    void aSpikeOfOneSampleBeforeItDoesNotCountAsFiredInTime() {
        Capture capture = new Capture();
        for (int i = 0; i < 60; i++) {
            int kept = i == 50 ? 900 : 10;
            capture.at(
                    60 * i,
                    SERVER + "allocator_resident:" + (1000 + kept) + "M used_memory_rss:" + (1010 + kept) + "M");
        }
        assertTrue(alert(Cases.of(capture)).isEmpty(), "it is its own worst moment");
    }

    @Test
    void whatRunsIntoALimitFiresAtTheLimit() {
        Capture capture = new Capture();
        for (int i = 0; i < 60; i++) {
            capture.at(
                    60 * i,
                    "redis_version:7.0.15 used_memory:" + (100 + 14 * i) + "M used_memory_rss:" + (110 + 14 * i)
                            + "M cgroup.limit:1000M");
        }
        Optional<Alert> alert = AlertFinder.of(
                Cases.of(capture), "maxmemory-headroom", List.of(Total.USED_MEMORY_RSS), OptionalLong.empty(), true);
        assertTrue(alert.orElseThrow().expression().startsWith("redis_memory_used_rss_bytes > "));
        assertTrue(alert.orElseThrow().replay().leadSeconds() > 0);
    }
}
