package io.fragmortem.spark;

import io.fragmortem.fleet.engine.RecordCodec;
import io.fragmortem.report.InstanceFiles;
import io.fragmortem.report.Receipt;
import io.fragmortem.report.json.JsonReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Writes the pages of one partition and its part of the results. Each file is written under a name of this attempt alone and
 * renamed when it is whole; a second attempt, after a failure or for speed, gives the same bytes under the same name, so there
 * are no duplicates and no halves.
 */
final class PageTask implements FlatMapFunction2<Iterator<Tuple2<Integer, byte[]>>, Iterator<byte[]>, byte[]> {

    private static final long serialVersionUID = 1L;

    /** Files of attempts that are not whole yet. */
    static final String ATTEMPTS = "attempts";

    static final String PAGES = "instances";
    static final String RESULTS = "results";

    private final Broadcast<byte[]> order;
    private final String unfinished;
    private final Broadcast<byte[]> job;

    /**
     * @param order see {@link InstanceFiles.Order}
     * @param unfinished the folder where the report grows
     */
    PageTask(Broadcast<byte[]> order, String unfinished, Broadcast<byte[]> job) {
        this.order = order;
        this.unfinished = unfinished;
        this.job = job;
    }

    /**
     * What the driver is told of a partition.
     *
     * @param part its file of results, empty where it has none
     * @param all in the order of ranks, as the results are
     */
    record Receipts(String part, List<Receipt> all) {}

    @Override
    public Iterator<byte[]> call(Iterator<Tuple2<Integer, byte[]>> outcomes, Iterator<byte[]> words)
            throws IOException {
        TaskContext task = TaskContext.get();
        Place place = Place.at(unfinished, Job.read(job.value()).hadoop());
        InstanceFiles files = InstanceFiles.of((InstanceFiles.Order) RecordCodec.read(order.value()));
        Receipts receipts = write(
                outcomes,
                Outcomes.Words.read(words),
                files,
                new Attempt(place, task.taskAttemptId()),
                task.partitionId());
        return List.of(RecordCodec.write(receipts)).iterator();
    }

    static Receipts write(
            Iterator<Tuple2<Integer, byte[]>> outcomes,
            Map<Integer, Outcomes.Word> words,
            InstanceFiles files,
            Attempt attempt,
            int partition)
            throws IOException {
        SortedMap<Integer, Receipt> receipts = new TreeMap<>();
        SortedMap<Integer, String> lines = new TreeMap<>();
        try {
            Outcomes.each(outcomes, words, (word, result) -> {
                InstanceFiles.Made made = files.make(word.rank(), result);
                receipts.put(word.rank(), made.receipt());
                if (made.receipt().lost().isEmpty()) {
                    lines.put(word.rank(), made.json());
                    if (!made.page().isEmpty()) {
                        attempt.put(made.receipt().href(), text(made.page()));
                    }
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e.getCause());
        }
        String part = lines.isEmpty() ? "" : String.format(Locale.ROOT, "part-%05d.jsonl", partition);
        if (!lines.isEmpty()) {
            attempt.put(RESULTS + "/" + part, out -> JsonReport.lines(lines.values(), out));
        }
        return new Receipts(part, List.copyOf(receipts.values()));
    }

    private static Consumer<Writer> text(String text) {
        return out -> {
            try {
                out.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** One attempt at a partition; its number is unique in the run. */
    record Attempt(Place place, long number) {

        /** Writes a file that is seen under its name when it is whole. */
        void put(String name, Consumer<Writer> content) {
            String own = ATTEMPTS + "/" + name.replace('/', '.') + "." + number;
            try {
                place.write(own, content);
                place.moveUnlessThere(own, place, name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
