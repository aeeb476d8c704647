package io.fragmortem.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Good inputs that mutations start from, in the order of their names. */
public final class Seeds {

    private static final Path SPECIMENS = Path.of("src/test/resources/specimens");
    private static final Path SAMPLES = Path.of("samples");
    private static final Path FOUND = Path.of("src/test/resources/fuzz");

    /** A longer file gives its beginning, so that many small mutants fit into the time of a large one. */
    private static final int MOST = 12_000;

    private Seeds() {}

    /** The head of every specimen, every file of the samples, and every input that once was too much. */
    public static List<byte[]> captures() {
        List<byte[]> all = new ArrayList<>();
        for (Path folder : List.of(SPECIMENS, SAMPLES, FOUND)) {
            all.addAll(below(folder));
        }
        return all;
    }

    /** Inputs that once were too much. */
    public static List<byte[]> found() {
        return below(FOUND);
    }

    /** The templates of the pages. */
    public static List<byte[]> templates() {
        return below(Path.of("templates"));
    }

    /** Tables of numbers, with and without times. */
    public static List<byte[]> tables() {
        List<byte[]> all = new ArrayList<>(below(SPECIMENS.resolve("csv")));
        StringBuilder plain = new StringBuilder("t,rss,used\n");
        StringBuilder dated = new StringBuilder("time;rss\n");
        for (int i = 0; i < 60; i++) {
            plain.append(60 * i)
                    .append(',')
                    .append(1e9 + i * 1e6)
                    .append(',')
                    .append(i % 7)
                    .append('\n');
            dated.append("2026-11-22 08:%02d:00;%d,5\n".formatted(i, 1000 + i * i % 17));
        }
        all.add(plain.toString().getBytes(StandardCharsets.UTF_8));
        all.add(dated.toString().getBytes(StandardCharsets.UTF_8));
        return all;
    }

    /** Configurations that name most of what may stand in one. */
    public static List<byte[]> configurations() {
        return Stream.of(
                        """
                        # of the team
                        threshold.floor-bytes = 20 MiB
                        threshold.headroom-share = 90 %
                        rule.leak = off
                        lang = zh
                        """,
                        """
                        ignore.fork-copy-on-write = cache-* until 2027-01-01 as agreed
                        ignore.headroom = *
                        instance-from = file:([^/]+)/info.txt
                        timezone = Europe/Berlin
                        quiet = yes
                        """, "map = when:time\nmap = mem:used_memory\nformat = info\nsince = 2026-11-22T08:00:00Z\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Archives of two captures in each container. */
    public static List<byte[]> archives() {
        byte[] first = captures().get(0);
        byte[] second = captures().get(1);
        byte[] tar = tar(first, second);
        byte[] zip = zip(first, second);
        return List.of(tar, gzip(tar), zip, gzip(first), tar(zip, gzip(second)), gzip(gzip(tar)));
    }

    private static List<byte[]> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("the seeds stand in the checkout: " + folder.toAbsolutePath());
        }
        List<byte[]> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                all.add(content.length > MOST ? Arrays.copyOf(content, MOST) : content);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return all;
    }

    private static byte[] tar(byte[] first, byte[] second) {
        return written(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                tar.setAddPaxHeadersForNonAsciiNames(true);
                for (byte[] content : List.of(first, second)) {
                    String name = content == first ? "cache-1/info.txt" : "缓存/" + "long-".repeat(30) + ".log";
                    TarArchiveEntry entry = new TarArchiveEntry(name);
                    entry.setSize(content.length);
                    tar.putArchiveEntry(entry);
                    tar.write(content);
                    tar.closeArchiveEntry();
                }
            }
        });
    }

    private static byte[] zip(byte[] first, byte[] second) {
        return written(out -> {
            try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
                for (byte[] content : List.of(first, second)) {
                    ZipArchiveEntry entry = new ZipArchiveEntry(content == first ? "a/info.txt" : "b.log");
                    entry.setTime(1_795_336_525_000L);
                    zip.putArchiveEntry(entry);
                    zip.write(content);
                    zip.closeArchiveEntry();
                }
            }
        });
    }

    private static byte[] gzip(byte[] content) {
        return written(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
        });
    }

    /** Something that writes. */
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] written(Writing what) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            what.to(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("an archive in memory", e);
        }
        return out.toByteArray();
    }
}
