package io.fragmortem.snapshot.metrics;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.json.JsonElements;
import io.fragmortem.snapshot.json.JsonReader;
import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One stream of JSON that tells metrics, as series (one metric, many moments) or as records (one moment, many metrics):
 * its documents, the names in it, and what is made of them.
 */
public final class MetricStream {

    private final Sink sink;
    private final JsonReader json;
    private final SeriesTable table;
    private final KnownSeries names;
    private final RecordReader records;
    private final Remembered<SeriesName> known;

    /** The line on which the thing that is being read ends. */
    private long line = 1;

    private MetricStream(Entry entry, ReadOptions options, Sink sink) {
        this.sink = sink;
        this.json = new JsonReader(entry, options, sink);
        this.table = new SeriesTable(json.origin(), TimeSource.STATED, sink::sample);
        this.names = new KnownSeries(options, sink, json.origin(), table);
        this.known = new Remembered<>(names::find);
        this.records = new RecordReader(options, sink, json.origin());
    }

    /**
     * Reads the whole stream in one shape of document.
     *
     * @param expected what is said to be missing when nothing of use is in it
     */
    public static void read(
            Entry entry,
            ReadOptions options,
            Sink sink,
            Phrase expected,
            Function<MetricStream, JsonReader.Shape> shape)
            throws IOException {
        MetricStream stream = new MetricStream(entry, options, sink);
        stream.json.read(shape.apply(stream));
        stream.names.flush();
        stream.json.rejectIfEmpty(stream.table.given() + stream.records.given(), expected);
    }

    /** Reads what a service of monitoring exports: a document of many like things, each given as a value. */
    public static void readEach(
            Entry entry, ReadOptions options, Sink sink, JsonElements.Inside inside, ThingReader things)
            throws IOException {
        read(
                entry,
                options,
                sink,
                Phrase.of("input.expected.cloud"),
                stream -> stream.each(inside, (thing, line) -> things.read(thing, line, stream)));
    }

    /** Reads one of many like things. */
    @FunctionalInterface
    public interface ThingReader {
        /** @param line on which the thing ends, 1-based */
        void read(JsonValue thing, long line, MetricStream stream);
    }

    /** A shape that gives each of many like things as a value. */
    public JsonReader.Shape each(JsonElements.Inside inside, JsonElements.Taker taker) {
        return new JsonElements(json, inside, (thing, at) -> {
            line = at;
            taker.take(thing, at);
        });
    }

    /** The series of this name, empty when nobody knows the metric. */
    public Optional<KnownSeries.Known> find(SeriesName name) {
        return known.find(name);
    }

    /** The series of this name with these labels beside those that the name itself has. */
    public Optional<KnownSeries.Known> find(String name, Map<String, String> labels) {
        return find(SeriesName.parse(name).with(labels));
    }

    /** Adds a point of the thing that is being read. A value without a time, or a text that is no number, is told. */
    public void point(KnownSeries.Known series, JsonValue time, JsonValue value) {
        point(series, time.text(), value.text());
    }

    /** The same, as texts. */
    public void point(KnownSeries.Known series, String time, String value) {
        double number = JsonScalars.number(value);
        if (Double.isNaN(number)) {
            refuse(value);
            return;
        }
        long micros = json.scalars().time(time);
        if (micros == Times.NONE) {
            sink.rejected(Unread.time(place(), time));
        } else {
            series.add(micros, number);
        }
    }

    /** Tells of a text that should be a number, unless it says that there is none. */
    public void refuse(String text) {
        if (!Unread.isNoValue(text)) {
            sink.rejected(Unread.number(place(), text));
        }
    }

    private Origin place() {
        return new Origin(json.origin().stream(), line, -1, Optional.empty());
    }

    /** What is told in words of the instance that this series is about; names that say nothing we know are passed over. */
    public void fact(SeriesName name, String fact, String text) {
        FactNames.resolve(fact).ifPresent(known -> names.fact(name, known, text));
    }

    /** The time of the whole stream, where its documents tell none. */
    public Stamp fallback() {
        return json.clock().fallback();
    }

    /** Samples of records. */
    public RecordReader records() {
        return records;
    }

    /** How numbers and times are read. */
    public JsonScalars scalars() {
        return json.scalars();
    }

    /** The time that a value says in microseconds since the epoch. */
    public long time(JsonValue value) {
        return json.scalars().time(value.text());
    }
}
