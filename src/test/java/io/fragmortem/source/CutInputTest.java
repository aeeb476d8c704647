package io.fragmortem.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.fragmortem.report.words.English;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is packed and was cut off: all that was packed before the cut is read, and the cut is told. */
class CutInputTest {

    private static final String CUT = "it ends too early";
    private static final int BLOCK = 1 << 17;

    /** Lines of which no two blocks pack alike. */
    private static String lines(int seed, int bytes) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(bytes + 64);
        while (text.length() < bytes) {
            text.append("used_memory:").append(random.nextInt(1 << 30)).append('\n');
        }
        return text.toString();
    }

    private static byte[] pack(Packing packing, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OutputStream packer = switch (packing) {
            case GZIP -> new GZIPOutputStream(out);
            case ZSTD -> new ZstdOutputStream(out);
            case BZIP2 -> new BZip2CompressorOutputStream(out, 1);
            default ->
                new FramedLZ4CompressorOutputStream(
                        out,
                        new FramedLZ4CompressorOutputStream.Parameters(FramedLZ4CompressorOutputStream.BlockSize.K64));
        };
        try (packer) {
            packer.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** One after the other. */
    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Text that was given and reasons that were told. */
    private record Read(String text, List<String> problems, boolean sound) {}

    private static Read read(byte[] stored) {
        StringBuilder text = new StringBuilder();
        List<String> problems = new ArrayList<>();
        Unpacker unpacker = new Unpacker(Limits.defaults(), Scope.CAPTURES, new Visitor() {
            @Override
            public void entry(Entry entry) throws IOException {
                text.append(new String(entry.stream().readAllBytes(), StandardCharsets.UTF_8));
            }

            @Override
            public void problem(Problem problem) {
                problems.add(English.of(problem.reason()));
            }
        });
        unpacker.unpack("x", OptionalLong.empty(), new ByteArrayInputStream(stored));
        return new Read(text.toString(), problems, unpacker.isSound());
    }

    private static Read cut(byte[] stored, int bytes) {
        Read read = read(Arrays.copyOf(stored, bytes));
        assertEquals(1, read.problems.size(), bytes + ": " + read.problems);
        assertTrue(read.problems.get(0).contains(CUT), bytes + ": " + read.problems);
        assertTrue(!read.sound || read.text.isEmpty(), "cut at " + bytes);
        return read;
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD", "BZIP2", "LZ4"})
    void ofOneFrameEveryWholeBlockIsRead(Packing packing) throws IOException {
        String text = lines(1, 10 * BLOCK);
        byte[] stored = pack(packing, text);
        assertEquals(new Read(text, List.of(), true), read(stored));
        TreeSet<Integer> lengths = new TreeSet<>();
        for (int i = 1; i <= 24; i++) {
            int bytes = (int) (stored.length * (long) i / 25);
            String found = cut(stored, bytes).text;
            assertTrue(text.startsWith(found), packing + " at " + bytes);
            long share = text.length() * (long) bytes / stored.length;
            assertTrue(found.length() > share - 2 * BLOCK, packing + " at " + bytes + ": " + found.length());
            lengths.add(found.length());
        }
        assertTrue(lengths.size() >= 9, packing + ": " + lengths);
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "LZ4"})
    void withoutItsLastBytesAFrameLosesNothingThatIsWhole(Packing packing) throws IOException {
        String text = lines(2, 3 * BLOCK);
        byte[] stored = pack(packing, text);
        for (int missing = 1; missing <= 4; missing++) {
            assertEquals(text, cut(stored, stored.length - missing).text, packing + " without " + missing);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "BZIP2", "LZ4"})
    void framesBeforeTheCutOneAreRead(Packing packing) throws IOException {
        String first = lines(3, 300);
        String second = lines(4, BLOCK + BLOCK / 2);
        byte[] whole = join(pack(packing, first), pack(packing, second));
        byte[] third = pack(packing, lines(5, BLOCK));
        byte[] stored = join(whole, third);
        for (int more : new int[] {3, 5, 11, third.length / 2}) {
            Read read = cut(stored, whole.length + more);
            assertTrue(read.text.startsWith(first + second), packing + " and " + more);
        }
        assertEquals(first + second, read(whole).text);
    }

    @Test
    void aWindowThatIsTooLargeIsToldWithWhatWouldDo() {
        byte[] stored = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (17 << 3), 1, 0, 0};
        List<String> problems = read(stored).problems;
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).contains("134,217,728"), problems.get(0));
        assertTrue(problems.get(0).contains("zstd -19"), problems.get(0));
    }

    @Test
    void framesWithNotesOfOtherProgramsAreNoText() throws IOException {
        byte[] note = {0x5e, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'a', 'b', 'c'};
        byte[] stored = join(pack(Packing.ZSTD, "one\n"), note, pack(Packing.ZSTD, "two\n"), note);
        assertEquals(new Read("one\ntwo\n", List.of(), true), read(stored));
        assertTrue(cut(stored, stored.length - 2).text.equals("one\ntwo\n"));
    }

    @Test
    void bytesBehindAFrameThatAreNoneAreDamage() throws IOException {
        Read read = read(join(pack(Packing.ZSTD, "one\n"), "used_memory:1\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals("one\n", read.text);
        assertEquals(1, read.problems.size());
        assertTrue(!read.sound);
    }
}
