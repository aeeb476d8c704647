package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Size classes are {@code size:free bytes}. */
final class MallocEvidenceTest {

    private static Capture capture(String dump) {
        return new Capture().at(0, "used_memory:100M used_memory_rss:120M " + dump);
    }

    private static Exhibit bins(Stamp stamp, int line, String classes) {
        return new Exhibit(
                Exhibit.Kind.MALLOC_BINS,
                new Origin("stats.txt", line, 0, Optional.empty()),
                stamp,
                List.of("size_bytes", "waste_bytes"),
                Arrays.stream(classes.split(" ", -1))
                        .map(word -> List.of(word.split(":", -1)))
                        .toList(),
                "");
    }

    private static Stamp second(double seconds) {
        return new Stamp(Capture.micros(seconds), TimeSource.STATED);
    }

    private static List<Phrase> freeSlots(Capture capture) {
        List<Phrase> said = new MallocEvidence(Cases.of(capture)).ofFreeSlots();
        said.forEach(Cases::assertFits);
        return said;
    }

    /** From 10 MiB on; a class must hold a twentieth, and three are named. */
    @ParameterizedTest
    @CsvSource({
        "48:10485760, 1",
        "48:10485759, -1",
        "48:19000000 64:1000000, 2",
        "48:19000001 64:999999, 1",
        "48:9000000 64:9000000 80:9000000 96:9000000, 3"
    })
    void theClassesThatHoldMostOfTheFreeSlotsAreNamed(String classes, int named) {
        List<Phrase> said = freeSlots(capture("").exhibit(bins(second(0), 1, classes)));
        assertEquals(named + 1, said.size());
        if (named > 0) {
            assertEquals("malloc.classes", said.get(0).key());
            assertEquals(Phrase.count(named), Cases.arg(said.get(0), 1));
        }
    }

    @Test
    void howMuchOfTheFreeSlotsTheyHoldIsTold() {
        List<Phrase> said =
                freeSlots(capture("").exhibit(bins(second(0), 1, "48:9000000 64:10000000 80:9000000 96:12000000")));
        assertEquals(
                Phrase.of("malloc.classes", Phrase.bytes(40_000_000), Phrase.count(3), Phrase.percent(31 / 40.0)),
                said.get(0));
        assertEquals(Phrase.bytes(96), Cases.arg(said.get(1), 0), "the largest first");
    }

    /** Ten MiB more or less between two tables; which class moved the most, and by how much. */
    @ParameterizedTest
    @CsvSource({
        "48:1000000 64:5000000, 48:9000000 64:9000000, 48, 8000000",
        "48:5000000 64:1000000, 48:9000000 64:9000000, 64, 8000000",
        "48:9000000 64:9000000, 48:2000000 64:1000000, 64, 8000000",
        "48:5000000 64:9000000, 48:20000000 64:1000000, 0, 0",
        "48:2000000 64:9000000, 48:30000000 64:1000000, 48, 28000000",
        "48:2000000, 48:2000000 80:20000000, 80, 20000000",
        "48:2000000, 48:12485760, 48, 10485760",
        "48:2000000, 48:12485759, 0, 0"
    })
    void whatTheFreeSlotsDidIsTold(String first, String last, double size, double moved) {
        List<Phrase> told =
                freeSlots(capture("").exhibit(bins(second(60), 2, last)).exhibit(bins(second(0), 1, first))).stream()
                        .filter(phrase -> phrase.key().equals("malloc.moved"))
                        .toList();
        assertEquals(size > 0 ? 1 : 0, told.size());
        told.forEach(phrase -> {
            assertEquals(Phrase.moment(Capture.micros(0)), Cases.arg(phrase, 2));
            assertEquals(Phrase.moment(Capture.micros(60)), Cases.arg(phrase, 3));
            assertEquals(Phrase.bytes(size), Cases.arg(phrase, 4));
            assertEquals(Phrase.bytes(moved), Cases.arg(phrase, 5));
        });
    }

    @Test
    void twoTablesOfUnknownTimesTellNothingOfTheCourse() {
        Capture capture =
                capture("").exhibit(bins(Stamp.NONE, 1, "48:1000000")).exhibit(bins(second(60), 2, "48:90000000"));
        assertEquals(List.of("malloc.classes", "malloc.class"), Cases.keys(freeSlots(capture)));
    }

    @ParameterizedTest
    @CsvSource({"8, malloc.quantum.own", "16, malloc.quantum.system", "-, ''"})
    void theQuantumTellsWhoseAllocatorItIs(String quantum, String key) {
        assertEquals(key, String.join(" ", Cases.keys(freeSlots(capture("malloc.quantum:" + quantum)))));
    }

    private static List<Phrase> kept(Capture capture) {
        List<Phrase> said = new MallocEvidence(Cases.of(capture)).ofKeptPages();
        said.forEach(Cases::assertFits);
        return said;
    }

    @ParameterizedTest
    @CsvSource({
        "malloc.dirty:6M malloc.muzzy:4M, malloc.dirty",
        "malloc.dirty:6M malloc.muzzy:3M, ''",
        "malloc.dirty:10M, malloc.dirty",
        "malloc.arenas:65, malloc.arenas",
        "malloc.arenas:64, ''",
        "config.jemalloc_bg_thread:1, malloc.thread.on",
        "config.jemalloc_bg_thread:0, malloc.thread.off"
    })
    void whyPagesAreKeptIsToldByTheAllocatorsFigures(String dump, String keys) {
        assertEquals(keys, String.join(" ", Cases.keys(kept(capture(dump)))));
    }

    private static List<Phrase> configured(String conf) {
        return kept(new Capture().fact(Fact.MALLOC_CONF, conf).at(0, "used_memory:100M used_memory_rss:120M"));
    }

    @Test
    void howFastPagesDecayIsToldAsItRunsNow() {
        assertEquals(
                List.of(Phrase.of("malloc.decay", Phrase.span(10), Phrase.count(10_000))),
                configured("dirty_decay_ms: 10000"));
        assertEquals(
                List.of(Phrase.of("malloc.decay", Phrase.span(0.5), Phrase.count(500))),
                configured("dirty_decay_ms: -1 (arenas.dirty_decay_ms: 500)"));
        assertEquals(
                List.of(Phrase.of("malloc.decay", Phrase.span(0), Phrase.count(0))), configured("dirty_decay_ms: 0"));
    }

    @ParameterizedTest
    @CsvSource({
        "background_thread: true, malloc.thread.on",
        "background_thread: false, malloc.thread.off",
        "background_thread: false (background_thread: true), malloc.thread.on",
        "background_thread: true (background_thread: false), malloc.thread.off"
    })
    void whetherAThreadReturnsThemIsToldAsItRunsNow(String conf, String key) {
        assertEquals(List.of(key), Cases.keys(configured(conf)));
    }
}
