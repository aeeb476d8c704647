package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no number in any format: -1 for "not supported", and the last digits of a text that was cut. */
final class NumbersTest {

    private static final String STATS =
            "1) \"total.allocated\"\n2) (integer) 4294967296\n3) \"peak.allocated\"\n4) (integer) ";
    private static final String MALLOC =
            "___ Begin jemalloc statistics ___\nAllocated: 4294967296, active: 4294967296, resident: ";
    private static final String SCRAPE =
            "# TYPE redis_memory_used_bytes gauge\nredis_memory_used_bytes 4294967296\nredis_memory_used_rss_bytes ";
    private static final String TABLE = "time,used_memory,used_memory_rss\n2026-11-20T10:00:00Z,4294967296,5294967296\n"
            + "2026-11-20T10:01:00Z,4294967296,";

    private static Recorder read(String text) {
        Recorder seen = new Recorder();
        Entry entry =
                new Entry("x", OptionalLong.empty(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            assertTrue(new Sniffer(Formats.all())
                    .read(entry, ReadOptions.defaults(), seen)
                    .isPresent());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return seen;
    }

    private static long values(Recorder seen) {
        return seen.samples.stream().mapToInt(Sample::size).sum();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Memory\nused_memory:4294967296\nused_memory_rss:-1\nmem_fragmentation_ratio:-1\n",
                "{\"used_memory\": 4294967296, \"used_memory_rss\": -1, \"mem_fragmentation_ratio\": -1}\n",
                "time,used_memory,used_memory_rss\n2026-11-20T10:00:00Z,4294967296,-1\n",
                SCRAPE + "-1\n",
                STATS + "-1\n"
            })
    void minusOneStandsForNotSupported(String text) {
        Recorder seen = read(text);
        assertEquals(1, values(seen), text);
        assertEquals(0, seen.rejected.size(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {SCRAPE, STATS, TABLE, MALLOC, "# Memory\nused_memory:4294967296\nused_memory_rss:"})
    void theLastNumberOfACutTextIsRefused(String text) {
        Recorder whole = read(text + "5294967296\n");
        Recorder cut = read(text + "52");
        assertEquals(0, whole.rejected.size());
        assertEquals(values(whole) - 1, values(cut), text);
        assertEquals(1, cut.rejected.size(), text);
    }

    /** Tables often end without a line end: a number like the one above it is believed. */
    @Test
    void aWholeLastRowIsBelieved() {
        assertEquals(4, values(read(TABLE + "5294967290")));
    }
}
