package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fragmortem trend} as a tool of its own. */
final class TrendTest {

    @TempDir
    Path folder;

    private Path table() throws IOException {
        SplittableRandom random = new SplittableRandom(20261123);
        StringBuilder csv = new StringBuilder("time,growing,step,noise,label,constant\n");
        for (int i = 0; i < 200; i++) {
            double noise = random.nextDouble() - 0.5;
            csv.append(1_700_000_000L + 60L * i).append(',');
            csv.append(0.05 * i + noise).append(',');
            csv.append((i < 120 ? 0 : 5) + noise).append(',');
            csv.append(noise).append(",x,7\n");
        }
        return Files.writeString(folder.resolve("series.csv"), csv, StandardCharsets.UTF_8);
    }

    @Test
    void everyColumnOfNumbersGetsALine() throws IOException {
        Program run = Program.run("trend", table().toString(), "--time", "time");
        assertEquals(0, run.code(), run.err());
        String[] lines = run.out().split("\n");
        assertEquals(4, lines.length, run.out());
        assertTrue(
                lines[0].startsWith("{\"series\":\"growing\",\"n\":200,\"missing\":0,\"trend\":{\"method\":"),
                lines[0]);
        assertTrue(lines[0].contains("\"verdict\":\"grows\""), lines[0]);
        assertTrue(lines[0].contains("\"classic\":{\"mann_kendall\":{\"s\":"), lines[0]);
        assertTrue(lines[1].contains("\"certified\":true"), lines[1]);
        assertTrue(lines[1].contains("\"index\":120"), lines[1]);
        assertFalse(lines[2].contains("\"verdict\":\"grows\""), lines[2]);
        assertTrue(lines[3].contains("\"verdict\":\"constant\""), lines[3]);
        assertFalse(run.out().contains("NaN"));
    }

    @Test
    void oneColumnAndALimitGiveAForecast() throws IOException {
        Program run = Program.run("trend", table().toString(), "--time", "time", "--value", "growing", "--limit", "15");
        assertEquals(1, run.out().lines().count());
        assertTrue(run.out().contains("\"forecast\":{\"outcome\":\"expected\",\"limit\":15"), run.out());
    }

    @Test
    void withoutATimeColumnTheRowIsTheTime() throws IOException {
        Program run = Program.run("trend", table().toString(), "--value", "growing");
        assertTrue(run.out().contains("\"unit\":\"per sample\""), run.out());
        assertTrue(run.out().contains("\"forecast\":null"), run.out());
    }

    @Test
    void textIsForPeople() throws IOException {
        Program run = Program.run(
                "trend", table().toString(), "--time", "time", "--text", "--limit", "50", "--cycle", "3600");
        assertTrue(run.out().startsWith("growing: grows\n"), run.out());
        assertTrue(run.out().contains("change at"), run.out());
    }

    @Test
    void tablesComeInManyDialects() {
        byte[] german = "zeit;wert\n01.05.2024 10:00:00;1,5\n01.05.2024 10:01:00;2,5\n;\n01.05.2024 10:02:00;3,5\n"
                .getBytes(StandardCharsets.UTF_8);
        Program run = Program.run(german, Map.of(), "trend", "-", "--time", "zeit");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("\"n\":3"), run.out());
        byte[] bare = "1\n2\n3\n4\n".getBytes(StandardCharsets.UTF_8);
        assertTrue(Program.run(bare, Map.of(), "trend", "-").out().contains("\"series\":\"column1\",\"n\":4"));
    }

    @Test
    void wrongUseIsTold() throws IOException {
        String file = table().toString();
        String[][] wrong = {
            {"trend"},
            {"trend", file, file},
            {"trend", file, "--value", "nothing"},
            {"trend", file, "--time", "nothing"},
            {"trend", file, "--limit", "much"},
            {"trend", file, "--cycle", "-1"},
            {"trend", folder.resolve("missing.csv").toString()},
        };
        for (String[] args : wrong) {
            Program run = Program.run(args);
            assertEquals(2, run.code(), String.join(" ", args) + run.err());
        }
        assertEquals(2, Program.run(new byte[0], Map.of(), "trend", "-").code());
        assertEquals(
                3,
                Program.run("a,b\nx,y\n".getBytes(StandardCharsets.UTF_8), Map.of(), "trend", "-", "--time", "a")
                        .code());
    }
}
