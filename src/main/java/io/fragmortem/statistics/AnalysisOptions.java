package io.fragmortem.statistics;

import io.fragmortem.statistics.base.Calendar;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoints;
import io.fragmortem.statistics.forecast.ForecastOptions;
import io.fragmortem.statistics.trend.TrendOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What {@link SeriesAnalysis} looks for. Durations are in the unit of the series' time.
 *
 * @param trend when a trend is called one
 * @param maxBins at most so many bins over the whole series, at least 30
 * @param cyclePeriod period of a cycle to look for and remove, usually a day; absent when there is none to expect
 * @param calendar the days of the week, when times have dates; weekends are known by it
 * @param recentWindows lengths of windows that end with the series, to be tested on their own
 * @param warmUp how much after each known break is left out of everything; 0 for none
 * @param limit what to forecast the first passage of; absent for no forecast
 * @param forecast how
 * @param classicOnSamples series of more samples than this get the classical methods on their bins; absent: they are not made
 */
public record AnalysisOptions(
        TrendOptions trend,
        int maxBins,
        OptionalDouble cyclePeriod,
        Optional<Calendar> calendar,
        List<Double> recentWindows,
        double warmUp,
        OptionalDouble limit,
        ForecastOptions forecast,
        OptionalInt classicOnSamples) {

    /** The classical methods look at each sample of a series up to this long: some seconds. */
    private static final int CLASSIC_ON_SAMPLES = 100_000;

    /** Copies the list and checks the ranges. */
    public AnalysisOptions {
        recentWindows = List.copyOf(recentWindows);
        if (maxBins < Series.LEAST_TO_JUDGE || !(warmUp >= 0) || !(cyclePeriod.orElse(1) > 0)) {
            throw new IllegalArgumentException("analysis options: bins " + maxBins + ", warm-up " + warmUp + ", cycle "
                    + cyclePeriod + ", expected at least 30, not negative, positive");
        }
    }

    /** Default trend and forecast options, 4,000 bins, no cycle, no calendar, no windows, no warm-up, no limit. */
    public static AnalysisOptions withDefaults() {
        return new AnalysisOptions(
                TrendOptions.withDefaults(),
                ChangePoints.MOST_PLACES,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                0,
                OptionalDouble.empty(),
                ForecastOptions.withDefaults(),
                OptionalInt.of(CLASSIC_ON_SAMPLES));
    }

    /** The same with other trend options. */
    public AnalysisOptions withTrend(TrendOptions other) {
        return new AnalysisOptions(
                other, maxBins, cyclePeriod, calendar, recentWindows, warmUp, limit, forecast, classicOnSamples);
    }

    /** The same with a cycle to remove. */
    public AnalysisOptions withCycle(double period) {
        return new AnalysisOptions(
                trend,
                maxBins,
                OptionalDouble.of(period),
                calendar,
                recentWindows,
                warmUp,
                limit,
                forecast,
                classicOnSamples);
    }

    /** The same with a calendar. */
    public AnalysisOptions withCalendar(Calendar days) {
        return new AnalysisOptions(
                trend,
                maxBins,
                cyclePeriod,
                Optional.of(days),
                recentWindows,
                warmUp,
                limit,
                forecast,
                classicOnSamples);
    }

    /** The same with recent windows. */
    public AnalysisOptions withRecent(List<Double> windows) {
        return new AnalysisOptions(
                trend, maxBins, cyclePeriod, calendar, windows, warmUp, limit, forecast, classicOnSamples);
    }

    /** The same with a warm-up after each known break. */
    public AnalysisOptions withWarmUp(double duration) {
        return new AnalysisOptions(
                trend, maxBins, cyclePeriod, calendar, recentWindows, duration, limit, forecast, classicOnSamples);
    }

    /** The same with a limit to forecast. */
    public AnalysisOptions withLimit(double level) {
        return new AnalysisOptions(
                trend,
                maxBins,
                cyclePeriod,
                calendar,
                recentWindows,
                warmUp,
                OptionalDouble.of(level),
                forecast,
                classicOnSamples);
    }

    /** The same with at most so many bins. */
    public AnalysisOptions withMaxBins(int bins) {
        return new AnalysisOptions(
                trend, bins, cyclePeriod, calendar, recentWindows, warmUp, limit, forecast, classicOnSamples);
    }

    /** The same with the classical methods on bins above so many samples. */
    public AnalysisOptions withClassicOnSamples(int samples) {
        return withClassic(OptionalInt.of(samples));
    }

    /** The same without the classical methods, which nobody but a reader of {@code trend} asks for. */
    public AnalysisOptions withoutClassic() {
        return withClassic(OptionalInt.empty());
    }

    private AnalysisOptions withClassic(OptionalInt onSamples) {
        return new AnalysisOptions(
                trend, maxBins, cyclePeriod, calendar, recentWindows, warmUp, limit, forecast, onSamples);
    }
}
