package io.fragmortem.fleet;

import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.memory.Total;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * How much room one instance has below one limit, with or without a trend that says when it ends.
 *
 * @param metric what counts against the limit: RSS, or used memory below maxmemory and where nothing tells RSS
 * @param held bytes of it at the last whole moment
 * @param atLimit what the server does there
 * @param trend how it goes now, where that was tested
 * @param outlook when it is reached, where that was tested
 */
public record Headroom(
        Bound bound,
        Total metric,
        double held,
        AtLimit atLimit,
        Optional<TrendResult> trend,
        Optional<Trends.Outlook> outlook) {

    private static final String NO_EVICTION = "noeviction";

    /** What a server does at a limit. */
    public enum AtLimit {
        /** It is killed, or refuses writes: that must not happen. */
        FAILS,
        /** It evicts keys, as it is told to: a full cache is no emergency. */
        EVICTS
    }

    /** What ends first comes first: reached, then by date, then by the share that is free; a cache that evicts comes last. */
    public static final Comparator<Headroom> TIGHTEST_FIRST = Comparator.comparing(Headroom::atLimit)
            .thenComparing(Headroom::urgency)
            .thenComparing(room -> room.likelyMicros().orElse(Long.MAX_VALUE))
            .thenComparing(Headroom::freeShare)
            .thenComparing(room -> room.bound().limit());

    /** The limit that matters first, empty where the input tells none, or nothing that stands below it. */
    public static Optional<Headroom> of(InstanceResult result) {
        RssSeries series = result.series();
        int last = series.lastWhole().orElse(-1);
        if (last < 0) {
            return Optional.empty();
        }
        boolean evicts = result.particulars().settings().entrySet().stream()
                .filter(setting -> setting.getKey().equals(Fact.MAXMEMORY_POLICY.infoName())
                        || setting.getKey().equals(Fact.CONFIG_MAXMEMORY_POLICY.infoName()))
                .map(Map.Entry::getValue)
                .findFirst()
                .filter(policy -> !policy.equals(NO_EVICTION))
                .isPresent();
        return series.limits().entrySet().stream()
                .map(limit -> of(result, new Bound(limit.getKey(), limit.getValue()), last, evicts))
                .filter(room -> !Double.isNaN(room.held()))
                .min(TIGHTEST_FIRST);
    }

    /** Without RSS what is in use is the least that is resident. */
    private static Headroom of(InstanceResult result, Bound bound, int row, boolean evicts) {
        RssSeries series = result.series();
        Limit limit = bound.limit();
        Total metric = limit.isHard() && !Double.isNaN(series.rss()[row]) ? Total.USED_MEMORY_RSS : Total.USED_MEMORY;
        return new Headroom(
                bound,
                metric,
                (metric == Total.USED_MEMORY_RSS ? series.rss() : series.used())[row],
                evicts && !limit.isHard() ? AtLimit.EVICTS : AtLimit.FAILS,
                result.trends().stream()
                        .filter(line -> line.metric() == metric && line.scoped().scope() == Trends.Scope.NOW)
                        .map(InstanceResult.TrendLine::trend)
                        .findFirst(),
                result.forecasts().stream()
                        .map(InstanceResult.ForecastLine::outlook)
                        .filter(outlook -> outlook.bound().limit() == limit)
                        .findFirst());
    }

    /** Bytes below the limit, negative above it. */
    public double free() {
        return bound.bytes() - held;
    }

    /** Share of the limit that is free, negative above it. */
    public double freeShare() {
        return free() / bound.bytes();
    }

    /** Whether nothing is left of it. */
    public boolean isReached() {
        return free() <= 0
                || outlook.filter(o -> o.outcome() == Outcome.REACHED).isPresent();
    }

    /** When a proven trend reaches it; microseconds. */
    public Optional<Long> likelyMicros() {
        return outlook.filter(o -> o.outcome() == Outcome.EXPECTED)
                .filter(o -> o.dates().likely().isPresent())
                .map(o -> o.dates().likely().getAsLong());
    }

    private int urgency() {
        return isReached() ? 0 : likelyMicros().isPresent() ? 1 : 2;
    }
}
