package io.fragmortem.report.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.report.Fixtures;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Capture;
import org.junit.jupiter.api.Test;

class SinceViewsTest {

    private static String since(Capture capture) {
        return new SinceViews(Fixtures.wording()).of(InstanceChain.analyze(capture.timeline(), Thresholds.defaults()));
    }

    /** A log that ends with the death of its server: nothing lasted 0 s. */
    @Test
    void whatHappenedAtTheEndHasAMomentAndNoLength() {
        Capture log = new Capture()
                .event(0, Event.Kind.FORK_START, "Background saving started by pid 7")
                .event(90, Event.Kind.OUT_OF_MEMORY, "Out Of Memory allocating 2046331 bytes!");
        assertEquals("At 2026-11-22 00:01:30 UTC, where the capture ends.", since(log));
    }

    @Test
    void nothingWasWatchedForLessThanASecond() {
        Capture log = new Capture()
                .event(0, Event.Kind.FORK_START, "Background saving started by pid 7")
                .event(0.1, Event.Kind.FORK_END, "Background saving terminated with success");
        assertEquals(
                "",
                since(log.at(0.2, "used_memory:100M used_memory_rss:105M")
                        .at(0.3, "used_memory:100M used_memory_rss:105M")));
    }
}
