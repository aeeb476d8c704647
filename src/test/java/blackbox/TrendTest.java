package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Caveat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        assertTrue(run.out().startsWith("growing: grows, confirmed\n"), run.out());
        assertTrue(run.out().contains("change at 2023-11-15 00:13:20"), run.out());
        assertTrue(run.out().contains(" an hour\n"), run.out());
        assertTrue(run.out().contains("2023-11-14 22:13:20 to 2023-11-15 01:32:20 (UTC)"), run.out());
    }

    private static Program of(String csv, String... options) {
        String[] args = new String[2 + options.length];
        args[0] = "trend";
        args[1] = "-";
        System.arraycopy(options, 0, args, 2, options.length);
        return Program.run(csv.getBytes(StandardCharsets.UTF_8), Map.of(), args);
    }

    @Test
    void datesComeBackAsDates() {
        StringBuilder csv = new StringBuilder("when,rss\n");
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 240; i++) {
            csv.append("2026-05-")
                    .append(i / 24 + 1 < 10 ? "0" : "")
                    .append(i / 24 + 1)
                    .append('T');
            csv.append(i % 24 < 10 ? "0" : "").append(i % 24).append(":00:00Z,");
            csv.append(100 + 0.1 * i + (i < 120 ? 0 : 30) + random.nextDouble()).append('\n');
        }
        String json = of(csv.toString(), "--time", "when", "--limit", "170").out();
        assertTrue(json.contains("\"regime_from\":\"2026-05-06T00:00:00Z\""), json);
        assertTrue(json.contains("\"at\":\"2026-05-06T00:00:00Z\""), json);
        assertTrue(json.contains("\"evidence\":{\"likelihood_ratio_over_bar\":"), json);
        assertTrue(json.contains("\"unit\":\"per second\""), json);
        assertTrue(json.contains("\"likely\":\"2026-05-"), json);
        String text =
                of(csv.toString(), "--time", "when", "--text", "--limit", "170").out();
        assertTrue(text.contains("change at 2026-05-06 00:00:00"), text);
        assertTrue(text.contains(" a day\n"), text);
        assertTrue(text.contains("limit 170.000: likely 2026-05-"), text);
    }

    @Test
    void rowsThatAreLeftOutAreCounted() {
        StringBuilder csv = new StringBuilder("time,rss\n");
        for (int i = 0; i < 300; i++) {
            csv.append(1_700_000_000L + i / 2 * 60L)
                    .append(',')
                    .append(i * 7 % 11)
                    .append('\n');
        }
        csv.append("never,5\n");
        Program json = of(csv.toString(), "--time", "time");
        assertTrue(json.out().contains("\"rows\":301,\"dropped\":{\"without_time\":1,\"same_time\":150}"), json.out());
        Program text = of(csv.toString(), "--time", "time", "--text");
        assertTrue(text.out().contains("same time: 150\n"), text.out());
        assertTrue(text.out().contains("cannot be read: 1\n"), text.out());
    }

    @Test
    void nothingToTestIsSaid() {
        assertTrue(of("time,rss\n1,5\n", "--time", "time", "--text").out().startsWith("rss: 1 row, nothing to test\n"));
        assertTrue(of("rss\n5\n6\n", "--text").out().startsWith("rss: 2 rows, nothing to test\n"));
        Program empty = of("");
        assertEquals(3, empty.code());
        assertTrue(empty.err().contains("0 bytes"), empty.err());
        Program blank = of("\n \n");
        assertEquals(3, blank.code());
        assertTrue(blank.err().contains("3 bytes"), blank.err());
    }

    @Test
    void whatHidesBetweenBinsIsStillAGap() {
        StringBuilder csv = new StringBuilder("time,rss\n");
        for (int i = 0; i < 60; i++) {
            csv.append(1_700_000_000L + 60L * i)
                    .append(',')
                    .append(i % 3 == 0 ? i * 7 % 11 + "" : "")
                    .append('\n');
        }
        Program run = of(csv.toString(), "--time", "time");
        assertTrue(run.out().contains("\"missing\":40"), run.out());
        assertTrue(run.out().contains("\"gaps\""), run.out());
    }

    @Test
    void aStraightLineHasNoSpikes() {
        StringBuilder csv = new StringBuilder("rss\n");
        for (int i = 0; i < 60; i++) {
            csv.append(100 + 3 * i).append('\n');
        }
        Program run = of(csv.toString());
        assertTrue(run.out().contains("\"exact-line\""), run.out());
        assertTrue(run.out().contains("\"spikes\":0"), run.out());
    }

    @Test
    void helpNamesEveryCaveat() {
        for (String language : List.of("en", "zh")) {
            String help = Program.run("trend", "--help", "--lang", language).out();
            for (Caveat caveat : Caveat.values()) {
                String name = caveat.name().toLowerCase(Locale.ROOT).replace('_', '-');
                assertTrue(help.contains(name), language + ": " + name);
            }
        }
    }

    @Test
    void theTimeColumnIsNeverTested() {
        StringBuilder csv = new StringBuilder("timestamp,rss,uptime\n");
        for (int i = 0; i < 60; i++) {
            csv.append(1_700_000_000L + 60L * i)
                    .append(',')
                    .append(i * 7 % 11)
                    .append(',')
                    .append(i)
                    .append('\n');
        }
        Program run = of(csv.toString());
        assertFalse(run.out().contains("\"series\":\"timestamp\""), run.out());
        assertTrue(run.out().contains("\"series\":\"uptime\""), run.out());
        assertTrue(run.err().contains("--time timestamp"), run.err());
        // who asks for it by name gets it
        assertTrue(of(csv.toString(), "--value", "timestamp").out().contains("\"series\":\"timestamp\""));
    }

    @Test
    void weekendsAreKnownFromDates() {
        StringBuilder csv = new StringBuilder("time,rss\n");
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 14 * 48; i++) {
            // a Monday
            long second = 1_772_409_600L + 1800L * i;
            boolean off = i / 48 % 7 >= 5;
            csv.append(second)
                    .append(',')
                    .append((off ? -4 : 0) + random.nextDouble())
                    .append('\n');
        }
        String json = of(csv.toString(), "--time", "time").out();
        assertTrue(json.contains("\"weekend\":-4.0") || json.contains("\"weekend\":-3.9"), json);
        assertFalse(json.contains("\"certified\":true"), json);
    }

    @Test
    void helpSaysWhatVerdictsAndCaveatsMean() {
        String help = Program.run("trend", "--help").out();
        for (String word : new String[] {"undecided", "\"confirmed\"", "few-effective", "too-small", "not before"}) {
            assertTrue(help.contains(word), word);
        }
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

    /** Java would read 1d as the number 1 and 0x1p6 as 64. */
    @Test
    void numbersAreDecimalAndLengthsHaveTheirUnit() throws IOException {
        StringBuilder rows = new StringBuilder("time,rss\n");
        for (int hour = 0; hour < 240; hour++) {
            String time = String.format(Locale.ROOT, "2026-11-%02dT%02d:00:00Z", 1 + hour / 24, hour % 24);
            rows.append(time).append(',').append(1000 + 100 * (hour % 24)).append('\n');
        }
        Path csv = Files.writeString(folder.resolve("hourly.csv"), rows);
        String seconds = of(csv.toString(), "--time", "time", "--cycle", "86400").out();
        assertEquals(seconds, of(csv.toString(), "--time", "time", "--cycle", "24h").out());
        assertEquals(seconds, of(csv.toString(), "--time", "time", "--cycle", "1d").out());
        for (String wrong : List.of("8d", "1f", "0x1p6", "NaN", "8 e9")) {
            Program run = Program.run("trend", csv.toString(), "--time", "time", "--limit", wrong);
            assertEquals(2, run.code(), wrong);
            assertTrue(run.err().contains("--limit " + wrong + ": expected a decimal number"), run.err());
        }
        Program small = Program.run("trend", csv.toString(), "--time", "time", "--cycle", "2h");
        assertEquals(2, small.code());
        assertTrue(small.err().contains("expected at least 4 samples in a cycle; they lie 3600 apart"), small.err());
        Program unknown = Program.run("trend", table().toString(), "--cycle", "1d");
        assertEquals(2, unknown.code(), unknown.err());
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
        assertEquals(3, Program.run(new byte[0], Map.of(), "trend", "-").code());
        assertEquals(
                3,
                Program.run("a,b\nx,y\n".getBytes(StandardCharsets.UTF_8), Map.of(), "trend", "-", "--time", "a")
                        .code());
    }
}
