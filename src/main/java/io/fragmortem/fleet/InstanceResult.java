package io.fragmortem.fleet;

import io.fragmortem.diagnosis.Change;
import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.Trends;
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
 * @param name of the instance
 * @param fromMicros time of the first sample, empty when no time is known
 * @param toMicros time of the last sample
 * @param samples used samples
 * @param now breakdown of the last usable sample
 * @param worst breakdown of the sample with the widest gap between RSS and used, when it is another one
 * @param forecasts one for each limit, the nearest first
 * @param latest every number of the last sample by INFO name, for the appendix
 * @param peers its primary and replicas, where they are in the input too
 * @param particulars what reached users, the allocator's size classes
 */
public record InstanceResult(
        String name,
        ServerInfo server,
        OptionalLong fromMicros,
        OptionalLong toMicros,
        int samples,
        List<Run> runs,
        List<Gap> gaps,
        Optional<Breakdown> now,
        Optional<Breakdown> worst,
        RssSeries series,
        Diagnosis diagnosis,
        List<TrendLine> trends,
        List<ChangeLine> changes,
        List<ForecastLine> forecasts,
        List<TimelineRow> timeline,
        SortedMap<String, Double> latest,
        Quality quality,
        List<PeerLine> peers,
        Particulars particulars) {

    public InstanceResult {
        peers = List.copyOf(peers);
    }

    /** The same with other trends. */
    InstanceResult withTrends(List<TrendLine> other) {
        return copy(diagnosis, List.copyOf(other), peers);
    }

    /** The same beside its primary and replicas. */
    InstanceResult withPeers(List<PeerLine> others, Diagnosis corroborated) {
        return copy(corroborated, trends, others);
    }

    private InstanceResult copy(Diagnosis judged, List<TrendLine> lines, List<PeerLine> others) {
        return new InstanceResult(
                name,
                server,
                fromMicros,
                toMicros,
                samples,
                runs,
                gaps,
                now,
                worst,
                series,
                judged,
                lines,
                changes,
                forecasts,
                timeline,
                latest,
                quality,
                others,
                particulars);
    }

    /**
     * A trend of one metric in one stretch of time, per day.
     *
     * @param q over all instances by Benjamini-Yekutieli, for the last regime only
     * @param hochberg the same by Benjamini-Hochberg
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
