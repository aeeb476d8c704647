package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user says about the input wins over what the input seems to be. */
final class ReadingOptionsTest {

    @TempDir
    Path temporary;

    private String analyze(String content, String... options) throws IOException {
        Path input = temporary.resolve("table.txt");
        Files.writeString(input, content, StandardCharsets.UTF_8);
        Path out = temporary.resolve("report");
        String[] arguments = new String[options.length + 4];
        arguments[0] = "analyze";
        arguments[1] = input.toString();
        arguments[2] = "-o";
        arguments[3] = out.toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        Program run = Program.run(arguments);
        assertEquals(0, run.code(), run.err());
        return Files.readString(out.resolve("result.json"));
    }

    private static void has(String json, String part) {
        assertTrue(json.contains(part), part + " is not in " + json.substring(0, Math.min(3000, json.length())));
    }

    private static final String STRANGE = """
            taken,when it was,box,belegt,resident
            2020-01-01T00:00:00Z,2024-05-01T10:00:00Z,cache-1,100,150
            2020-01-01T00:00:00Z,2024-05-01T10:01:00Z,cache-1,110,150
            """;

    @Test
    void columnsThatNobodyKnowsAreMappedWithTheirUnit() throws IOException {
        String json = analyze(
                STRANGE,
                "--map",
                "belegt=used_memory:MiB",
                "--map",
                "resident=used_memory_rss:MiB",
                "--time-column",
                "when it was",
                "--instance-column",
                "box");
        has(json, "\"name\":\"cache-1\"");
        has(json, "\"from\":\"2024-05-01T10:00:00Z\",\"to\":\"2024-05-01T10:01:00Z\"");
        has(json, "\"rss\":157286400,\"used\":115343360");
    }

    @Test
    void aForcedFormatIsTheOneThatReads() throws IOException {
        String text = "2024-05-01T10:00:00Z,used_memory:1000000,used_memory_rss:1500000\n";
        for (String option : new String[] {"--input-format"}) {
            Path input = temporary.resolve("dump.csv");
            Files.writeString(input, "used_memory:1000000\nused_memory_rss:1500000\n" + text);
            Program forced = Program.run(
                    "analyze",
                    input.toString(),
                    "-o",
                    temporary.resolve("forced").toString(),
                    option,
                    "info");
            assertEquals(0, forced.code(), forced.err());
            has(Files.readString(temporary.resolve("forced/result.json")), "\"format\":\"info\"");
            Program wrong = Program.run(
                    "analyze",
                    input.toString(),
                    "-o",
                    temporary.resolve("wrong").toString(),
                    option,
                    "prometheus");
            assertEquals(3, wrong.code(), "no JSON in it: " + wrong.err());
        }
    }

    /** ElastiCache exports no RSS: it is computed, marked, and as uncertain as the ratio's two decimals. */
    @Test
    void aMissingRssIsDerivedAndMarked() throws IOException {
        String json = analyze("""
                {"MetricDataResults":[{"Id":"m1","Label":"cache-1 BytesUsedForCache",
                "Timestamps":["2024-05-01T10:01:00+00:00","2024-05-01T10:00:00+00:00"],"Values":[2000000000.0,1000000000.0]},
                {"Id":"m2","Label":"cache-1 MemoryFragmentationRatio",
                "Timestamps":["2024-05-01T10:00:00+00:00","2024-05-01T10:01:00+00:00"],"Values":[1.5,1.25]}]}
                """);
        has(json, "\"derived\":2");
        has(json, "\"rss\":2500000000,\"used\":2000000000");
        has(json, "RSS is not told: derived from used memory and mem_fragmentation_ratio");
    }

    @Test
    void twoNumbersOfOneMomentAreCounted() throws IOException {
        String json = analyze("""
                time,used_memory,used_memory_rss
                2024-05-01T10:00:00.250Z,1000000000,1100000000
                2024-05-01T10:00:00.250Z,1200000000,1300000000
                2024-05-01T10:00:01.250Z,1200000000,1300000000
                2024-05-01T10:00:01.250Z,1200000000,1300000000
                """);
        has(json, "1 sample says other numbers than another of the same moment");
    }

    /** RSS is told, and the sentence must not deny it. */
    @ParameterizedTest
    @ValueSource(strings = {"analyze", "diagnose"})
    void whatTheSystemAloneTellsIsNamed(String command) throws IOException {
        Path ps = temporary.resolve("ps.txt");
        Files.writeString(
                ps,
                "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n"
                        + "redis       4018  1.3 20.1 5242880 5033164 ?     Ssl  Nov13  29:24 redis-server *:6379\n");
        String[] args = command.equals("analyze")
                ? new String[] {
                    command, ps.toString(), "-o", temporary.resolve("out").toString()
                }
                : new String[] {command, ps.toString()};
        Program alone = Program.run(args);
        assertEquals(3, alone.code(), alone.err());
        assertTrue(alone.err().contains("what the system sees"), alone.err());
        assertFalse(alone.err().contains("nothing in it tells"), alone.err());
    }

    /** The times that were typed are at fault, not the files. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            analyze | --since 2027-01-01 | all 780 samples lie before --since 2027-01-01 00:00:00; the capture is 2026-11-22 08:35
            analyze | --until 2020-01-01 | all 780 samples lie after --until 2020-01-01 00:00:00; the capture is 2026-11-22 08:35
            export  | --since 2027-01-01 | all 780 samples lie before --since 2027-01-01 00:00:00; the capture is 2026-11-22 08:35
            compare | --split 2027-01-01 | all 780 samples lie before --split 2027-01-01 00:00:00; the capture is 2026-11-22 08:35
            """)
    void aSelectionOfTimeThatMatchesNothingSaysWhenTheCaptureIs(String command, String selection, String said) {
        List<String> args = new ArrayList<>(List.of(command, "samples/peak-then-flush"));
        args.addAll(List.of(selection.split(" ")));
        args.addAll(
                command.equals("export")
                        ? List.of("--to", "csv")
                        : List.of("-o", temporary.resolve(command).toString()));
        Program missed = Program.run(args.toArray(String[]::new));
        assertEquals(3, missed.code(), missed.err());
        assertTrue(missed.err().contains(said), missed.err());
        assertFalse(missed.err().contains("nothing in it tells"), missed.err());
    }
}
