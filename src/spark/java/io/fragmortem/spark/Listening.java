package io.fragmortem.spark;

import io.fragmortem.fleet.engine.Plan;
import io.fragmortem.fleet.engine.RecordCodec;
import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.fleet.intake.Rejects;
import io.fragmortem.source.Source;
import io.fragmortem.timeline.instance.Instances;
import io.fragmortem.timeline.instance.SourceFindings;
import io.fragmortem.timeline.instance.Spoken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * The first pass: sources are read where there is room, and the driver learns who speaks. By the same rules as everywhere it
 * decides whose words they are, from traits alone; only of logs that may be another server's it wants the words.
 */
final class Listening {

    private static final long SHARE_BYTES = 64L << 20;

    /** To find and open a file costs as much as to read so many bytes. */
    private static final long FILE_BYTES = 64L << 10;

    private static final long SHARE_FILES = 10_000;

    private final JavaPairRDD<Long, byte[]> heard;
    private final Ingest books = new Ingest();
    private final Rejects rejects = new Rejects();
    private final Instances instances;

    private Listening(JavaPairRDD<Long, byte[]> heard, Plan plan) {
        this.heard = heard;
        this.instances = new Instances(plan.names(), rejects::add);
    }

    static Listening of(JavaSparkContext spark, Plan plan, Broadcast<byte[]> job) {
        List<List<byte[]>> places = shares(plan, spark.defaultParallelism());
        JavaPairRDD<Long, byte[]> heard = spark.parallelize(places, Math.max(1, places.size()))
                .mapPartitionsToPair(all -> Heard.read(one(all), Job.read(job.value())))
                .persist(StorageLevel.MEMORY_AND_DISK());
        Listening listening = new Listening(heard, plan);
        listening.listen();
        return listening;
    }

    private static Iterator<byte[]> one(Iterator<List<byte[]>> shares) {
        List<byte[]> all = new ArrayList<>();
        shares.forEachRemaining(all::addAll);
        return all.iterator();
    }

    /** Sources by the task that reads them. */
    private static List<List<byte[]>> shares(Plan plan, int machines) {
        List<Source> sources = plan.sources();
        long wanted = Math.max(Math.max(plan.bytes() / SHARE_BYTES, sources.size() / SHARE_FILES), 3L * machines);
        int tasks = (int) Math.max(1, Math.min(sources.size(), wanted));
        Shares shares = Shares.of(
                sources.stream()
                        .mapToLong(source -> source.bytes() + FILE_BYTES)
                        .toArray(),
                tasks);
        List<List<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            all.add(new ArrayList<>());
        }
        for (int i = 0; i < sources.size(); i++) {
            all.get(shares.of(i)).add(Heard.Place.of(i, sources.get(i)));
        }
        return all;
    }

    private void listen() {
        Map<Integer, Heard> all = new TreeMap<>();
        heard.filter(one -> Heard.isBooks(one._1()))
                .collect()
                .forEach(one -> all.put(Heard.sourceOf(one._1()), Heard.read(one._2())));
        Map<Long, Spoken> fetched = new HashMap<>();
        all.forEach((number, said) -> {
            instances.add(SourceFindings.of(
                    said.heads(), number * Heard.SPEAKERS, id -> fetched.computeIfAbsent(id, this::whole)));
            said.books().addTo(books, rejects);
        });
    }

    private Spoken whole(long id) {
        return (Spoken) RecordCodec.read(heard.lookup(id).get(0));
    }

    /** What is said, by the id of its speaker, with the books between them. */
    JavaPairRDD<Long, byte[]> heard() {
        return heard;
    }

    /** By name. */
    List<Instances.Unordered> instances() {
        return instances.all();
    }

    Ingest books() {
        return books;
    }

    Rejects rejects() {
        return rejects;
    }
}
