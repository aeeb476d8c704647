package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.fleet.intake.ReadInput;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file of a capture's folder is read in its format and used for something, and the books say for what. */
final class InputsUsedTest {

    /** What is no input of the program. */
    private static final Set<String> ABOUT = Set.of("truth.json", "expected.json", "README.md", "score.py");

    /** MEMORY does not exist before 4.0, MALLOC-STATS not without jemalloc: a short answer, and that is said. */
    private static final Set<String> ANSWERS = Set.of("error-reply", "malloc-stats");

    private static final int SHORT = 1000;

    /** Base names of files and the format that must read them. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("info-memory.log", "info"),
            Map.entry("redis.log", "server-log"),
            Map.entry("replica.log", "server-log"),
            Map.entry("redis.conf", "config"),
            Map.entry("replica.conf", "config"),
            Map.entry("config.txt", "config"),
            Map.entry("malloc-stats.txt", "malloc-stats"),
            Map.entry("memory-stats.txt", "memory-stats"),
            Map.entry("memory-doctor.txt", "memory-doctor"),
            Map.entry("client-list.txt", "client-list"),
            Map.entry("smaps_rollup.txt", "proc-memory"),
            Map.entry("cow-child.csv", "csv"),
            Map.entry("grafana-human-de.csv", "csv"),
            Map.entry("grafana-human.csv", "csv"),
            Map.entry("long.csv", "csv"),
            Map.entry("redis_exporter-wide.csv", "csv"),
            Map.entry("prometheus-query_range.json", "prometheus"),
            Map.entry("query_range-derived.json", "prometheus"),
            Map.entry("promtool-query-range.txt", "openmetrics"),
            Map.entry("redis_exporter-metrics.prom", "openmetrics"));

    @TestFactory
    List<DynamicTest> everyFileIsUsed() throws IOException {
        List<Path> folders = new ArrayList<>(folders(Path.of("../shared/captures")));
        if (folders.isEmpty()) { // else samples are some of these
            folders.addAll(folders(Path.of("samples")));
        }
        folders.addAll(folders(Path.of("../shared/captures/versions")));
        return folders.stream()
                .filter(folder -> !folder.endsWith("versions"))
                .map(folder -> DynamicTest.dynamicTest(folder.toString(), () -> isUsed(folder)))
                .toList();
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of(); // the captures are not part of this project
        }
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static void isUsed(Path folder) {
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {});
        Ingest ingest = Ingest.read(
                List.of(folder.toString()),
                ReadOptions.defaults(),
                InputStream.nullInputStream(),
                instances,
                name -> {});
        assertEquals(List.of(), ingest.problems());
        List<String> misread = ingest.inputs().stream()
                .filter(InputsUsedTest::isMisread)
                .map(ReadInput::toString)
                .toList();
        assertEquals(List.of(), misread);
        List<String> unused = ingest.inputs().stream()
                .filter(input -> !ABOUT.contains(base(input)))
                .filter(input -> !isUsed(input))
                .map(ReadInput::toString)
                .toList();
        assertEquals(List.of(), unused);
        assertFalse(instances.timelines().isEmpty());
    }

    private static String base(ReadInput input) {
        return input.name().substring(input.name().lastIndexOf('/') + 1).replaceFirst("\\.gz$", "");
    }

    private static boolean isMisread(ReadInput input) {
        String base = base(input);
        String expected = EXPECTED.getOrDefault(base, base.startsWith("info-everything") ? "info" : input.format());
        return !ANSWERS.contains(input.format()) && !input.format().equals(expected);
    }

    private static boolean isUsed(ReadInput input) {
        return input.samples() + input.events() + input.exhibits() > 0
                || (ANSWERS.contains(input.format()) && input.bytes() < SHORT && input.rejected() == 0);
    }
}
