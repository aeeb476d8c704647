package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of the site: three pieces of source and nothing else make a new cause a verdict. */
final class AddingACauseTest {

    private static final Path SOURCES = Path.of("src/main/java/io/fragmortem/diagnosis");

    private static final String DUMP = """
            redis_version:8.10.0
            used_memory:1000000000
            used_memory_rss:1050000000
            used_memory_hash_templates:600000000
            """;

    @TempDir
    private Path folder;

    /** The sources of the diagnosis with the three pieces in their places. */
    private WorkedExample program() throws Exception {
        List<String> pieces = WorkedExample.pieces("adding-a-cause.md", "java");
        assertEquals(3, pieces.size());
        WorkedExample program = new WorkedExample(folder);
        try (Stream<Path> all = Files.walk(SOURCES)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".java") && !f.endsWith("package-info.java"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                String name = String.valueOf(file.getFileName());
                if (name.equals("Cause.java")) {
                    text = WorkedExample.inserted(text, "    IMPLAUSIBLE_READING(", pieces.get(0));
                } else if (name.equals("Rules.java")) {
                    text = WorkedExample.inserted(text, "            new KeyspaceRule(),", pieces.get(2));
                }
                program.source(name, text);
            }
        }
        program.source("HashTemplatesRule.java", pieces.get(1));
        program.compile();
        return program;
    }

    @Test
    void thePiecesOfThePageMakeAVerdict() throws Exception {
        String said = program().said(DUMP, "diagnose", "--format", "json", "-");
        assertTrue(said.contains("\"cause\":\"hash-templates\",\"confidence\":\"high\""), said);
        assertTrue(said.contains("\"whole\":\"used\""), said);
    }
}
