package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code diagnose} says of one server fits on a screen of 40 lines; procedures are looked up. */
final class OneScreenTest {

    private static final int SCREEN = 40;

    static List<Path> samples() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("samples"))) {
            return folders.filter(folder -> !folder.endsWith("primary-and-replica"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void diagnoseFits(Path sample) {
        for (String language : List.of("en", "zh")) {
            Program said = Program.run("diagnose", sample.toString(), "--lang", language);
            long lines = said.out().lines().count();
            assertTrue(lines <= SCREEN, lines + " lines\n" + said.out());
        }
    }

    @Test
    void stepsOfARestartAreNamedAndFoundElsewhere() {
        String said =
                Program.run("diagnose", "samples/fragmentation-ratchet").out().replaceAll("\\s+", " ");
        assertTrue(said.contains("Restart the server to pack the data anew"), said);
        assertTrue(said.contains("fragmortem explain restart"), said);
    }

    /** Whoever purges first and asks later has perhaps let a save overwrite the last good copy. */
    @Test
    void whatMustBeAskedComesBeforeWhatIsDone() {
        String said = Program.run("diagnose", "samples/founding-incident").out();
        int ask = said.indexOf("\nAsk ");
        int act = said.indexOf("\nDo ");
        assertTrue(ask > 0 && ask < act, said);
        String chat = Program.run("diagnose", "samples/founding-incident", "--format", "chat")
                .out();
        assertTrue(chat.indexOf("CONFIG SET save") < chat.indexOf("MEMORY PURGE"), chat);
    }

    /** A command with its address inside a sentence has no end: commands stand alone. */
    @Test
    void noSentenceHoldsACommandWithItsOptions() throws IOException {
        for (Path page : pages()) {
            for (String line : Files.readAllLines(page)) {
                boolean sentence = line.startsWith("li ") || line.startsWith("p ");
                assertTrue(!sentence || !line.matches(".* -[ph] \\S+ [A-Z].*"), () -> page + ": " + line);
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("src/test/resources/golden/pages"))) {
            return pages.sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void explainRestartHasThem(String language) {
        Program said = Program.run("explain", "restart", "--lang", language);
        assertEquals(0, said.code());
        assertTrue(said.out().contains("SHUTDOWN SAVE") && said.out().contains("rdb_last_bgsave_status"), said.out());
    }
}
