package io.fragmortem.timeline.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.UnknownField;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class SourceFindingsTest {

    private static final String STREAM = "redis.log";
    private static final String ID = " run_id:abababababababababababababababababababab uptime_in_seconds:";

    private final List<Rejected> rejects = new ArrayList<>();
    private final SourceFindings findings = new SourceFindings(Store.inMemory(), rejects::add);

    private void hear(Capture capture) {
        capture.samples().forEach(findings::accept);
    }

    private void hear(Event.Kind kind, double seconds, OptionalLong writer) {
        findings.accept(new Event(
                kind,
                new Origin(STREAM, 1, 0, Optional.empty()),
                new Stamp(Capture.micros(seconds), TimeSource.STATED),
                "x",
                Map.of(),
                writer));
    }

    private Spoken.Traits traits() {
        return findings.heads().speakers().get(0).traits();
    }

    private static Capture onLog() {
        return new Capture().stream(STREAM);
    }

    @Test
    void whoSpeaksIsKnownWithoutTheWords() {
        hear(onLog().at(0, "used_memory:1M tcp_port:6380" + ID + "5")
                .at(60, "used_memory:1M tcp_port:6381" + ID + "65"));
        Spoken head = findings.heads().speakers().get(0);
        assertEquals(STREAM, head.stream());
        assertEquals(List.of(), head.blocks());
        assertEquals(2, head.traits().samples());
        assertEquals(OptionalDouble.of(6381), head.traits().port(), "the newest");
        assertTrue(head.traits().usable());
        assertFalse(head.traits().telling());
        assertFalse(head.traits().signed());
        Spoken.Life life = head.traits().lives().get(0);
        assertEquals(1, head.traits().lives().size(), "one process");
        assertEquals(List.of(Capture.micros(-5), Capture.micros(60)), List.of(life.from(), life.to()));
        assertEquals(1, findings.heads().sightings().size());
    }

    @Test
    void whatSaysNothingOfMemoryIsNotUsable() {
        hear(onLog().at(0, "connected_clients:5"));
        assertFalse(traits().usable());
    }

    @Test
    void tellingIsWhatSpeaksOfMemoryByItself() {
        hear(onLog().at(0, "malloc.resident:5M"));
        assertTrue(traits().telling());
    }

    @Test
    void aKillTellsAndAWriterSigns() {
        hear(Event.Kind.KERNEL_OOM_KILL, 0, OptionalLong.empty());
        assertTrue(traits().telling());
        assertFalse(traits().signed());
        hear(Event.Kind.FLUSH, 1, OptionalLong.of(77));
        assertTrue(traits().signed());
    }

    @Test
    void unknownNamesAreCounted() {
        Origin origin = new Origin(STREAM, 1, 0, Optional.empty());
        for (String name : List.of("shoe_size", "hat_size", "shoe_size")) {
            findings.accept(new UnknownField(origin, name));
        }
        assertEquals(Map.of("shoe_size", 2, "hat_size", 1), traits().unknown());
    }

    @Test
    void ofVeryManyEventsOfAKindSomeAreLeftOut() {
        int many = 5 * TimelineBuilder.MOST_EVENTS;
        for (int i = 0; i < many; i++) {
            hear(Event.Kind.FLUSH, i, OptionalLong.empty());
        }
        // all of twice the number, every second up to four times as many, every fourth of the rest
        long kept = 2L * TimelineBuilder.MOST_EVENTS + TimelineBuilder.MOST_EVENTS + TimelineBuilder.MOST_EVENTS / 4;
        assertTrue(Math.abs(many - kept - traits().leftOut()) <= 3, () -> "left out: " + traits().leftOut());
        long there = findings.waiting().words().get(0).others().stream()
                .mapToLong(part -> part.get().findings().size())
                .sum();
        assertEquals(many - traits().leftOut(), there);
    }

    @Test
    void rejectedRegionsAreHandedOn() {
        Rejected rejected =
                new Rejected(new Origin(STREAM, 3, 0, Optional.empty()), Phrase.of("stone"), Phrase.of("number"));
        findings.accept(rejected);
        assertEquals(List.of(rejected), rejects);
        assertEquals(List.of(), findings.heads().speakers());
    }

    @Test
    void whatWaitedInAnEarlierRunIsHeardAgain() {
        Capture capture = onLog().every(
                        60, 2500, i -> "used_memory:" + (100 + i % 7) + "M used_memory_rss:130M" + ID + (5 + 60 * i));
        hear(capture);
        hear(Event.Kind.FLUSH, 90, OptionalLong.empty());
        findings.accept(new UnknownField(new Origin(STREAM, 1, 0, Optional.empty()), "shoe_size"));
        Timeline first = timeline(findings);
        Timeline again = timeline(SourceFindings.again(findings.waiting(), Store.inMemory()));
        assertEquals(2500, again.size());
        assertEquals(first.name(), again.name());
        assertEquals(first.events(), again.events());
        assertEquals(first.facts(), again.facts());
        assertEquals(first.origins(), again.origins());
        assertEquals(first.runs(), again.runs());
        assertEquals(first.quality(), again.quality());
    }

    @Test
    void samplesWaitInPartsOfAThousand() {
        hear(onLog().every(60, 2500, i -> "used_memory:100M"));
        assertEquals(
                List.of(1024, 1024, 452),
                findings.waiting().words().get(0).blocks().stream()
                        .map(block -> block.get().size())
                        .toList());
    }

    private static Timeline timeline(SourceFindings findings) {
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {});
        instances.add(findings);
        return instances.timelines().get(0);
    }
}
