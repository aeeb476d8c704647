package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLineTest {

    private static final String TINY =
            "# Memory\r\nused_memory:1048576\r\nused_memory_rss:9437184\r\nmem_allocator:jemalloc-5.1.0\r\n";

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text, StandardCharsets.UTF_8);
    }

    @Test
    void helpNamesCommandsAndExitCodes() {
        Program run = Program.run("--help");
        assertEquals(0, run.code());
        assertTrue(run.out().contains("fragmortem analyze INPUT... -o OUT"), run.out());
        assertTrue(run.out().contains("70 a defect of ours"), run.out());
        assertTrue(Program.run("analyze", "--help").out().contains("--timezone ZONE"));
    }

    /** Of classes that no build has put into a jar; the tests of the packages see the POM's. */
    @Test
    void theVersionIsToldWithCommitAndVirtualMachine() {
        String[] lines = Program.run("--version").out().split("\n");
        assertEquals("fragmortem development (commit unknown)", lines[0]);
        assertTrue(
                lines[1].contains(Runtime.version().toString()) && lines[1].contains(System.getProperty("java.home")),
                lines[1]);
        assertEquals(2, lines.length);
    }

    @Test
    void wrongUseSaysWhatIsExpectedAndExitsWithTwo() throws IOException {
        Path dump = file("a.info", TINY);
        String[][] wrong = {
            {},
            {"analyse"},
            {"analyze"},
            {"analyze", dump.toString()},
            {"analyze", dump.toString(), "-o", folder + "/x", "--timezone", "Mars/Olympus"},
            {"analyze", dump.toString(), "-o", folder + "/x", "--interval", "soon"},
            {"analyze", dump.toString(), "-o", folder + "/x", "--year", "20"},
            {"analyze", dump.toString(), "-o", folder + "/x", "--instance-from", "("},
            {"analyze", dump.toString(), "-o", folder + "/x", "--fail-on", "much"},
            {"analyze", dump.toString(), "-o", folder + "/x", "--map", "nonsense"},
            {"analyze", dump.toString(), "-o", folder + "/x", "--input-format", "nonsense"},
            {"analyze", dump.toString(), "-o", folder + "/x", "--templates", "/does/not/exist"},
            {"analyze", dump.toString(), "-o", folder + "/x", "--lang", "tlh"},
            {"analyze", dump.toString(), "-o", folder + "/x", "-o", folder + "/y"},
            {"analyze", dump.toString(), "--outp", folder + "/x"},
            {"analyze", dump.toString(), "-o", folder + "/x", "--format", "nonsense"},
            {"diagnose", dump.toString(), "--format", "xml"},
        };
        for (String[] args : wrong) {
            Program run = Program.run(args);
            assertEquals(2, run.code(), String.join(" ", args) + "\n" + run.err());
            assertTrue(args.length == 0 || run.err().startsWith("fragmortem: "), run.err());
        }
    }

    @Test
    void nothingUsableExitsWithThree() throws IOException {
        Path prose = file("letter.txt", "Dear operator,\nthe server was slow.\n");
        Program run = Program.run(
                "analyze", prose.toString(), "-o", folder.resolve("out").toString());
        assertEquals(3, run.code());
        assertTrue(run.err().contains("no usable dump"), run.err());
        assertEquals(3, Program.run("diagnose", prose.toString()).code());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void anUnreadableInputBesideGoodOnesExitsWithFourAndIsNamed() throws IOException {
        Path dump = file("a.info", TINY);
        Path out = folder.resolve("out");
        Program run = Program.run(
                "analyze", dump.toString(), folder.resolve("missing.info").toString(), "-o", out.toString());
        assertEquals(4, run.code(), run.err());
        assertTrue(run.err().contains("missing.info"), run.err());
        assertTrue(Files.readString(out.resolve("index.html")).contains("missing.info"));
    }

    @Test
    void aForeignFileInAFolderIsNoError() throws IOException {
        file("bundle/a.info", TINY);
        file("bundle/letter.txt", "Dear operator,\nthe server was slow.\n");
        Program run = Program.run(
                "analyze",
                folder.resolve("bundle").toString(),
                "-o",
                folder.resolve("out").toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("1 other file in the folders was not recognised"), run.err());
    }

    @Test
    void findingsMayFailTheRunWhenAskedTo() {
        assertEquals(
                1,
                Program.run("diagnose", "samples/founding-incident/info.txt", "--fail-on", "warning")
                        .code());
        assertEquals(
                0,
                Program.run("diagnose", "samples/founding-incident/info.txt", "--fail-on", "critical")
                        .code());
    }

    @Test
    void diagnoseReadsStandardInputAndPrintsAnObjectPerDump() {
        byte[] two = (TINY + "\r\n" + TINY).getBytes(StandardCharsets.UTF_8);
        Program run = Program.run(two, Map.of(), "diagnose", "--format", "json");
        assertEquals(0, run.code(), run.err());
        assertEquals(
                2,
                run.out()
                        .lines()
                        .filter(l -> l.startsWith("{") && l.endsWith("}"))
                        .count());
        assertTrue(run.out().contains("\"cause\":\"healthy-small-instance\""), run.out());
        String markdown = Program.run(two, Map.of(), "diagnose", "-", "--format", "markdown")
                .out();
        assertTrue(markdown.contains("#"), markdown);
    }

    @Test
    void aLongCaptureGetsOneVerdictForAPerson() {
        Program run = Program.run("diagnose", "samples/tiny/info-memory.log.gz");
        assertEquals(0, run.code());
        assertTrue(run.err().contains("one verdict over all of them"), run.err());
    }

    @Test
    void coloursAppearOnATerminalOnly() {
        String[] args = {"diagnose", "samples/founding-incident/info.txt"};
        assertFalse(Program.run(args).out().contains("\u001b"));
        assertTrue(Program.run(new byte[0], Map.of("FRAGMORTEM_TTY", "1"), args)
                .out()
                .contains("\u001b["));
        assertFalse(Program.run(new byte[0], Map.of("FRAGMORTEM_TTY", "1", "NO_COLOR", "1"), args)
                .out()
                .contains("\u001b"));
        String narrow = Program.run(new byte[0], Map.of("COLUMNS", "60"), args).out();
        assertTrue(
                narrow.lines()
                        .allMatch(l -> l.length() <= 62 || l.contains("redis-cli") || l.startsWith("        cat /")),
                narrow);
    }

    @Test
    void everyOneOfSeveralInputsHasItsLineOfJson() throws IOException {
        Path none = file("none.txt", "no dump at all\n");
        Program run = Program.run(
                "diagnose", "--format", "json", none.toString(), "samples/founding-incident/info.txt", none.toString());
        assertEquals(4, run.code(), run.err());
        List<String> lines = run.out().lines().toList();
        assertEquals(3, lines.size(), run.out());
        for (int i : new int[] {0, 2}) {
            assertTrue(lines.get(i).contains("\"name\":\"none\""), lines.get(i));
            assertTrue(lines.get(i).contains("\"samples\":0,"), lines.get(i));
            assertTrue(lines.get(i).contains("\"cause\":\"cannot-tell\""), lines.get(i));
        }
        assertTrue(lines.get(1).contains("\"cause\":\"allocator-retention\""), lines.get(1));
        Program alone = Program.run("diagnose", "--format", "json", none.toString());
        assertEquals(3, alone.code(), alone.err());
        assertEquals("", alone.out());
    }

    @Test
    void aPersonGetsNoVerdictOverAnInputWithNothingInIt() throws IOException {
        String none = file("none.txt", "no dump at all\n").toString();
        String incident = "samples/founding-incident/info.txt";
        for (String format : List.of("text", "markdown")) {
            Program run = Program.run("diagnose", "--format", format, none, incident);
            assertEquals(4, run.code(), run.err());
            assertEquals(Program.run("diagnose", "--format", format, incident).out(), run.out());
            assertTrue(run.err().contains("none.txt"), run.err());
        }
    }

    @Test
    void severalInstancesGetAnIndexAndAPageEach() throws IOException {
        file("in/cache-1.info", TINY);
        file("in/cache-2.info", TINY.replace("1048576", "2097152"));
        Path out = folder.resolve("out");
        Program run = Program.run("analyze", folder.resolve("in").toString(), "-o", out.toString());
        assertEquals(0, run.code(), run.err());
        try (Stream<Path> pages = Files.list(out.resolve("instances"))) {
            assertEquals(2, pages.count());
        }
        assertTrue(Files.readString(out.resolve("index.html")).contains("cache-1"));
        Program single = Program.run(
                "analyze",
                folder.resolve("in").toString(),
                "-o",
                folder.resolve("one.html").toString());
        assertEquals(2, single.code());
        assertTrue(single.err().contains("a single page takes exactly one"), single.err());
    }

    @Test
    void theUsersPatternNamesInstances() throws IOException {
        file("in/x_shard7_y.info", TINY);
        Path out = folder.resolve("out");
        Program.run(
                "analyze", folder.resolve("in").toString(), "-o", out.toString(), "--instance-from", "_(shard\\d+)_");
        assertTrue(Files.readString(out.resolve("result.json")).contains("\"name\":\"shard7\""));
    }

    @Test
    void namesWithSpacesAndNewlinesArePaths() throws IOException {
        Path dump = file("a b\nc.info", TINY);
        Program run = Program.run("diagnose", dump.toString(), "--format", "json");
        assertEquals(0, run.code(), run.err());
        assertEquals(1, run.out().lines().count());
    }

    @Test
    void formatsAreListed() {
        Program run = Program.run("formats");
        assertEquals(0, run.code());
        assertTrue(run.out().startsWith("info "), run.out());
    }

    @Test
    void theReadmesCommandsExist() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertTrue(readme.contains("./fragmortem analyze samples/peak-then-flush -o report"));
        assertTrue(readme.contains("./check"));
        assertTrue(readme.lines().count() < 120);
        assertEquals(
                "exec ./check",
                Files.readString(Path.of(".ci/run")).lines().reduce((a, b) -> b).orElseThrow());
    }
}
