package io.fragmortem.snapshot.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.text.Utf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2024-05-01T10:00:00Z,1714557600000000,true", "2024-05-01 10:00:00.5,1714557600500000,false",
        "2024-05-01T10:00:00.123456789Z,1714557600123456,true", "2024-05-01T12:00:00+0200,1714557600000000,true",
        "2024-05-01T07:30:00-02:30,1714557600000000,true", "2024/05/01 10:00,1714557600000000,false"
    })
    void isoTimesAreRead(String text, long micros, boolean zoned) {
        FixedTimes.Moment moment = FixedTimes.iso(text, 0, text.length());
        assertEquals(micros, moment.micros());
        assertEquals(zoned, moment.zoned());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024",
                "2024-13-01T10:00:00Z",
                "2024-05-01T25:00:00Z",
                "2024-05-01T10:61:00Z",
                "2024-05-01",
                "1024-05-01T10:00",
                "2024-05-01T10:00:00+99:00",
                "2024-05-01T10:00:00Zx",
                "2024-05-0aT10:00",
                "2024.05.01T10:00",
                "2024-05-01x10:00",
                "2024-05-01T10-00",
                "2024-05-01T10:0"
            })
    void otherTextIsNoTime(String text) {
        assertFalse(FixedTimes.iso(text, 0, text.length()).exists(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901", "1714557600.x", "99", "171455760000000000000", "1714557600.", "abc"})
    void otherNumbersAreNoEpoch(String text) {
        long micros = Epochs.of(text);
        assertTrue(micros == Times.NONE || text.equals("1714557600."), text + " " + micros);
    }

    @Test
    void daysAreCountedAsTheCalendarDoes() {
        for (int day = -20_000; day < 60_000; day += 17) {
            LocalDate date = LocalDate.ofEpochDay(day);
            assertEquals(day, Times.epochDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth()));
        }
        assertEquals(0, FixedTimes.month("Xyz", 0));
        assertEquals(0, FixedTimes.month("Ja", 0));
        assertEquals(12, FixedTimes.month("Dec", 0));
    }

    @Test
    void daylightSavingIsKnown() {
        LocalTimes berlin = new LocalTimes(ZoneId.of("Europe/Berlin"));
        long winter = Times.local(2024, 1, 1, 12, 0, 0);
        long summer = Times.local(2024, 7, 1, 12, 0, 0);
        assertEquals(winter - 3_600_000_000L, berlin.epochMicros(winter));
        assertEquals(summer - 7_200_000_000L, berlin.epochMicros(summer));
        assertEquals("Europe/Berlin", berlin.zone().getId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis_memory_used_bytes|USED_MEMORY|1",
                "used_memory_rss|USED_MEMORY_RSS|1",
                "avg(system.usedMemoryBytes)|USED_MEMORY|1",
                "Used Memory (MiB)|USED_MEMORY|1048576",
                "used_memory_mb|USED_MEMORY|1048576",
                "Memory-Used|USED_MEMORY|1",
                "software.uptimeMilliseconds|UPTIME_IN_SECONDS|0.001",
                "uptime_ms|UPTIME_IN_SECONDS|0.001",
                "redis.memory.used_memory_dataset|USED_MEMORY_DATASET|1",
                "prod:redis_mem_fragmentation_ratio|MEM_FRAGMENTATION_RATIO|1",
                "max:redis.mem.used|USED_MEMORY|1",
                "dataset %|USED_MEMORY_DATASET_PERC|1",
                "BytesUsedForCache|USED_MEMORY|1"
            })
    void namesOfMetricsAreTranslated(String name, Field field, double factor) {
        MetricNames.Target target = MetricNames.resolve(name).orElseThrow();
        assertEquals(field, target.field());
        assertEquals(factor, target.factor());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "weather",
                "xredis_memory_used_bytes2",
                "mem_fragmentation_ratio (MB)",
                "used_memory (furlong)"
            })
    void otherNamesAreUnknown(String name) {
        assertTrue(MetricNames.resolve(name).isEmpty(), name);
    }

    @Test
    void mappingsHaveUnits() {
        assertEquals(
                1024, MetricNames.parseMapping("used_memory:KiB").orElseThrow().factor());
        assertEquals(
                1, MetricNames.parseMapping("used_memory:bytes").orElseThrow().factor());
        assertTrue(MetricNames.parseMapping("nothing:KiB").isEmpty());
        assertTrue(MetricNames.parseMapping("used_memory:parsec").isEmpty());
    }

    @Test
    void utf16OfBothOrdersIsReadAsText() throws IOException {
        String text = "\ufeffused\ud83d\ude00 memory\nsecond";
        for (java.nio.charset.Charset charset :
                new java.nio.charset.Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(charset)));
            assertTrue(lines.next());
            assertEquals("used\ud83d\ude00 memory", lines.text());
            assertTrue(lines.next());
            assertFalse(lines.next());
            assertTrue(Head.of(text.getBytes(charset)).starts("used"));
        }
        try (InputStream one = Utf8.of(new ByteArrayInputStream("\ufeffa".getBytes(StandardCharsets.UTF_16LE)))) {
            assertEquals('a', one.read());
            assertEquals(-1, one.read());
        }
    }
}
