package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.Capture;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MixedOverheadTest {

    /** What an exporter without the buffer fields tells of a server of 1,000 MiB. */
    private static final String EXPORT =
            "redis_version:6.2.7 mem_allocator:jemalloc-5.1.0 used_memory:1000M used_memory_rss:1080M "
                    + "allocator_allocated:1001M allocator_active:1030M allocator_resident:1060M ";

    private static String verdict(String fields) {
        Verdict verdict = Cases.diagnose(EXPORT + fields).verdict();
        return verdict.sentence().key();
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory_overhead:390M, healthy.claim",
        "used_memory_overhead:399M, healthy.claim",
        "used_memory_overhead:400M, cannottell.overhead",
        "used_memory_overhead:410M, cannottell.overhead",
        "used_memory_dataset:590M, cannottell.overhead",
        "used_memory_overhead:410M mem_clients_normal:1M, metadata",
        "used_memory_dataset_perc:61.00, healthy.claim",
        "used_memory_dataset_perc:59.00, cannottell.overhead",
        "connected_clients:1, healthy.claim.unsplit"
    })
    void muchOverheadThatIsNotSplitIsNotHealthy(String fields, String key) {
        assertEquals(key.equals("metadata") ? "keyspace.claim" : key, verdict(fields));
    }

    @ParameterizedTest
    @CsvSource({"3, healthy.claim", "6, cannottell.overhead.rose"})
    void aDumpCutOffAboveItsBuffersIsNoInputThatDoesNotSplitThem(int cut, String key) {
        Capture capture = new Capture().always(EXPORT);
        for (int i = 0; i < 9; i++) {
            String overhead = i >= 7 ? "260M" : "20M";
            capture.at(60 * i, "used_memory_overhead:" + (i < 9 - cut ? "20M mem_clients_normal:1M" : overhead));
        }
        assertEquals(key, Cases.diagnose(capture).verdict().sentence().key());
    }

    /** 410 MiB of tables need at least 7.7 million keys (56 bytes each at most), 4.5 million with an expiry each. */
    @ParameterizedTest
    @CsvSource({
        "8000000, 0, healthy.claim",
        "7000000, 0, cannottell.overhead.keys",
        "5000000, 5000000, healthy.claim",
        "4000000, 4000000, cannottell.overhead.keys"
    })
    void theNumberOfKeysBoundsWhatTablesCost(int keys, int expires, String key) {
        assertEquals(key, verdict("used_memory_overhead:410M keyspace.keys:" + keys + " keyspace.expires:" + expires));
    }

    /** The baseline is 20 MiB beside 900 of data; tables may double, and cost three times the data that came with them. */
    @ParameterizedTest
    @CsvSource({
        "1160, 260, cannottell.overhead.rose",
        "1080, 180, healthy.claim",
        "1240, 240, growth.past",
        "990, 90, healthy.claim"
    })
    void overheadThatComesWithoutDataIsNoTable(int used, int overhead, String key) {
        Capture capture = new Capture().always("redis_version:6.2.7 mem_allocator:jemalloc-5.1.0");
        capture.every(1, 200, i -> i < 100 ? sample(920, 20) : sample(used, overhead));
        assertEquals(key, Cases.diagnose(capture).verdict().sentence().key());
    }

    private static String sample(int used, int overhead) {
        return String.format(
                Locale.ROOT,
                "used_memory:%dM used_memory_overhead:%dM used_memory_rss:%dM allocator_allocated:%dM "
                        + "allocator_active:%dM allocator_resident:%dM",
                used,
                overhead,
                used + 80,
                used + 1,
                used + 30,
                used + 60);
    }

    @Test
    void itIsANoteAndSaysWhatToCapture() {
        Diagnosis diagnosis = Cases.diagnose(EXPORT + "used_memory_overhead:410M");
        assertEquals(Cause.CANNOT_TELL, diagnosis.verdict().cause());
        assertEquals(Severity.INFO, diagnosis.verdict().severity());
        assertEquals(
                1,
                Cases.ids(diagnosis, Remedy.Kind.NEXT).stream()
                        .filter("overhead"::equals)
                        .count());
    }

    /** Used memory and overhead, MiB by the minute; a data set and its tables grow together. */
    @ParameterizedTest
    @CsvSource({
        "64/32, true",
        "64/31, false",
        // 200 MiB more than twice the least
        "1000/100 1100/200 1300/400, true",
        // 300 MiB of data came with it
        "1000/100 1300/100 1700/500, false",
        "1000/100 1500/450, false"
    })
    void overheadThatNoDataExplainTellsThatNobodyKnows(String rows, boolean story) {
        String[] words = rows.split(" ", -1);
        Capture capture = new Capture().always("redis_version:6.2.7").every(60, words.length, i -> {
            String[] figures = words[i].split("/", -1);
            return "used_memory:" + figures[0] + "M used_memory_overhead:" + figures[1] + "M used_memory_rss:"
                    + figures[0] + "M";
        });
        assertEquals(story, new MixedOverhead(Cases.of(capture)).isStory());
    }

    @Test
    void howMuchOfUsedMemoryItIsIsTold() {
        Verdict verdict = Cases.diagnose(EXPORT + "used_memory_overhead:410M").verdict();
        assertEquals(Phrase.percent(0.41), Cases.arg(verdict.sentence(), 2));
    }

    /** 8 million keys cost 56 bytes each at most. */
    @ParameterizedTest
    @CsvSource({"448000000, healthy.claim", "448000001, cannottell.overhead.keys"})
    void asMuchAsTheTablesCanCostIsTheirs(int overhead, String key) {
        assertEquals(key, verdict("used_memory_overhead:" + overhead + " keyspace.keys:8000000 keyspace.expires:0"));
    }
}
