package io.fragmortem.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.fleet.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
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

    /** index.html, fleet.csv, result.json, summary.md, the lines of results. */
    private static final int OTHERS = 5;

    @TempDir
    private static Path folder;

    private static Path archive = Path.of("");
    private static Map<String, String> expected = Map.of();

    @BeforeAll
    static void localFirst() throws IOException {
        archive = folder.resolve("archive");
        DamagedArchive.write(archive, INSTANCES);
        expected = written(Engine.LOCAL, "local");
    }

    @AfterEach
    void noSettingsStay() {
        System.clearProperty("spark.master");
        System.clearProperty("spark.extraListeners");
    }

    private static Map<String, String> written(Engine engine, String name) throws IOException {
        Path out = folder.resolve(name);
        DamagedArchive.analyse(engine, archive.toString(), DamagedArchive.bothResults(), out.toString());
        return DamagedArchive.files(out);
    }

    private static void assertSame(Map<String, String> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, text) -> assertTrue(text.equals(found.get(name)), name + " differs"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void theReportDoesNotDependOnTheEngineOrItsPartitions(int threads) throws IOException {
        assertEquals(INSTANCES + OTHERS, expected.size());
        assertTrue(expected.getOrDefault("result.json", "").contains("broken.gz"), "the damage is told");
        System.setProperty("spark.master", "local[" + threads + "]");
        System.setProperty("spark.extraListeners", Scales.class.getName());
        Scales.reset();
        assertSame(written(new SparkEngine(), "spark-" + threads));
        try (Stream<Path> parts = Files.list(folder.resolve("spark-" + threads + "/results"))) {
            assertEquals(6L * threads, parts.count(), "each task writes one part");
        }
        assertTrue(
                Scales.TO_DRIVER.get() / INSTANCES < 8_000,
                "bytes to the driver: " + Scales.TO_DRIVER.get() / INSTANCES);
        assertTrue(Scales.SHUFFLED.get() / INSTANCES < 2_000, "bytes shuffled: " + Scales.SHUFFLED.get() / INSTANCES);
        try (Stream<Path> left = Files.list(folder.resolve("spark-" + threads))) {
            assertEquals(
                    List.of(),
                    left.map(path -> path.getFileName().toString())
                            .filter(name -> name.startsWith("."))
                            .toList());
        }
    }

    /** Weighs what travels. */
    public static final class Scales extends SparkListener {
        static final AtomicLong TO_DRIVER = new AtomicLong();
        static final AtomicLong SHUFFLED = new AtomicLong();

        static void reset() {
            TO_DRIVER.set(0);
            SHUFFLED.set(0);
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.taskMetrics() != null) {
                TO_DRIVER.addAndGet(end.taskMetrics().resultSize());
                SHUFFLED.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
            }
        }
    }

    /** Kills the first attempts of every fifth task. */
    public static final class Killer extends SparkListener {
        static final AtomicInteger SEEN = new AtomicInteger();
        private static final int EVERY = 5;

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            if (start.taskInfo().attemptNumber() == 0 && SEEN.getAndIncrement() % EVERY == 0) {
                SparkContext.getOrCreate().killTaskAttempt(start.taskInfo().taskId(), true, "a test");
            }
        }
    }

    @Test
    void aTaskThatIsKilledIsDoneAgainAndCountsOnce() throws IOException {
        System.setProperty("spark.master", "local[2, 4]");
        System.setProperty("spark.extraListeners", Killer.class.getName());
        assertSame(written(new SparkEngine(), "spark-killed"));
        assertTrue(Killer.SEEN.get() > 0, "tasks were killed");
    }

    /** Written twice into one place: what an earlier run left and is not of this one is gone. */
    @Test
    void aSecondRunReplacesTheFirst() throws IOException {
        System.setProperty("spark.master", "local[2]");
        Path out = folder.resolve("twice");
        Path few = folder.resolve("few");
        DamagedArchive.write(few, 6);
        DamagedArchive.analyse(new SparkEngine(), few.toString(), DamagedArchive.bothResults(), out.toString());
        Files.writeString(out.resolve("instances/notes.html"), "ours");
        DamagedArchive.write(few, 4);
        Files.delete(few.resolve("cache-3/redis.log"));
        for (String gone : List.of("cache-4", "cache-5")) {
            try (Stream<Path> files = Files.walk(few.resolve(gone))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        DamagedArchive.analyse(
                new SparkEngine(), "file://" + few, io.fragmortem.report.FleetOptions.defaults(), "file://" + out);
        Map<String, String> found = DamagedArchive.files(out);
        assertEquals("ours", found.get("instances/notes.html"));
        assertEquals(
                4 + 1,
                found.keySet().stream()
                        .filter(name -> name.startsWith("instances/"))
                        .count());
        assertEquals("", found.get("results"), "the lines of the first run are gone");
    }
}
