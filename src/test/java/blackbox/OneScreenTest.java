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

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void explainRestartHasThem(String language) {
        Program said = Program.run("explain", "restart", "--lang", language);
        assertEquals(0, said.code());
        assertTrue(said.out().contains("SHUTDOWN SAVE") && said.out().contains("rdb_last_bgsave_status"), said.out());
    }
}
