package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBlock;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

final class KeptSamplesTest {

    private static List<Sample> samples(int n, IntFunction<String> text) {
        Capture capture = new Capture();
        for (int i = 0; i < n; i++) {
            capture.at(i * 10L, text.apply(i));
        }
        return capture.samples();
    }

    @Test
    void fewSamplesAreAllKept() {
        KeptSamples kept = new KeptSamples();
        samples(1000, i -> "used_memory:5").forEach(kept::add);
        assertEquals(1000, kept.list().size());
        assertEquals(0, kept.dropped());
    }

    /** Those of a block are rows of its columns; thinning parts them, and extremes and first samples of processes stay what they are. */
    @Test
    void samplesThatShareTheirColumnsAreThinnedLikeOthers() {
        List<Sample> all = samples(
                3000,
                i -> "used_memory:" + (i == 1234 ? 9_000_000 : i == 7 ? 3 : 1_000_000 + i * 7919L % 1000) + " run_id:"
                        + String.format("%040x", i / 700 + 1));
        KeptSamples own = new KeptSamples(5200);
        all.forEach(own::add);
        KeptSamples shared = new KeptSamples(5200);
        for (int from = 0; from < all.size(); from += 500) {
            SampleBlock.of(all.subList(from, from + 500)).forEach("input", Optional.empty(), shared::add);
        }
        assertTrue(own.dropped() > 0);
        assertEquals(told(own), told(shared));
    }

    private static List<String> told(KeptSamples kept) {
        return kept.list().stream()
                .map(sample -> sample.stamp().epochMicros() + " "
                        + sample.get(Field.USED_MEMORY).orElseThrow() + " "
                        + sample.facts().get(Fact.RUN_ID))
                .toList();
    }

    @Test
    void manyAreThinnedEvenlyAndTheExtremesStay() {
        KeptSamples kept = new KeptSamples(5200); // 200 samples of one value
        List<Sample> all = samples(
                30_000,
                i -> "used_memory:" + (i == 12_345 ? 9_000_000 : i == 20_001 ? 3 : 1_000_000 + i * 7919L % 1000));
        all.forEach(kept::add);
        assertTrue(
                kept.list().size() <= 200 && kept.list().size() > 60,
                "kept " + kept.list().size());
        assertEquals(30_000, kept.list().size() + kept.dropped());
        assertTrue(kept.list().contains(all.get(12_345)), "the peak is gone");
        assertTrue(kept.list().contains(all.get(20_001)), "the lowest is gone");
        long widest = 0;
        for (int i = 1; i < kept.list().size(); i++) {
            widest = Math.max(
                    widest,
                    kept.list().get(i).stamp().epochMicros()
                            - kept.list().get(i - 1).stamp().epochMicros());
        }
        assertTrue(widest <= 300_000_000_000L / 60 * 2, "a hole of " + widest);
    }

    @Test
    void theOrderOfTheInputDoesNotMatterForHowMuchIsKept() {
        List<Sample> all = new java.util.ArrayList<>(samples(20_000, i -> "used_memory:" + (1000 + i % 5)));
        Collections.shuffle(all, new Random(3));
        KeptSamples kept = new KeptSamples(5200);
        all.forEach(kept::add);
        assertTrue(
                kept.list().size() <= 200 && kept.list().size() > 60,
                "kept " + kept.list().size());
    }

    /** Two weeks of one dump a minute, each in a file: as bounded as if they stood in one. */
    @Test
    void aFileForEachSampleIsNoReasonToKeepIt() {
        Capture capture = new Capture();
        for (int i = 0; i < 20_000; i++) {
            capture.stream("dumps/" + i + ".txt").at(i * 60L, "used_memory:" + (1_000_000 + i * 7919L % 1000));
        }
        KeptSamples kept = new KeptSamples(5200);
        capture.samples().forEach(kept::add);
        assertTrue(
                kept.list().size() <= 200 && kept.list().size() > 60,
                "kept " + kept.list().size());
    }

    @Test
    void everyProcessIsSeen() {
        KeptSamples kept = new KeptSamples(5200);
        samples(20_000, i -> "used_memory:5 run_id:" + (i < 11_111 ? "a" : i < 11_113 ? "b" : "c"))
                .forEach(kept::add);
        assertEquals(
                3,
                kept.list().stream()
                        .map(s -> s.facts().get(io.fragmortem.snapshot.Fact.RUN_ID))
                        .distinct()
                        .count());
    }

    @Test
    void eventsOfARareKindOutliveAFrequentOne() {
        KeptEvents kept = new KeptEvents(100);
        Origin origin = new Origin("redis.log", 1, 0, Optional.empty());
        for (int i = 0; i < 10_000; i++) {
            Stamp stamp = new Stamp(i, TimeSource.STATED);
            kept.add(new Event(Event.Kind.FORK_START, origin, stamp, "fork", Map.of()));
            if (i % 1000 == 0) {
                kept.add(new Event(Event.Kind.CRASH, origin, stamp, "crash", Map.of()));
            }
        }
        assertEquals(
                10,
                kept.list().stream().filter(e -> e.kind() == Event.Kind.CRASH).count());
        assertTrue(
                kept.list().size() <= 100 && kept.list().size() > 40,
                "kept " + kept.list().size());
        assertEquals(10_010, kept.list().size() + kept.dropped());
    }
}
