package io.fragmortem.fleet.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestTest {

    private static final String DUMP = String.join(
            "\r\n",
            "# Memory",
            "used_memory:1000000",
            "used_memory_rss:2000000",
            "used_memory_peak:3000000",
            "mem_fragmentation_ratio:2.00",
            "mem_allocator:jemalloc-5.2.1",
            "");

    private static final String LOG = """
            7:M 22 Nov 2026 08:38:04.123 * Ready to accept connections
            7:M 22 Nov 2026 08:40:00.000 * Background saving started by pid 99
            99:C 22 Nov 2026 08:40:01.000 * RDB: 12 MB of memory used by copy-on-write
            """;

    @TempDir
    private Path folder;

    private final List<Rejected> rejects = new ArrayList<>();
    private final List<String> started = new ArrayList<>();
    private final Instances instances = new Instances(new InstanceNames(Optional.empty()), rejects::add);

    private Ingest read(String stdin, String... paths) {
        InputStream in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
        return Ingest.read(List.of(paths), ReadOptions.defaults(), in, instances, started::add);
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void theBooksNameWhatWasRead() throws Exception {
        String dump = file("shop.txt", DUMP);
        Ingest ingest = read("", dump);
        assertEquals(List.of(new ReadInput(dump, "info", DUMP.length(), sha256(DUMP), 1, 0, 0, 0)), ingest.inputs());
        assertTrue(ingest.problems().isEmpty());
        assertEquals(List.of(dump), started);
        List<Timeline> timelines = instances.timelines();
        assertEquals("shop", timelines.get(0).name());
    }

    @Test
    void eventsAndRejectsAreCounted() throws Exception {
        String log = file("redis.log", LOG);
        Ingest ingest = read("", log);
        ReadInput input = ingest.inputs().get(0);
        assertEquals(sha256(LOG), input.sha256());
        assertTrue(input.events() >= 2, input.toString());
        assertEquals(0, input.samples());
    }

    @Test
    void nonsenseIsBookedAndRefused() throws Exception {
        String text = "nothing that anybody knows\n".repeat(9);
        Ingest ingest = read("", file("letter.txt", text));
        ReadInput input = ingest.inputs().get(0);
        assertEquals("", input.format());
        assertEquals(1, input.rejected());
        assertEquals(text.length(), input.bytes(), "the checksum is of the whole stream");
        assertEquals(sha256(text), input.sha256());
        assertEquals(1, rejects.size());
    }

    @Test
    void compressedStreamsAreBookedAsTheirContent() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(DUMP.getBytes(StandardCharsets.UTF_8));
        }
        Path file = folder.resolve("shop.txt.gz");
        Files.write(file, bytes.toByteArray());
        ReadInput input = read("", file.toString()).inputs().get(0);
        assertEquals(DUMP.length(), input.bytes());
        assertEquals(sha256(DUMP), input.sha256());
    }

    @Test
    void standardInputIsAStream() throws Exception {
        ReadInput input = read(DUMP, "-").inputs().get(0);
        assertEquals(sha256(DUMP), input.sha256());
        assertEquals(1, input.samples());
        assertEquals("instance", instances.timelines().get(0).name());
    }

    @Test
    void whatCannotBeReadIsAProblemAndTheRestIsRead() throws Exception {
        String dump = file("shop.txt", DUMP);
        byte[] broken = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3};
        Path gz = folder.resolve("broken.gz");
        Files.write(gz, broken);
        Ingest ingest = read("", folder.resolve("absent.txt").toString(), gz.toString(), dump);
        assertEquals(2, ingest.problems().size(), ingest.problems().toString());
        assertEquals(1, instances.timelines().size());
        assertEquals(dump, ingest.inputs().get(ingest.inputs().size() - 1).name());
    }

    @Test
    void assumptionsAndUnknownFieldsArriveAtTheInstance() throws Exception {
        String dump = file("shop.txt", "2026-11-22 08:38:04\n" + DUMP + "used_memory_novelty:5\r\n");
        read("", dump);
        Timeline timeline = instances.timelines().get(0);
        assertEquals(1, timeline.quality().assumptions().size());
        assertEquals(
                "{used_memory_novelty=1}", timeline.quality().unknownFields().toString());
    }
}
