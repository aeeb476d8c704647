package io.fragmortem.spark;

import io.fragmortem.fleet.Defect;
import io.fragmortem.fleet.FleetView;
import io.fragmortem.fleet.Ingest;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.PeerMoment;
import io.fragmortem.fleet.Peers;
import io.fragmortem.fleet.Rejects;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.engine.Outcome;
import io.fragmortem.fleet.engine.Plan;
import io.fragmortem.fleet.engine.RecordCodec;
import io.fragmortem.fleet.engine.SpillStore;
import io.fragmortem.fleet.engine.Watcher;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.source.Source;
import io.fragmortem.timeline.Instances;
import io.fragmortem.timeline.SourceFindings;
import io.fragmortem.timeline.Spoken;
import io.fragmortem.timeline.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * One run on Spark. Sources are read where there is room; the driver learns from each only who speaks and decides whose words
 * they are, by the same rules as everywhere; the words go to where their instance is analysed; the driver gets summaries, and
 * results one partition at a time when they are written. A task that is done twice gives the same bytes under the same
 * number, and Spark takes only one of them.
 */
final class SparkRun {

    /** Ids of the speakers of one source lie below this. */
    private static final long SPEAKERS = 1L << 24;

    private static final long PARTITION_BYTES = 64L << 20;

    private final JavaSparkContext spark;
    private final Plan plan;
    private final Watcher watcher;
    private final Broadcast<byte[]> job;

    SparkRun(JavaSparkContext spark, Plan plan, Watcher watcher) {
        this.spark = spark;
        this.plan = plan;
        this.watcher = watcher;
        this.job = spark.broadcast(Job.of(plan).bytes());
    }

    /** One instance as the driver knows it. */
    record Group(String name, List<Phrase> assumed) {}

    /** A part of an instance on its way, with its place in it. */
    record Piece(int place, Spoken spoken) {}

    void analyze(Fleet.Call call, Fleet.Audience audience) {
        JavaPairRDD<Integer, byte[]> heard = heard();
        Ingest books = new Ingest();
        Rejects rejects = new Rejects();
        List<Instances.Unordered> instances = instances(heard, books, rejects);
        JavaPairRDD<Integer, byte[]> outcomes = outcomes(heard, instances);
        Map<Integer, Outcome> all = new TreeMap<>();
        outcomes.mapValues(SparkRun::light)
                .collect()
                .forEach(one -> all.put(one._1(), (Outcome) RecordCodec.read(one._2())));
        List<Integer> whole = new ArrayList<>();
        List<InstanceSummary> summaries = new ArrayList<>();
        List<Defect> defects = new ArrayList<>(books.defects());
        all.forEach((instance, outcome) -> {
            outcome.summary().ifPresent(summary -> {
                whole.add(instance);
                summaries.add(summary);
            });
            outcome.defect().ifPresent(defects::add);
        });
        FleetView view = view(outcomes, whole, summaries);
        try (SpillStore store = SpillStore.within(Runtime.getRuntime().maxMemory())) {
            audience.take(
                    Fleet.result(call, books, rejects, view.ranked(), defects), finished(outcomes, whole, view, store));
        }
    }

    private JavaPairRDD<Integer, byte[]> heard() {
        List<Tuple2<Integer, byte[]>> places = new ArrayList<>();
        for (Source source : plan.sources()) {
            places.add(new Tuple2<>(places.size(), Heard.Place.of(source)));
        }
        long wanted = Math.max(plan.bytes() / PARTITION_BYTES, 3L * spark.defaultParallelism());
        int partitions = (int) Math.max(1, Math.min(places.size(), wanted));
        Broadcast<byte[]> shared = job;
        return spark.parallelizePairs(places, partitions)
                .mapValues(place -> Heard.of(place, Job.read(shared.value())).bytes())
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    /** Whose words they are: decided here, from traits alone. */
    private List<Instances.Unordered> instances(JavaPairRDD<Integer, byte[]> heard, Ingest books, Rejects rejects) {
        Map<Integer, Heard> lights = new TreeMap<>();
        heard.mapValues(bytes -> Heard.read(bytes).light().bytes())
                .collect()
                .forEach(one -> lights.put(one._1(), Heard.read(one._2())));
        Instances instances = new Instances(plan.names(), rejects::add);
        Map<Integer, Spoken.Speech> fetched = new HashMap<>();
        lights.forEach((number, said) -> {
            instances.add(SourceFindings.of(
                    said.speech(),
                    number * SPEAKERS,
                    id -> whole(heard, (int) (id / SPEAKERS), fetched)
                            .speakers()
                            .get((int) (id % SPEAKERS))));
            books.add(new Ingest(said.inputs(), said.problems(), said.defects()));
            rejects.add(said.rejected(), said.rejectedTotal());
        });
        return instances.all();
    }

    /** All that one source says: wanted here only for logs that may be another server's. */
    private static Spoken.Speech whole(
            JavaPairRDD<Integer, byte[]> heard, int source, Map<Integer, Spoken.Speech> fetched) {
        return fetched.computeIfAbsent(
                source, number -> Heard.read(heard.lookup(number).get(0)).speech());
    }

    private JavaPairRDD<Integer, byte[]> outcomes(
            JavaPairRDD<Integer, byte[]> heard, List<Instances.Unordered> instances) {
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
        Broadcast<byte[]> shared = job;
        int partitions = Math.max(1, Math.min(groups.size(), 6 * spark.defaultParallelism()));
        return heard.flatMapToPair(one -> pieces(one, ways.value()))
                .groupByKey(partitions)
                .mapToPair(one -> new Tuple2<>(
                        one._1(), outcome(heads.value().get(one._1()), one._2(), Job.read(shared.value()))))
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    private static Iterator<Tuple2<Integer, byte[]>> pieces(Tuple2<Integer, byte[]> source, Map<Long, int[]> ways) {
        List<Tuple2<Integer, byte[]>> pieces = new ArrayList<>();
        long id = source._1() * SPEAKERS;
        for (Spoken spoken : Heard.read(source._2()).speech().speakers()) {
            int[] way = ways.get(id++);
            if (way != null) {
                pieces.add(new Tuple2<>(way[0], RecordCodec.write(new Piece(way[1], spoken))));
            }
        }
        return pieces.iterator();
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

    private static byte[] light(byte[] outcome) {
        return RecordCodec.write(((Outcome) RecordCodec.read(outcome)).light());
    }

    private FleetView view(
            JavaPairRDD<Integer, byte[]> outcomes, List<Integer> whole, List<InstanceSummary> summaries) {
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
            Broadcast<HashMap<Integer, long[]>> shared = spark.broadcast(asked);
            outcomes.filter(one -> shared.value().containsKey(one._1()))
                    .flatMapToPair(one -> moments(one, shared.value().getOrDefault(one._1(), new long[0])))
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

    private Fleet.Finished finished(
            JavaPairRDD<Integer, byte[]> outcomes, List<Integer> whole, FleetView view, SpillStore store) {
        Map<Integer, Integer> instances = new HashMap<>();
        for (int i = 0; i < whole.size(); i++) {
            instances.put(whole.get(i), i);
        }
        Map<Integer, Integer> ranks = new HashMap<>();
        for (int rank = 0; rank < view.order().size(); rank++) {
            ranks.put(view.order().get(rank), rank);
        }
        return new Fleet.Finished() {
            @Override
            public void forEach(Fleet.Taker taker) {
                int done = 0;
                for (Iterator<Tuple2<Integer, byte[]>> all = outcomes.toLocalIterator(); all.hasNext(); ) {
                    Tuple2<Integer, byte[]> one = all.next();
                    Optional<InstanceResult> result = ((Outcome) RecordCodec.read(one._2())).result();
                    if (result.isPresent()) {
                        int instance = instances.getOrDefault(one._1(), -1);
                        taker.take(ranks.getOrDefault(instance, -1), view.complete(instance, result.get()));
                        watcher.working(Watcher.Stage.REPORT, ++done, whole.size());
                    }
                }
            }

            @Override
            public Store store() {
                return store;
            }
        };
    }
}
