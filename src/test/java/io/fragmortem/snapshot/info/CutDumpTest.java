package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.info.heading.GluedHead;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A writer is stopped anywhere in a dump, and what is written next stands in the same line. */
class CutDumpTest {

    private static final String DUMP = """
        # Memory
        used_memory:734003200
        used_memory_human:700.00M
        used_memory_rss:811597824
        used_memory_overhead:61865984
        allocator_allocated:734803200
        allocator_active:771543040
        total_system_memory:16596905984
        maxmemory_policy:noeviction
        allocator_frag_ratio:1.05
        mem_clients_normal:22400
        mem_allocator:jemalloc-5.3.0
        active_defrag_running:0
        # Keyspace
        db0:keys=1000,expires=30,avg_ttl=3600000
        """;

    /** The second dump of five is cut: at every byte from its first value on to where its last line begins. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-10-01T00:%d0:00Z",
                "2026-10-01T02:%d0:00+02:00",
                "2026-10-01 00:%d0:00",
                "2026/10/01 00:%d0:00",
                "--- 2026-10-01 00:%d0:00 UTC ---",
                "=== 2026-10-01T00:%d0:00.123Z ===",
                "Thu Oct  1 00:%d0:00 UTC 2026",
                "# 2026-10-01T00:%d0:00Z",
                "[2026-10-01 00:%d0:00]",
                "[01/Oct/2026:00:%d0:00 +0000]",
                "Thu, 01 Oct 2026 00:%d0:00 GMT",
                "20261001T00%d000Z",
                "time: 2026-10-01T00:%d0:00Z"
            })
    void theNextDumpKeepsItsTimeAndNobodyIsNamedAfterTheCutLine(String heading) {
        List<Long> times = times(read(heading, DUMP));
        for (int at = DUMP.indexOf("human") - 1; at < DUMP.indexOf("# Keyspace"); at++) {
            String cut = DUMP.substring(0, at);
            Recorder seen = read(heading, cut);
            assertEquals(times, times(seen), cut);
            for (Sample sample : seen.samples) {
                assertTrue(sample.origin().label().isEmpty(), cut);
                for (Field field : Field.values()) {
                    double right = seen.samples.get(0).get(field).orElse(Double.NaN);
                    assertEquals(right, sample.get(field).orElse(right), cut);
                }
            }
        }
    }

    /** Each prompt keeps its host, wherever what is surely a line of INFO is cut. */
    @ParameterizedTest
    @ValueSource(strings = {"kv1:6379", "10.0.0.7:6379", "memory-1:6379", "cache.eu-1:6380[3]"})
    void aPromptBehindACutLineKeepsItsHost(String prompt) {
        String host = prompt.replace("[3]", "");
        String other = "x" + prompt;
        assertTrue(host.compareTo("x") < 0, "in this order they are looked at");
        for (int at = DUMP.indexOf("human") - 1; at < DUMP.indexOf("# Keyspace"); at++) {
            String cut = DUMP.substring(0, at);
            int name = at - cut.lastIndexOf('\n') - 1;
            if (cut.lastIndexOf(':') < cut.lastIndexOf('\n') && name > 0 && name < 12) {
                continue;
            }
            String text = prompt + "> INFO\n" + DUMP + other + "> INFO\n" + DUMP + prompt + "> INFO\n" + cut + prompt
                    + "> INFO\n" + DUMP + other + "> INFO\n" + DUMP;
            assertEquals(
                    List.of(host, host, host, "x" + host, "x" + host),
                    labels(Recorder.read(new InfoFormat(), text, ReadOptions.defaults())),
                    cut);
        }
    }

    /** In a capture that nobody cut a host whose name begins like a field is a host, whoever else was asked before. */
    @ParameterizedTest
    @CsvSource({
        "cache-1:6379, memcache-1:6379",
        "memory-1:6379, used_memory-1:6379",
        "db:6379, slavedb:6379",
        "1:6379, mem_1:6379"
    })
    void aPromptThatEndsLikeAnotherIsNoCutLine(String one, String other) {
        String text = one + "> INFO\n" + DUMP + other + "> INFO\n" + DUMP + other + "> INFO\n" + DUMP;
        assertEquals(List.of(one, other, other), labels(Recorder.read(new InfoFormat(), text, ReadOptions.defaults())));
    }

    private static List<String> labels(Recorder seen) {
        return seen.samples.stream()
                .map(s -> s.origin().label().orElse(""))
                .sorted()
                .toList();
    }

    /** Half of a run_id is no other process. */
    @Test
    void halfOfAnIdentityIsNone() {
        String text = "2026-10-01T00:00:00Z\n"
                + "redis_version:7.2.6\n"
                + "used_memory:734003200\n"
                + "run_id:7ffbd27d5c--- 2026-10-01 00:05:00 UTC ---\n"
                + "redis_version:7.2.6\n"
                + "used_memory:734003200\n"
                + "run_id:7ffbd27d5cdd6d62\n";
        Recorder seen = Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
        assertEquals(
                List.of("", "7ffbd27d5cdd6d62"),
                seen.samples.stream()
                        .map(s -> s.facts().getOrDefault(Fact.RUN_ID, ""))
                        .toList());
    }

    @Test
    void theNameOfADatabaseAloneIsNoServer() {
        String cut = DUMP.substring(0, DUMP.indexOf("db0") + 3) + "\n";
        for (Sample sample : read("2026-10-01T00:%d0:00Z", cut).samples) {
            assertTrue(sample.origin().label().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rdb_last_save_time:2026-10-01T00:05:00Z, 0", // converted by whoever exported it
        "used_memory_rss:1790812800123, 0",
        "run_id:2026ab0d4f, 0",
        "config_file:/etc/redis/cache--1.conf, 0",
        "used_memo1790812800, 9",
        "used_memo1790812800.482913, 9",
        "redis_git_sha11790812800123, 14",
        "used_memory_rss:811=== cache-1 2026-10-01T00:05:00Z ===, 19",
        "used_mem# Memory, 8",
        "shop2026-10-01T00:05:00Z, 0"
    })
    void aHeadIsToldFromAValue(String line, int head) {
        assertEquals(head, new GluedHead().in(line));
    }

    private static List<Long> times(Recorder seen) {
        return seen.samples.stream().map(s -> s.stamp().epochMicros()).toList();
    }

    private static Recorder read(String heading, String second) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            text.append(heading.formatted(i)).append('\n').append(i == 1 ? second : DUMP);
        }
        return Recorder.read(new InfoFormat(), text.toString(), ReadOptions.defaults());
    }
}
