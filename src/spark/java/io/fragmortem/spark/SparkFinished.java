package io.fragmortem.spark;

import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.report.Elsewhere;
import io.fragmortem.report.Outlet;
import io.fragmortem.timeline.instance.Store;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** Finished instances on the machines that analysed them. */
final class SparkFinished implements Elsewhere {

    private final Outcomes outcomes;
    private final JavaRDD<byte[]> words;
    private final List<byte[]> allWords;
    private final Store store;
    private final Job job;
    private final Broadcast<byte[]> shared;

    SparkFinished(Outcomes outcomes, List<byte[]> words, Store store, Job job, Broadcast<byte[]> shared) {
        this.outcomes = outcomes;
        this.allWords = words;
        this.words = outcomes.spark().parallelize(words, outcomes.partitions());
        this.store = store;
        this.job = job;
        this.shared = shared;
    }

    /** Brings the results here, one partition at a time: for the only page of an only instance. */
    @Override
    public void forEach(Fleet.Taker taker) {
        Iterator<Tuple2<Integer, byte[]>> all = outcomes.all().toLocalIterator();
        Outcomes.each(all, Outcomes.Words.read(allWords.iterator()), (word, result) -> taker.take(word.rank(), result));
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Outlet outlet(String folder) {
        return HadoopOutlet.in(
                folder,
                job,
                outcomes.spark().sc().applicationId(),
                (order, unfinished) -> outcomes.all()
                        .zipPartitions(words, new PageTask(outcomes.spark().broadcast(order), unfinished, shared))
                        .collect());
    }
}
