package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One moment of one server as consoles, sheets and collectors write it: time, used memory and RSS come out alike. */
final class FiguresAsWrittenTest {

    /** Lines are parted by a bar, for commas stand in them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Datum;Uhrzeit;used_memory;used_memory_rss|20.11.2026;10:00;1073741824;2147483648",
                "time,date,used_memory,used_memory_rss|10:00:00 AM,2026-11-20,1073741824,2147483648",
                "Horodatage;Hôte;used_memory;used_memory_rss|20/11/2026 10:00:00;t;1\u202f073\u202f741\u202f824;2\u202f147\u202f483\u202f648",
                "Zeit;used_memory;used_memory_rss|20.11.2026 10:00:00;1,073741824E+09;2,147483648E+09",
                "time,used_memory,used_memory_rss|UTC,MiB,MiB|2026-11-20T10:00:00Z,1024,2048",
                "Date Time,used_memory(Volume),used_memory(RAW),used_memory_rss(RAW)|11/20/2026 10:00:00 AM,\"1,048,576 KByte\",1073741824,2147483648",
                "@timestamp,redis.info.memory.used.value,redis.info.memory.used.rss|\"Nov 20, 2026 @ 10:00:00.000\",1GB,2GB",
                "timestamp,host,plugin,sf_metric,value|1795168800000,t,redis_info,bytes.used_memory,1073741824|1795168800000,t,redis_info,bytes.used_memory_rss,2147483648",
                "时间,已用内存(MB),物理内存RSS(MB)|2026-11-20 10:00:00,1024,2048",
                "Zaman;Kullanılan bellek (MB);RSS (MB)|20.11.2026 10:00;1024;2048",
                "h:6379> TIME|1) \"1795168800\"|2) \"17\"|h:6379> INFO memory|# Memory|used_memory:1073741824|used_memory_rss:2147483648",
                "2026-11-20T10:00:00Z [cache-a] {|  used_memory: '1073741824',|  used_memory_rss: '2147483648'|}",
                "{\"2026-11-20T10:00:00Z\":{\"used_memory\":1073741824,\"used_memory_rss\":2147483648}}"
            })
    void timeUsedMemoryAndRss(String text) throws IOException {
        assertEquals(List.of("2026-11-20T10:00:00Z 1073741824 2147483648"), read(text, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "時刻,使用メモリ(MB),メモリRSS(MB)|2026/11/20 10:00:00,1024,2048~Shift_JIS",
                "시간,사용 메모리(MB),메모리 RSS(MB),상태|2026-11-20 10:00:00,1024,2048,정상~EUC-KR",
                "Heure;Mémoire utilisée (Mo);Mémoire résidente (Mo)|20/11/2026 10:00:00;1024;2048~ISO-8859-1",
                "Zaman;Kullanılan bellek (MB);RSS (MB)|20.11.2026 10:00;1024;2048~windows-1254"
            })
    void charsetsThatNothingNames(String text, String charset) throws IOException {
        assertEquals(List.of("2026-11-20T10:00:00Z 1073741824 2147483648"), read(text, Charset.forName(charset)));
    }

    /** {@code ts} puts a time before each row. */
    @Test
    void rowsOfStatHaveTheTimesBeforeThem() throws IOException {
        String head =
                "2026-11-20T10:00:00Z ------- data ------ --------------------- load -------------------- - child -|"
                        + "2026-11-20T10:00:00Z keys       mem      clients blocked requests            connections|";
        assertEquals(
                List.of("2026-11-20T10:00:00Z 1073741824 0", "2026-11-20T10:00:05Z 2147483648 0"),
                read(
                        head
                                + "2026-11-20T10:00:00Z 90000      1.00G    12      0       100000 (+50)        300|"
                                + "2026-11-20T10:00:05Z 90001      2.00G    12      0       100050 (+50)        300",
                        StandardCharsets.UTF_8));
    }

    /** The last line of a dump that was cut is no heading that names a server. */
    @Test
    void aNameThatWasCutIsNoServer() throws IOException {
        Recorder seen =
                seen(("2026-11-20T10:00:00Z|# Memory|used_memory:1073741824|used_memory_rss:2147483648|used_memory_st|"
                                + "2026-11-20T10:01:00Z|# Memory|used_memory:1073741825|used_memory_rss:2147483648|maxmemory:0|")
                        .replace('|', '\n')
                        .getBytes(StandardCharsets.UTF_8));
        assertEquals(2, seen.samples.size());
        seen.samples.forEach(sample -> assertEquals("", sample.origin().label().orElse("")));
    }

    private static List<String> read(String text, Charset charset) throws IOException {
        return seen((text + "|").replace('|', '\n').getBytes(charset)).samples.stream()
                .map(sample -> Instant.ofEpochSecond(sample.stamp().epochMicros() / 1_000_000) + " "
                        + (long) sample.get(Field.USED_MEMORY).orElse(0) + " "
                        + (long) sample.get(Field.USED_MEMORY_RSS).orElse(0))
                .toList();
    }

    private static Recorder seen(byte[] bytes) throws IOException {
        Recorder seen = new Recorder();
        new Sniffer(Formats.all())
                .read(
                        new Entry("x", OptionalLong.empty(), new ByteArrayInputStream(bytes)),
                        ReadOptions.defaults(),
                        seen);
        return seen;
    }
}
