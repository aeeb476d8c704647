package io.fragmortem.statistics;

import io.fragmortem.statistics.base.KnownCuts;
import io.fragmortem.statistics.base.Scale;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.change.ChangePoints;
import io.fragmortem.statistics.forecast.Forecast;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.trend.ClassicResult;
import io.fragmortem.statistics.trend.Recurrence;
import io.fragmortem.statistics.trend.RegimeTrend;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that can be said of one series: cycle, changes, trends and the way to a limit.
 *
 * <p>Order of work: known breaks cut the series into runs, which are never fitted across; runs are binned on one width; the
 * scale is chosen; a cycle is fitted together with a line per run and removed; changes are searched inside each run; certified ones and the breaks cut it
 * into regimes; trends are tested inside and across regimes ({@link RegimeTrend}), for the last regime, recent windows, each run and
 * overall; the forecast starts from the last regime. See {@link Trend}, {@link ChangePoints}, {@link Forecast} for the methods. O(n log n) to get to the bins.
 *
 * <p>Example: {@code SeriesAnalysis.analyze(series, List.of(), AnalysisOptions.withDefaults()).overall().trend().verdict()}.
 *
 * @param sampling what the analysis stands on
 * @param shape what the series shows beside changes and trends
 * @param runs between known breaks
 * @param changes certified and visible ones, ascending
 * @param now the last regime
 * @param recent the windows asked for, in that order
 * @param overall all regimes together
 * @param forecast first passage of the limit, if one was given
 * @param classic the classical methods on the samples as they came (on the bins of a long series), where they were asked for
 */
public record SeriesAnalysis(
        Sampling sampling,
        Shape shape,
        List<Run> runs,
        List<Change> changes,
        Window now,
        List<Window> recent,
        Window overall,
        Optional<ForecastResult> forecast,
        Optional<ClassicResult> classic) {

    /** Takes copies of the lists. */
    public SeriesAnalysis {
        runs = List.copyOf(runs);
        changes = List.copyOf(changes);
        recent = List.copyOf(recent);
    }

    /**
     * How the series was sampled, and how it was binned.
     *
     * @param n samples present
     * @param missing places without a usable value
     * @param binWidth in units of time; 0 for fewer than two samples
     * @param bins number of bins
     * @param coverage share of bins that are not empty
     */
    public record Sampling(int n, int missing, double binWidth, int bins, double coverage) {}

    /**
     * What a series shows beside changes and trends.
     *
     * @param scale on which everything was tested; all results are in units of the values all the same
     * @param cycle the cycle that was removed, if one was looked for and found
     * @param weekend what was removed on the two days of a weekend, in units of the values, if one was found
     * @param recurrence whether it rises and falls back again and again
     * @param spikes places in the given series of samples (bins) that left their neighbourhood
     * @param curvedTrend whether bends were found that a smooth curve explains as well
     */
    public record Shape(
            Scale scale,
            Optional<RemovedCycle> cycle,
            OptionalDouble weekend,
            Optional<Recurrence> recurrence,
            List<Integer> spikes,
            boolean curvedTrend) {

        /** Takes a copy of the list. */
        public Shape {
            spikes = List.copyOf(spikes);
        }
    }

    /**
     * A cycle that was removed.
     *
     * @param period in units of time
     * @param amplitude half the distance between its highest and lowest value
     * @param p of the test that found it
     */
    public record RemovedCycle(double period, double amplitude, double p) {}

    /**
     * A stretch of time and the trend inside it.
     *
     * @param from time of its first bin; absent when there is nothing in it
     * @param to time of its last bin
     * @param trend of the values without the cycle
     */
    public record Window(OptionalDouble from, OptionalDouble to, TrendResult trend) {}

    /**
     * A run between known breaks.
     *
     * @param from first place in the given series
     * @param to place after its last one
     * @param window its time and trend, changes inside it allowed for
     */
    public record Run(int from, int to, Window window) {}

    /**
     * A change of level or slope in units of the series.
     *
     * @param index first place of the new regime in the given series
     * @param time its time
     * @param kind of what; visible ones that are not certified count as changes of level
     * @param before level before it, for a bend the slope per unit of time
     * @param after the same after it
     * @param low earliest time it may have happened; the same as {@code time} when not certified
     * @param high latest such time
     * @param certified whether noise is ruled out
     * @param evidence in multiples of the bar; 0 when not certified
     * @param sizeInNoise in standard deviations of the noise; 0 when not certified
     */
    public record Change(
            int index,
            double time,
            ChangePoint.Kind kind,
            double before,
            double after,
            double low,
            double high,
            boolean certified,
            double evidence,
            double sizeInNoise) {}

    /**
     * Analyses a series.
     *
     * @param knownBreaks places of the first sample after each restart; places outside (0, size) are ignored
     */
    public static SeriesAnalysis analyze(Series series, List<Integer> knownBreaks, AnalysisOptions options) {
        return analyze(series, KnownCuts.breaks(knownBreaks), options);
    }

    /**
     * Analyses a series.
     *
     * @param cuts where something is known to have happened; places outside (0, size) are ignored
     */
    public static SeriesAnalysis analyze(Series series, KnownCuts cuts, AnalysisOptions options) {
        return new Analysis(series, cuts, options).result();
    }
}
