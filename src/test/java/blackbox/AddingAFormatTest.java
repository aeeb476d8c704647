package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of the site: one class, one row of the registry and its words make a new format known everywhere. */
final class AddingAFormatTest {

    private static final Path REGISTRY = Path.of("src/main/java/io/fragmortem/snapshot/Formats.java");

    @TempDir
    private Path folder;

    private String specimen = "";
    private String golden = "";
    private String row = "";

    private static List<String> pieces(String language, int count) throws Exception {
        List<String> pieces = WorkedExample.pieces("adding-a-format.md", language);
        assertEquals(count, pieces.size(), language);
        return pieces;
    }

    /** A last line that was cut has no end: the fence's own is taken away. */
    @BeforeEach
    void readThePage() throws Exception {
        List<String> texts = pieces("text", 2);
        specimen = texts.get(0).stripTrailing();
        golden = texts.get(1);
        row = pieces("markdown", 1).get(0);
    }

    /** The program with the pieces of the page in their places. */
    private WorkedExample program() throws Exception {
        WorkedExample program = new WorkedExample(folder);
        List<String> java = pieces("java", 2);
        program.source("CachewatchFormat.java", java.get(0));
        String registry =
                WorkedExample.inserted(Files.readString(REGISTRY), "            new RdbFormat(),", java.get(1));
        program.source(
                "Formats.java",
                WorkedExample.inserted(
                        registry,
                        "import io.fragmortem.snapshot.system.CgroupFormat;",
                        "import io.fragmortem.snapshot.system.CachewatchFormat;\n"));
        List<String> words = pieces("properties", 2);
        for (String language : List.of("en", "zh")) {
            String[] both = words.get(language.equals("en") ? 0 : 1).split("(?=input\\.)");
            assertEquals(2, both.length);
            program.appended("io/fragmortem/cli_" + language + ".properties", both[0]);
            program.appended("io/fragmortem/input_" + language + ".properties", both[1]);
        }
        program.compile();
        return program;
    }

    @Test
    void theSpecimenGivesWhatThePageSays() throws Exception {
        String seen;
        try (URLClassLoader loader = program().loader()) {
            Object format = loader.loadClass("io.fragmortem.snapshot.system.CachewatchFormat")
                    .getConstructor()
                    .newInstance();
            Class<?> options = loader.loadClass("io.fragmortem.snapshot.ReadOptions");
            Class<?> recorder = loader.loadClass("io.fragmortem.snapshot.Recorder");
            Object record = recorder.getMethod(
                            "read", loader.loadClass("io.fragmortem.snapshot.Format"), String.class, options)
                    .invoke(
                            null,
                            format,
                            specimen,
                            options.getMethod("defaults").invoke(null));
            seen = (String) recorder.getMethod("everything").invoke(record);
        }
        assertEquals(golden, seen);
    }

    /** Found by its content among all formats; the server of the headline has both moments, and the bytes of 812.5 MiB. */
    @Test
    void theProgramKnowsTheFormat() throws Exception {
        WorkedExample program = program();
        List<String> samples =
                program.said(specimen, "export", "--to", "jsonl", "-").lines().toList();
        assertEquals(2, samples.size(), samples.toString());
        assertTrue(samples.get(0).contains("2026-11-20T08:00:00Z"), samples.get(0));
        assertTrue(samples.get(0).contains("\"used_memory\":851968000"), samples.get(0));
        assertTrue(samples.get(1).contains("2026-11-20T08:05:00Z"), samples.get(1));
        assertTrue(samples.get(1).contains("sessions-7:6379"), samples.get(1));
        assertTrue(!samples.get(1).contains("used_memory_rss"), samples.get(1));
        String verdict = program.said(specimen, "diagnose", "--format", "json", "-");
        assertTrue(verdict.contains("\"window\":{\"from\":\"2026-11-20T08:00:00Z\""), verdict);
    }

    @Test
    void itsWordsAreSaid() throws Exception {
        WorkedExample program = program();
        assertTrue(program.said("", "formats").contains("log of cachewatch; by its headline"));
        assertTrue(program.said("", "formats", "--lang", "zh").contains("cachewatch 的日志"));
    }

    /** Four cells as the guide has them, which {@code SpecimensTest} wants of every format. */
    @Test
    void theRowFitsTheGuide() throws Exception {
        assertTrue(row.matches("\\| `cachewatch`( \\| [^|]{6,}){3} \\|\n"), row);
    }
}
