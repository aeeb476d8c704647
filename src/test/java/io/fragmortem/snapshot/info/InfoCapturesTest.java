package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real captures of the reference folder beside the project; skipped where it is not there. */
final class InfoCapturesTest {

    private static final Path SHARED = Path.of("../shared");

    @Test
    void everyCaptureGivesItsSamplesAtTheirTimes() throws IOException {
        List<Path> logs = files("captures", "info-memory.log");
        for (Path log : logs) {
            String truth = Files.readString(log.resolveSibling("truth.json"));
            Recorder recorder = read(log);
            long expected = (long) number(truth, "samples");
            assertEquals(expected, recorder.samples.size(), log.toString());
            assertEquals(number(truth, "failed_samples"), recorder.events.size(), log.toString());
            double first = recorder.samples.get(0).stamp().epochMicros() / 1e6;
            double last =
                    recorder.samples.get(recorder.samples.size() - 1).stamp().epochMicros() / 1e6;
            assertEquals(number(truth, "begin"), first, 1.0, log.toString());
            assertTrue(Math.abs(number(truth, "end") - last) < 6, log + " " + last);
            for (Sample sample : recorder.samples) {
                assertTrue(sample.stamp().source() == TimeSource.STATED
                        || sample.stamp().source() == TimeSource.ZONE_ASSUMED);
                assertTrue(sample.has(Field.USED_MEMORY), log.toString());
            }
            assertTrue(recorder.unknown.isEmpty(), log + " " + recorder.unknown);
        }
    }

    @Test
    void everyFullDumpIsReadWithATime() throws IOException {
        for (Path file : files("captures", "info-everything-")) {
            Recorder recorder = read(file);
            assertEquals(1, recorder.samples.size(), file.toString());
            TimeSource source = recorder.samples.get(0).stamp().source();
            assertTrue(source == TimeSource.SERVER_CLOCK || source == TimeSource.FILE_NAME, file + " " + source);
            assertTrue(recorder.samples.get(0).size() > 50, file.toString());
        }
    }

    @Test
    void everyDumpOfTheCorpusIsReadOrRefusedWithAReason() throws IOException {
        for (Path file : files("corpus", "")) {
            String name = file.getFileName().toString();
            if (!name.matches(".*\\.(txt|log|info|md)") || name.equals("README.md")) {
                continue;
            }
            Recorder recorder = read(file);
            // MEMORY STATS, MALLOC-STATS and server logs have readers of their own
            boolean others = name.matches("09[346789]-.*|10[01]-.*|s09-.*|s11-.*|s15-.*");
            assertEquals(others, new InfoFormat().recognise(Files.readAllBytes(file), name) == Sureness.NO, name);
            boolean lines = name.startsWith("s13");
            if (!others) {
                assertEquals(lines ? 2 : 1, recorder.samples.size(), name);
            }
        }
    }

    @Test
    void theFoundingDumpIsExact() throws IOException {
        Recorder recorder = read(files("", "founding.info").get(0));
        Sample sample = recorder.samples.get(0);
        assertEquals("10.1.36.33:6379", sample.origin().label().orElseThrow());
        assertEquals(6795239424.0, sample.get(Field.ALLOCATOR_RESIDENT).getAsDouble());
        assertEquals(-1084432384.0, sample.get(Field.RSS_OVERHEAD_BYTES).getAsDouble());
        assertTrue(sample.marks().isEmpty());
        assertFalse(sample.stamp().source() == TimeSource.SERVER_CLOCK);
    }

    private static List<Path> files(String folder, String part) throws IOException {
        Path root = SHARED.resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(root), "no reference folder");
        try (Stream<Path> walk = Files.walk(root.toRealPath(), folder.isEmpty() ? 1 : 9)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().contains(part))
                    .sorted()
                    .toList();
        }
    }

    private static Recorder read(Path file) throws IOException {
        Recorder recorder = new Recorder();
        OptionalLong modified = OptionalLong.of(Files.getLastModifiedTime(file).toMillis() * 1000);
        try (InputStream stream = Files.newInputStream(file)) {
            new InfoFormat().read(new Entry(file.toString(), modified, stream), ReadOptions.defaults(), recorder);
        }
        return recorder;
    }

    private static double number(String json, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\": ([0-9.]+)").matcher(json);
        assertTrue(matcher.find(), key);
        return Double.parseDouble(matcher.group(1));
    }
}
