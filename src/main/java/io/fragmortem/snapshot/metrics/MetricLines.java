package io.fragmortem.snapshot.metrics;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.time.LocalTimes;
import io.fragmortem.snapshot.time.TimeCells;
import java.util.Optional;

/** One stream of lines that tells series: their names, their times, and the table that makes samples of them. */
public final class MetricLines {

    private final ReadOptions options;
    private final Sink sink;
    private final Origin origin;
    private final SeriesTable table;
    private final KnownSeries names;
    private final TimeCells times;

    public MetricLines(String stream, ReadOptions options, Sink sink) {
        this.options = options;
        this.sink = sink;
        this.origin = new Origin(stream, 1, 0, Optional.empty());
        this.table = new SeriesTable(origin, TimeSource.STATED, sink::sample);
        this.names = new KnownSeries(options, sink, origin, table);
        this.times = new TimeCells(new LocalTimes(options.zone()), false);
    }

    /** The series of this name, empty when nobody knows the metric. */
    public Optional<KnownSeries.Known> find(String name) {
        return names.find(SeriesName.parse(name));
    }

    /** The time that a text says in microseconds since the epoch. */
    public long time(String text) {
        return times.parse(text);
    }

    /** Gives the samples, and says what was assumed and what was missing. */
    public void finish(Phrase expected) {
        names.flush();
        if (times.sawLocal() && !options.zoneGiven()) {
            sink.assumed(origin, Phrase.of("input.assumed.zone", Phrase.name(LocalTimes.shown(options.zone()))));
        }
        if (table.given() == 0) {
            sink.rejected(new Rejected(origin, Phrase.of("input.found.no_series"), expected));
        }
    }
}
