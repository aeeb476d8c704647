package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A log is rotated by its size, or split: a file begins in the middle of a dump. */
class SeveredDumpTest {

    private static final String DUMP = """
        # Memory
        used_memory:734003200
        used_memory_human:700.00M
        used_memory_rss:811597824
        used_memory_rss_human:774.00M
        used_memory_overhead:61865984
        allocator_allocated:734803200
        allocator_active:771543040
        total_system_memory:16596905984
        maxmemory_policy:noeviction
        allocator_frag_ratio:1.05
        mem_clients_normal:22400
        mem_allocator:jemalloc-5.3.0
        active_defrag_running:0
        """;

    private static final String HOUR = "2026-10-01T%02d:00:00Z";

    private static Recorder read(String text) {
        return Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
    }

    private static String stream(String heading, int dumps) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < dumps; i++) {
            text.append(heading.replace("%02d", "%02d".formatted(i)))
                    .append('\n')
                    .append(DUMP);
        }
        return text.toString();
    }

    private static List<String> told(Recorder seen) {
        return told(seen.samples);
    }

    private static List<String> told(List<Sample> samples) {
        return samples.stream()
                .filter(s -> s.has(Field.USED_MEMORY) && s.has(Field.ALLOCATOR_ALLOCATED))
                .map(s -> s.origin().label().orElse("") + " " + s.stamp().epochMicros())
                .toList();
    }

    /** What follows keeps its time and its server, wherever the file begins. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                HOUR,
                "--- 2026-10-01 %02d:00:00 UTC ---",
                HOUR + "\nkv1:6379> INFO memory",
                "kv1:6379> INFO memory",
                "=== cache-1 2026-10-01 %02d:00:00 ==="
            })
    void theOthersKeepTimeAndServer(String heading) {
        String whole = stream(heading, 5);
        List<String> right = told(read(whole));
        assertEquals(5, right.size());
        int head = whole.indexOf("# Memory") + "# Memory\n".length();
        int first = head + "used_memory:734003200\n".length();
        for (int at = first; at < head + DUMP.length() - "# Memory\n".length(); at++) {
            Recorder seen = read(whole.substring(at));
            List<String> told = told(seen);
            assertEquals(right.subList(1, 5), told.subList(told.size() - 4, told.size()), whole.substring(at, at + 40));
            assertEquals(right.get(1).split(" ", 2)[0], nameOf(seen.samples), whole.substring(at, at + 40));
        }
    }

    /** All of INFO tells its time itself, and may be cut in any section. */
    @ParameterizedTest
    @ValueSource(strings = {"kv1:6379> INFO", HOUR, ""})
    void theOthersKeepTimeAndServerInWholeInfo(String heading) throws IOException {
        String dump = Files.readString(
                        Path.of("samples/client-buffers/info-all/info-everything-2026-11-22T084714Z.txt"))
                .replace("\r", "");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append(heading.isEmpty() ? "" : heading.replace("%02d", "%02d".formatted(i)) + "\n")
                    .append(dump.replaceAll("(server_time_usec:\\d{9})\\d", "$1" + i));
        }
        String whole = text.toString();
        List<String> right = told(read(whole));
        assertEquals(4, right.size());
        int first = whole.indexOf("used_memory:") + "used_memory:".length();
        int end = whole.indexOf("redis_version:", first) - heading.length() - 12;
        for (int at = first; at < end; at += 7) {
            if (whole.startsWith("\n", at + 10)) {
                continue; // the ten digits of a moment are one, whatever they were
            }
            List<Sample> samples = read(whole.substring(at)).samples;
            List<String> told = told(samples);
            assertEquals(right.subList(1, 4), told.subList(told.size() - 3, told.size()), whole.substring(at, at + 40));
            assertEquals(right.get(1).split(" ", 2)[0], nameOf(samples), whole.substring(at, at + 40));
        }
    }

    /** Of all samples the only name. */
    private static String nameOf(List<Sample> samples) {
        return String.join(
                "+",
                samples.stream()
                        .map(s -> s.origin().label().orElse(""))
                        .distinct()
                        .toList());
    }

    @Test
    void whatIsLeftOutIsSaid() {
        String text = stream(HOUR, 3);
        Recorder seen = read(text.substring(text.indexOf("allocator_active")));
        assertEquals(2, seen.samples.size());
        assertEquals(
                List.of("the end of a dump that begins in another file, where its time or its server stands: it is"
                        + " not used"),
                seen.rejected.stream().map(r -> r.found()).toList());
        assertEquals(1, seen.rejected.get(0).origin().line());
    }

    /** Where times stand below their dumps the first one is whole, and if it is cut so are the others. */
    @ParameterizedTest
    @CsvSource({"1", "2", "5"})
    void timesBelowStayBelow(int dumps) {
        for (String part : List.of(DUMP, DUMP.substring(DUMP.indexOf("allocator_allocated")))) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < dumps; i++) {
                text.append(part).append(HOUR.formatted(i)).append('\n');
            }
            List<Sample> samples = read(text.toString()).samples;
            assertEquals(dumps, samples.size());
            for (int i = 0; i < dumps; i++) {
                assertEquals(
                        (1_790_812_800L + 3600L * i) * 1_000_000,
                        samples.get(i).stamp().epochMicros());
            }
        }
    }

    /** Someone quotes the end of INFO, then all of it: both are what they show. */
    @Test
    void anExcerptIsNoRestOfWhatNobodyDated() {
        String excerpt = DUMP.substring(DUMP.indexOf("allocator_frag_ratio"));
        assertTrue(read(excerpt + "\n\n" + DUMP).rejected.isEmpty());
    }
}
