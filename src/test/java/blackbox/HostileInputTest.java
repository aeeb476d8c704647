package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken and hostile files beside a good one: each is named with its reason, and the good one is analysed. */
final class HostileInputTest {

    private static final String DUMP =
            "used_memory:1000000000\nused_memory_rss:1100000000\nmem_fragmentation_ratio:1.10\n";

    @TempDir
    Path temporary;

    private Path write(String name, byte[] content) throws IOException {
        Path file = temporary.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, content);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] noise(int n) {
        byte[] noise = new byte[n];
        new SplittableRandom(5).nextBytes(noise);
        return noise;
    }

    /** The program on the good dump and the file; the report and standard error must name the file and say this. */
    private void named(Path hostile, String reason) throws IOException {
        Path good = write("good.info", DUMP.getBytes(StandardCharsets.UTF_8));
        Path out = temporary.resolve("report");
        Program run = Program.run("analyze", good.toString(), hostile.toString(), "-o", out.toString());
        assertEquals(4, run.code(), run.err());
        String name = hostile.getFileName().toString();
        assertTrue(
                run.err().lines().anyMatch(line -> line.contains(name) && line.contains(reason)),
                reason + " of " + name + " is not in:\n" + run.err());
        String json = Files.readString(out.resolve("result.json"));
        assertTrue(json.contains("\"rss\":1100000000,\"used\":1000000000"), "the good dump is not analysed");
        assertTrue(Files.readString(out.resolve("index.html")).contains(name), "the page does not name " + name);
    }

    @Test
    void aDecompressionBomb() throws IOException {
        named(write("bomb.gz", gzip(gzip(new byte[400 << 20]))), "decompression bomb");
    }

    @Test
    void aTruncatedStream() throws IOException {
        byte[] whole = gzip(noise(200_000));
        named(write("cut.log.gz", Arrays.copyOf(whole, whole.length / 2)), "damaged after");
    }

    @Test
    void anArchiveWhoseNamesClimbOut() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            byte[] dump = DUMP.getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry("../../climbed.info", true);
            entry.setSize(dump.length);
            tar.putArchiveEntry(entry);
            tar.write(dump);
            tar.closeArchiveEntry();
        }
        named(write("climb.tar", bytes.toByteArray()), "climbs out");
        assertTrue(!Files.exists(temporary.resolveSibling("climbed.info")), "a file was written outside");
    }

    @Test
    void archivesInsideArchives() throws IOException {
        byte[] inner = DUMP.getBytes(StandardCharsets.UTF_8);
        for (int depth = 0; depth < 4; depth++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry("inner-" + depth));
                zip.write(inner);
            }
            inner = bytes.toByteArray();
        }
        named(write("matryoshka.zip", inner), "archives inside archives");
    }

    @Test
    void aBinaryFile() throws IOException {
        named(write("core.bin", noise(100_000)), "binary file");
    }

    @Test
    void aMissingFile() throws IOException {
        named(temporary.resolve("missing.log"), "no such file");
    }

    @Test
    void aFifoThatNeverEnds() throws Exception {
        Path fifo = temporary.resolve("endless.fifo");
        assertEquals(
                0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor(), "mkfifo is part of every Unix");
        named(fifo, "FIFO");
    }

    @Test
    void aFolderThatContainsItself() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("round"));
        Files.createSymbolicLink(folder.resolve("again"), folder);
        named(folder, "contains itself");
    }

    @Test
    void jsonWithoutEndAndDeeperThanAnyone() throws IOException {
        String json = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":" + "[".repeat(100_000);
        named(write("deep.json", json.getBytes(StandardCharsets.UTF_8)), "limits of JSON");
    }

    @Test
    void nulBytesAndBrokenUtf8SpoilTheirLineOnly() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("used_memory:1000000000\nused_memory_rss:1100000000\n".getBytes(StandardCharsets.UTF_8));
        bytes.write(new byte[] {'x', 0, 0, (byte) 0xff, (byte) 0xc3, '\n'});
        bytes.write("mem_fragmentation_ratio:1.10\n".getBytes(StandardCharsets.UTF_8));
        Program run =
                Program.run("diagnose", write("nul.info", bytes.toByteArray()).toString(), "--format", "json");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("\"rss\":1100000000,\"used\":1000000000"), run.out());
    }

    @Test
    void aTableWithMoreColumnsThanMayBe() throws IOException {
        StringBuilder table = new StringBuilder("time,used_memory,used_memory_rss\n");
        table.append("2024-05-01T10:00:00Z,1000000000,1100000000\n");
        table.append("2024-05-01T10:01:00Z").append(",1".repeat(30_000)).append('\n');
        Path file = write("columns.csv", table.toString().getBytes(StandardCharsets.UTF_8));
        Program run = Program.run("diagnose", file.toString());
        assertTrue(run.err().contains("columns.csv") && run.err().contains("20,000"), run.err());
        assertTrue(run.out().contains("used"), "the row before it is not diagnosed: " + run.out());
    }
}
