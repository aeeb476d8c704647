package io.fragmortem.timeline.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DumpsTest {

    private final List<Rejected> rejects = new ArrayList<>();
    private final List<Timeline> each = new ArrayList<>();
    private final Dumps dumps = new Dumps(new InstanceNames(Optional.empty()), rejects::add, each::add);

    private void give(Capture capture) {
        capture.samples().forEach(dumps::sample);
    }

    @Test
    void eachDumpIsATimelineInTheOrderOfTheInput() {
        give(new Capture()
                .at(10, "used_memory:1")
                .at(0, "used_memory:2")
                .label("b:1")
                .untimed("used_memory:3"));
        assertEquals(3, dumps.size());
        assertEquals(
                List.of("cache-7", "cache-7", "b:1"),
                each.stream().map(Timeline::name).toList());
        assertEquals(
                List.of(1.0, 2.0, 3.0),
                each.stream()
                        .map(t -> Capture.value(t, "used_memory", 0).getAsDouble())
                        .toList());
        assertTrue(each.get(0).timed());
        assertFalse(each.get(2).timed());
    }

    @Test
    void whereNobodyWantsThemOneByOneTheyAreCountedAndKeptTogether() {
        Dumps together = new Dumps(new InstanceNames(Optional.empty()), rejects::add);
        Capture many =
                new Capture().at(0, "used_memory:1").at(1, "used_memory:2").at(2, "os.vm_swap:0");
        many.samples().forEach(together::sample);
        assertEquals(3, together.size());
        assertEquals(2, together.speaking());
        assertEquals(3, together.together().get(0).size());
    }

    @Test
    void whatSaysNothingOfMemoryIsNoDump() {
        give(new Capture()
                .source(TimeSource.FILE_MODIFIED)
                .at(0, "config.maxmemory:1G")
                .at(0, "os.vm_swap:0"));
        assertTrue(each.isEmpty());
        assertTrue(dumps.together().isEmpty());
    }

    @Test
    void togetherTheyAreOneTimelinePerInstance() {
        give(new Capture().at(10, "used_memory:1").at(0, "used_memory:2"));
        Origin origin = new Origin("cache-7/redis.log", 1, 0, Optional.empty());
        dumps.event(new Event(Event.Kind.LOAD, origin, Stamp.NONE, "loaded", Map.of()));
        dumps.exhibit(new Exhibit(Exhibit.Kind.CONFIG, origin, Stamp.NONE, List.of(), List.of(), "x"));
        dumps.assumed(origin, Phrase.of("zone"));
        dumps.unknownField(origin, "novelty");
        dumps.rejected(new Rejected(origin, Phrase.of("junk"), Phrase.of("dump")));
        List<Timeline> together = dumps.together();
        assertEquals(1, together.size());
        Timeline timeline = together.get(0);
        assertEquals(2, timeline.size());
        assertEquals(1, timeline.events().size());
        assertEquals(1, timeline.exhibits().size());
        assertEquals(List.of(Phrase.of("zone")), timeline.quality().assumptions());
        assertEquals(Map.of("novelty", 1), timeline.quality().unknownFields());
        assertEquals(1, rejects.size());
        assertTrue(timeline.fact(Fact.ROLE).isEmpty());
    }
}
