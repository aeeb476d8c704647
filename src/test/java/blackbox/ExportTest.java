package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out comes back the same. */
class ExportTest {

    private static final String RATCHET = "samples/fragmentation-ratchet";

    @TempDir
    private Path temp = Path.of("");

    private String resultOf(String input) throws IOException {
        Path out = temp.resolve("out");
        Program said = Program.run("analyze", input, "-o", out.toString());
        assertEquals(0, said.code(), said.err());
        String json = Files.readString(out.resolve("result.json"));
        return json.substring(json.indexOf("\"instances\":["));
    }

    /** The value of the first field of this name. */
    private static String field(String json, String name) {
        int from = json.indexOf("\"" + name + "\":") + name.length() + 3;
        int depth = 0;
        int at = from;
        while (depth > 0 || (json.charAt(at) != ',' && json.charAt(at) != '}')) {
            char c = json.charAt(at);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            at++;
        }
        return json.substring(from, at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl", "openmetrics"})
    void theRoundTripKeepsSamplesAndVerdict(String form) throws IOException {
        Path file = temp.resolve("samples." + (form.equals("openmetrics") ? "om" : form));
        Program said = Program.run("export", RATCHET, "--to", form, "-o", file.toString());
        assertEquals(0, said.code(), said.err());
        String before = resultOf(RATCHET);
        String after = resultOf(file.toString());
        if (!form.equals("openmetrics")) { // whose names have no dots, so that what malloc_stats tells stays behind
            assertEquals(field(before, "samples"), field(after, "samples"));
        }
        for (String name : List.of("name", "window", "version", "allocator", "breakdown", "severity", "cause")) {
            // Prometheus keeps milliseconds.
            String expected = form.equals("openmetrics")
                    ? field(before, name).replaceAll("(\\.\\d{3})\\d{3}Z", "$1Z")
                    : field(before, name);
            assertEquals(expected, field(after, name), name);
        }
    }

    /** A log tells the process and its version, and nothing of memory. */
    @Test
    void linesWithoutSizesComeBackToo() throws IOException {
        String lines = """
                {"time":"2026-11-22T08:35:33.722Z","instance":"shop","process_id":17532,"redis_version":"7.0.15"}
                {"time":"2026-11-22T08:35:34.028Z","instance":"shop","used_memory":1000,"used_memory_rss":2000}
                """;
        Path file = Files.writeString(temp.resolve("lines.jsonl"), lines);
        assertEquals(
                2,
                Program.run("export", file.toString(), "--to", "jsonl")
                        .out()
                        .lines()
                        .count());
    }

    @Test
    void whatIsMissingIsSaid() {
        assertEquals(
                "fragmortem: --to is missing: expected csv, jsonl or openmetrics\n",
                Program.run("export", RATCHET).err());
        assertEquals(
                "fragmortem: completion: no shell given, expected bash or zsh\n",
                Program.run("completion").err());
        Program formats = Program.run("formats", "extra");
        assertEquals(2, formats.code());
        assertEquals("fragmortem: formats: takes no arguments, found extra\n", formats.err());
    }

    @Test
    void whatFitsNothingIsSaid() throws IOException {
        Path out = temp.resolve("out");
        Path config = Files.writeString(temp.resolve("my.conf"), "ignore.swapped = nobody : planned\n");
        Program run = Program.run(
                "analyze",
                "samples/healthy",
                "-o",
                out.toString(),
                "--instance-from",
                "abc",
                "--config",
                config.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("--instance-from abc: fits the name of no input"), run.err());
        assertTrue(run.err().contains("ignore.swapped = nobody: fits no instance"), run.err());
        Path empty = Files.createDirectories(temp.resolve("empty"));
        Program templates =
                Program.run("analyze", "samples/healthy", "-o", out.toString(), "--templates", empty.toString());
        assertEquals(2, templates.code());
        assertTrue(templates.err().contains("no template is in it; expected one or more of "), templates.err());
        Path binary = Files.write(temp.resolve("bin.dat"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8});
        Program kept =
                Program.run("analyze", "samples/healthy", "-o", out.toString(), "--keep-human", binary.toString());
        assertEquals(2, kept.code());
        assertTrue(kept.err().contains("neither a page nor a folder that this program wrote"), kept.err());
        Program help = Program.run("export", "--help");
        assertFalse(help.out().contains("--fail-on"), help.out());
        assertTrue(Program.run("analyze", "--help").out().contains("1 findings at or above --fail-on; 2 usage"));
    }

    @Test
    void severalInstancesStayApart() throws IOException {
        Program said = Program.run("export", "samples/primary-and-replica", "--to", "csv");
        assertEquals(0, said.code(), said.err());
        List<String> lines = said.out().lines().toList();
        assertTrue(lines.get(0).startsWith("time,instance,"), lines.get(0));
        assertEquals(
                2,
                lines.stream()
                        .skip(1)
                        .map(line -> line.split(",")[1])
                        .distinct()
                        .count());
    }

    @Test
    void whatSpreadsheetsWouldRunIsText() throws IOException {
        Path input = Files.writeString(
                temp.resolve("evil.info"),
                "redis_version:7.0.15\nused_memory:1000000\nused_memory_rss:3000000\nrole:=cmd|' /C calc'!A0\n");
        String csv = Program.run("export", input.toString(), "--to", "csv").out();
        assertTrue(csv.contains("'=cmd|"), csv);
        assertFalse(csv.contains(",=cmd"), csv);
    }

    @Test
    void theWindowIsCut() {
        Program said = Program.run(
                "export", RATCHET, "--to", "jsonl", "--since", "2026-11-22 08:41:00", "--until", "2026-11-22 08:41:10");
        assertTrue(said.out().lines().allMatch(line -> line.startsWith("{\"time\":\"2026-11-22T08:41:0")), said.out());
        assertTrue(said.out().lines().count() > 5, said.out());
    }

    @Test
    void wrongUseIsSaid() {
        assertEquals(2, Program.run("export", RATCHET).code());
        assertEquals(2, Program.run("export", RATCHET, "--to", "xml").code());
        assertEquals(2, Program.run("export", "--to", "csv").code());
        assertEquals(
                3,
                Program.run("export", "samples/founding-incident", "--to", "openmetrics")
                        .code());
    }

    @Test
    void promtoolMakesBlocksOfIt() throws IOException, InterruptedException {
        assumeTrue(Tool.isInstalled("promtool"), "promtool is not installed");
        Path file = temp.resolve("samples.om");
        assertEquals(
                0,
                Program.run(
                                "export",
                                RATCHET,
                                "samples/primary-and-replica",
                                "--to",
                                "openmetrics",
                                "-o",
                                file.toString())
                        .code());
        Process promtool = new ProcessBuilder(
                        "promtool",
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        file.toString(),
                        temp.resolve("data").toString())
                .redirectErrorStream(true)
                .start();
        String told = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(promtool.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, promtool.exitValue(), told);
        assertTrue(told.contains("NUM SAMPLES") || told.contains("BLOCK ULID"), told);
    }
}
