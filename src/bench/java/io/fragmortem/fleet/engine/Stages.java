package io.fragmortem.fleet.engine;

import io.fragmortem.diagnosis.Diagnoser;
import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.trend.TrendFinder;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.report.HtmlReport;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import io.fragmortem.timeline.instance.Store;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the CPU time of a fleet goes: milliseconds per instance and stage, in one thread, over rounds that get warmer.
 *
 * <p>{@code Stages ARCHIVE [ROUNDS]}; an archive is made by any generator of INFO memory logs, one folder per instance.
 */
public final class Stages {

    private static final Wording WORDING = new Wording("en", ZoneOffset.UTC);
    /** One for all rounds, as for all pages of a run: its templates are parsed once. */
    private static final HtmlReport HTML = new HtmlReport(WORDING, Optional.empty());

    private enum Stage {
        READ,
        TIMELINE,
        MODEL,
        TRENDS,
        DIAGNOSIS,
        CHAIN,
        STORE,
        PAGE,
        JSON
    }

    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);

    private Stages() {}

    public static void main(String[] args) {
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        for (int round = 1; round <= rounds; round++) {
            Stages stages = new Stages();
            int instances = stages.run(args[0]);
            System.out.printf(Locale.ROOT, "round %d, %d instances, ms of CPU each:", round, instances);
            stages.nanos.forEach((stage, spent) -> System.out.printf(
                    Locale.ROOT, "  %s %.2f", stage.name().toLowerCase(Locale.ROOT), spent / 1e6 / instances));
            System.out.println();
        }
    }

    private int run(String archive) {
        Plan plan = Plan.ofInputs(
                List.of(archive),
                new ByteArrayInputStream(new byte[0]),
                ReadOptions.defaults(),
                new InstanceNames(Optional.empty()),
                Window.ALWAYS,
                Policy.defaults(),
                1);
        try (SpillStore store = new SpillStore(0, Long.MAX_VALUE)) {
            Gathered gathered = time(Stage.READ, () -> Gathered.of(plan, store, Watcher.NOBODY));
            AnalysisResult run = new AnalysisResult(
                    "bench", List.of(), gathered.books().inputs(), List.of(), List.of(), 0, List.of(), List.of());
            for (Instances.Unordered instance : gathered.instances()) {
                Timeline timeline = time(Stage.TIMELINE, instance::timeline);
                MemoryModel model = time(Stage.MODEL, () -> {
                    MemoryModel made = MemoryModel.of(timeline);
                    made.series();
                    return made;
                });
                Trends trends = time(
                        Stage.TRENDS,
                        () -> TrendFinder.find(model, plan.policy().thresholds()));
                Diagnosis diagnosis = time(Stage.DIAGNOSIS, () -> Diagnoser.diagnose(model, trends, plan.policy()));
                if (diagnosis.suspects().size() > 100) {
                    throw new IllegalStateException("looked at, so that nothing is left out");
                }
                InstanceResult result = time(Stage.CHAIN, () -> InstanceChain.analyze(timeline, plan.policy()));
                Store.Kept<InstanceResult> kept = time(Stage.STORE, () -> store.keep(result, 1));
                InstanceResult back = time(Stage.STORE, kept::get);
                kept.release();
                instance.release();
                time(Stage.PAGE, () -> HTML.instance(run, back, "../index.html"));
                time(Stage.JSON, () -> new JsonReport(WORDING).instance(back));
            }
            return gathered.instances().size();
        }
    }

    private <T> T time(Stage stage, Supplier<T> work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        T done = work.get();
        nanos.merge(stage, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before, Long::sum);
        return done;
    }
}
