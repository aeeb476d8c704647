package blackbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What measures is not part of the build; whoever wants to measure must not have to mend it first. */
class BenchTest {

    @TempDir
    private Path folder;

    /** All but what needs a library that only the profile of the benchmarks has. */
    @Test
    void whatMeasuresCompilesAgainstTheProgram() throws Exception {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/bench/java"))) {
            sources = files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
        int compiled = 0;
        try (WorkedExample bench = new WorkedExample(folder)) {
            for (Path source : sources) {
                String text = Files.readString(source);
                if (!text.contains("import org.openjdk.jmh.")) {
                    bench.source(source.getFileName().toString(), text);
                    compiled++;
                }
            }
            bench.compile();
        }
        assertTrue(compiled > 5, sources.toString());
    }
}
