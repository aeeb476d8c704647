package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong around the program: no space, no memory, no home, a signal, a second run. What it costs is said and no more. */
final class FaultsTest {

    private static final String SAMPLE = "samples/primary-and-replica";

    /** Moments of a run at which it is told to end; the last ones are those in which it writes. */
    private static final int MOMENTS = 6;

    @TempDir
    private Path temporary = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diagnose samples/founding-incident",
                "export samples/founding-incident --to csv",
                "trend TABLE",
                "explain",
                "--help"
            })
    void standardOutputWithoutSpaceIsNoSuccess(String command) throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "no /dev/full here");
        Files.writeString(temporary.resolve("trend.csv"), "t,v\n0,1\n1,2\n2,3\n");
        String[] arguments = command.replace(
                        "TABLE", temporary.resolve("trend.csv").toString())
                .split(" ");
        Process process = OwnProcess.of(List.of(), arguments)
                .redirectOutput(full.toFile())
                .redirectError(temporary.resolve("err").toFile())
                .start();
        assertEquals(74, ended(process));
        assertTrue(
                said().endsWith("fragmortem: standard output: cannot be written (No space left on device)\n"), said());
    }

    /** Each writes its own folder and puts it in place: whoever comes second wins, and the report is whole. */
    @Test
    void twoRunsIntoOneFolderLeaveOneWholeReport() throws Exception {
        Path out = temporary.resolve("report");
        String[] arguments = {"analyze", SAMPLE, "-o", out.toString(), "--quiet"};
        assertEquals(0, Program.run(arguments).code());
        SortedMap<String, String> alone = contents(out);
        for (int round = 0; round < 3; round++) {
            CompletableFuture<Program> other = CompletableFuture.supplyAsync(() -> Program.run(arguments));
            Program one = Program.run(arguments);
            assertEquals("", one.err() + other.get(1, TimeUnit.MINUTES).err());
            assertEquals(alone, contents(out), "round " + round);
        }
    }

    /** At every moment the folder holds the old report or the new one. */
    @Test
    void aSignalAtAnyMomentLeavesOneWholeReport() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no signals");
        Path out = temporary.resolve("report");
        long begin = System.nanoTime();
        assertEquals(0, ended(analyze(out)));
        long whole = System.nanoTime() - begin;
        SortedMap<String, String> after = contents(out);
        Program.run("analyze", SAMPLE, "-o", out.toString(), "--quiet", "--lang", "zh");
        SortedMap<String, String> before = contents(out);
        for (int moment = 1; moment <= MOMENTS; moment++) {
            Process process = analyze(out);
            process.waitFor(whole * moment / MOMENTS, TimeUnit.NANOSECONDS);
            process.destroy();
            int code = ended(process);
            assertTrue(code == 0 || code == 143, code + ": " + said());
            SortedMap<String, String> found = contents(out);
            assertTrue(found.equals(before) || found.equals(after), moment + ": " + found.keySet());
        }
        assertEquals(0, ended(analyze(out)));
        assertEquals(after, contents(out));
    }

    private Process analyze(Path out) throws IOException {
        return OwnProcess.of(List.of(), "analyze", SAMPLE, "-o", out.toString(), "--quiet")
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("err").toFile())
                .start();
    }

    @Test
    void aHeapThatIsTooSmallIsSaidAndTheOldReportStays() throws Exception {
        Path out = temporary.resolve("report");
        Program.run("analyze", SAMPLE, "-o", out.toString(), "--quiet");
        SortedMap<String, String> before = contents(out);
        StringBuilder table = new StringBuilder("time,instance,used_memory,used_memory_rss\n");
        for (int i = 0; i < 200_000; i++) {
            table.append(1_790_000_000 + i / 100)
                    .append(",cache-")
                    .append(i % 100)
                    .append(",1000000000,1500000000\n");
        }
        Path in = Files.writeString(temporary.resolve("fleet.csv"), table);
        Process process = OwnProcess.of(List.of("-Xmx16m"), "analyze", in.toString(), "-o", out.toString(), "--quiet")
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("err").toFile())
                .start();
        assertEquals(70, ended(process), said());
        assertTrue(said().startsWith("fragmortem: not enough memory: a heap of "), said());
        assertEquals(before, contents(out));
    }

    /** A service account has neither a home nor a folder for temporary files that it may write. */
    @Test
    void withoutAHomeAndTemporaryFolderASmallRunIsDone() throws Exception {
        Process process = OwnProcess.of(
                        List.of("-Duser.home=/nowhere", "-Djava.io.tmpdir=/nowhere", "-Duser.dir=/"),
                        "analyze",
                        Path.of(SAMPLE).toAbsolutePath().toString(),
                        "-o",
                        temporary.resolve("report").toString(),
                        "--quiet")
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("err").toFile())
                .start();
        assertEquals(0, ended(process), said());
    }

    private static int ended(Process process) throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("it hangs");
        }
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(temporary.resolve("err"));
    }

    private static SortedMap<String, String> contents(Path folder) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.put(folder.relativize(file).toString(), text(file)));
        }
        return files;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
