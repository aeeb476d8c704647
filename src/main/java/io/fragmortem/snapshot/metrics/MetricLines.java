package io.fragmortem.snapshot.metrics;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.Optional;
import java.util.OptionalLong;

/** One stream of lines that tells series: their names, their times, and the table that makes samples of them. */
public final class MetricLines {

    private final Sink sink;
    private final Origin origin;
    private final SeriesTable table;
    private final KnownSeries names;
    private final StreamClock clock;

    public MetricLines(String stream, ReadOptions options, Sink sink) {
        this.sink = sink;
        this.origin = new Origin(stream, 1, 0, Optional.empty());
        this.table = new SeriesTable(origin, TimeSource.STATED, sink::sample);
        this.names = new KnownSeries(options, sink, origin, table);
        this.clock = new StreamClock(stream, OptionalLong.empty(), options, sink::assumed);
    }

    /** The series of this name, empty when nobody knows the metric. */
    public Optional<KnownSeries.Known> find(String name) {
        return names.find(SeriesName.parse(name));
    }

    /** The series of this name. */
    public Optional<KnownSeries.Known> find(SeriesName name) {
        return names.find(name);
    }

    /** The time that a text says in microseconds since the epoch. */
    public long time(String text) {
        Stamp stamp = clock.cell(text, 0);
        return stamp.known() ? stamp.epochMicros() : Times.NONE;
    }

    /** Gives the samples, and says what was assumed and what was missing. */
    public void finish(Phrase expected) {
        names.flush();
        if (table.given() == 0) {
            sink.rejected(new Rejected(origin, Phrase.of("input.found.no_series"), expected));
        }
    }
}
