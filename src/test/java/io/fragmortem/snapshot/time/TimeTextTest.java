package io.fragmortem.snapshot.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-22T08:36:09.107+00:00 | 2026-11-22T08:36:09.107Z",
                "2026-11-22T08:36:09.107Z | 2026-11-22T08:36:09.107Z",
                "2026-11-22T08:36:09Z | 2026-11-22T08:36:09Z",
                "2026-11-22T08:36:09,107-0530 | 2026-11-22T14:06:09.107Z",
                "2026-11-22T08:36:09+02 | 2026-11-22T06:36:09Z",
                "2026-11-22 08:36:09 +0100 | 2026-11-22T07:36:09Z",
                "2026-11-22 08:36:09 UTC | 2026-11-22T08:36:09Z",
                "2026-11-22 08:36:09 UTC+8 | 2026-11-22T00:36:09Z",
                "2021-03-04T10:00:01.500170768Z | 2021-03-04T10:00:01.500170Z",
                "1795336525 | 2026-11-22T08:35:25Z",
                "1795336525.127 | 2026-11-22T08:35:25.127Z",
                "1795336525127 | 2026-11-22T08:35:25.127Z",
                "1795336525127.5 | 2026-11-22T08:35:25.127500Z",
                "1795336525127001 | 2026-11-22T08:35:25.127001Z",
                "1795336525127001002 | 2026-11-22T08:35:25.127001Z",
                "Sun Nov 22 08:40:16 UTC 2026 | 2026-11-22T08:40:16Z",
                "Mon Jan  8 10:26:36 AM PST 2024 | 2024-01-08T18:26:36Z",
                "Mon Jan  8 12:26:36 AM UTC 2024 | 2024-01-08T00:26:36Z",
                "Mon Jan  8 12:26:36 PM UTC 2024 | 2024-01-08T12:26:36Z",
                "Sun 22 Nov 2026 08:40:16 PM CET | 2026-11-22T19:40:16Z",
                "Sun 22 Nov 08:40:16 CEST 2026 | 2026-11-22T06:40:16Z",
                "Sun, 22 Nov 2026 08:40:16 +0000 | 2026-11-22T08:40:16Z",
                "22/Nov/2026:08:41:53 +0000 | 2026-11-22T08:41:53Z",
                "November 22, 2026 8:40:16 AM GMT | 2026-11-22T08:40:16Z",
                "20261122T084153Z | 2026-11-22T08:41:53Z",
                "### 2026-11-22T08:40:50+00:00 epoch=1795336850.542 begin | 2026-11-22T08:40:50Z",
                "timestamp=1795336525 | 2026-11-22T08:35:25Z",
                "[2026-11-22T08:36:09Z] | 2026-11-22T08:36:09Z",
                "# Date: 2026-11-22T08:36:09Z | 2026-11-22T08:36:09Z"
            })
    void timesThatNameTheirZoneAreExact(String text, String expected) {
        assertEquals(new Stamp(micros(expected), TimeSource.STATED), stamp(text, ReadOptions.defaults()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=== 2026-11-22 08:41:53.707 === | 2026-11-22T08:41:53.707Z",
                "==== 2026-11-22 08:41:53,707 ==== | 2026-11-22T08:41:53.707Z",
                "2026/11/22 08:41 | 2026-11-22T08:41:00Z",
                "2026-11-22_08-41-53 | 2026-11-22T08:41:53Z",
                "2026-11-22-084153 | 2026-11-22T08:41:53Z",
                "20261122084153 | 2026-11-22T08:41:53Z",
                "202611220841 | 2026-11-22T08:41:00Z",
                "20261122-0841 | 2026-11-22T08:41:00Z",
                "20261122 08:41:53 | 2026-11-22T08:41:53Z",
                "20261122_084153.25 | 2026-11-22T08:41:53.250Z",
                "22.11.2026 08:41:53 | 2026-11-22T08:41:53Z",
                "22-11-2026 08:41:53 | 2026-11-22T08:41:53Z",
                "22/11/2026 08:41 | 2026-11-22T08:41:00Z",
                "11/22/2026 08:41:53 PM | 2026-11-22T20:41:53Z",
                "22 Nov 2026 08:41:53.707 | 2026-11-22T08:41:53.707Z",
                "2026-11-22 | 2026-11-22T00:00:00Z",
                "20261122 | 2026-11-22T00:00:00Z",
                "2026\u5e7411\u670822\u65e5 \u661f\u671f\u65e5 08:40:16 | 2026-11-22T08:40:16Z",
                "2026\u5e7411\u670822\u65e5 08\u65f640\u520616\u79d2 | 2026-11-22T08:40:16Z",
                "Sunday, November 22, 2026 at 8:40:16 AM | 2026-11-22T08:40:16Z",
                "Sun Nov 22 08:40:16 XYZ 2026 | 2026-11-22T08:40:16Z",
                "# time: 2026-11-22 08:41:53:707 | 2026-11-22T08:41:53.707Z"
            })
    void localTimesAreReadInTheGivenZone(String text, String expected) {
        assertEquals(new Stamp(micros(expected), TimeSource.ZONE_ASSUMED), stamp(text, ReadOptions.defaults()));
    }

    @Test
    void theGivenZoneAppliesWithItsSummerTime() {
        ReadOptions berlin = options(ZoneId.of("Europe/Berlin"), OptionalInt.empty());
        assertEquals(
                micros("2026-07-01T10:00:00Z"),
                stamp("2026-07-01 12:00:00", berlin).epochMicros());
        assertEquals(
                micros("2026-01-01T11:00:00.5Z"),
                stamp("2026-01-01 12:00:00.5", berlin).epochMicros());
        assertEquals(
                new Stamp(micros("2026-01-01T11:00:00Z"), TimeSource.ZONE_ASSUMED),
                stamp("Thu Jan  1 12:00:00 CST 2026", berlin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "used_memory:1795336525",
                "# Memory",
                "10.1.36.33:6379> info memory",
                "monotonic_clock:POSIX clock_gettime",
                "master_host:10.0.0.1",
                "1234567",
                "12345678901",
                "2026-13-45 08:00:00",
                "2026",
                "Sun",
                "Nov",
                "Nov 22",
                "$4050",
                "5d97fd948bbf6cb68458685fc747f9f9019c3fc4",
                "99/99/9999 10:00",
                "1.2.3.4",
                "1795336525x",
                "",
                "==="
            })
    void otherTextIsNoTime(String text) {
        assertFalse(new TimeText().parse(text), text);
    }

    @Test
    void aTimeWithoutYearTakesTheYearGiven() {
        ReadOptions options = options(ZoneId.of("UTC"), OptionalInt.of(2025));
        assertEquals(
                new Stamp(micros("2025-11-22T08:41:53Z"), TimeSource.YEAR_ASSUMED), stamp("Nov 22 08:41:53", options));
        assertEquals(
                micros("2025-11-16T16:51:37.134Z"),
                stamp("16 Nov 16:51:37.134", options).epochMicros());
    }

    @Test
    void withoutAYearTheFileSaysIt() {
        Recorder sink = new Recorder();
        OptionalLong modified = OptionalLong.of(micros("2026-02-01T00:00:00Z"));
        StreamClock clock = new StreamClock("redis.log", modified, ReadOptions.defaults(), sink);
        assertEquals(
                micros("2025-11-22T08:41:53Z"),
                clock.stamp(parsed("Nov 22 08:41:53"), 1).epochMicros());
        assertEquals(
                micros("2026-01-22T08:41:53Z"),
                clock.stamp(parsed("Jan 22 08:41:53"), 2).epochMicros());
        assertEquals(1, sink.assumed.size());
        StreamClock named =
                new StreamClock("log-20240105/redis.log", OptionalLong.empty(), ReadOptions.defaults(), sink);
        assertEquals(
                micros("2024-12-31T23:00:00Z"),
                named.stamp(parsed("Dec 31 23:00:00"), 1).epochMicros());
        assertEquals(
                micros("2025-01-01T01:00:00Z"),
                named.stamp(parsed("Jan  1 01:00:00"), 2).epochMicros());
    }

    @Test
    void aTimeOfDayNeedsADayFromTheFile() {
        Recorder sink = new Recorder();
        StreamClock none = new StreamClock("a.log", OptionalLong.empty(), ReadOptions.defaults(), sink);
        assertEquals(Stamp.NONE, none.stamp(parsed("07:41:09"), 1));
        StreamClock named = new StreamClock("a-2026-11-22.log", OptionalLong.empty(), ReadOptions.defaults(), sink);
        assertEquals(
                micros("2026-11-22T23:59:09Z"),
                named.stamp(parsed("23:59:09"), 1).epochMicros());
        assertEquals(
                micros("2026-11-23T00:01:09Z"),
                named.stamp(parsed("00:01:09"), 2).epochMicros());
    }

    @Test
    void abbreviationsWithSeveralMeaningsAreReported() {
        Recorder sink = new Recorder();
        StreamClock clock = new StreamClock("a", OptionalLong.empty(), ReadOptions.defaults(), sink);
        Stamp stamp = clock.stamp(parsed("Mon Jan  8 10:26:36 CST 2024"), 2);
        assertEquals(new Stamp(micros("2024-01-08T16:26:36Z"), TimeSource.ZONE_ASSUMED), stamp);
        assertTrue(sink.assumed.get(0).contains("CST"), sink.assumed.toString());
        clock.stamp(parsed("03/04/2026 10:00"), 3);
        assertTrue(sink.assumed.get(1).contains("month/day"), sink.assumed.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "info-everything-2026-11-22T085341Z.txt, 2026-11-22T08:53:41Z",
        "20240105-1112/redis.info, 2024-01-05T11:12:00Z",
        "dumps/2024-01-05/info-0930.txt, 2024-01-05T00:00:00Z",
        "info.1795336525.txt, 2026-11-22T08:35:25Z",
        "a.zip!2026-11-22_08-41-53/redis-6379.log, 2026-11-22T08:41:53Z",
        "redis_20261122084153.log, 2026-11-22T08:41:53Z"
    })
    void namesOfFilesAndFoldersHoldTimes(String name, String expected) {
        StreamClock clock = new StreamClock(name, OptionalLong.empty(), ReadOptions.defaults(), new Recorder());
        assertEquals(Optional.of(new Stamp(micros(expected), TimeSource.FILE_NAME)), clock.nameStamp());
    }

    @Test
    void namesWithoutTimesGiveNone() {
        assertTrue(NameTimes.in("redis-6379/info-10.1.2.3.txt").isEmpty());
    }

    @Test
    void theCalendarAgreesWithTheLibrary() {
        for (long day = -40_000; day < 60_000; day += 13) {
            java.time.LocalDate date = java.time.LocalDate.ofEpochDay(day);
            assertEquals(day, Calendar.daysSinceEpoch(date.getYear(), date.getMonthValue(), date.getDayOfMonth()));
            assertEquals(date.getYear(), Calendar.yearOf(day * 86_400_000_000L + 5));
        }
    }

    private static TimeText parsed(String text) {
        TimeText time = new TimeText();
        assertTrue(time.parse(text), text);
        return time;
    }

    private static Stamp stamp(String text, ReadOptions options) {
        return new StreamClock("a", OptionalLong.empty(), options, new Recorder()).stamp(parsed(text), 1);
    }

    private static long micros(String instant) {
        Instant parsed = Instant.parse(instant);
        return parsed.getEpochSecond() * 1_000_000L + parsed.getNano() / 1000;
    }

    private static ReadOptions options(ZoneId zone, OptionalInt year) {
        return new ReadOptions(
                zone, true, year, Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
    }
}
