package io.fragmortem.spark;

import io.fragmortem.fleet.FleetView;
import io.fragmortem.fleet.FleetWord;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.engine.Outcome;
import io.fragmortem.fleet.engine.RecordCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * What the instances became, on the machines that analysed them, and the summaries of it here. Summaries and words come and go
 * in one value for each partition: names that many share travel once.
 */
final class Outcomes {

    private final JavaSparkContext spark;
    private final JavaPairRDD<Integer, byte[]> all;
    private final Shares shares;
    private final TreeMap<Integer, Outcome> lights = new TreeMap<>();

    /** The outcome of one instance without its result. */
    record Light(int number, Outcome outcome) {}

    /** Of a partition. */
    record Lights(List<Light> all) {}

    /**
     * What the driver says of one instance.
     *
     * @param number of the instance, in the order of names
     * @param rank among all, from 0
     */
    record Word(int number, int rank, FleetWord word) {}

    /** To a partition. */
    record Words(List<Word> all) {

        /** By the number of the instance. */
        static Map<Integer, Word> read(Iterator<byte[]> travelled) {
            Map<Integer, Word> byNumber = new HashMap<>();
            while (travelled.hasNext()) {
                ((Words) RecordCodec.read(travelled.next())).all.forEach(word -> byNumber.put(word.number, word));
            }
            return byNumber;
        }
    }

    private Outcomes(JavaSparkContext spark, JavaPairRDD<Integer, byte[]> all, Shares shares) {
        this.spark = spark;
        this.all = all;
        this.shares = shares;
    }

    /** @param all outcomes by the number of their instance, spread like these shares */
    static Outcomes of(JavaSparkContext spark, JavaPairRDD<Integer, byte[]> all, Shares shares) {
        Outcomes outcomes = new Outcomes(spark, all, shares);
        all.mapPartitions(Outcomes::lights)
                .collect()
                .forEach(part -> ((Lights) RecordCodec.read(part))
                        .all()
                        .forEach(light -> outcomes.lights.put(light.number, light.outcome)));
        return outcomes;
    }

    private static Iterator<byte[]> lights(Iterator<Tuple2<Integer, byte[]>> outcomes) {
        List<Light> lights = new ArrayList<>();
        while (outcomes.hasNext()) {
            Tuple2<Integer, byte[]> one = outcomes.next();
            lights.add(new Light(one._1(), ((Outcome) RecordCodec.read(one._2())).light()));
        }
        return List.of(RecordCodec.write(new Lights(lights))).iterator();
    }

    /** By the number of their instance, without results. */
    Map<Integer, Outcome> lights() {
        return lights;
    }

    /** By the number of their instance, on the machines. */
    JavaPairRDD<Integer, byte[]> all() {
        return all;
    }

    /** Numbers of the instances that have a result, in their order. */
    List<Integer> whole() {
        return lights.entrySet().stream()
                .filter(one -> one.getValue().summary().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Their summaries, in the same order. */
    List<InstanceSummary> summaries() {
        return lights.values().stream().flatMap(one -> one.summary().stream()).toList();
    }

    /** Something that is made of the results of one partition and of what the driver says of them. */
    interface Making {
        Iterator<byte[]> of(Iterator<Tuple2<Integer, byte[]>> outcomes, Map<Integer, Word> words) throws Exception;
    }

    /** Takes results one by one. */
    interface Taker {
        void take(Word word, InstanceResult result);
    }

    /** Gives the results of a partition, completed. */
    static void each(Iterator<Tuple2<Integer, byte[]>> outcomes, Map<Integer, Word> words, Taker taker) {
        while (outcomes.hasNext()) {
            Tuple2<Integer, byte[]> one = outcomes.next();
            Optional<InstanceResult> result = ((Outcome) RecordCodec.read(one._2())).result();
            Word word = words.get(one._1());
            if (result.isPresent() && word != null) {
                taker.take(word, word.word().complete(result.get()));
            }
        }
    }

    /** The words of the whole fleet on each instance, one value for each partition. */
    List<byte[]> words(FleetView view) {
        List<Integer> whole = whole();
        List<List<Word>> parts = new ArrayList<>();
        for (int i = 0; i < shares.numPartitions(); i++) {
            parts.add(new ArrayList<>());
        }
        List<Integer> order = view.order();
        for (int rank = 0; rank < order.size(); rank++) {
            int number = whole.get(order.get(rank));
            parts.get(shares.of(number)).add(new Word(number, rank, view.word(order.get(rank))));
        }
        return parts.stream().map(part -> RecordCodec.write(new Words(part))).toList();
    }

    JavaSparkContext spark() {
        return spark;
    }

    int partitions() {
        return shares.numPartitions();
    }
}
