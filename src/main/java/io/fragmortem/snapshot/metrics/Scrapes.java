package io.fragmortem.snapshot.metrics;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.text.StreamName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Scrapes of exporters that follow each other in one stream and whose points have no times of their own. Another one begins
 * at a time line, or where a series comes again. Scrapes of one moment are several servers; scrapes without any time are
 * one server only if they name one process that grows older.
 */
final class Scrapes {

    /** A few megabytes of samples; what follows is taken for itself. */
    private static final int MOST_HELD = 10_000;

    private final ReadOptions options;
    private final Sink sink;
    private final Origin origin;
    private final Stamp fallback;
    private final Namespaces namespaces = new Namespaces();
    private final Set<String> seen = new HashSet<>();

    /** The scrapes of one moment, or of no known one. */
    private List<List<Sample>> held = new ArrayList<>();

    private Stamp stamp;
    private List<Sample> samples = new ArrayList<>();
    private SeriesTable table;
    private KnownSeries names;
    private long given;

    Scrapes(ReadOptions options, Sink sink, Origin origin, Stamp fallback) {
        this.options = options;
        this.sink = sink;
        this.origin = origin;
        this.fallback = fallback;
        this.stamp = fallback;
        this.table = newTable();
        this.names = new KnownSeries(options, sink, origin, table, namespaces);
    }

    private SeriesTable newTable() {
        List<Sample> into = samples;
        return new SeriesTable(origin, TimeSource.STATED, into::add);
    }

    /** What follows was scraped at this moment. */
    void begin(Stamp told) {
        settle();
        stamp = told;
    }

    /** A point; a series that was there already begins another scrape. */
    void add(String series, double value) {
        if (!seen.add(series)) {
            close();
            seen.add(series);
        }
        names.find(SeriesName.parse(series)).ifPresent(known -> known.add(0, value));
    }

    private void close() {
        names.flush();
        if (!samples.isEmpty()) {
            held.add(samples);
        }
        seen.clear();
        samples = new ArrayList<>();
        table = newTable();
        names = new KnownSeries(options, sink, origin, table, namespaces);
        if (held.size() >= MOST_HELD) {
            give();
        }
    }

    /** Gives what is held. */
    void settle() {
        close();
        give();
    }

    private void give() {
        List<List<Sample>> all = held;
        held = new ArrayList<>();
        if (all.size() == 1) {
            all.get(0).forEach(sample -> give(sample, sample.origin(), stamp));
            return;
        }
        boolean untimed = stamp.equals(fallback);
        for (int i = 0; i < all.size(); i++) {
            for (Sample sample : all.get(i)) {
                boolean sameServer = untimed && growsOlder(all, sample);
                boolean named = sample.origin().label().isPresent();
                Origin place = named || sameServer ? sample.origin() : numbered(i + 1);
                give(sample, place, sameServer ? aged(all, sample) : stamp);
            }
        }
    }

    private void give(Sample sample, Origin place, Stamp at) {
        sink.sample(sample.from(place).at(at));
        given++;
    }

    /** {@code metrics 2}: the second server of a file. */
    private Origin numbered(int number) {
        return origin.by(Optional.of(StreamName.fileWithoutKind(origin.stream()) + " " + number));
    }

    /** Whether every scrape has a sample of this process, each later by its uptime than the one before. */
    private static boolean growsOlder(List<List<Sample>> all, Sample sample) {
        double before = Double.NEGATIVE_INFINITY;
        for (List<Sample> scrape : all) {
            Optional<Sample> same = ofProcess(scrape, sample);
            double uptime = same.map(s -> s.get(Field.UPTIME_IN_SECONDS).orElse(Double.NaN))
                    .orElse(Double.NaN);
            if (!(uptime > before)) {
                return false;
            }
            before = uptime;
        }
        return true;
    }

    private static Optional<Sample> ofProcess(List<Sample> scrape, Sample sample) {
        String runId = sample.facts().getOrDefault(Fact.RUN_ID, "");
        return scrape.stream()
                .filter(other -> !runId.isEmpty() && runId.equals(other.facts().get(Fact.RUN_ID)))
                .filter(other -> other.origin().label().equals(sample.origin().label()))
                .findFirst();
    }

    /** The last scrape is as old as the file, the others are older by their uptimes. */
    private Stamp aged(List<List<Sample>> all, Sample sample) {
        if (!fallback.known()) {
            return Stamp.NONE;
        }
        double last = ofProcess(all.get(all.size() - 1), sample)
                .flatMap(newest ->
                        Optional.of(newest.get(Field.UPTIME_IN_SECONDS).orElse(0)))
                .orElse(0.0);
        double seconds = last - sample.get(Field.UPTIME_IN_SECONDS).orElse(last);
        return seconds == 0
                ? fallback
                : new Stamp(fallback.epochMicros() - Math.round(seconds * 1e6), TimeSource.INTERVAL);
    }

    long given() {
        return given;
    }
}
