package io.fragmortem.diagnosis.trend;

import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Metric;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the statistics say of one instance.
 *
 * @param all trends per day by metric, then scope, then run
 * @param changes certified and material changes of level or slope, by time, then metric
 * @param shapes what else a series shows, by metric
 * @param outlooks when limits are reached, one per limit, the nearest first
 */
public record Trends(List<Scoped> all, List<Change> changes, Map<Metric, Shape> shapes, List<Outlook> outlooks) {

    public Trends {
        all = List.copyOf(all);
        changes = List.copyOf(changes);
        shapes = Map.copyOf(shapes);
        outlooks = List.copyOf(outlooks);
    }

    /** The stretch of time that a trend speaks of. */
    public enum Scope {
        /** The last regime: since the last restart or certified change. */
        NOW,
        RECENT_24H,
        RECENT_7D,
        /** One run, compared within its regimes only. */
        RUN,
        /** All runs together, compared within their regimes only. */
        OVERALL
    }

    /**
     * A trend with what it speaks of.
     *
     * @param run index of the run, for OVERALL and the recent windows that of the last one
     * @param trend per day; GROWS and FALLS stand after Benjamini-Yekutieli over the metrics of the same scope
     */
    public record Scoped(Metric metric, Scope scope, int run, TrendResult trend) {}

    /**
     * What a series shows beside trend and changes.
     *
     * @param cycle removed before everything else, period in days
     * @param spikes moments that left their neighbourhood for a sample or a few
     * @param levellingOff whether a curve that levels off explains the last regime better than a line
     */
    public record Shape(Optional<SeriesAnalysis.RemovedCycle> cycle, List<Long> spikes, boolean levellingOff) {

        public Shape {
            spikes = List.copyOf(spikes);
        }
    }

    /**
     * When a limit is reached, as the last regime goes.
     *
     * @param bound what is run into
     * @param metric what runs into it
     * @param reserve bytes kept free below it for the copies of a fork, 0 when no fork was seen
     * @param horizonDays how far was looked, from the last sample
     * @param beyondHorizon whether part of the interval lies beyond it
     */
    public record Outlook(
            Bound bound,
            Metric metric,
            double reserve,
            ForecastResult.Outcome outcome,
            Dates dates,
            OptionalDouble horizonDays,
            boolean beyondHorizon,
            boolean saturating) {}

    /**
     * When, as far as that can be said; microseconds.
     *
     * @param notBefore where nothing more is known
     */
    public record Dates(OptionalLong earliest, OptionalLong likely, OptionalLong latest, OptionalLong notBefore) {}

    /** Nothing: too few samples. */
    public static Trends none() {
        return new Trends(List.of(), List.of(), Map.of(), List.of());
    }

    /** Trend of the last regime. */
    public Optional<TrendResult> of(Metric metric) {
        return of(metric, Scope.NOW);
    }

    /** Trend in a scope; of the last run for {@link Scope#RUN}. */
    public Optional<TrendResult> of(Metric metric, Scope scope) {
        Optional<TrendResult> found = Optional.empty();
        for (Scoped s : all) {
            if (s.scope() == scope && s.metric() == metric) {
                found = Optional.of(s.trend());
            }
        }
        return found;
    }

    /** Whether the metric is proven to grow in this scope: the only thing that any sentence may call growth. */
    public boolean grows(Metric metric, Scope scope) {
        return of(metric, scope).map(Trends::isGrowth).orElse(false);
    }

    /** Whether it grows or falls for certain: only such a slope may be told to people. */
    public static boolean isMove(TrendResult trend) {
        return trend.confirmed() && (trend.verdict() == Verdict.GROWS || trend.verdict() == Verdict.FALLS);
    }

    /** Proven, and confirmed by a second test that estimates no noise. */
    private static boolean isGrowth(TrendResult trend) {
        return trend.verdict() == Verdict.GROWS && trend.confirmed();
    }

    /** Whether it is proven to grow in each of several runs. */
    public boolean growsInEachRun(Metric metric) {
        List<Scoped> runs = all.stream()
                .filter(s -> s.scope() == Scope.RUN && s.metric() == metric)
                .toList();
        return runs.size() > 1 && runs.stream().allMatch(s -> isGrowth(s.trend()));
    }

    public Optional<Shape> shape(Metric metric) {
        return Optional.ofNullable(shapes.get(metric));
    }
}
