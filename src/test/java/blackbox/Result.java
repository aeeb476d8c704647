package blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code analyze} finds, for tests that read no page: its pages are a word each, which is a third of the work less. */
final class Result {

    private static final Path PAGES = Path.of("src", "test", "resources", "bare-pages");

    private Result() {}

    /** The run of an analysis into this folder. */
    static Program run(Path input, Path out) {
        return Program.run(
                "analyze", input.toString(), "-o", out.toString(), "--quiet", "--templates", PAGES.toString());
    }

    /** What it found, as JSON. */
    static String json(Path out) throws IOException {
        return Files.readString(out.resolve("result.json"));
    }
}
