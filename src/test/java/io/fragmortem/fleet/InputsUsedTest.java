package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.fleet.intake.ReadInput;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.InstanceNames;
import io.fragmortem.timeline.Instances;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file of a capture's folder is used for something, and the books say for what. */
final class InputsUsedTest {

    /** What is no input of the program. */
    private static final Set<String> ABOUT = Set.of("truth.json", "expected.json", "README.md", "score.py");

    /** MEMORY does not exist before 4.0, MALLOC-STATS not without jemalloc: a short answer, and that is said. */
    private static final Set<String> ANSWERS = Set.of("error-reply", "malloc-stats");

    private static final int SHORT = 1000;

    @TestFactory
    List<DynamicTest> everyFileIsUsed() throws IOException {
        List<Path> folders = new ArrayList<>(folders(Path.of("samples")));
        folders.addAll(folders(Path.of("../shared/captures")));
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
        List<String> unused = ingest.inputs().stream()
                .filter(input ->
                        !ABOUT.contains(input.name().substring(input.name().lastIndexOf('/') + 1)))
                .filter(input -> !isUsed(input))
                .map(ReadInput::toString)
                .toList();
        assertEquals(List.of(), unused);
        assertFalse(instances.timelines().isEmpty());
    }

    private static boolean isUsed(ReadInput input) {
        return input.samples() + input.events() + input.exhibits() > 0
                || (ANSWERS.contains(input.format()) && input.bytes() < SHORT && input.rejected() == 0);
    }
}
