package io.fragmortem.snapshot.time.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Told;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stream as a whole says about the years, days, zones and orders that its times leave out. */
@SuppressWarnings("StringConcatToTextBlock") // line ends matter here
final class StreamClockTest {

    private static final String DUMP = "# Memory\r\nused_memory:50000000\r\nused_memory_rss:60000000\r\n"
            + "used_memory_peak:50000000\r\nmaxmemory:0\r\nmem_allocator:jemalloc-5.3.0\r\n";

    /** A day in a name says that the file was written then; the hour of that day is the modification's, that of another is a copy's. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T08:40:34Z, 2026-11-22T08:40:34Z",
        "2026-11-23T08:40:34Z, 2026-11-22T00:00:00Z",
        "2026-11-21T23:40:34Z, 2026-11-22T00:00:00Z"
    })
    void aDayInANameHasTheHourOfItsModification(String modified, String expected) {
        assertEquals(
                List.of(expected),
                times(read("cache-2026-11-22.info", modified, ReadOptions.defaults(), "")).stream()
                        .distinct()
                        .toList());
    }

    @Test
    void theGivenZoneAppliesWithItsSummerTime() {
        ReadOptions berlin = new Told().zone(ZoneId.of("Europe/Berlin")).options();
        assertEquals(
                List.of("2026-07-01T10:00:00Z", "2026-01-01T11:00:00.500Z", "2026-01-01T11:00:00Z"),
                times(read(
                        "a",
                        "2026-11-21T00:00:00Z",
                        berlin,
                        "2026-07-01 12:00:00",
                        "2026-01-01 12:00:00.5",
                        "Thu Jan  1 12:00:00 CST 2026")));
    }

    /** 02:00 to 03:00 passes twice in the night of 2026-10-25; what merely swaps places by seconds is no second passage. */
    @Test
    void whatStepsBackInTheHourThatClocksRepeatIsAnHourLater() {
        ReadOptions berlin = new Told().zone(ZoneId.of("Europe/Berlin")).options();
        Recorder night = read(
                "a",
                "2026-11-21T00:00:00Z",
                berlin,
                "2026-10-25 01:40:00",
                "2026-10-25 02:40:00",
                "2026-10-25 02:39:55",
                "2026-10-25 02:10:00",
                "2026-10-25 02:40:00",
                "2026-10-25 03:10:00");
        assertEquals(
                List.of(
                        "2026-10-24T23:40:00Z",
                        "2026-10-25T00:40:00Z",
                        "2026-10-25T00:39:55Z",
                        "2026-10-25T01:10:00Z",
                        "2026-10-25T01:40:00Z",
                        "2026-10-25T02:10:00Z"),
                times(night));
        assertTrue(
                night.assumed.stream().anyMatch(told -> told.contains("hour that Europe/Berlin has twice")),
                night.assumed.toString());
    }

    /** Each instance of a table that is sorted by instance passes the night anew. */
    @Test
    void theNightMayPassTwiceInOneStream() {
        ReadOptions berlin = new Told().zone(ZoneId.of("Europe/Berlin")).options();
        String[] night = {"2026-10-25 02:30:00", "2026-10-25 02:00:00", "2026-10-25 03:30:00", "2026-10-25 01:30:00"};
        List<String> once = times(read("a", "2026-11-21T00:00:00Z", berlin, night));
        List<String> twice = times(read(
                "a",
                "2026-11-21T00:00:00Z",
                berlin,
                Stream.concat(Arrays.stream(night), Arrays.stream(night)).toArray(String[]::new)));
        assertEquals(Stream.concat(once.stream(), once.stream()).toList(), twice);
    }

    /** Clocks leap over 02:30 of 2026-03-29; a count of seconds in 32 bits ends in 2038. */
    @Test
    void springAndTheYear2038AreNights() {
        ReadOptions berlin = new Told().zone(ZoneId.of("Europe/Berlin")).options();
        assertEquals(
                List.of("2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z", "2038-01-19T03:14:07Z", "2038-01-19T03:14:08Z"),
                times(read(
                        "a",
                        "2039-01-01T00:00:00Z",
                        berlin,
                        "2026-03-29 01:59:00",
                        "2026-03-29 03:00:00",
                        "2147483647",
                        "2147483648")));
    }

    @Test
    void theGivenYearIsThatOfTheFirstTime() {
        ReadOptions options = new Told().zone(ZoneOffset.UTC).year(2023).options();
        assertEquals(
                List.of("2023-12-31T23:00:00Z", "2024-01-01T01:00:00Z"),
                times(read("a", "2026-11-21T00:00:00Z", options, "Dec 31 23:00:00", "Jan  1 01:00:00")));
    }

    @Test
    void theLastTimeLiesBeforeTheFileWasWritten() {
        Recorder read = read("a", "2026-02-01T00:00:00Z", "Nov 22 08:41:53", "Dec 31 23:00:00", "Jan 22 08:41:53");
        assertEquals(List.of("2025-11-22T08:41:53Z", "2025-12-31T23:00:00Z", "2026-01-22T08:41:53Z"), times(read));
        assertTrue(read.assumed.get(0).contains("2026"), read.assumed.toString());
        assertEquals(
                List.of(
                        "2024-12-31T23:00:00Z",
                        "2025-01-01T01:00:00Z",
                        "2025-06-01T00:00:00Z",
                        "2025-12-31T23:00:00Z",
                        "2026-01-02T00:00:00Z"),
                times(read(
                        "a",
                        "2026-02-01T00:00:00Z",
                        "Dec 31 23:00:00",
                        "Jan 1 01:00:00",
                        "Jun 1 00:00:00",
                        "Dec 31 23:00:00",
                        "Jan 2 00:00:00")));
    }

    @ParameterizedTest
    @CsvSource({
        // rotated a few days later, captured from that evening on, and a year alone
        "redis.log-20240105, 2023-12-31T23:00:00Z, 2024-01-01T01:00:00Z",
        "capture-20241231-2300.txt, 2024-12-31T23:00:00Z, 2025-01-01T01:00:00Z",
        "redis-2024.log, 2023-12-31T23:00:00Z, 2024-01-01T01:00:00Z"
    })
    void theNameOfTheFileIsSurerThanItsModification(String name, String first, String second) {
        assertEquals(
                List.of(first, second),
                times(read(name, "2026-11-21T00:00:00Z", "Dec 31 23:00:00", "Jan  1 01:00:00")));
    }

    @Test
    void aTimeOfDayIsTheLastOneBeforeTheFileWasWritten() {
        assertEquals(
                List.of("2026-11-19T23:50:00Z", "2026-11-20T11:00:00Z", "2026-11-20T23:50:00Z"),
                times(read("a", "2026-11-21T00:00:00Z", "23:50:00", "11:00:00", "23:50:00")));
        assertEquals(
                List.of("2026-11-22T23:59:09Z", "2026-11-23T00:01:09Z"),
                times(read("a-2026-11-22.log", "2026-12-21T00:00:00Z", "23:59:09", "00:01:09")));
    }

    @Test
    void aTimeOfDayBelowADateIsOnThatDay() {
        assertEquals(
                List.of("2026-11-20T15:04:00Z"), times(read("a", "2026-11-30T00:00:00Z", "Fri 11/20/2026\n03:04 PM")));
        String asked = "The current date is: Fri 11/20/2026\nThe current time is: 15:04:05.25";
        assertEquals(List.of("2026-11-20T15:04:05.250Z"), times(read("a", "2026-11-30T00:00:00Z", asked)));
    }

    @Test
    void nothingIsKnownWhereNothingTells() {
        Recorder read = read("a", "", "Nov 22 08:41:53", "07:41:09");
        assertEquals(List.of("NONE", "NONE"), times(read));
        assertTrue(read.assumed.get(0).contains("--year"), read.assumed.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "03/04/2026 10:00 | 15/04/2026 10:00, 2026-04-03T10:00:00Z, as the other dates",
        "03/04/2026 10:00 | 04/15/2026 10:00, 2026-03-04T10:00:00Z, month first",
        // midnight passes: the number that changes is the day
        "11/09/2026 23:50 | 11/10/2026 00:00, 2026-11-09T23:50:00Z, month first",
        "09/11/2026 23:50 | 10/11/2026 00:00, 2026-11-09T23:50:00Z, as the other dates",
        // one of the two lies after the file was written
        "11/12/2026 23:50 | 11/12/2026 23:51, 2026-11-12T23:50:00Z, month first",
        "12/11/2026 23:50 | 12/11/2026 23:51, 2026-11-12T23:50:00Z, nothing in the input tells",
        "03/04/2026 10:00:00 PM | 03/04/2026 11:00:00 PM, 2026-03-04T22:00:00Z, American",
        "03/04/2026 10:00 | 03/04/2026 11:00, 2026-04-03T10:00:00Z, nothing in the input tells"
    })
    void theStreamDecidesWhetherTheMonthIsFirst(String lines, String first, String told) {
        Recorder read = read("a", "2026-11-21T00:00:00Z", lines.split(" \\| "));
        assertEquals(first, times(read).get(0));
        assertTrue(read.assumed.stream().anyMatch(text -> text.contains(told)), read.assumed.toString());
        StringBuilder table = new StringBuilder("time,used_memory,used_memory_rss\n");
        for (String line : lines.split(" \\| ")) {
            table.append(line).append(",5,6\n");
        }
        Recorder csv = recorded("csv", "a", "2026-11-21T00:00:00Z", table.toString(), ReadOptions.defaults());
        assertEquals(first, times(csv).get(0));
        assertTrue(csv.assumed.stream().anyMatch(text -> text.contains(told)), csv.assumed.toString());
    }

    @Test
    void aWeekdayTellsTheOrderOfItsDate() {
        Recorder read = read("a", "2026-11-21T00:00:00Z", "Fr 03/04/2026 10:00", "Wed 03/04/2026 10:00");
        assertEquals(List.of("2026-04-03T10:00:00Z", "2026-03-04T10:00:00Z"), times(read));
        assertTrue(read.assumed.stream().noneMatch(text -> text.contains("03/04")), read.assumed.toString());
    }

    @Test
    void thousandsOfRowsAreLookedAtForTheOrder() {
        StringBuilder table = new StringBuilder("time,used_memory,used_memory_rss\n");
        for (int minute = 0; minute < 1500; minute++) {
            table.append(
                    String.format("11/%02d/2026 %02d:%02d,5,6%n", 9 + minute / 1440, minute / 60 % 24, minute % 60));
        }
        Recorder csv = recorded("csv", "a", "2027-11-21T00:00:00Z", table.toString(), ReadOptions.defaults());
        assertEquals("2026-11-09T00:00:00Z", times(csv).get(0));
        assertEquals("2026-11-10T00:59:00Z", times(csv).get(1499));
    }

    @Test
    void abbreviationsWithSeveralMeaningsAreReported() {
        Recorder read = read("a", "2026-11-21T00:00:00Z", "Mon Jan  8 10:26:36 CST 2024");
        assertEquals(
                new Stamp(micros("2024-01-08T16:26:36Z"), TimeSource.ZONE_ASSUMED),
                read.samples.get(0).stamp());
        assertTrue(
                read.assumed.get(0).contains("CST") && read.assumed.get(0).contains("-06:00"), read.assumed.toString());
    }

    @Test
    void cstBesideChineseTextIsChinas() {
        for (String text : List.of(
                "\u6e05\u7a7a\u524d\uff1a\nMon Jan  8 10:26:36 CST 2024",
                "Mon Jan  8 10:26:36 CST 2024\n\u5185\u5b58\u5982\u4e0b\uff1a")) {
            Recorder read = read("a", "2026-11-21T00:00:00Z", text);
            assertEquals(List.of("2024-01-08T02:26:36Z"), times(read));
            assertTrue(read.assumed.get(0).contains("+08:00"), read.assumed.toString());
        }
        assertEquals(
                List.of("2024-01-08T02:26:36Z"), times(read("\u5185\u5b58.txt", "", "Mon Jan  8 10:26:36 CST 2024")));
    }

    @Test
    void headersOfWatchNameWhoSpeaks() {
        Recorder read = read(
                "a",
                "2026-11-21T00:00:00Z",
                "Every 10.0s: redis-cli info memory | grep -E \"^used_memory(_rss|_peak)?:|mem_frag.*ratio\"        cache-7: Fri Nov 20 08:00:00 2026\n");
        assertEquals(List.of("2026-11-20T08:00:00Z"), times(read));
        assertEquals(Optional.of("cache-7"), read.samples.get(0).origin().label());
        String stats =
                "Every 2.0s: redis-cli memory stats    cache-7: Fri Nov 20 08:00:00 2026\n\ntotal.allocated\n50000000\n";
        Recorder replies = recorded("memory-stats", "a", "", stats, ReadOptions.defaults());
        assertEquals(List.of("2026-11-20T08:00:00Z"), times(replies));
        assertEquals(Optional.of("cache-7"), replies.samples.get(0).origin().label());
    }

    @Test
    void linesThatLookLikeTimesAndAreNotUnderstoodAreTold() {
        // Thai years are those of the Buddha
        Recorder read = read(
                "a",
                "2026-11-21T00:00:00Z",
                "\u0e28. 20 \u0e1e.\u0e22. 2569 08:00:00 +07",
                "\u0e28. 20 \u0e1e.\u0e22. 2569 08:10:00 +07");
        assertTrue(read.assumed.stream().anyMatch(text -> text.startsWith("2 lines such as")), read.assumed.toString());
        for (String[] headings : List.of(
                new String[] {"--- dump 1 ---", "--- dump 2 ---"},
                new String[] {"10.0.0.1 200 3 of 4", "10.0.0.2 300 4 of 4"},
                new String[] {"2026-11-20 08:00", "2026-11-20 09:00"})) {
            Recorder other = read("a", "2026-11-21T00:00:00Z", headings);
            assertTrue(
                    other.assumed.stream().noneMatch(text -> text.contains("look like times")),
                    other.assumed.toString());
        }
    }

    @Test
    void whatIsHeldBackKeepsItsOrderAndItsInterval() {
        ReadOptions interval = new Told()
                .zone(ZoneOffset.UTC)
                .interval(java.time.Duration.ofMinutes(1))
                .options();
        Recorder read = recorded(
                "info",
                "a",
                "2026-02-01T00:00:00Z",
                "Nov 22 08:41:53\n" + DUMP + DUMP + "Jan 22 08:41:53\n" + DUMP,
                interval);
        assertEquals(List.of("2025-11-22T08:41:53Z", "2025-11-22T08:42:53Z", "2026-01-22T08:41:53Z"), times(read));
        assertEquals(TimeSource.INTERVAL, read.samples.get(1).stamp().source());
    }

    @ParameterizedTest
    @CsvSource({
        "info-everything-2026-11-22T085341Z.txt, 2026-11-22T08:53:41Z",
        "20240105-1112/redis.info, 2024-01-05T11:12:00Z",
        "dumps/2024-01-05/info-0930.txt, 2024-01-05T00:00:00Z",
        "info.1795336525.txt, 2026-11-22T08:35:25Z",
        "dump_1714557600.txt, 2024-05-01T10:00:00Z",
        "a.zip!2026-11-22_08-41-53/redis-6379.log, 2026-11-22T08:41:53Z",
        "info-2024-05-01_10-00.txt, 2024-05-01T10:00:00Z",
        "info-2024-05-01_10h00m05.txt, 2024-05-01T10:00:05Z",
        "redis_20261122084153.log, 2026-11-22T08:41:53Z",
        "redis-22Nov2026.log, 2026-11-22T00:00:00Z",
        "Screenshot 2026-11-22 at 08.41.53.txt, 2026-11-22T08:41:53Z",
        "\u5185\u5b58_2026\u5e7411\u670822\u65e5.txt, 2026-11-22T00:00:00Z"
    })
    void namesOfFilesAndFoldersHoldTimes(String name, String expected) {
        StreamClock clock = new StreamClock(name, OptionalLong.of(7), ReadOptions.defaults(), (origin, told) -> {});
        assertEquals(Optional.of(new Stamp(micros(expected), TimeSource.FILE_NAME)), clock.nameStamp());
    }

    @ParameterizedTest
    @CsvSource({
        "redis-6379/info-10.1.2.3.txt",
        "plain.txt",
        "x-20241399-100000.txt",
        "tmp.1795336525123456789/a",
        "may-dumps/redis.txt"
    })
    void otherNamesHoldNone(String name) {
        StreamClock clock = new StreamClock(name, OptionalLong.of(7), ReadOptions.defaults(), (origin, told) -> {});
        assertEquals(new Stamp(7, TimeSource.FILE_MODIFIED), clock.fallback());
        assertEquals(
                Stamp.NONE,
                new StreamClock(name, OptionalLong.empty(), ReadOptions.defaults(), (origin, told) -> {}).fallback());
    }

    private static List<String> times(Recorder recorder) {
        List<String> times = new ArrayList<>();
        recorder.samples.forEach(sample -> times.add(
                sample.stamp().known()
                        ? Instant.EPOCH
                                .plus(sample.stamp().epochMicros(), java.time.temporal.ChronoUnit.MICROS)
                                .toString()
                        : "NONE"));
        return times;
    }

    private static Recorder read(String name, String written, String... timeLines) {
        return read(name, written, ReadOptions.defaults(), timeLines);
    }

    private static Recorder read(String name, String written, ReadOptions options, String... timeLines) {
        StringBuilder text = new StringBuilder();
        for (String line : timeLines) {
            text.append(line).append('\n').append(DUMP);
        }
        return recorded("info", name, written, text.toString(), options);
    }

    private static Recorder recorded(String format, String name, String written, String text, ReadOptions options) {
        Recorder sink = new Recorder();
        OptionalLong modified = written.isEmpty() ? OptionalLong.empty() : OptionalLong.of(micros(written));
        ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        try {
            Formats.named(format).orElseThrow().read(new Entry(name, modified, in), options, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink;
    }

    private static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }
}
