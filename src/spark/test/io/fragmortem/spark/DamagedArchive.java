package io.fragmortem.spark;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.engine.Plan;
import io.fragmortem.fleet.engine.Watcher;
import io.fragmortem.report.FleetOptions;
import io.fragmortem.report.KeptHuman;
import io.fragmortem.report.ReportFolder;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.InstanceNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Two days of a fleet: every tenth file ends in the middle of a dump, some lie in a compressed archive, one archive is broken,
 * one instance has many times what the others have.
 */
final class DamagedArchive {

    private static final int GIANT = 5;
    private static final int PACKED_FROM = 270;

    private DamagedArchive() {}

    static void write(Path archive, int instances) throws IOException {
        Random random = new Random(7);
        Files.createDirectories(archive);
        try (OutputStream file = Files.newOutputStream(archive.resolve("old hosts.tar.gz"));
                TarArchiveOutputStream packed =
                        new TarArchiveOutputStream(new GZIPOutputStream(file), StandardCharsets.UTF_8.name())) {
            for (int i = 0; i < instances; i++) {
                for (int day = 1; day <= 2; day++) {
                    String name = "cache-" + i + "/info-2026-11-2" + day + ".log";
                    String text = day(i, day);
                    int cut = i % 10 == 0 ? text.length() - 40 - random.nextInt(200) : text.length();
                    put(archive, packed, i, name, text.substring(0, cut));
                }
            }
        }
        Files.write(archive.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 9, 9, 9});
        Files.writeString(
                archive.resolve("cache-3/redis.log"),
                "7:M 22 Nov 2026 08:38:04.123 * Ready to accept connections\n"
                        + "7:M 22 Nov 2026 08:40:00.000 * Background saving started by pid 99\n");
    }

    private static void put(Path archive, TarArchiveOutputStream packed, int i, String name, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (i >= PACKED_FROM) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(bytes.length);
            entry.setModTime(1_795_000_000_000L);
            packed.putArchiveEntry(entry);
            packed.write(bytes);
            packed.closeArchiveEntry();
        } else if (i % 4 == 2) {
            ByteArrayOutputStream small = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(small)) {
                gzip.write(bytes);
            }
            Files.createDirectories(archive.resolve(name).getParent());
            Files.write(archive.resolve(name + ".gz"), small.toByteArray());
        } else {
            Files.createDirectories(archive.resolve(name).getParent());
            Files.write(archive.resolve(name), bytes);
        }
    }

    private static String day(int i, int day) {
        StringBuilder text = new StringBuilder();
        int samples = i == GIANT ? 400 : 4;
        for (int sample = 0; sample < samples; sample++) {
            text.append(dump(i, day, sample * (24 * 60 / samples)));
        }
        return text.toString();
    }

    /** Every third one is a replica of the one before it; some keep freed pages. */
    private static String dump(int i, int day, int minute) {
        long rss = 1_130_000_000L + (i % 7 == 0 ? 900_000_000L : 0) + 1000L * i + 68L * minute;
        String role = i % 3 == 1
                ? "role:slave\r\nmaster_host:cache-" + (i - 1) + "\r\nmaster_link_status:up\r\n"
                : "role:master\r\n";
        return "2026-11-2%dT%02d:%02d:00Z\n# Server\r\nredis_version:7.0.15\r\nrun_id:ab%038x\r\nprocess_id:7\r\n"
                        .formatted(day, minute / 60, minute % 60, i)
                + "uptime_in_seconds:" + (864_000 + day * 86_400 + minute * 60) + "\r\n# Replication\r\n" + role
                + "master_replid:cd%038x\r\n# Memory\r\n".formatted(i / 3 + 1)
                + "used_memory:1048576000\r\nused_memory_rss:" + rss + "\r\nused_memory_peak:2000000000\r\n"
                + "used_memory_overhead:100000000\r\nused_memory_startup:800000\r\nused_memory_dataset:948576000\r\n"
                + "allocator_allocated:1049000000\r\nallocator_active:1080000000\r\nallocator_resident:"
                + (rss - 20_000_000) + "\r\nmem_allocator:jemalloc-5.2.1\r\n";
    }

    /** Analyses it with an engine, as if the same had been typed for each of them, and writes the report there. */
    static void analyse(Engine engine, String archive, FleetOptions options, String out) {
        Plan plan = Plan.of(
                engine.sources(List.of(archive)),
                new ByteArrayInputStream(new byte[0]),
                ReadOptions.defaults(),
                new InstanceNames(Optional.empty()),
                Window.ALWAYS,
                Policy.defaults(),
                2);
        ReportFolder report = new ReportFolder(
                new Wording("en", ZoneOffset.UTC),
                Optional.empty(),
                EnumSet.of(TicketText.Form.MARKDOWN),
                KeptHuman.none(),
                options);
        engine.analyze(
                plan,
                new Fleet.Call("1", List.of("analyze", "archive")),
                Watcher.NOBODY,
                (run, finished) -> report.write(run, finished, out));
    }

    /** One object and a line each. */
    static FleetOptions bothResults() {
        FleetOptions usual = FleetOptions.defaults();
        return new FleetOptions(
                usual.labels(),
                usual.earlier(),
                usual.reports(),
                EnumSet.allOf(FleetOptions.ResultForm.class),
                usual.pseudonyms());
    }

    /** The files below a folder by name; the lines of results in one text, sorted, whoever wrote how many files of them. */
    static Map<String, String> files(Path out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = out.relativize(file).toString();
                String text = Files.readString(file, StandardCharsets.UTF_8);
                if (name.endsWith(".jsonl")) {
                    lines.append(text);
                } else {
                    files.put(name, text);
                }
            }
        }
        files.put("results", String.join("\n", lines.toString().lines().sorted().toList()));
        return files;
    }
}
