package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GapsTest {

    private static Timeline after(double silence) {
        return new Capture()
                .every(10, 6, i -> "used_memory:1")
                .at(50 + silence, "used_memory:1")
                .timeline();
    }

    @Test
    void aLongSilenceIsAGap() {
        assertEquals(
                List.of(new Gap(Capture.micros(50), Capture.micros(110), 5)),
                after(60).gaps());
    }

    @Test
    void aJitteringLoopHasNone() {
        assertTrue(after(35).gaps().isEmpty());
        assertEquals(1, after(36).gaps().size());
    }

    @Test
    void fourSamplesMakeNoCadence() {
        Timeline timeline = new Capture()
                .every(1, 3, i -> "used_memory:1")
                .at(900, "used_memory:1")
                .timeline();
        assertTrue(timeline.gaps().isEmpty());
    }

    @Test
    void onlySamplesThatSpeakOfMemoryCount() {
        Timeline timeline = new Capture()
                .every(10, 6, i -> "used_memory_rss:1")
                .at(60, "os.vm_swap:1")
                .at(70, "os.vm_swap:1")
                .at(80, "os.vm_swap:1")
                .at(110, "used_memory:1")
                .timeline();
        assertEquals(1, timeline.gaps().size());
    }

    @Test
    void oneSampleHasNoCadence() {
        assertEquals(
                0, new Capture().at(0, "used_memory:1").timeline().quality().cadenceMicros());
    }
}
