package io.fragmortem.fleet.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.report.Fixtures;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.InstanceNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FleetTest {

    private static final Path SAMPLES = Path.of("samples");
    private static final Fleet.Call CALL = new Fleet.Call("1", List.of("analyze"));

    @TempDir
    private Path folder;

    private static Plan plan(Path input, int threads, String... below) {
        return Plan.ofInputs(
                below.length == 0
                        ? List.of(input.toString())
                        : Stream.of(below)
                                .map(name -> input.resolve(name).toString())
                                .toList(),
                new ByteArrayInputStream(new byte[0]),
                ReadOptions.defaults(),
                new InstanceNames(Optional.empty()),
                Window.ALWAYS,
                Policy.defaults(),
                threads);
    }

    /** What a run says, as text: of each instance by its rank, then of all. */
    private static String told(Plan plan) {
        StringBuilder all = new StringBuilder();
        Fleet.analyze(plan, CALL, Watcher.NOBODY, (run, finished) -> {
            JsonReport json = new JsonReport(Fixtures.wording());
            Map<Integer, String> instances = new ConcurrentSkipListMap<>();
            finished.forEach((rank, result) -> instances.put(rank, json.instance(result)));
            json.write(run, instances.values(), all);
        });
        return all.toString();
    }

    @Test
    void theResultDoesNotDependOnTheNumberOfThreads() {
        String one = told(plan(SAMPLES, 1));
        assertTrue(one.length() > 50_000, "all samples are in it");
        assertEquals(one, told(plan(SAMPLES, 2)));
        assertEquals(one, told(plan(SAMPLES, 7)));
    }

    @Test
    void theResultDoesNotDependOnWhatHadToWaitInAFile() {
        Plan plan =
                plan(SAMPLES, 2, "primary-and-replica", "founding-incident", "restart", "replication", "swap", "tiny");
        List<String> held = jsonWith(plan, Long.MAX_VALUE, Long.MAX_VALUE);
        assertTrue(held.size() > 5, held.size() + " instances");
        assertEquals(held, jsonWith(plan, 0, Long.MAX_VALUE), "packed");
        assertEquals(held, jsonWith(plan, 0, 0), "in the file");
    }

    private static List<String> jsonWith(Plan plan, long mostLive, long mostPacked) {
        JsonReport json = new JsonReport(Fixtures.wording());
        try (SpillStore store = new SpillStore(mostLive, mostPacked)) {
            return Gathered.of(plan, store, Watcher.NOBODY).instances().stream()
                    .map(instance -> InstanceChain.analyze(instance.timeline(), plan.policy()))
                    .map(result -> store.keep(result, 1000).get())
                    .map(json::instance)
                    .toList();
        }
    }

    private void three() throws IOException {
        for (String name : List.of("cache-1", "cache-2", "cache-3")) {
            Files.writeString(
                    folder.resolve(name + ".txt"), "# Memory\nused_memory:1000000\nused_memory_rss:2000000\n");
        }
    }

    private static AnalysisResult analyze(Plan plan, Function<Timeline, InstanceResult> chain) {
        AnalysisResult[] result = new AnalysisResult[1];
        Fleet.analyze(plan, CALL, Watcher.NOBODY, (run, finished) -> result[0] = run, chain);
        return result[0];
    }

    @Test
    void oneInstanceThatFailsCostsTheOthersNothing() throws IOException {
        three();
        AnalysisResult run = analyze(plan(folder, 2), timeline -> {
            if (timeline.name().equals("cache-2")) {
                throw new IllegalStateException("no row 7");
            }
            return InstanceChain.analyze(timeline, Policy.defaults());
        });
        assertEquals(
                List.of("cache-1", "cache-3"),
                run.instances().stream().map(InstanceSummary::name).toList());
        assertEquals(1, run.defects().size());
        Defect defect = run.defects().get(0);
        assertEquals(Defect.Stage.ANALYSIS, defect.stage());
        assertEquals(
                "cache-2: a defect of Fragmortem while analysing it: java.lang.IllegalStateException: no row 7. Nothing"
                        + " is said of it.",
                English.of(defect.what()));
        assertTrue(
                defect.trace().get(0).startsWith("io.fragmortem.fleet.engine.FleetTest"),
                defect.trace().toString());
    }

    @Test
    void anInstanceMayRecurseTooDeep() throws IOException {
        three();
        AnalysisResult run = analyze(plan(folder, 3), timeline -> {
            throw new StackOverflowError();
        });
        assertEquals(3, run.defects().size());
        assertEquals(List.of(), run.instances());
    }

    @Test
    void whatFindsTheHeapFullIsTriedOnceMoreAlone() throws IOException {
        three();
        Set<String> refused = ConcurrentHashMap.newKeySet();
        AnalysisResult run = analyze(plan(folder, 2), timeline -> {
            boolean never = timeline.name().equals("cache-3");
            if (never || refused.add(timeline.name())) {
                throw new OutOfMemoryError("Java heap space");
            }
            return InstanceChain.analyze(timeline, Policy.defaults());
        });
        assertEquals(
                List.of("cache-1", "cache-2"),
                run.instances().stream().map(InstanceSummary::name).toList());
        assertEquals(
                List.of("cache-3"), run.defects().stream().map(Defect::name).toList());
    }

    @Test
    void whoeverWatchesSeesALongFileBeingRead() throws IOException {
        String dump = "# Memory\nused_memory:1000000\nused_memory_rss:2000000\n" + "\n".repeat(1000);
        Path file = Files.writeString(folder.resolve("cache-1.txt"), dump.repeat((20 << 20) / dump.length()));
        List<Long> taken = new ArrayList<>();
        Watcher watcher = new Watcher() {
            @Override
            public void reading(String stream, long bytes, long ofBytes) {
                taken.add(bytes);
            }

            @Override
            public void taken(long bytes, long ofBytes) {
                assertTrue(bytes <= ofBytes, bytes + " of " + ofBytes);
                taken.add(bytes);
            }

            @Override
            public void working(Stage stage, int instances, int ofInstances) {
                // reading is what is watched
            }
        };
        Fleet.analyze(plan(folder, 1), CALL, watcher, (run, finished) -> {});
        assertEquals(0, taken.get(0));
        assertTrue(taken.size() >= 3, taken.toString());
        assertEquals(taken, taken.stream().sorted().toList());
        assertTrue(taken.get(taken.size() - 1) > Files.size(file) / 2, taken.toString());
    }

    @Test
    void whatIsOutOfTheWindowIsNoDefect() throws IOException {
        Files.writeString(folder.resolve("cache-1.txt"), "2026-11-22T08:00:00Z\n# Memory\nused_memory:1000000\n");
        Plan later = plan(folder, 1).within(new Window(2_000_000_000_000_000L, Long.MAX_VALUE));
        AnalysisResult run = analyze(later, timeline -> InstanceChain.analyze(timeline, Policy.defaults()));
        assertEquals(List.of(), run.instances());
        assertEquals(List.of(), run.defects());
    }

    @Test
    void nothingIsLeftInTheFolderForTemporaryFiles() throws IOException {
        TemporaryFiles before = TemporaryFiles.now();
        told(plan(SAMPLES, 1));
        before.assertNoneIsNew();
    }
}
