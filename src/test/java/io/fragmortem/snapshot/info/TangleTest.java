package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sureness;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps of two servers whose lines stand among each other, as two loops leave them that write into one file. */
final class TangleTest {

    private static final String SMALL = """
            # Memory
            used_memory:188743680
            used_memory_rss:220200960
            used_memory_peak:198180864
            used_memory_overhead:6900000
            used_memory_dataset:181843680
            allocator_allocated:189943680
            allocator_active:193740800
            allocator_resident:204226560
            allocator_rss_bytes:10485760
            rss_overhead_bytes:15974400
            mem_allocator:jemalloc-5.3.0
            """;

    private static final String LARGE = """
            # Memory
            used_memory:639631360
            used_memory_rss:6039797760
            used_memory_peak:6442450944
            used_memory_overhead:26800000
            used_memory_dataset:612831360
            allocator_allocated:640831360
            allocator_active:653647872
            allocator_resident:6022356992
            allocator_rss_bytes:5368709120
            rss_overhead_bytes:17440768
            mem_allocator:jemalloc-5.3.0
            """;

    private static final List<String> ONE = SMALL.lines().toList();
    private static final List<String> OTHER = LARGE.lines().toList();

    private static Recorder read(String text) {
        return Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
    }

    private static String oneByOne(List<String> one, List<String> other) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < one.size(); i++) {
            all.append(one.get(i)).append('\n').append(other.get(i)).append('\n');
        }
        return all.toString();
    }

    @Test
    void noSampleIsMadeOfTwoServers() {
        String text = oneByOne(ONE, OTHER);
        Recorder seen = read(text);
        assertEquals(List.of(), seen.samples, seen.sampleLines());
        assertEquals(1, seen.rejected.size());
        Recorder.Region region = seen.rejected.get(0);
        assertEquals(2, region.origin().line());
        assertTrue(region.found().startsWith("23 lines in which dumps stand among each other"), region.found());
        assertTrue(region.found().contains("used_memory_rss comes twice"), region.found());
        assertEquals(Sureness.INFO_OR_DOCUMENT, Recorder.sure(new InfoFormat(), text));
    }

    @Test
    void titlesAreNotNeededToSeeIt() {
        Recorder seen = read(oneByOne(ONE.subList(1, ONE.size()), OTHER.subList(1, OTHER.size())));
        assertEquals(List.of(), seen.samples, seen.sampleLines());
        assertEquals(1, seen.rejected.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6, 9})
    void aBlockInTheMiddleOfAnotherDumpIsSeen(int from) {
        String text = String.join("\n", ONE.subList(0, from)) + "\n"
                + String.join("\n", OTHER.subList(1, OTHER.size())) + "\n"
                + String.join("\n", ONE.subList(from, ONE.size())) + "\n";
        Recorder seen = read(text);
        seen.samples.forEach(sample -> {
            double used = sample.get(Field.USED_MEMORY).orElseThrow();
            double rss = sample.get(Field.USED_MEMORY_RSS).orElse(0);
            assertTrue(used > 639_000_000 == rss > 6_000_000_000.0, seen.sampleLines());
            assertTrue(!sample.has(Field.ALLOCATOR_RSS_BYTES), seen.sampleLines());
        });
        assertEquals(1, seen.rejected.size(), seen.rejected.toString());
    }

    @Test
    void whatStandsWholeBesideItIsRead() {
        Recorder seen = read("2026-11-20T08:00:00Z\n" + SMALL + "2026-11-20T08:00:10Z\n" + oneByOne(ONE, OTHER)
                + "2026-11-20T08:00:20Z\n" + SMALL);
        assertEquals(2, seen.samples.size(), seen.sampleLines());
        assertEquals(1, seen.rejected.size());
    }

    @Test
    void halvesOfTwoDumpsAmongWholeOnesAreLeftOut() {
        String halves = String.join("\n", OTHER.subList(0, 6)) + "\n" + String.join("\n", ONE.subList(6, ONE.size()));
        Recorder seen = read("2026-11-20T08:00:00Z\n" + SMALL + "2026-11-20T08:00:10Z\n" + halves + "\n");
        assertEquals(1, seen.samples.size(), seen.sampleLines());
        assertEquals(14, seen.rejected.get(0).origin().line() - 1);
        assertTrue(seen.rejected.get(0).found().startsWith("a dump whose bytes do not add up"));
    }

    @Test
    void figuresThatBeginAgainAreNext() {
        String[] loop = {
            "used_memory:1000000", "used_memory_rss:2000000", "used_memory:1100000", "used_memory_rss:2200000"
        };
        Recorder seen = read(String.join("\n", Arrays.asList(loop)) + "\n");
        assertEquals(2, seen.samples.size(), seen.sampleLines());
        assertEquals(List.of(), seen.rejected);
    }

    @Test
    void figuresInAnotherOrderBelowWordsAreAnotherQuotation() {
        Recorder seen = read("used_memory:1000000\nused_memory_rss:2000000\n\nand an hour later\n\n"
                + "used_memory_rss:2500000\nused_memory:1500000\n");
        assertEquals(2, seen.samples.size(), seen.sampleLines());
    }
}
