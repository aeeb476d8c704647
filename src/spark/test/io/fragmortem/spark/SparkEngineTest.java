package io.fragmortem.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.engine.Plan;
import io.fragmortem.fleet.engine.Watcher;
import io.fragmortem.report.ReportFolder;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.InstanceNames;
import io.fragmortem.timeline.Window;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark and the local engine write the same report of a damaged archive, byte for byte. */
final class SparkEngineTest {

    private static final int INSTANCES = 300;

    @TempDir
    private static Path folder;

    private static Path archive = Path.of("");
    private static Map<String, String> expected = Map.of();

    @BeforeAll
    static void localFirst() throws IOException {
        archive = Files.createDirectories(folder.resolve("archive"));
        Random random = new Random(7);
        for (int i = 0; i < INSTANCES; i++) {
            Path instance = Files.createDirectories(archive.resolve("cache-" + i));
            for (int day = 1; day <= 2; day++) {
                StringBuilder text = new StringBuilder();
                for (int hour = 0; hour < 4; hour++) {
                    text.append(dump(i, day, hour));
                }
                int cut = i % 10 == 0 ? text.length() - 40 - random.nextInt(200) : text.length();
                Files.writeString(instance.resolve("info-2026-11-2" + day + ".log"), text.substring(0, cut));
            }
        }
        Files.write(archive.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 9, 9, 9});
        Files.writeString(
                archive.resolve("cache-3/redis.log"),
                "7:M 22 Nov 2026 08:38:04.123 * Ready to accept connections\n"
                        + "7:M 22 Nov 2026 08:40:00.000 * Background saving started by pid 99\n");
        expected = written(Engine.LOCAL, "local");
    }

    /** Every third one is a replica of the one before it; some keep freed pages. */
    private static String dump(int i, int day, int hour) {
        long rss = 1_130_000_000L + (i % 7 == 0 ? 900_000_000L : 0) + 1000L * i + 4096L * hour;
        String role = i % 3 == 1
                ? "role:slave\r\nmaster_host:cache-" + (i - 1) + "\r\nmaster_link_status:up\r\n"
                : "role:master\r\n";
        return "2026-11-2%dT0%d:00:00Z\n# Server\r\nredis_version:7.0.15\r\nrun_id:%040x\r\nprocess_id:7\r\n"
                        .formatted(day, hour, i)
                + "uptime_in_seconds:" + (864_000 + day * 86_400 + hour * 3600) + "\r\n# Replication\r\n" + role
                + "master_replid:%040x\r\n# Memory\r\n".formatted(i / 3 + 1)
                + "used_memory:1048576000\r\nused_memory_rss:" + rss + "\r\nused_memory_peak:2000000000\r\n"
                + "used_memory_overhead:100000000\r\nused_memory_startup:800000\r\nused_memory_dataset:948576000\r\n"
                + "allocator_allocated:1049000000\r\nallocator_active:1080000000\r\nallocator_resident:"
                + (rss - 20_000_000) + "\r\nmem_allocator:jemalloc-5.2.1\r\n";
    }

    @AfterEach
    void noSettingsStay() {
        System.clearProperty("spark.master");
        System.clearProperty("spark.extraListeners");
    }

    /** The files of a report by name. */
    private static Map<String, String> written(Engine engine, String name) throws IOException {
        Path out = folder.resolve(name);
        Plan plan = Plan.of(
                engine.sources(List.of(archive.toString())),
                new ByteArrayInputStream(new byte[0]),
                ReadOptions.defaults(),
                new InstanceNames(Optional.empty()),
                Window.ALWAYS,
                Policy.defaults(),
                2);
        ReportFolder report = new ReportFolder(new Wording("en", ZoneOffset.UTC), Optional.empty());
        engine.analyze(
                plan,
                new Fleet.Call("1", List.of("analyze", "archive")),
                Watcher.NOBODY,
                (run, finished) -> report.write(run, finished, out.toString()));
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static void assertSame(Map<String, String> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, text) -> assertTrue(text.equals(found.get(name)), name + " differs"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void theReportDoesNotDependOnTheEngineOrItsPartitions(int threads) throws IOException {
        assertEquals(INSTANCES + 4, expected.size());
        assertTrue(expected.getOrDefault("result.json", "").contains("broken.gz"), "the damage is told");
        System.setProperty("spark.master", "local[" + threads + "]");
        assertSame(written(new SparkEngine(), "spark-" + threads));
    }

    /** Kills the first attempts of the first tasks that it sees. */
    public static final class Killer extends SparkListener {
        static final AtomicInteger KILLED = new AtomicInteger();
        private static final int MOST = 3;

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            if (start.taskInfo().attemptNumber() == 0 && KILLED.incrementAndGet() <= MOST) {
                SparkContext.getOrCreate().killTaskAttempt(start.taskInfo().taskId(), true, "a test");
            }
        }
    }

    @Test
    void aTaskThatIsKilledIsDoneAgainAndCountsOnce() throws IOException {
        System.setProperty("spark.master", "local[2, 4]");
        System.setProperty("spark.extraListeners", Killer.class.getName());
        assertSame(written(new SparkEngine(), "spark-killed"));
        assertTrue(Killer.KILLED.get() > 0, "tasks were killed");
    }
}
