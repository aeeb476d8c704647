package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Told;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the time of a dump comes from. */
@SuppressWarnings("StringConcatToTextBlock") // line ends matter here
final class InfoTimesTest {

    private static final String DUMP = "# Memory\r\nused_memory:5\r\nused_memory_rss:6\r\n";
    private static final long BASE = 1_795_336_525L;

    @Test
    void theServersClockWins() {
        String dump = "# Server\r\nredis_version:7.0.1\r\nserver_time_usec:1795336525127001\r\n\r\n" + DUMP;
        for (String text : List.of("1795336000\n" + dump, "1795336000\n " + dump)) {
            Sample sample = read("a", text, false).samples.get(0);
            assertEquals(TimeSource.SERVER_CLOCK, sample.stamp().source());
            assertEquals(1_795_336_525_127_001L, sample.stamp().epochMicros());
        }
    }

    @Test
    void theTimeLineAboveCountsOncePerSpeaker() {
        assertEquals(
                List.of("STATED 0", "NONE", "STATED 2"),
                times(read("a", BASE + "\n" + DUMP + DUMP + (BASE + 2) + "\n" + DUMP, false)));
    }

    @Test
    void aTimeLineBelowBelongsToTheDumpAbove() {
        String text = DUMP + BASE + "\n" + DUMP + (BASE + 1) + "\n" + DUMP + (BASE + 2) + "\n";
        assertEquals(List.of("STATED 0", "STATED 1", "STATED 2"), times(read("a", text, false)));
        assertEquals(
                List.of("STATED 0", "STATED 1", "STATED 2"), times(read("a", text.replace("used", " used"), false)));
    }

    /** Scripts print the time under a name of their own: it dates the dump below and is no server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "capture_time: ",
                "captured_at: ",
                "snapshot-time: ",
                "log_time=",
                "Collection_Timestamp_UTC: ",
                "fetched-at = "
            })
    void aNameForTheTimeOfACaptureIsNoServer(String name) {
        String text = name + "2026-11-22 08:35:25Z\n" + DUMP + name + "2026-11-22 08:35:26Z\n" + DUMP;
        Recorder seen = read("a", text, false);
        assertEquals(List.of("STATED 0", "STATED 1"), times(seen));
        assertTrue(
                seen.samples.stream().allMatch(sample -> sample.origin().label().isEmpty()));
    }

    /** When a server started is not when it was asked. */
    @Test
    void aNameForAnotherMomentDatesNothingAndIsNoServer() {
        Recorder seen = read("a", "started_at: 2026-11-22 08:35:25Z\n" + DUMP, false);
        assertTrue(seen.samples.stream().noneMatch(sample -> sample.stamp().source() == TimeSource.STATED));
        assertTrue(
                seen.samples.stream().allMatch(sample -> sample.origin().label().isEmpty()));
    }

    @Test
    void aLostFirstTimeDoesNotShiftTheOthers() {
        String text = DUMP + "\n" + BASE + "\n" + DUMP + "\n" + (BASE + 1) + "\n" + DUMP;
        assertEquals(List.of("NONE", "STATED 0", "STATED 1"), times(read("a", text, false)));
        assertEquals(List.of("INTERVAL -10", "STATED 0", "STATED 1"), times(read("a", text, true)));
    }

    @Test
    void theNameOfTheFileDatesItsOnlyDump() {
        assertEquals(List.of("FILE_NAME 0"), times(read("x/info-2026-11-22T083525Z.txt", DUMP, false)));
        assertEquals(List.of("FILE_MODIFIED 100"), times(read("x/info.txt", DUMP, false)));
        assertEquals(List.of("FILE_NAME 0", "NONE"), times(read("x/info-2026-11-22T083525Z.txt", DUMP + DUMP, false)));
    }

    @Test
    void theIntervalCountsFromWhatIsKnown() {
        String three = DUMP + DUMP + DUMP;
        assertEquals(
                List.of("FILE_NAME 0", "INTERVAL 10", "INTERVAL 20"),
                times(read("info-2026-11-22T083525Z.txt", three, true)));
        assertEquals(List.of("INTERVAL 80", "INTERVAL 90", "INTERVAL 100"), times(read("a", three, true)));
        assertEquals(List.of("STATED 0", "INTERVAL 10", "INTERVAL 20"), times(read("a", BASE + "\n" + three, true)));
        assertEquals(List.of("NONE", "NONE", "NONE"), times(read("a", three, false)));
    }

    @Test
    void aLineOfAServerLogDatesTheDumpBelow() {
        String text = "12:M 22 Nov 2026 08:35:25.000 # crash\nsome words\n" + DUMP;
        assertEquals(List.of("ZONE_ASSUMED 0"), times(read("a", text, false)));
        assertEquals(List.of("YEAR_ASSUMED 0"), times(read("a", text.replace(" 2026", ""), false)));
    }

    @Test
    void assumptionsAreToldOnce() {
        Recorder recorder = read("a", "2026-11-22 08:35:25\n" + DUMP + "2026-11-22 08:35:26\n" + DUMP, false);
        assertEquals(1, recorder.assumed.size());
        assertTrue(recorder.assumed.get(0).contains("UTC"), recorder.assumed.toString());
    }

    @Test
    void manyUntimedDumpsDoNotPileUp() {
        Recorder recorder = read("info-2026-11-22T083525Z.txt", DUMP.repeat(20_100), false);
        assertEquals(20_100, recorder.samples.size());
        assertEquals(TimeSource.NONE, recorder.samples.get(0).stamp().source());
    }

    private static Recorder read(String name, String text, boolean interval) {
        ReadOptions options =
                interval ? new Told().interval(Duration.ofSeconds(10)).options() : ReadOptions.defaults();
        Recorder recorder = new Recorder();
        try {
            new InfoFormat()
                    .read(
                            new Entry(
                                    name,
                                    OptionalLong.of((BASE + 100) * 1_000_000L),
                                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
                            options,
                            recorder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return recorder;
    }

    private static List<String> times(Recorder recorder) {
        return recorder.samples.stream()
                .map(sample -> sample.stamp().source()
                        + (sample.stamp().known() ? " " + (sample.stamp().epochMicros() / 1_000_000L - BASE) : ""))
                .toList();
    }
}
