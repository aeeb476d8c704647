package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file has one time and may hold several dumps: none of them may be lost behind another. */
final class SeveralMomentsTest {

    private static final String SICK =
            "\"used_memory\":5368833784,\"used_memory_rss\":9422303232,\"mem_allocator\":\"jemalloc-5.1.0\"";
    private static final String WELL =
            "\"used_memory\":5368837704,\"used_memory_rss\":5622303232,\"mem_allocator\":\"jemalloc-5.1.0\"";
    private static final String SICK_TEXT =
            "\"# Memory\\r\\nused_memory:5368833784\\r\\nused_memory_rss:9422303232\\r\\n\"";
    private static final String WELL_TEXT =
            "\"# Memory\\r\\nused_memory:5368837704\\r\\nused_memory_rss:5622303232\\r\\n\"";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"before\":{" + SICK + "},\"after\":{" + WELL + "}}",
                "[{" + SICK + "},{" + WELL + "}]",
                "{\"before\":" + SICK_TEXT + ",\"after\":" + WELL_TEXT + "}",
                "[{\"info\":" + SICK_TEXT + "},{\"info\":" + WELL_TEXT + "}]"
            })
    void dumpsOfOneFileWithoutTimesAreMoments(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("two.json"), json);
        Program exported = Program.run("export", file.toString(), "--to", "jsonl");
        assertEquals(2, exported.out().lines().count(), exported.out());
        Program diagnosed = Program.run(
                "analyze", file.toString(), "-o", folder.resolve("out").toString());
        assertEquals(0, diagnosed.code(), diagnosed.err());
        String result = Files.readString(folder.resolve("out").resolve("result.json"));
        assertTrue(result.contains("\"samples\":2"), result.substring(0, Math.min(600, result.length())));
    }
}
