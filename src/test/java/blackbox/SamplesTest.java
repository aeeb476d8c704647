package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code samples} holds an {@code expected.json}: what the program must say of it. Rewritten with
 * {@code -Dgolden.update=true}.
 */
final class SamplesTest {

    private static final Pattern VERDICT = Pattern.compile("\"verdict\":(\\{.*?\\}),\"suspects\":");
    private static final Pattern SUSPECT =
            Pattern.compile("\\{\"cause\":\"([a-z-]+)\",\"severity\":\"(\\w+)\",\"confidence\":\"(\\w+)\"");

    @TempDir
    Path temporary;

    static Stream<String> samples() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("samples"))) {
            List<String> names = folders.filter(Files::isDirectory)
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void saysWhatIsExpected(String sample) throws IOException {
        Path out = temporary.resolve("report");
        Program run = Program.run("analyze", "samples/" + sample, "-o", out.toString());
        assertEquals(0, run.code(), run.err());
        String json = Files.readString(out.resolve("result.json"));
        Matcher verdict = VERDICT.matcher(json);
        assertTrue(verdict.find(), json);
        StringBuilder said = new StringBuilder("{\"schema\":\"fragmortem/expected\",\n \"verdict\":");
        said.append(verdict.group(1)).append(",\n \"suspects\":[");
        Matcher suspects = SUSPECT.matcher(json);
        String separator = "";
        while (suspects.find()) {
            if (suspects.start() > json.indexOf("\"suspects\":")) {
                said.append(separator)
                        .append('"')
                        .append(suspects.group(1))
                        .append(' ')
                        .append(suspects.group(2));
                said.append(' ').append(suspects.group(3)).append('"');
                separator = ",";
            }
        }
        said.append("]}\n");
        Path expected = Path.of("samples", sample, "expected.json");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, said);
        }
        assertEquals(Files.readString(expected), said.toString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesThreeFilesThatAreTheSameEveryTime(String sample) throws IOException {
        Path first = temporary.resolve("a");
        Path second = temporary.resolve("b");
        Program.run("analyze", "samples/" + sample, "-o", first.toString());
        Program.run("analyze", "samples/" + sample, "-o", second.toString());
        for (String name : List.of("index.html", "result.json", "summary.md")) {
            String a = Files.readString(first.resolve(name)).replace(first.toString(), "OUT");
            String b = Files.readString(second.resolve(name)).replace(second.toString(), "OUT");
            assertEquals(a, b, name);
        }
        assertTrue(Files.size(first.resolve("index.html")) <= 1 << 20);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasAReadmeOfOneLine(String sample) throws IOException {
        assertEquals(
                1, Files.readAllLines(Path.of("samples", sample, "README.md")).size());
    }

    @Test
    void theFoundingIncidentIsAnsweredInOneLine() {
        Program run = Program.run("diagnose", "samples/founding-incident/info.txt");
        assertEquals(0, run.code());
        String text = run.out().replaceAll("\\s+", " ");
        assertTrue(text.contains("WARNING · confidence high"), text);
        assertTrue(
                text.contains(
                        "keeps 6.33 GiB of freed pages for 0.8 MiB in use; 5.32 GiB of them can still be resident"),
                text);
        assertTrue(text.contains("no restart is needed"), text);
        assertTrue(text.contains("MEMORY PURGE"), text);
        assertTrue(text.contains("Was it meant to be emptied?"), text);
        assertTrue(text.contains("−1.01 GiB"), text);
        assertFalse(text.contains("activedefrag yes"), text);
    }

    @Test
    void theFoundingIncidentReadsTheSameWithoutItsComments() throws IOException {
        String annotated = Files.readString(Path.of("samples/founding-incident/info.txt"));
        Path bare = temporary.resolve("info.txt");
        Files.writeString(bare, annotated.replaceAll(" +# [^\n]*", ""), StandardCharsets.UTF_8);
        assertEquals(
                Program.run("diagnose", "samples/founding-incident/info.txt").out(),
                Program.run("diagnose", bare.toString()).out());
    }

    @Test
    void whatTwoRestartsSetBackGrowsInEachRunAndOverall() throws IOException {
        Path out = temporary.resolve("report");
        Program run = Program.run("analyze", "samples/restart", "-o", out.toString());
        assertEquals(0, run.code(), run.err());
        String json = Files.readString(out.resolve("result.json"));
        for (String metric : List.of("fragmentation", "used_memory_rss")) {
            List<Double> slopes = new ArrayList<>();
            int samples = 0;
            for (int i = 0; i < 3; i++) {
                String trend = trend(json, metric, "run", i);
                assertTrue(trend.contains("\"verdict\":\"grows\""), trend);
                slopes.add(number(trend, "slope_per_day"));
                samples += (int) number(trend, "n");
            }
            String overall = trend(json, metric, "overall", 2);
            assertTrue(overall.contains("\"verdict\":\"grows\""), overall);
            // a line through all of it would see the falls at the restarts and be flatter than any run
            double slope = number(overall, "slope_per_day");
            assertTrue(Collections.min(slopes) <= slope && slope <= Collections.max(slopes), slopes + " " + slope);
            assertEquals(samples, (int) number(overall, "n"));
            assertTrue(overall.contains("\"breaks\""), overall);
        }
    }

    private static String trend(String json, String metric, String scope, int run) {
        Matcher found = Pattern.compile(
                        "\\{\"metric\":\"" + metric + "\",\"scope\":\"" + scope + "\",\"run\":" + run + ",[^}]*")
                .matcher(json);
        assertTrue(found.find(), metric + " " + scope + " " + run);
        return found.group();
    }

    private static double number(String trend, String field) {
        Matcher found = Pattern.compile("\"" + field + "\":([-+.eE0-9]+)").matcher(trend);
        assertTrue(found.find(), trend);
        return Double.parseDouble(found.group(1));
    }
}
