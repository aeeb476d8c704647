package io.fragmortem.memory;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.memory.MemoryDoctor.Finding;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.info.InfoFormat;
import io.fragmortem.source.Entry;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code src/test/resources/doctor} has a file for each line of versions whose MEMORY DOCTOR has words, fields or rules of its
 * own. A block is one moment: a title, what MEMORY DOCTOR said, and INFO of the same moment. "recorded" blocks come from a
 * running server; "written" ones, for what no server at hand would show, have the words of its source over figures that its
 * rule is about.
 */
final class DoctorSpecimensTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "doctor");

    /**
     * One moment of a server.
     *
     * @param title what it shows, and whether it was recorded
     * @param said what MEMORY DOCTOR printed
     * @param info INFO of the same moment
     */
    private record Moment(String title, String said, String info) {

        static Moment of(String block) {
            int line = block.indexOf('\n');
            int info = block.indexOf("--- INFO\n");
            return new Moment(
                    block.substring(0, line),
                    block.substring(line + 1, info),
                    block.substring(info + "--- INFO\n".length()));
        }

        MemoryModel model() throws IOException {
            Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {
                throw new IllegalStateException(rejected.toString());
            });
            InputStream text = new ByteArrayInputStream(info.getBytes(StandardCharsets.UTF_8));
            new InfoFormat().read(new Entry("info.txt", OptionalLong.empty(), text), ReadOptions.defaults(), instances);
            List<Timeline> timelines = instances.timelines();
            return MemoryModel.of(timelines.get(0));
        }
    }

    static List<String> files() throws IOException {
        try (Stream<Path> list = Files.list(FOLDER)) {
            return list.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static List<Moment> moments(String file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(FOLDER.resolve(file)))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^### "))
                    .filter(block -> !block.isBlank())
                    .map(Moment::of)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theServersWordsAreReproduced(String file) throws IOException {
        List<Moment> moments = moments(file);
        assertTrue(moments.size() >= 3, file);
        assertAll(moments.stream().map(moment -> () -> {
            MemoryModel model = moment.model();
            List<Finding> ours =
                    MemoryDoctor.verdict(model.timeline(), model.server(), 0).orElseThrow();
            assertEquals(DoctorText.findings(moment.said()), ours, file + ": " + moment.title());
        }));
    }

    @Test
    void everyFindingHasASpecimen() throws IOException {
        Set<Finding> seen = EnumSet.noneOf(Finding.class);
        for (String file : files()) {
            for (Moment moment : moments(file)) {
                seen.addAll(DoctorText.findings(moment.said()));
            }
        }
        assertEquals(EnumSet.allOf(Finding.class), seen);
    }

    /** Where the doctor's words or rules changed: 4.0, 5.0 (floors, layers), 7.0 (replicas), 7.4 (small bins), Valkey. */
    @ParameterizedTest
    @CsvSource({
        "redis-4.0, High fragmentation:",
        "redis-4.0, Big slave buffers:",
        "redis-5.0, High total RSS:",
        "redis-6.2, Big replica buffers:",
        "redis-7.0, Big replica buffers:",
        "redis-7.0-libc, High allocator fragmentation:",
        "redis-7.4, High total RSS:",
        "valkey-8.0, Valkey instance memory implants:",
        "valkey-8.1, High process RSS overhead:"
    })
    void theWordsOfEachLineOfVersionsAreThere(String line, String words) throws IOException {
        assertTrue(moments(line + ".txt.gz").stream()
                .anyMatch(moment -> moment.said().contains(words)));
    }
}
