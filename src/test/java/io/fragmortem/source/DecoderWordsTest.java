package io.fragmortem.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.English;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Whatever is wrong with what is packed, it is told in sentences of the bundles and not in the words of a decoder. */
class DecoderWordsTest {

    private static List<Phrase> problems(InputStream stored) {
        List<Phrase> told = new ArrayList<>();
        new Unpacker(Limits.defaults(), Scope.CAPTURES, new Visitor() {
                    @Override
                    public void entry(Entry entry) throws IOException {
                        entry.stream().transferTo(OutputStream.nullOutputStream());
                    }

                    @Override
                    public void problem(Problem problem) {
                        told.add(problem.reason());
                    }
                })
                .unpack("x", OptionalLong.empty(), stored);
        return told;
    }

    private static boolean hasForeignWords(Phrase phrase) {
        return phrase.key().equals("input.problem.error")
                || phrase.args().stream()
                        .anyMatch(arg -> arg instanceof Phrase.Nested nested && hasForeignWords(nested.phrase()));
    }

    private static List<byte[]> archives() throws IOException {
        StringBuilder text = new StringBuilder();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 3000; i++) {
            text.append("used_memory:").append(random.nextInt(1 << 30)).append('\n');
        }
        byte[] plain = text.toString().getBytes(StandardCharsets.UTF_8);
        List<byte[]> archives = new ArrayList<>();
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar)) {
            for (String name : List.of("a.log", "b.log")) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(plain.length);
                out.putArchiveEntry(entry);
                out.write(plain);
                out.closeArchiveEntry();
            }
        }
        archives.add(tar.toByteArray());
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (String name : List.of("a.log", "b.log")) {
                out.putArchiveEntry(new ZipArchiveEntry(name));
                out.write(plain);
                out.closeArchiveEntry();
            }
        }
        archives.add(zip.toByteArray());
        for (int i = 0; i < 5; i++) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            OutputStream packer = switch (i) {
                case 0 -> new GZIPOutputStream(packed);
                case 1 -> new io.airlift.compress.zstd.ZstdOutputStream(packed);
                case 2 -> new XZOutputStream(packed, new LZMA2Options(1));
                case 3 -> new BZip2CompressorOutputStream(packed);
                default -> new FramedLZ4CompressorOutputStream(packed);
            };
            try (packer) {
                packer.write(plain);
            }
            archives.add(packed.toByteArray());
        }
        return archives;
    }

    @Test
    void damageIsToldWithoutTheWordsOfDecoders() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        int told = 0;
        for (byte[] whole : archives()) {
            for (int i = 0; i < 60; i++) {
                byte[] broken = Arrays.copyOf(whole, i % 6 == 0 ? 1 + random.nextInt(whole.length) : whole.length);
                int where = i % 3 == 0 ? random.nextInt(Math.min(broken.length, 600)) : random.nextInt(broken.length);
                for (int j = where; j < Math.min(broken.length, where + 1 + random.nextInt(30)); j++) {
                    broken[j] = (byte) random.nextInt(256);
                }
                for (Phrase reason : problems(new ByteArrayInputStream(broken))) {
                    assertFalse(hasForeignWords(reason), English.of(reason));
                    told++;
                }
            }
        }
        assertTrue(told > 200, told + " problems");
    }

    @Test
    void whatTheSystemSaysStaysWhatItSays() {
        InputStream refused = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Stale file handle");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return read();
            }
        };
        assertEquals(
                List.of("Stale file handle"),
                problems(refused).stream().map(English::of).toList());
    }

    @Test
    void aFileOfWhichNothingCanBeUnpackedSaysWhatItIsAndWhatIsExpected() throws IOException {
        byte[] broken = archives().get(2);
        Arrays.fill(broken, 10, 40, (byte) 0xff);
        String told = English.of(problems(new ByteArrayInputStream(broken)).get(0));
        assertTrue(told.contains("packed with gzip") && told.contains("expected a whole gzip file"), told);
    }
}
