package io.fragmortem.snapshot.metrics;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.snapshot.text.Lines;
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
    private boolean refused;

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

    /** Adds a point that the current line tells. A value without a time, or a text that is no number, is told. */
    public void point(Optional<KnownSeries.Known> series, Lines line, String time, String value) {
        if (series.isEmpty()) {
            return;
        }
        double number = JsonScalars.number(value);
        long micros = time(time);
        if (Double.isNaN(number)) {
            refuse(line, value);
        } else if (micros == Times.NONE) {
            refuseTime(line, time);
        } else {
            series.get().add(micros, number);
        }
    }

    /** Tells of a text that should be a number, unless it says that there is none. */
    public void refuse(Lines line, String text) {
        if (!Unread.isNoValue(text)) {
            refused(Unread.number(place(line), text));
        }
    }

    /** Tells of a text that should be a time. */
    public void refuseTime(Lines line, String text) {
        refused(Unread.time(place(line), text));
    }

    /** Tells of a line that is no point, unless it is a comment. */
    public void refuseLine(Lines line, Phrase expected) {
        String text = line.text().strip();
        if (!text.isEmpty() && text.charAt(0) != '#') {
            refused(Unread.line(place(line), text, expected));
        }
    }

    private void refused(Rejected region) {
        refused = true;
        sink.rejected(region);
    }

    private Origin place(Lines line) {
        return new Origin(origin.stream(), line.number(), line.offset(), Optional.empty());
    }

    /** Gives the samples. */
    public void flush() {
        names.flush();
    }

    /** Gives the samples, and says what was assumed and what was missing. */
    public void finish(Phrase expected) {
        names.flush();
        if (table.given() == 0 && !refused) {
            sink.rejected(new Rejected(origin, Phrase.of("input.found.no_series"), expected));
        }
    }
}
