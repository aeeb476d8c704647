package io.fragmortem.fleet;

import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.story.Note;
import io.fragmortem.fleet.story.TimelineRow;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.memory.ServerInfo;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.timeline.Gap;
import io.fragmortem.timeline.Quality;
import io.fragmortem.timeline.Run;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * The result for one instance: all that a report needs, and nothing that must be computed again.
 *
 * @param subject which server, seen when
 * @param bytes where the bytes were
 * @param diagnosis what it means
 * @param statistics what the series do
 * @param timeline facts in order of time
 * @param peers its primary and replicas, where they are in the input too
 * @param particulars what reached users, the allocator's size classes
 */
public record InstanceResult(
        Subject subject,
        Bytes bytes,
        Diagnosis diagnosis,
        Statistics statistics,
        List<TimelineRow> timeline,
        List<PeerLine> peers,
        Particulars particulars) {

    public InstanceResult {
        timeline = List.copyOf(timeline);
        peers = List.copyOf(peers);
    }

    /**
     * Which server, seen when.
     *
     * @param name of the instance
     * @param fromMicros time of the first sample, empty when no time is known
     * @param toMicros time of the last sample
     * @param samples used samples
     */
    public record Subject(
            String name,
            ServerInfo server,
            OptionalLong fromMicros,
            OptionalLong toMicros,
            int samples,
            List<Run> runs,
            List<Gap> gaps,
            Quality quality) {}

    /**
     * Where the bytes were.
     *
     * @param now breakdown at the moment that counts as now
     * @param worst the moment at which what leads held the most, or the one of the widest gap, when it is another one
     * @param latest every number of the last sample by INFO name, for the appendix
     */
    public record Bytes(
            Optional<Breakdown> now, Optional<Worst> worst, RssSeries series, SortedMap<String, Double> latest) {}

    /**
     * The moment at which it was worst.
     *
     * @param row of the series
     */
    public record Worst(int row, Breakdown breakdown) {}

    /**
     * What the series do.
     *
     * @param forecasts one for each limit, the nearest first
     */
    public record Statistics(List<TrendLine> trends, List<ChangeLine> changes, List<ForecastLine> forecasts) {

        /** Of a server with too few samples to test. */
        public static final Statistics NONE = new Statistics(List.of(), List.of(), List.of());

        public Statistics {
            trends = List.copyOf(trends);
            changes = List.copyOf(changes);
            forecasts = List.copyOf(forecasts);
        }
    }

    public String name() {
        return subject.name();
    }

    public ServerInfo server() {
        return subject.server();
    }

    public OptionalLong fromMicros() {
        return subject.fromMicros();
    }

    public OptionalLong toMicros() {
        return subject.toMicros();
    }

    /** The length of the time over which it was seen; infinite where times are not known. */
    public double seenSeconds() {
        return fromMicros().isPresent() && toMicros().isPresent()
                ? (toMicros().getAsLong() - fromMicros().getAsLong()) / 1e6
                : Double.POSITIVE_INFINITY;
    }

    public int samples() {
        return subject.samples();
    }

    public List<Run> runs() {
        return subject.runs();
    }

    public List<Gap> gaps() {
        return subject.gaps();
    }

    public Quality quality() {
        return subject.quality();
    }

    public Optional<Breakdown> now() {
        return bytes.now();
    }

    public Optional<Breakdown> worst() {
        return bytes.worst().map(Worst::breakdown);
    }

    public RssSeries series() {
        return bytes.series();
    }

    public SortedMap<String, Double> latest() {
        return bytes.latest();
    }

    public List<TrendLine> trends() {
        return statistics.trends();
    }

    /** How a metric moves now. */
    public Optional<TrendLine> trendNow(Metric metric) {
        return trends().stream()
                .filter(line -> line.scoped().scope() == Trends.Scope.NOW && line.metric() == metric)
                .findFirst();
    }

    public List<ChangeLine> changes() {
        return statistics.changes();
    }

    public List<ForecastLine> forecasts() {
        return statistics.forecasts();
    }

    /** The same with other trends. */
    InstanceResult withTrends(List<TrendLine> other) {
        Statistics adjusted = new Statistics(other, statistics.changes(), statistics.forecasts());
        return new InstanceResult(subject, bytes, diagnosis, adjusted, timeline, peers, particulars);
    }

    /** The same with what the user knows; the very same where no note belongs to its window. */
    public InstanceResult with(List<Note> notes) {
        if (subject.fromMicros().isEmpty() || subject.toMicros().isEmpty()) {
            return this;
        }
        List<TimelineRow> rows = Note.among(
                timeline,
                notes,
                subject.fromMicros().getAsLong(),
                subject.toMicros().getAsLong());
        return rows.size() == timeline.size()
                ? this
                : new InstanceResult(subject, bytes, diagnosis, statistics, rows, peers, particulars);
    }

    /** The same beside its primary and replicas. */
    InstanceResult withPeers(List<PeerLine> others, Diagnosis corroborated) {
        return new InstanceResult(subject, bytes, corroborated, statistics, timeline, others, particulars);
    }

    /**
     * A trend of one metric in one stretch of time, per day.
     *
     * @param q as {@link FleetTests} says, for the last regime only
     * @param hochberg the same by Benjamini-Hochberg over all instances and metrics
     */
    public record TrendLine(Trends.Scoped scoped, OptionalDouble q, OptionalDouble hochberg) {

        public Metric metric() {
            return scoped.metric();
        }

        public TrendResult trend() {
            return scoped.trend();
        }
    }

    /**
     * A change of level or slope.
     *
     * @param explainedBy the event that precedes it and fits, for people
     */
    public record ChangeLine(Change change, Optional<Phrase> explainedBy) {}

    /**
     * When a limit is reached.
     *
     * @param note the same in words, with what to know before believing it
     */
    public record ForecastLine(Trends.Outlook outlook, Phrase note) {}

    /**
     * Another instance that holds the same data by replication, at the same time as far as there is one.
     *
     * @param name of the other instance
     * @param role of the other
     * @param atMicros time of the other's sample, empty when no time is known
     * @param data bytes of data there, used memory where its overhead is not known
     * @param used bytes of used memory there
     * @param rss bytes resident there
     * @param sentence what the comparison says
     */
    public record PeerLine(
            String name, Relation role, OptionalLong atMicros, double data, double used, double rss, Phrase sentence) {}

    /** What another instance is to this one. */
    public enum Relation {
        PRIMARY,
        REPLICA,
        /** Another replica of the same primary. */
        SIBLING
    }
}
