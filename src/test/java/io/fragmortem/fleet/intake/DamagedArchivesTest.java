package io.fragmortem.fleet.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Some bytes in the middle of an archive are wrong: what stands before them is read, what is behind names nobody. */
final class DamagedArchivesTest {

    private static final int DUMPS = 600;

    @TempDir
    private Path folder;

    private final Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {});

    /** Dumps of a server as a watch loop writes them, five minutes apart. */
    private static String dumps(int first, int count) {
        StringBuilder text = new StringBuilder();
        SplittableRandom random = new SplittableRandom(first);
        for (int i = first; i < first + count; i++) {
            long used = 1_300_000_000L + random.nextInt(40_000_000);
            long rss = used + 90_000_000 + random.nextInt(9_000_000);
            text.append("--- ").append(1_790_000_000L + 300L * i).append(" ---\r\n# Memory\r\n");
            text.append("used_memory:").append(used).append("\r\n");
            text.append("used_memory_human:")
                    .append(Math.round(used / 1e7) / 100.0)
                    .append("G\r\n");
            text.append("used_memory_rss:").append(rss).append("\r\n");
            text.append("used_memory_peak:").append(1_345_000_000L).append("\r\n");
            text.append("used_memory_overhead:")
                    .append(80_000_000 + random.nextInt(1000))
                    .append("\r\n");
            text.append("used_memory_startup:859264\r\nused_memory_dataset:")
                    .append(used - 80_000_000)
                    .append("\r\n");
            text.append("allocator_allocated:")
                    .append(used + random.nextInt(900_000))
                    .append("\r\n");
            text.append("allocator_active:")
                    .append(used + 30_000_000 + random.nextInt(9_000))
                    .append("\r\n");
            text.append("allocator_resident:")
                    .append(rss - 3_000_000 - random.nextInt(9_000))
                    .append("\r\n");
            text.append("total_system_memory:16777216000\r\nmaxmemory:4294967296\r\nmaxmemory_policy:noeviction\r\n");
            text.append("mem_fragmentation_ratio:")
                    .append(Math.round(rss * 100.0 / used) / 100.0)
                    .append("\r\n");
            text.append("mem_fragmentation_bytes:").append(rss - used).append("\r\n");
            text.append("mem_not_counted_for_evict:0\r\nmem_clients_slaves:0\r\nmem_clients_normal:")
                    .append(1800 * random.nextInt(40))
                    .append("\r\nmem_aof_buffer:0\r\nmem_allocator:jemalloc-5.2.1\r\n");
            text.append("active_defrag_running:0\r\nlazyfree_pending_objects:0\r\n\r\n");
        }
        return text.toString();
    }

    private interface Wrap {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] bytes, Wrap wrap) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packer = wrap.around(out)) {
            packer.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] archive(String kind) throws IOException {
        byte[] week = bytes(dumps(0, DUMPS));
        return switch (kind) {
            case "gz" -> packed(week, GZIPOutputStream::new);
            case "bz2" -> packed(week, out -> new BZip2CompressorOutputStream(out, 1)); // blocks of 100 kB
            case "lz4" -> packed(week, FramedLZ4CompressorOutputStream::new);
            case "xz" -> packed(week, out -> new XZOutputStream(out, new LZMA2Options(1)));
            case "members.gz" -> {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (int part = 0; part < 4; part++) {
                    all.write(packed(bytes(dumps(part * DUMPS / 4, DUMPS / 4)), GZIPOutputStream::new));
                }
                yield all.toByteArray();
            }
            case "tar.gz" -> {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(all))) {
                    for (int day = 0; day < 4; day++) {
                        byte[] part = bytes(dumps(day * DUMPS / 4, DUMPS / 4));
                        TarArchiveEntry entry = new TarArchiveEntry("cache-1-2026-10-0" + (day + 1) + ".log");
                        entry.setSize(part.length);
                        entry.setModTime(0L); // the same bytes whenever it is run
                        tar.putArchiveEntry(entry);
                        tar.write(part);
                        tar.closeArchiveEntry();
                    }
                }
                yield all.toByteArray();
            }
            default -> {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(all)) {
                    zip.putArchiveEntry(new ZipArchiveEntry("cache-1.log"));
                    zip.write(week);
                    zip.closeArchiveEntry();
                }
                yield all.toByteArray();
            }
        };
    }

    private static byte[] damaged(byte[] whole, int seed, int faults) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] broken = whole.clone();
        for (int i = 0; i < faults; i++) {
            broken[whole.length / 2 + random.nextInt(whole.length / 4)] ^= (byte) (1 + random.nextInt(255));
        }
        return broken;
    }

    private Ingest read(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        return read(file.toString(), InputStream.nullInputStream());
    }

    private Ingest read(String path, InputStream stdin) {
        return Ingest.read(List.of(path), ReadOptions.defaults(), stdin, instances, name -> {});
    }

    private List<String> names() {
        return instances.timelines().stream().map(Timeline::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "gz, 1, 1", "gz, 2, 3", "gz, 3, 20", "gz, 4, 1", "gz, 5, 20", "members.gz, 1, 3", "members.gz, 2, 20",
                "bz2, 1, 3",
        "bz2, 2, 20", "lz4, 1, 20", "xz, 1, 3", "tar.gz, 1, 20", "tar.gz, 2, 3", "tar.gz, 3, 20", "zip, 1, 3",
                "zip, 2, 20"
    })
    void whatIsBehindTheDamageNamesNobody(String kind, int seed, int faults) throws IOException {
        Ingest books = read(
                kind.equals("members.gz") ? "cache-1.gz" : "cache-1." + kind, damaged(archive(kind), seed, faults));
        assertEquals(List.of("cache-1"), names());
        assertTrue(!books.problems().isEmpty(), "the damage is told");
        Timeline timeline = instances.timelines().get(0);
        long last = timeline.timeMicros()[timeline.size() - 1] / 1_000_000;
        assertTrue(last <= 1_790_000_000L + 300L * DUMPS, "a garbled time " + last);
    }

    @Test
    void allThatIsBeforeTheDamageIsRead() throws IOException {
        byte[] whole = archive("gz");
        byte[] broken = whole.clone();
        for (int i = 0; i < 20; i++) {
            broken[whole.length / 2 + 37 * i] ^= 0x5a;
        }
        read("cache-1.gz", broken);
        int samples = instances.timelines().get(0).size();
        assertTrue(samples > 0.45 * DUMPS && samples < 0.56 * DUMPS, samples + " samples");
    }

    @Test
    void standardInputIsNoWorse() throws IOException {
        read("-", new ByteArrayInputStream(damaged(archive("gz"), 3, 20)));
        assertEquals(1, names().size(), names().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "members.gz", "bz2", "lz4", "xz", "tar.gz", "zip"})
    void whatIsWholeIsReadWhole(String kind) throws IOException {
        Ingest books = read(kind.equals("members.gz") ? "cache-1.gz" : "cache-1." + kind, archive(kind));
        assertEquals(List.of(), books.problems());
        assertEquals(DUMPS, instances.timelines().get(0).size());
    }

    /** Text that begins to look different in its middle is no damage: what was cut says nothing of what stands before the cut. */
    @Test
    void anArchiveThatIsCutIsBelievedWhateverItHolds() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder text = new StringBuilder(dumps(0, DUMPS / 2));
        for (int i = 0; i < DUMPS / 2; i++) {
            byte[] noise = new byte[60];
            random.nextBytes(noise);
            text.append("# note ")
                    .append(Base64.getEncoder().encodeToString(noise))
                    .append("\r\n");
            text.append(dumps(DUMPS / 2 + i, 1));
        }
        byte[] whole = packed(bytes(text.toString()), GZIPOutputStream::new);
        read("cache-1.gz", Arrays.copyOf(whole, whole.length - 100));
        assertEquals(List.of("cache-1"), names());
        int samples = instances.timelines().get(0).size();
        assertTrue(samples > 0.97 * DUMPS, samples + " samples");
    }

    @Test
    void anArchiveThatIsCutIsReadUpToTheCut() throws IOException {
        byte[] whole = archive("gz");
        read("cache-1.gz", Arrays.copyOf(whole, whole.length / 2));
        assertEquals(List.of("cache-1"), names());
        assertTrue(instances.timelines().get(0).size() > 0.45 * DUMPS);
    }

    @Test
    void serversThatWereNamedBeforeTheDamageStay() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < DUMPS / 2; i++) {
            for (int server = 1; server <= 2; server++) {
                text.append("$ redis-cli -h cache-").append(server).append(" info memory\n");
                text.append(dumps(server * DUMPS + i, 1));
            }
        }
        byte[] whole = packed(bytes(text.toString()), GZIPOutputStream::new);
        read("both.gz", damaged(whole, 3, 20));
        assertEquals(
                List.of("cache-1:6379", "cache-2:6379"),
                names().stream().sorted().toList());
    }
}
