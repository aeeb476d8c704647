package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports appear whole or not at all, and what cannot be written is told with the system's reason. */
final class OutputTest {

    private static final String DUMP = "redis_version:7.0.15\nused_memory:1000000000\nused_memory_rss:1100000000\n\n";

    @TempDir
    Path temporary;

    private Path input(String... names) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("in" + names.length));
        for (String name : names) {
            Files.writeString(folder.resolve(name + ".info"), DUMP);
        }
        return folder;
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFolderUsedBeforeHoldsNoPageOfTheEarlierRun() throws IOException {
        Path out = temporary.resolve("out");
        assertEquals(
                0,
                Program.run("analyze", input("alpha", "beta", "gamma").toString(), "-o", out.toString())
                        .code());
        Files.writeString(out.resolve("instances/notes.html"), "the user's own");
        assertEquals(
                List.of(
                        "fleet.csv",
                        "index.html",
                        "instances/01-alpha.html",
                        "instances/02-beta.html",
                        "instances/03-gamma.html",
                        "instances/notes.html",
                        "result.json",
                        "summary.md"),
                filesIn(out));
        assertEquals(
                0,
                Program.run("analyze", input("beta", "delta").toString(), "-o", out.toString())
                        .code());
        assertEquals(
                List.of(
                        "fleet.csv",
                        "index.html",
                        "instances/01-beta.html",
                        "instances/02-delta.html",
                        "instances/notes.html",
                        "result.json",
                        "summary.md"),
                filesIn(out));
        Files.delete(out.resolve("instances/notes.html"));
        assertEquals(
                0,
                Program.run("analyze", input("beta").toString(), "-o", out.toString())
                        .code());
        assertEquals(List.of("fleet.csv", "index.html", "result.json", "summary.md"), filesIn(out));
        assertFalse(Files.exists(out.resolve("instances")));
    }

    /** In a folder without a result of ours nothing is deleted. */
    @Test
    void nothingOfOthersIsDeleted() throws IOException {
        Path out = temporary.resolve("site");
        Files.createDirectories(out.resolve("instances"));
        Files.writeString(out.resolve("instances/01-alpha.html"), "somebody's page");
        assertEquals(
                0,
                Program.run("analyze", input("alpha").toString(), "-o", out.toString())
                        .code());
        assertEquals("somebody's page", Files.readString(out.resolve("instances/01-alpha.html")));
    }

    @Test
    void aFileInTheWayIsToldBeforeAnythingIsRead() throws IOException {
        Path file = Files.writeString(temporary.resolve("taken"), "x");
        for (String out : List.of(file.toString(), file.resolve("below").toString())) {
            Program run = Program.run("analyze", "no-such-input", "-o", out);
            assertEquals(74, run.code());
            assertEquals("fragmortem: " + out + ": cannot be written (a file where a folder is expected)\n", run.err());
        }
        assertEquals("x", Files.readString(file));
        Files.createDirectories(temporary.resolve("out/index.html"));
        Program run = Program.run(
                "analyze",
                input("alpha").toString(),
                "-o",
                temporary.resolve("out").toString());
        assertEquals(74, run.code());
        assertTrue(run.err().contains("out/index.html: cannot be written (Is a directory)"), run.err());
    }

    @Test
    void withoutPermissionItIsSaid() throws IOException {
        Path closed = Files.createDirectories(temporary.resolve("closed"));
        assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed), "root may write everywhere");
        String out = closed.resolve("report").toString();
        Program run = Program.run("analyze", input("alpha").toString(), "-o", out);
        assertEquals(74, run.code());
        assertEquals("fragmortem: " + out + ": cannot be written (permission denied)\n", run.err());
    }

    /** A limit on the size of files stands in for a full disk: the system refuses in the middle of a page. */
    @Test
    void aReportThatFailsInTheMiddleLeavesTheOldOneWhole() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no sh");
        Path out = temporary.resolve("out");
        Path single = temporary.resolve("page.html");
        for (Path target : List.of(out, single)) {
            assertEquals(
                    0,
                    Program.run("analyze", input("alpha").toString(), "-o", target.toString())
                            .code());
        }
        String before = contents(out) + Files.readString(single);
        for (Path target : List.of(out, single)) {
            assertEquals(74, limited(target));
            String said = Files.readString(temporary.resolve("err"));
            assertTrue(said.matches("(?s)fragmortem: .*\\.html: cannot be written \\(File too large\\)\\n"), said);
        }
        assertEquals(before, contents(out) + Files.readString(single));
        Path fresh = temporary.resolve("fresh");
        assertEquals(74, limited(fresh));
        assertFalse(Files.exists(fresh), "a folder was made for nothing");
    }

    @Test
    void aRunThatIsEndedLeavesTheOldReportAndNothingElse() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no signals");
        Path out = temporary.resolve("out");
        assertEquals(
                0,
                Program.run("analyze", input("alpha").toString(), "-o", out.toString())
                        .code());
        String before = contents(out);
        StringBuilder fleet = new StringBuilder("time,instance,used_memory,used_memory_rss\n");
        for (int i = 0; i < 3000; i++) {
            fleet.append("1790000000,cache-").append(i).append(":6379,1000000000,1500000000\n");
        }
        Path table = Files.writeString(temporary.resolve("fleet.csv"), fleet);
        Process process = start("exec \"$@\"", table, out);
        while (process.isAlive() && filesIn(out).size() == 3) {
            Thread.sleep(20);
        }
        process.destroy();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(143, process.exitValue(), Files.readString(temporary.resolve("err")));
        assertEquals(before, contents(out));
    }

    private static String contents(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String file : filesIn(folder)) {
            all.append(file).append('\n').append(Files.readString(folder.resolve(file), StandardCharsets.UTF_8));
        }
        return all.toString();
    }

    /** Runs the program in a process that may write 8 KiB into a file. */
    private int limited(Path out) throws Exception {
        Process process = start("ulimit -f 16; exec \"$@\"", input("alpha"), out);
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        return process.exitValue();
    }

    private Process start(String shell, Path in, Path out) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", shell, "sh"));
        command.addAll(OwnProcess.command(List.of(), "analyze", in.toString(), "-o", out.toString()));
        return new ProcessBuilder(command)
                .redirectOutput(temporary.resolve("stdout").toFile())
                .redirectError(temporary.resolve("err").toFile())
                .start();
    }

    /** What a run that was killed left goes with the next; who works in the same folder at this moment is left alone. */
    @Test
    void whatAKilledRunLeftGoesWithTheNext() throws IOException {
        Path out = temporary.resolve("out");
        Path killed = Files.createDirectories(out.resolve(".fragmortem-unfinished-999999999999-7/instances"));
        Files.writeString(killed.resolve("01.html"), "half a page");
        Path working = Files.createDirectories(
                out.resolve(".fragmortem-unfinished-" + ProcessHandle.current().pid() + "-7"));
        assertEquals(
                0,
                Program.run("analyze", input("alpha").toString(), "-o", out.toString())
                        .code());
        assertFalse(Files.exists(killed.getParent()));
        assertTrue(Files.exists(working));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path page = temporary.resolve("page.html");
        assertEquals(
                0,
                Program.run(
                                "analyze",
                                input("beta", "gamma").resolve("beta.info").toString(),
                                "-o",
                                page.toString())
                        .code());
        Path link = Files.createSymbolicLink(temporary.resolve("latest.html"), page);
        assertEquals(
                0,
                Program.run("analyze", input("alpha").toString(), "-o", link.toString())
                        .code());
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.readString(page).contains("alpha"));
    }
}
