package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files that once lost data: dumps inside records, each with a time of its own. */
final class TimedRecordsTest {

    private static final Path REPRO = Path.of("..", "shared", "repro");

    @ParameterizedTest
    @CsvSource({
        "jsonl-info-strings.jsonl, 40, 40, 1",
        "docker-json-file.log, 40, 40, 1",
        "csv-time-info.csv, 40, 40, 1",
        "oneline-40-dumps.txt, 40, 1, 1",
        "ansible-10-hosts.json, 10, 1, 10"
    })
    void noDumpIsLost(String file, int samples, int times, int speakers) throws IOException {
        assumeTrue(Files.isDirectory(REPRO));
        Recorder seen = new Recorder();
        byte[] bytes = Files.readAllBytes(REPRO.resolve(file));
        new Sniffer(Formats.all())
                .read(
                        new Entry(file, OptionalLong.empty(), new ByteArrayInputStream(bytes)),
                        ReadOptions.defaults(),
                        seen);
        assertEquals(samples, seen.samples.size());
        assertEquals(times, seen.samples.stream().map(Sample::stamp).distinct().count());
        assertEquals(
                speakers,
                seen.samples.stream().map(s -> s.origin().label()).distinct().count());
        assertEquals(0, seen.rejected.size());
    }
}
