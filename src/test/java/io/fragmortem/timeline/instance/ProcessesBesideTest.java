package io.fragmortem.timeline.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Loops over several servers into one file: nobody is named, and all have one port. */
class ProcessesBesideTest {

    private static final String A = "a1".repeat(20);
    private static final String B = "b2".repeat(20);

    @Test
    void processesThatRanAtOnceAreServersOfTheirOwn() throws IOException {
        String text = time(0)
                + dump(A, 90_000, 1)
                + time(0)
                + dump(B, 80_000, 3)
                + time(1)
                + dump(A, 90_060, 1)
                + time(1)
                + dump(B, 80_060, 3);
        assertEquals(List.of("caches: 2 samples", "caches run b2b2b2b2: 2 samples"), instances(text));
    }

    @Test
    void aTimeStandsAboveTheDumpsOfAWholeRound() throws IOException {
        String text =
                time(0) + dump(A, 90_000, 1) + dump(B, 80_000, 3) + time(1) + dump(A, 90_060, 1) + dump(B, 80_060, 3);
        assertEquals(List.of("caches: 2 samples", "caches run b2b2b2b2: 2 samples"), instances(text));
    }

    @Test
    void aProcessThatBeganAfterTheLastOneIsARestart() throws IOException {
        String text = time(0) + dump(A, 90_000, 1) + time(5) + dump(B, 120, 3);
        assertEquals(List.of("caches: 2 samples"), instances(text));
    }

    private static String time(int minute) {
        return "2026-11-20T10:0" + minute + ":00Z\n";
    }

    private static String dump(String runId, int uptime, int gigabytes) {
        return "# Server\r\nredis_version:7.0.15\r\nprocess_id:1\r\nrun_id:" + runId
                + "\r\ntcp_port:6379\r\nuptime_in_seconds:" + uptime + "\r\n# Memory\r\nused_memory:" + gigabytes
                + "000000000\r\nused_memory_rss:" + gigabytes + "100000000\r\n\r\n";
    }

    private static List<String> instances(String text) throws IOException {
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {});
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        new Sniffer(Formats.all())
                .read(
                        new Entry("caches.txt", OptionalLong.empty(), new ByteArrayInputStream(bytes)),
                        ReadOptions.defaults(),
                        instances);
        return instances.timelines().stream()
                .map(timeline -> timeline.name() + ": " + timeline.size() + " samples")
                .toList();
    }
}
