package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Often one file is all that was saved: a log without a dump, a dump without a log, a table. None of them costs a page. */
final class EachFileAloneTest {

    private static final Path SPECIMENS = Path.of("src", "test", "resources", "specimens");

    @TempDir
    Path temporary;

    @Test
    void everyFileOfTheSamplesAndSpecimensHasItsPage() throws IOException {
        List<Path> files = files();
        Path archive = temporary.resolve("archive");
        for (int i = 0; i < files.size(); i++) {
            // a folder for each, so that no file helps another one
            Path folder = Files.createDirectories(archive.resolve("host-" + i));
            Files.copy(files.get(i), folder.resolve(files.get(i).getFileName()));
        }
        Path out = temporary.resolve("report");
        Program run = Program.run("analyze", archive.toString(), "-o", out.toString());
        assertEquals(0, run.code(), run.err());
        assertFalse(run.err().contains("defect"), run.err());
        try (Stream<Path> pages = Files.list(out.resolve("instances"))) {
            long count = pages.count();
            assertTrue(count > files.size() / 2, count + " pages of " + files.size() + " files");
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> samples = Files.walk(Path.of("samples"));
                Stream<Path> specimens = Files.walk(SPECIMENS)) {
            return Stream.concat(samples, specimens)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
