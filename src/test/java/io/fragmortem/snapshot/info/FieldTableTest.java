package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tables that people write between their words: whose figures stand in which column or row. */
final class FieldTableTest {

    /** Label, used memory and RSS of each dump, in order. */
    private static String read(String text) {
        Recorder seen = new Recorder();
        try {
            assertTrue(new Sniffer(Formats.all())
                    .read(
                            new Entry(
                                    "paste.txt",
                                    OptionalLong.empty(),
                                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
                            ReadOptions.defaults(),
                            seen)
                    .isPresent());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertEquals(0, seen.rejected.size(), seen.rejected.toString());
        return seen.samples.stream()
                .map(s -> s.origin().label().orElse("") + " "
                        + (long) s.get(Field.USED_MEMORY).orElse(-1) + " "
                        + (long) s.get(Field.USED_MEMORY_RSS).orElse(-1))
                .collect(Collectors.joining(", "));
    }

    @Test
    void aServerInEachColumn() {
        assertEquals("cache-a 1000 1100, cache-b 4000 12000", read("""
                Here are both nodes:

                | metric | cache-a | cache-b |
                |---|---:|---:|
                | `used_memory` | 1000 | 4000 |
                | `used_memory_rss` | 1100 | 12000 |

                The second one is odd.
                """));
        assertEquals("主节点 1000 1100, 从节点 4000 12000", read("""
                指标 | 主节点 | 从节点 | 说明
                --- | --- | --- | ---
                used_memory | 1000 | 4000 | 已用内存
                used_memory_rss | 1100 | 12000 | 物理内存
                """));
    }

    @Test
    void aMomentInEachColumn() {
        assertEquals(" 9000 9100,  1000 9000", read("""
                | | before | after | delta |
                |--|--|--|--|
                | used_memory | 9000 | 1000 | -8000 |
                | used_memory_rss | 9100 | 9000 | -100 |
                """));
        assertEquals(" 1000 1100,  1000 2200", read("""
                field              2026-11-20 10:00    2026-11-20 12:00
                used_memory        1000                1000
                used_memory_rss    1100                2200
                """));
    }

    @Test
    void aServerInEachRow() {
        assertEquals("eu-1 1000 1100, eu-2 4000 12000", read("""
                host,used_memory,used_memory_rss
                eu-1,1000,1100
                eu-2,4000,12000
                """));
    }

    @Test
    void theLimitsBesideAValueAreNoReadings() {
        assertEquals(" 4000 8000", read("""
                | Field | Value | Recommended |
                |---|---|---|
                | used_memory | 4000 | 3000 |
                | used_memory_rss | 8000 | 3500 |
                """));
    }

    /** Tables with times have a reader of their own, also between words. */
    @Test
    void rowsWithTimesAreATimeline() {
        assertEquals(" 4294967296 4724464025,  4294967296 6724464025", read("""
                Since yesterday:

                | time | used_memory | used_memory_rss |
                |---|---|---|
                | 2026-11-20 10:00 | 4294967296 | 4724464025 |
                | 2026-11-20 11:00 | 4294967296 | 6724464025 |
                """));
    }
}
