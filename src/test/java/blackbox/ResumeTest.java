package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed goes on where it was, and nobody sees it in the report. */
final class ResumeTest {

    private static final int INSTANCES = 10;

    @TempDir
    private Path folder;

    private Path archive;
    private Path out;

    @BeforeEach
    void archive() throws IOException {
        archive = Files.createDirectories(folder.resolve("archive"));
        out = folder.resolve("out");
        for (int i = 0; i < INSTANCES; i++) {
            SplittableRandom random = new SplittableRandom(i);
            StringBuilder rows =
                    new StringBuilder("time,used_memory,used_memory_rss,allocator_active,allocator_resident\n");
            for (int row = 0; row < 1_200; row++) {
                long used =
                        500_000_000L + random.nextInt(9_000_000) + (row > 900 ? 40_000L * i * (row - 900) / 100 : 0);
                long active = used + 20_000_000 + random.nextInt(5_000_000) + 10_000L * row;
                rows.append(1_790_000_000L + 300L * row)
                        .append(',')
                        .append(used)
                        .append(',')
                        .append(active + 60_000_000)
                        .append(',')
                        .append(active)
                        .append(',')
                        .append(active + 30_000_000)
                        .append('\n');
            }
            Files.writeString(archive.resolve("shop-" + (10 + i) + ".csv"), rows);
        }
    }

    private Path journal() {
        return out.resolve(".fragmortem-journal");
    }

    private Process start() throws IOException {
        return OwnProcess.of(
                        List.of(), "analyze", archive.toString(), "-o", out.toString(), "--threads", "1", "--resume")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    /** Kills a run as soon as its journal is so long. */
    private long killAt(long bytes) throws IOException, InterruptedException {
        Process run = startedUntil(bytes);
        run.destroyForcibly();
        assertNotEquals(0, run.waitFor(), "finished before it could be killed");
        return Files.size(journal());
    }

    private Process startedUntil(long bytes) throws IOException, InterruptedException {
        Process run = start();
        while (run.isAlive() && (!Files.exists(journal()) || Files.size(journal()) < bytes)) {
            Thread.sleep(2);
        }
        return run;
    }

    private SortedMap<String, String> report() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private Program run(String... more) {
        return Program.run(Stream.concat(
                        Stream.of("analyze", archive.toString(), "-o", out.toString(), "--threads", "1"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void theReportIsThatOfARunThatNobodyKilled() throws IOException, InterruptedException {
        assertEquals(0, run().code());
        SortedMap<String, String> expected = report();
        assertFalse(Files.exists(journal()), "a small run keeps none unless it is asked to");
        try (Stream<Path> all = Files.walk(out).sorted((a, b) -> b.compareTo(a))) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        long read = killAt(100_000);
        long analysed = killAt(3 * read);
        assertTrue(analysed > read);
        // who was read is not read again: what only looks the same is not noticed
        Path first = archive.resolve("shop-10.csv");
        FileTime time = Files.getLastModifiedTime(first);
        Files.writeString(first, "x".repeat((int) Files.size(first)));
        Files.setLastModifiedTime(first, time);
        // a record that was cut off is none
        Files.write(journal(), new byte[] {0, 0, 0, 0, 9, 0, 0, 0, 99}, StandardOpenOption.APPEND);
        Program resumed = run("--resume");
        assertEquals(0, resumed.code(), resumed.err());
        assertEquals(expected, report());
        assertFalse(Files.exists(journal()), "nothing of it is left");
    }

    @Test
    void whoEndsARunIsToldHowItGoesOn() throws IOException, InterruptedException {
        Process run = startedUntil(100_000);
        run.destroy();
        assertNotEquals(0, run.waitFor(), "finished before it could be ended");
        assertTrue(Files.readString(folder.resolve("said")).contains("--resume goes on from there"));
    }

    @Test
    void anotherInputIsAnotherRun() throws IOException, InterruptedException {
        killAt(100_000);
        Path first = archive.resolve("shop-10.csv");
        Files.writeString(first, Files.readString(first).replace(",5", ",9"));
        Files.setLastModifiedTime(first, FileTime.fromMillis(1_790_000_000_000L));
        Program resumed = run("--resume");
        assertEquals(0, resumed.code(), resumed.err());
        SortedMap<String, String> after = report();
        assertEquals(0, run().code());
        assertEquals(after, report());
    }

    @Test
    void whatCannotGoOnIsSaid() {
        for (String[] more : new String[][] {{"--resume", "--redact"}, {"--resume", "--engine", "spark"}}) {
            assertEquals(2, run(more).code());
        }
        Program page = Program.run(
                "analyze", archive.toString(), "-o", folder.resolve("a.html").toString(), "--resume");
        assertEquals(2, page.code());
        assertTrue(page.err().contains("a.html"), page.err());
    }
}
