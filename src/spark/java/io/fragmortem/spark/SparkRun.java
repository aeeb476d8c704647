package io.fragmortem.spark;

import io.fragmortem.fleet.FleetView;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.PeerMoment;
import io.fragmortem.fleet.Peers;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.engine.Outcome;
import io.fragmortem.fleet.engine.Plan;
import io.fragmortem.fleet.engine.RecordCodec;
import io.fragmortem.fleet.engine.SpillStore;
import io.fragmortem.fleet.engine.Watcher;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.instance.Instances;
import io.fragmortem.timeline.instance.Spoken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * One run on Spark, in two passes over the instances. First each is analysed by itself and the driver gets a summary; from the
 * summaries it decides what only the whole fleet tells: ranks, peers, the correction for the number of tests. Then a word of
 * that goes back to where each result lies, and the files of the instance are made there. A task that is done twice gives the
 * same bytes under the same number, and Spark takes only one of them.
 */
final class SparkRun {

    /** So that what a task holds of the results of its instances as text stays below some dozen megabytes. */
    private static final int SHARE_INSTANCES = 1_000;

    /** What an instance costs beside its samples, in samples. */
    private static final long INSTANCE_SAMPLES = 2_000;

    private final JavaSparkContext spark;
    private final Plan plan;
    private final Watcher watcher;
    private final Job job;
    private final Broadcast<byte[]> shared;

    SparkRun(JavaSparkContext spark, Plan plan, Watcher watcher, Job job) {
        this.spark = spark;
        this.plan = plan;
        this.watcher = watcher;
        this.job = job;
        this.shared = spark.broadcast(job.bytes());
    }

    /** One instance as the driver knows it. */
    record Group(String name, List<Phrase> assumed) {}

    /** A part of an instance on its way, with its place in it. */
    record Piece(int place, Spoken spoken) {}

    void analyze(Fleet.Call call, Fleet.Audience audience) {
        Listening listening = Listening.of(spark, plan, shared);
        List<Instances.Unordered> instances = listening.instances();
        watcher.working(Watcher.Stage.ANALYSIS, 0, instances.size());
        Outcomes outcomes = outcomes(listening.heard(), instances);
        listening.heard().unpersist(false);
        watcher.working(Watcher.Stage.ANALYSIS, instances.size(), instances.size());
        List<Defect> defects = new ArrayList<>(listening.books().defects());
        outcomes.lights().values().forEach(outcome -> outcome.defect().ifPresent(defects::add));
        FleetView view = view(outcomes);
        try (SpillStore store = SpillStore.within(Runtime.getRuntime().maxMemory())) {
            audience.take(
                    Fleet.result(call, listening.books(), listening.rejects(), view.ranked(), defects),
                    new SparkFinished(outcomes, outcomes.words(view), store, job, shared));
        }
    }

    private Outcomes outcomes(JavaPairRDD<Long, byte[]> heard, List<Instances.Unordered> instances) {
        HashMap<Long, int[]> places = new HashMap<>();
        List<byte[]> groups = new ArrayList<>();
        for (Instances.Unordered instance : instances) {
            List<Long> pieces = instance.pieces();
            for (int i = 0; i < pieces.size(); i++) {
                places.put(pieces.get(i), new int[] {groups.size(), i});
            }
            groups.add(RecordCodec.write(new Group(instance.name(), instance.assumed())));
        }
        Broadcast<HashMap<Long, int[]>> ways = spark.broadcast(places);
        Broadcast<ArrayList<byte[]>> heads = spark.broadcast(new ArrayList<>(groups));
        Broadcast<byte[]> known = shared;
        Shares shares = shares(instances);
        JavaPairRDD<Integer, byte[]> all = heard.filter(one -> ways.value().containsKey(one._1()))
                .mapToPair(one -> piece(one, ways.value()))
                .groupByKey(shares)
                .mapPartitionsToPair(part -> outcomes(part, heads.value(), Job.read(known.value())), true)
                .persist(StorageLevel.MEMORY_AND_DISK());
        return Outcomes.of(spark, all, shares);
    }

    private Shares shares(List<Instances.Unordered> instances) {
        int wanted = Math.max(instances.size() / SHARE_INSTANCES, 6 * spark.defaultParallelism());
        return Shares.of(
                instances.stream()
                        .mapToLong(instance -> instance.samples() + INSTANCE_SAMPLES)
                        .toArray(),
                Math.max(1, Math.min(instances.size(), wanted)));
    }

    private static Tuple2<Integer, byte[]> piece(Tuple2<Long, byte[]> said, Map<Long, int[]> ways) {
        int[] way = ways.getOrDefault(said._1(), new int[2]);
        return new Tuple2<>(way[0], RecordCodec.write(new Piece(way[1], (Spoken) RecordCodec.read(said._2()))));
    }

    private static Iterator<Tuple2<Integer, byte[]>> outcomes(
            Iterator<Tuple2<Integer, Iterable<byte[]>>> said, List<byte[]> heads, Job job) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return said.hasNext();
            }

            @Override
            public Tuple2<Integer, byte[]> next() {
                Tuple2<Integer, Iterable<byte[]>> one = said.next();
                return new Tuple2<>(one._1(), outcome(heads.get(one._1()), one._2(), job));
            }
        };
    }

    private static byte[] outcome(byte[] head, Iterable<byte[]> said, Job job) {
        Group group = (Group) RecordCodec.read(head);
        List<Piece> pieces = new ArrayList<>();
        said.forEach(bytes -> pieces.add((Piece) RecordCodec.read(bytes)));
        pieces.sort(Comparator.comparingInt(Piece::place));
        Instances.Unordered instance = Instances.Unordered.of(
                group.name(), pieces.stream().map(Piece::spoken).toList(), group.assumed());
        Outcome outcome;
        try {
            outcome = Outcome.of(instance, job.window(), job.chain());
        } catch (RuntimeException | StackOverflowError e) {
            outcome = Outcome.failed(group.name(), e);
        }
        return RecordCodec.write(outcome);
    }

    private FleetView view(Outcomes outcomes) {
        List<Integer> whole = outcomes.whole();
        List<InstanceSummary> summaries = outcomes.summaries();
        List<Peers.Pair> pairs = Peers.of(summaries);
        HashMap<Integer, long[]> asked = new HashMap<>();
        Map<Integer, Integer> numbers = new HashMap<>();
        Map<Integer, SortedSet<Long>> moments = Peers.moments(pairs);
        moments.forEach((instance, untils) -> {
            asked.put(
                    whole.get(instance),
                    untils.stream().mapToLong(until -> until).toArray());
            numbers.put(whole.get(instance), instance);
        });
        Map<Integer, Map<Long, PeerMoment>> told = new HashMap<>();
        if (!asked.isEmpty()) {
            Broadcast<HashMap<Integer, long[]>> all = spark.broadcast(asked);
            outcomes.all()
                    .filter(one -> all.value().containsKey(one._1()))
                    .flatMapToPair(one -> moments(one, all.value().getOrDefault(one._1(), new long[0])))
                    .collect()
                    .forEach(one -> {
                        Told moment = (Told) RecordCodec.read(one._2());
                        told.computeIfAbsent(numbers.get(one._1()), key -> new HashMap<>())
                                .put(moment.untilMicros(), moment.moment());
                    });
        }
        return FleetView.of(
                summaries,
                pairs,
                (instance, until) -> Optional.ofNullable(
                        told.getOrDefault(instance, Map.of()).get(until)),
                plan.policy().thresholds());
    }

    /** Where the bytes of an instance were at or before a moment. */
    record Told(long untilMicros, PeerMoment moment) {}

    private static Iterator<Tuple2<Integer, byte[]>> moments(Tuple2<Integer, byte[]> outcome, long[] untils) {
        InstanceResult result =
                ((Outcome) RecordCodec.read(outcome._2())).result().orElseThrow();
        List<Tuple2<Integer, byte[]>> moments = new ArrayList<>();
        for (long until : untils) {
            PeerMoment.of(result, until)
                    .ifPresent(moment ->
                            moments.add(new Tuple2<>(outcome._1(), RecordCodec.write(new Told(until, moment)))));
        }
        return moments.iterator();
    }
}
