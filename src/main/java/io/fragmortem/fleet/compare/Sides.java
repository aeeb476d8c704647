package io.fragmortem.fleet.compare;

import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.timeline.Run;
import io.fragmortem.timeline.TimeOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes sides out of results. */
public final class Sides {

    /** A regime of fewer samples has no level: what lies before it counts too. */
    private static final int LEAST = 20;

    private Sides() {}

    /**
     * The whole of a result.
     *
     * @param words how to word its verdict
     */
    public static Side of(InstanceResult result, Function<Phrase, String> words) {
        RssSeries series = result.series();
        int regime = regime(result);
        OptionalLong since = result.fromMicros().isPresent() && regime > 0
                ? OptionalLong.of(series.timeMicros()[regime])
                : OptionalLong.empty();
        double uptime = result.latest().getOrDefault("uptime_in_seconds", Double.NaN);
        return new Side(
                result.name(),
                new Side.Window(
                        result.fromMicros(),
                        result.toMicros(),
                        since,
                        result.samples(),
                        Math.max(0, result.runs().size() - 1),
                        Double.isNaN(uptime) ? OptionalDouble.empty() : OptionalDouble.of(uptime)),
                server(result),
                Optional.of(new Side.Verdict(
                        Optional.of(result.diagnosis().verdict().severity()),
                        result.diagnosis().verdict().cause().id(),
                        words.apply(result.diagnosis().verdict().sentence()),
                        result.diagnosis().verdict().silences())),
                Side.levels(columns(series, regime, series.timeMicros().length)),
                slopes(result),
                settings(result));
    }

    private static Side.Server server(InstanceResult result) {
        List<Run> runs = result.runs();
        return new Side.Server(
                result.server().product(),
                result.server().version(),
                runs.isEmpty() ? Optional.empty() : runs.get(runs.size() - 1).runId());
    }

    /** First row of the last regime: since the last restart or the last certified change of used memory or RSS. */
    private static int regime(InstanceResult result) {
        long[] times = result.series().timeMicros();
        List<Long> borders = new ArrayList<>();
        result.runs().forEach(run -> borders.add(run.fromMicros()));
        result.changes().stream()
                .filter(line -> line.change().metric() instanceof Total)
                .forEach(line -> borders.add(line.change().highMicros()));
        int regime = 0;
        for (long border : result.fromMicros().isPresent() ? borders : List.<Long>of()) {
            int row = TimeOrder.firstAt(times, border);
            regime = times.length - row >= LEAST ? Math.max(regime, row) : regime;
        }
        return regime;
    }

    /** A part of a series, rows {@code from} to before {@code to}. */
    static Side part(InstanceResult result, int from, int to) {
        RssSeries series = result.series();
        return new Side(
                result.name(),
                new Side.Window(
                        OptionalLong.of(series.timeMicros()[from]),
                        OptionalLong.of(series.timeMicros()[to - 1]),
                        OptionalLong.empty(),
                        to - from,
                        0,
                        OptionalDouble.empty()),
                server(result),
                Optional.empty(),
                Side.levels(columns(series, from, to)),
                new TreeMap<>(),
                new TreeMap<>());
    }

    private static Map<String, double[]> columns(RssSeries series, int from, int to) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        double[] rss = part(series.rss(), from, to);
        double[] used = part(series.used(), from, to);
        double[] gap = new double[to - from];
        for (int i = 0; i < gap.length; i++) {
            gap[i] = rss[i] > 0 && used[i] > 0 ? rss[i] - used[i] : Double.NaN;
        }
        columns.put(Total.USED_MEMORY_RSS.jsonName(), rss);
        columns.put(Total.USED_MEMORY.jsonName(), used);
        columns.put(Side.GAP, gap);
        for (Map.Entry<Component, double[]> part : series.parts().entrySet()) {
            columns.put(part.getKey().jsonName(), part(part.getValue(), from, to));
        }
        return columns;
    }

    /** A copy only where it is not all of it. */
    private static double[] part(double[] column, int from, int to) {
        return from == 0 && to == column.length ? column : Arrays.copyOfRange(column, from, to);
    }

    private static SortedMap<String, Side.Slope> slopes(InstanceResult result) {
        SortedMap<String, Side.Slope> slopes = new TreeMap<>();
        for (InstanceResult.TrendLine line : result.trends()) {
            TrendResult trend = line.trend();
            if (line.scoped().scope() == Scope.NOW) {
                slopes.put(
                        line.metric().jsonName(),
                        new Side.Slope(
                                trend.slope(), trend.slopeLow(), trend.slopeHigh(), Spelling.lower(trend.verdict())));
            }
        }
        return slopes;
    }

    private static SortedMap<String, String> settings(InstanceResult result) {
        SortedMap<String, String> settings = new TreeMap<>(result.particulars().settings());
        for (Limit limit : Limit.values()) {
            Double bytes = result.series().limits().get(limit);
            if (bytes != null) {
                settings.put(limit.id(), Long.toString(Math.round(bytes)));
            }
        }
        return settings;
    }
}
