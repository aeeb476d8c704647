package io.fragmortem.fleet.engine;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.FleetView;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.PeerMoment;
import io.fragmortem.fleet.Peers;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.fleet.intake.Rejects;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.Instances;
import io.fragmortem.timeline.instance.Store;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one chain over many instances: read, analyse each by itself, decide from summaries what only the whole fleet tells, give
 * each finished instance to whoever writes it. What waits between these stages is kept in bounded memory, so the number of
 * instances costs disk and not heap.
 */
public final class Fleet {

    /** What one thread needs beside what waits: samples of a long timeline, its columns, a page. */
    private static final long THREAD_BYTES = 100L << 20;

    /** Bytes of a result beside its series. */
    private static final long RESULT_BYTES = 60_000;

    private final Plan plan;
    private final Store store;
    private final Watcher watcher;
    private final Workers workers;
    private final Function<Timeline, InstanceResult> chain;

    private Fleet(Plan plan, Store store, Watcher watcher, Function<Timeline, InstanceResult> chain) {
        this.plan = plan;
        this.store = store;
        this.watcher = watcher;
        this.workers = new Workers(plan.threads());
        this.chain = chain;
    }

    /** Takes the result of a run and all that is finished of it; when it returns, what waited is dropped. */
    public interface Audience {
        void take(AnalysisResult run, Finished finished);
    }

    /** The instances of a run, to be gone through as often as one likes. */
    public interface Finished {

        /** Gives each result with its index in the run's list, on several threads and in any order. */
        void forEach(Taker taker);

        /** Keeps what the audience makes of them. */
        Store store();
    }

    /** Takes one finished instance. */
    @FunctionalInterface
    public interface Taker {
        void take(int rank, InstanceResult result);
    }

    /** Whoever started the tool, for the report. */
    public record Call(String toolVersion, List<String> commandLine) {}

    /** As many threads as are wanted and as this heap has room for. */
    public static int threads(int wanted, long heapBytes) {
        return (int) Math.max(1, Math.min(wanted, heapBytes / THREAD_BYTES));
    }

    /** Runs the plan and gives what came of it to the audience. */
    public static void analyze(Plan plan, Call call, Watcher watcher, Audience audience) {
        analyze(plan, call, watcher, audience, chain(plan));
    }

    static void analyze(
            Plan plan, Call call, Watcher watcher, Audience audience, Function<Timeline, InstanceResult> chain) {
        try (SpillStore store = SpillStore.within(Runtime.getRuntime().maxMemory())) {
            new Fleet(plan, store, watcher, chain).run(call, audience);
        }
    }

    /** Reads the sources of a plan; what they say waits in bounded memory until the program ends. */
    public static Gathered read(Plan plan, Watcher watcher) {
        return Gathered.of(plan, SpillStore.within(Runtime.getRuntime().maxMemory()), watcher);
    }

    static Few few(Plan plan, List<Window> windows, Watcher watcher) {
        Gathered gathered = Gathered.of(plan, Store.inMemory(), watcher);
        List<List<InstanceResult>> results = new ArrayList<>();
        List<Defect> defects = new ArrayList<>();
        for (Window window : windows) {
            Plan part = plan.within(window);
            Fleet fleet = new Fleet(part, Store.inMemory(), watcher, chain(part));
            List<Analysed> all = fleet.analyse(gathered.instances(), instance -> {});
            results.add(all.stream()
                    .flatMap(one -> one.result().stream())
                    .map(Store.Kept::get)
                    .toList());
            all.forEach(one -> one.defect().ifPresent(defects::add));
        }
        return new Few(results, defects, gathered.books());
    }

    /** The chain over one instance as the plan wants it. */
    public static Function<Timeline, InstanceResult> chain(Plan plan) {
        return timeline -> InstanceChain.analyze(timeline, plan.policy()).with(plan.notes());
    }

    /** What one instance became, its result where it waits: see {@link Outcome}. */
    private record Analysed(
            Optional<InstanceSummary> summary, Optional<Store.Kept<InstanceResult>> result, Optional<Defect> defect) {

        static Analysed of(Outcome outcome, Store store) {
            return new Analysed(
                    outcome.summary(),
                    outcome.result().map(result -> store.keep(result, bytes(result))),
                    outcome.defect());
        }

        /** The same after another run has finished it. */
        Analysed again(Store store) {
            return new Analysed(
                    summary, result.map(Store.Kept::get).map(known -> store.keep(known, bytes(known))), defect);
        }
    }

    private void run(Call call, Audience audience) {
        Gathered gathered = Gathered.of(plan, store, watcher);
        List<Analysed> all = analyse(gathered.instances(), Instances.Unordered::release);
        List<Analysed> whole =
                all.stream().filter(one -> one.summary().isPresent()).toList();
        List<InstanceSummary> summaries =
                whole.stream().map(one -> one.summary().orElseThrow()).toList();
        List<Store.Kept<InstanceResult>> results =
                whole.stream().map(one -> one.result().orElseThrow()).toList();
        FleetView view = view(summaries, results);
        List<Defect> defects = new ArrayList<>(gathered.books().defects());
        all.forEach(one -> one.defect().ifPresent(defects::add));
        audience.take(
                result(call, gathered.books(), gathered.rejects(), view.ranked(), defects), finished(view, results));
    }

    /** The result of a run. */
    public static AnalysisResult result(
            Call call, Ingest books, Rejects rejects, List<InstanceSummary> ranked, List<Defect> defects) {
        return new AnalysisResult(
                call.toolVersion(),
                call.commandLine(),
                books.inputs(),
                ranked,
                rejects.kept(),
                rejects.total(),
                books.problems(),
                defects);
    }

    /** @param after is given each instance when nobody here wants it any more */
    private List<Analysed> analyse(List<Instances.Unordered> instances, Consumer<Instances.Unordered> after) {
        @Nullable Analysed[] analysed = new Analysed[instances.size()];
        AtomicInteger done = new AtomicInteger();
        // the longest first: a giant that comes last would leave all threads but one idle
        int[] order = IntStream.range(0, analysed.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -instances.get(i).samples()))
                .mapToInt(i -> i)
                .toArray();
        Queue<Integer> starved = new ConcurrentLinkedQueue<>();
        IntConsumer work = i -> {
            analysed[i] = analyse(instances.get(i));
            after.accept(instances.get(i));
            watcher.working(Watcher.Stage.ANALYSIS, done.incrementAndGet(), analysed.length);
        };
        watcher.working(Watcher.Stage.ANALYSIS, 0, analysed.length);
        workers.each(analysed.length, i -> {
            try {
                work.accept(order[i]);
            } catch (OutOfMemoryError e) {
                // whichever thread asked last: once more when it has all of the heap for itself
                starved.add(order[i]);
            }
        });
        starved.forEach(i -> {
            try {
                work.accept(i);
            } catch (OutOfMemoryError e) {
                analysed[i] = Analysed.of(Outcome.failed(instances.get(i).name(), e), store);
            }
        });
        List<Analysed> all = new ArrayList<>();
        for (@Nullable Analysed one : analysed) {
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    /** An instance that fails becomes a named defect and costs the others nothing. */
    private Analysed analyse(Instances.Unordered instance) {
        return plan.journal()
                .find(Journal.Kind.INSTANCE, instance.name(), Analysed.class)
                .map(known -> known.again(store))
                .orElseGet(() -> analysed(instance));
    }

    private Analysed analysed(Instances.Unordered instance) {
        try {
            Analysed analysed = Analysed.of(Outcome.of(instance, plan.window(), chain), store);
            if (plan.journal() != Journal.NONE) {
                plan.journal().add(Journal.Kind.INSTANCE, instance.name(), analysed);
            }
            return analysed;
        } catch (UncheckedIOException e) {
            throw e; // what waits cannot be read: no other instance would fare better
        } catch (RuntimeException | StackOverflowError e) {
            return Analysed.of(Outcome.failed(instance.name(), e), store);
        }
    }

    private static long bytes(InstanceResult result) {
        return RESULT_BYTES
                + 8L
                        * result.series().timeMicros().length
                        * (3 + result.series().parts().size());
    }

    private FleetView view(List<InstanceSummary> summaries, List<Store.Kept<InstanceResult>> results) {
        List<Peers.Pair> pairs = Peers.of(summaries);
        Map<Integer, SortedSet<Long>> asked = Peers.moments(pairs);
        List<Map<Long, PeerMoment>> told = new ArrayList<>();
        summaries.forEach(summary -> told.add(new HashMap<>()));
        List<Integer> instances = List.copyOf(new TreeSet<>(asked.keySet()));
        workers.each(instances.size(), i -> {
            int instance = instances.get(i);
            InstanceResult result = results.get(instance).get();
            for (long until : asked.getOrDefault(instance, new TreeSet<>())) {
                PeerMoment.of(result, until)
                        .ifPresent(moment -> told.get(instance).put(until, moment));
            }
        });
        return FleetView.of(
                summaries,
                pairs,
                (instance, until) -> Optional.ofNullable(told.get(instance).get(until)),
                plan.policy().thresholds());
    }

    private Finished finished(FleetView view, List<Store.Kept<InstanceResult>> results) {
        return new Finished() {
            @Override
            public void forEach(Taker taker) {
                AtomicInteger done = new AtomicInteger();
                watcher.working(Watcher.Stage.REPORT, 0, results.size());
                workers.each(results.size(), rank -> {
                    int instance = view.order().get(rank);
                    taker.take(
                            rank, view.complete(instance, results.get(instance).get()));
                    watcher.working(Watcher.Stage.REPORT, done.incrementAndGet(), results.size());
                });
            }

            @Override
            public Store store() {
                return store;
            }
        };
    }
}
