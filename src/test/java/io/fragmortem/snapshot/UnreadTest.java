package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged line of any format costs that line alone, and is told with its place and with what was found in it. */
final class UnreadTest {

    private static Recorder read(String text) throws IOException {
        Recorder seen = new Recorder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        new Sniffer(Formats.all())
                .read(
                        new Entry("test", OptionalLong.of(1_000_000L), new ByteArrayInputStream(bytes)),
                        ReadOptions.defaults(),
                        seen);
        return seen;
    }

    /** Format, text with {@code 71?5} or so in the line to be told, and how many values of samples must be left. */
    static Stream<Arguments> damaged() {
        String smaps = "VmPeak:\t  9000 kB\nVmSize:\t  8000 kB\nVmRSS:\t  71?5 kB\n";
        return Stream.of(
                Arguments.of(
                        "carbon",
                        "a.redis.used_memory 10 1714557600\na.redis.used_memory 71?5 1714557610\n"
                                + "a.redis.used_memory 12 1714557620\n",
                        2),
                Arguments.of(
                        "carbon, time",
                        "a.redis.used_memory 10 1714557600\na.redis.used_memory 11 171?5\n"
                                + "a.redis.used_memory 12 1714557620\n",
                        2),
                Arguments.of(
                        "zabbix text",
                        "2024-05-01 10:00:00 1714557600 10 \"a: Redis: Memory used\"\n"
                                + "2024-05-01 10:01:00 1714557660 71?5 \"a: Redis: Memory used\"\n"
                                + "2024-05-01 10:02:00 1714557720 12 \"a: Redis: Memory used\"\n",
                        2),
                Arguments.of(
                        "openmetrics",
                        "# HELP redis_up x\n# TYPE redis_up gauge\nredis_memory_used_bytes 10\n"
                                + "redis_memory_used_rss_bytes 71?5\n",
                        1),
                Arguments.of(
                        "promtool",
                        "redis_memory_used_bytes{instance=\"a\"} =>\n10 @[1714557600]\n71?5 @[1714557660]\n",
                        1),
                Arguments.of(
                        "line protocol",
                        "redis,host=a used_memory=10i 1714557600000000000\n"
                                + "redis,host=a used_memory=71?5i 1714557660000000000\n",
                        1),
                Arguments.of(
                        "datadog",
                        "{\"series\":[{\"metric\":\"redis.mem.used\",\"pointlist\":"
                                + "[[1714557600000,10.0],[1714557660000,\"71?5\"]]}]}",
                        1),
                Arguments.of(
                        "zabbix",
                        "{\"jsonrpc\":\"2.0\",\"result\":[{\"itemid\":\"7\",\"key_\":\"redis.memory.used_memory\"}]}\n"
                                + "{\"jsonrpc\":\"2.0\",\"result\":[{\"itemid\":\"7\",\"clock\":\"1714557600\",\"value\":\"10\"},"
                                + "{\"itemid\":\"7\",\"clock\":\"1714557660\",\"value\":\"71?5\"}]}\n",
                        1),
                Arguments.of(
                        "telegraf",
                        "{\"fields\":{\"used_memory\":10,\"used_memory_rss\":\"71?5\"},\"name\":\"redis\","
                                + "\"tags\":{\"host\":\"a\"},\"timestamp\":1714557600}\n",
                        1),
                Arguments.of(
                        "cloudwatch",
                        "METRICDATARESULTS\tm1\tBytesUsedForCache\tComplete\n"
                                + "TIMESTAMPS\t2024-05-01T10:01:00+00:00\nTIMESTAMPS\t2024-05-01T10:00:00+00:00\nVALUES\t71?5\nVALUES\t10.0\n",
                        1),
                Arguments.of("csv, first row", "time,used_memory\n71?5-05-01 10:00:00,9\n2024-05-01 10:01:00,10\n", 1),
                Arguments.of(
                        "memory stats",
                        "1) \"peak.allocated\"\n2) (integer) 20\n3) \"total.allocated\"\n"
                                + "4) (integer) 71?5\n5) \"dataset.bytes\"\n6) (integer) 10\n",
                        2),
                Arguments.of(
                        "malloc stats",
                        "___ Begin jemalloc statistics ___\n"
                                + "Allocated: 10, active: 71?5, metadata: 30, resident: 40, mapped: 50, retained: 60\n"
                                + "--- End jemalloc statistics ---\n",
                        5),
                Arguments.of("proc", smaps, 1),
                Arguments.of("cgroup", "memory.max:20\nmemory.current:71?5\n", 1),
                Arguments.of("settings", "maxmemory 71?5\nactivedefrag yes\nappendonly no\nport 6379\n", 1),
                Arguments.of(
                        "ps",
                        "USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND\n"
                                + "redis 4018 1.3 20.1 5242880 71?5 ? Ssl Nov13 29:24 redis-server *:6379\n",
                        2),
                Arguments.of("info as json", "{\"used_memory\":\"1000000\",\"used_memory_rss\":\"71?5\"}\n", 1),
                Arguments.of(
                        "info in json",
                        "{\"ts\":\"2024-05-01T10:00:00Z\",\"info\":\"# Memory\\r\\nused_memory:1000000\\r\\n"
                                + "used_memory_rss:71?5\\r\\n\"}\n",
                        1),
                Arguments.of(
                        "info",
                        "# Memory\r\nused_memory:1000000\r\nused_memory_rss:71?5\r\nused_memory_peak:3000000\r\n",
                        2));
    }

    private static long values(Recorder seen) {
        long[] count = {0};
        seen.samples.forEach(sample -> sample.forEach((field, value) -> count[0]++));
        return count[0];
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void aDamagedNumberCostsItsOwnLine(String format, String text, int left) throws IOException {
        Recorder seen = read(text);
        long line = text.substring(0, text.indexOf("1?5")).lines().count();
        assertEquals(1, seen.rejected.size(), seen.everything());
        assertEquals(line, seen.rejected.get(0).origin().line(), seen.everything());
        assertTrue(seen.rejected.get(0).found().contains("1?5"), seen.everything());
        assertEquals(left, values(seen), seen.everything());
    }

    /** The half of a number in front of a broken byte is no number. */
    @Test
    void signsAmongDigitsAreNoNumberOfInfo() throws IOException {
        Recorder seen =
                read("# Memory\r\nused_memory:73\ufffd1906048\r\nused_memory_rss:##.##\r\nmaxmemory:5000000\r\n");
        assertEquals(
                List.of(),
                seen.samples.stream().filter(s -> s.has(Field.USED_MEMORY)).toList());
        assertEquals(2, seen.rejected.size(), seen.everything());
    }

    /** Columns too narrow leave out digits; in a sentence three points may stand behind a whole number. */
    @ParameterizedTest
    @CsvSource({"7319...,1", "7319...6048,1", "7319\u2026,1", "731906048,0", "731906048... why?,0", "731906048.,0"})
    void digitsThatWereLeftOutAreNoNumber(String value, int refused) throws IOException {
        Recorder seen = read("# Memory\nused_memory:" + value + "\nused_memory_rss:911204352\n");
        assertEquals(refused, seen.rejected.size(), seen.everything());
        assertEquals(
                refused == 0 ? 731_906_048.0 : -1,
                seen.samples.get(0).get(Field.USED_MEMORY).orElse(-1));
    }

    /** What hides a number and what a reader of pictures made of one are told; names are explained with other words. */
    @ParameterizedTest
    @CsvSource({
        "xx,1",
        "XXXXX,1",
        "<redacted>,1",
        "' [hidden]',1",
        "813O68,1",
        "l2345678,1",
        "'7,08,66',1",
        "1.2.345,1",
        "n/a,0",
        "null,0",
        "resident,0",
        "bytes,0",
        "由分配器分配的内存,0"
    })
    void wordsInThePlaceOfANumberAreTold(String value, int refused) throws IOException {
        Recorder seen = read("# Memory\nused_memory:" + value + "\nused_memory_rss:911204352\n");
        assertEquals(refused, seen.rejected.size(), seen.everything());
        assertEquals(
                911_204_352.0, seen.samples.get(0).get(Field.USED_MEMORY_RSS).orElse(-1));
        assertTrue(seen.samples.stream().noneMatch(s -> s.has(Field.USED_MEMORY)), seen.everything());
    }

    @Test
    void aNumberThatHidesInARecordIsTold() throws IOException {
        Recorder seen = read("2026-03-02T10:00:00Z used_memory=xx used_memory_rss=911204352 maxmemory=0\n");
        assertEquals(1, seen.rejected.size(), seen.everything());
    }

    /** 813 bytes in use would be a wrong number. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 clients connected (0 replicas), 813O68 bytes in use",
                "DB 0: 1O00 keys (10 volatile) in 1024 slots HT.",
                "Fork CoW for RDB: current l20 MB, peak 120 MB, average 60 MB",
                "allocated=98?0001024, active=27200004096, resident=27900006400, frag=178% (185% rss)"
            })
    void aDamagedNumberOfALogIsToldAndNotRead(String message) throws IOException {
        Recorder seen = read("1:M 14 Nov 2023 07:01:21.119 - " + message + "\n"
                + "1:M 14 Nov 2023 07:01:26.119 * Background saving started by pid 4021\n");
        assertEquals(1, seen.rejected.size(), seen.everything());
        List<Field> said = List.of(Field.USED_MEMORY, Field.KEYSPACE_KEYS, Field.ALLOCATOR_ALLOCATED);
        assertTrue(seen.samples.stream().noneMatch(s -> said.stream().anyMatch(s::has)), seen.everything());
        assertTrue(seen.events.stream().noneMatch(e -> e.numbers().containsKey(Amount.COW_BYTES)), seen.everything());
    }

    /** Tools that have no value say so: nothing was lost. */
    @Test
    void noValueIsNotTold() throws IOException {
        Recorder seen = read("a.redis.used_memory 10 1714557600\na.redis.used_memory nan 1714557610\n"
                + "# a comment\n\na.redis.used_memory None 1714557620\n");
        assertEquals(List.of(), seen.rejected);
        assertEquals(1, seen.samples.size());
    }

    /** What else stands in a log has no prefix; a line that begins with one and does not go on was cut or damaged. */
    @Test
    void aBrokenPrefixOfALogIsTold() throws IOException {
        Recorder seen = read("4018:M 14 Nov 2023 07:01:21.119 * Background saving started by pid 4021\n"
                + "4018:M 14 Nov 20?3 07:01:22.119 * DB saved on disk\n"
                + "  a line of an application\n"
                + "4018:M 14 Nov 2023 07:01:23.119 * Background saving terminated with success\n4018:M 14 N\n");
        assertEquals(2, seen.events.size(), seen.everything());
        assertEquals(
                List.of(2L, 5L),
                seen.rejected.stream().map(r -> r.origin().line()).toList());
    }
}
