package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gigabyte of dumps through a pipe into a process that may have 128 MB of heap, and a line of eight times the heap. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class BoundedMemoryTest {

    private static final long A_GIGABYTE = 1_000_000_000L;
    private static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4"; // as the launcher has it for a pipe
    private static final String HEAP = "-Xmx128m";
    private static final String SMALL_HEAP = "-Xmx32m";
    private static final int MEGABYTES_OF_LINE = 256;
    private static final int FIRST_SECOND = 1_700_000_000;

    @TempDir
    Path temporary;

    @Test
    void analyzeReadsAGigabyteIn128Megabytes() throws Exception {
        Path out = temporary.resolve("report");
        long dumps = feed(A_GIGABYTE, "analyze", "-", "-o", out.toString(), "--quiet");
        String json = Files.readString(out.resolve("result.json"));
        long last = FIRST_SECOND + dumps - 1;
        assertTrue(json.contains("\"from\":\"2023-11-14T22:13:20Z\""), "the first dump is missing");
        assertTrue(
                json.contains("\"to\":\""
                        + java.time.Instant.ofEpochSecond(last).toString().substring(0, 13)),
                "the last hour is missing");
        assertTrue(json.contains("\"samples\":" + dumps), "the inputs do not count " + dumps + " dumps");
        assertTrue(json.contains("left out evenly"), "nothing says that samples were left out");
        assertTrue(Files.size(out.resolve("index.html")) <= 1 << 20, "the page is too large");
    }

    @Test
    void diagnoseGivesOneVerdictOverAllOfThem() throws Exception {
        feed(200_000_000L, "diagnose", "-");
        String said = Files.readString(temporary.resolve("out"));
        assertTrue(said.toLowerCase(java.util.Locale.ROOT).contains("healthy"), said);
    }

    /** Eight times the heap without a line end, in the middle of a log, of a table and of a dump. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1:M 14 Nov 2023 07:01:22.119 * Background saving started by pid 21\n",
                "time,used_memory,used_memory_rss\n2024-05-01T10:00:00Z,1000000000,1100000000\n",
                "used_memory:1000000000\nused_memory_rss:1100000000\n"
            })
    void aLineOfEightTimesTheHeapIsCutAndNamed(String before) throws Exception {
        Process process = start(SMALL_HEAP, "diagnose", "-");
        byte[] xs = new byte[1 << 20];
        Arrays.fill(xs, (byte) 'x');
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(before.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < MEGABYTES_OF_LINE; i++) {
                stdin.write(xs);
            }
        }
        int code = process.waitFor();
        String said = Files.readString(temporary.resolve("err"));
        assertTrue(code == 0 || code == 3, code + ": " + said); // a log alone has no memory to judge
        assertTrue(said.contains("longer than") || said.contains("at most 1 MiB"), said);
    }

    /** Runs the program on that many bytes of dumps, one second apart; gives their number. */
    private long feed(long bytes, String... arguments) throws Exception {
        Process process = start(HEAP, arguments);
        long dumps = 0;
        try (OutputStream stdin = process.getOutputStream()) {
            dumps = write(stdin, bytes);
        } catch (IOException e) {
            // the process is gone: its exit code and its last words say why
        }
        int code = process.waitFor();
        assertEquals(0, code, Files.readString(temporary.resolve("err")));
        return dumps;
    }

    private Process start(String heap, String... arguments) throws IOException {
        return OwnProcess.of(List.of(heap, BOTH_COMPILERS), arguments)
                .redirectOutput(temporary.resolve("out").toFile())
                .redirectError(temporary.resolve("err").toFile())
                .start();
    }

    private static long write(OutputStream stdin, long bytes) throws IOException {
        byte[] dump = oneDump();
        byte[] block = new byte[(dump.length + 11) * 1000];
        long second = FIRST_SECOND;
        long written = 0;
        while (written < bytes) {
            int at = 0;
            for (int i = 0; i < 1000; i++) {
                byte[] time = (second++ + "\n").getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(time, 0, block, at, time.length);
                System.arraycopy(dump, 0, block, at + time.length, dump.length);
                at += time.length + dump.length;
            }
            stdin.write(block, 0, at);
            written += at;
        }
        return second - FIRST_SECOND;
    }

    /** The first dump of a real capture, without its time. */
    private static byte[] oneDump() throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(Files.newInputStream(Path.of("samples/healthy/info-memory.log.gz")))) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            int from = text.indexOf("# Memory");
            int to = text.indexOf("\n2026", from) + 1;
            assertTrue(from > 0 && to > from, "no dump in the sample");
            return text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
