package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What measures is not part of the build; whoever wants to measure must not have to mend it first. */
class BenchTest {

    @TempDir
    private Path classes;

    /** All but what needs a library that only the profile of the benchmarks has. */
    @Test
    void whatMeasuresCompilesAgainstTheProgram() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-d",
                classes.toString(),
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path"))));
        int options = arguments.size();
        try (Stream<Path> files = Files.walk(Path.of("src/bench/java"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                if (!Files.readString(file).contains("import org.openjdk.jmh.")) {
                    arguments.add(file.toString());
                }
            }
        }
        assertTrue(arguments.size() > options + 5, arguments.toString());
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler().run(null, errors, errors, arguments.toArray(String[]::new));
        assertEquals(0, failed, errors.toString(StandardCharsets.UTF_8));
    }
}
