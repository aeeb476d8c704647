package io.fragmortem.statistics.base;

import java.util.Arrays;
import java.util.List;

/**
 * How wide bins must be so that nine in ten of them hold a sample.
 *
 * <p>The median step does for rows that come regularly. Where a short close watch stands in a coarse series, most steps are short
 * and nearly all bins of that width would be empty; a noise model then takes one row and its neighbour 300 bins on for strangers. So
 * when bins of the median step are too empty, wider ones are tried: the steps below which more and more of the elapsed
 * <em>time</em> lies, then a fifth more each time. The nine longest steps are gaps and count for nothing. O(n log n).
 */
final class BinWidth {

    private static final double FILLED = 0.9;
    private static final int GAPS = 9;
    /** Of a short series no more than one step in so many is set aside as a gap. */
    private static final int STEPS_TO_A_GAP = 10;

    private static final double[] SHARES_OF_TIME = {0.5, 0.6, 0.7, 0.8, 0.9};
    private static final double GROWTH = 1.2;

    /** Of the time axis that the series of an instance share, with and without what they miss. */
    private static final Recent<Known> RECENT = new Recent<>(4);

    private final List<Series> stretches;
    /** All steps inside stretches, ascending. */
    private final double[] steps;

    private final double span;

    /**
     * Looks at stretches that are binned each on its own.
     *
     * @param stretches present samples only
     */
    BinWidth(List<Series> stretches) {
        this.stretches = stretches;
        double[] all = new double[stretches.stream().mapToInt(Series::size).sum()];
        int count = 0;
        double sum = 0;
        for (Series stretch : stretches) {
            double[] t = stretch.time();
            for (int i = 1; i < t.length; i++) {
                all[count++] = t[i] - t[i - 1];
            }
            sum += t.length > 0 ? t[t.length - 1] - t[0] : 0;
        }
        steps = Arrays.copyOf(all, count);
        Arrays.sort(steps);
        span = sum;
    }

    /** The width that was found for some time axes. */
    private record Known(List<double[]> times, int maxBins, double width) {

        boolean fits(List<Series> stretches, int bins) {
            boolean same = maxBins == bins && times.size() == stretches.size();
            for (int k = 0; same && k < times.size(); k++) {
                same = Arrays.equals(times.get(k), stretches.get(k).time());
            }
            return same;
        }
    }

    /** The width that gives about so many bins at most over all stretches. */
    static double of(List<Series> stretches, int maxBins) {
        return RECENT.get(kept -> kept.fits(stretches, maxBins), () -> {
                    BinWidth widths = new BinWidth(stretches);
                    double width = widths.atLeast(widths.span() / Math.max(1, maxBins - 1));
                    return new Known(stretches.stream().map(Series::time).toList(), maxBins, width);
                })
                .width;
    }

    /** Time from the first to the last sample of each stretch. */
    double span() {
        return span;
    }

    /** The width in units of time, at least {@code least}; 0 where no stretch has two samples. */
    double atLeast(double least) {
        if (steps.length == 0) {
            return 0;
        }
        int half = steps.length / 2;
        double median = steps.length % 2 == 1 ? steps[half] : (steps[half - 1] + steps[half]) / 2;
        double width = Math.max(median, least);
        if (steps.length < Series.LEAST_TO_JUDGE) {
            return width;
        }
        for (int i = 0; i < SHARES_OF_TIME.length && !filled(width); i++) {
            width = Math.max(width, below(SHARES_OF_TIME[i]));
        }
        while (!filled(width) && width < span) {
            width *= GROWTH;
        }
        return width;
    }

    private int gaps() {
        return Math.min(GAPS, steps.length / STEPS_TO_A_GAP);
    }

    /** The step below which, gaps aside, so much of the elapsed time lies. */
    private double below(double share) {
        int kept = steps.length - gaps();
        double all = 0;
        for (int i = 0; i < kept; i++) {
            all += steps[i];
        }
        double sum = 0;
        int i = 0;
        while (i < kept - 1 && sum + steps[i] < share * all) {
            sum += steps[i++];
        }
        return steps[i];
    }

    /** Whether bins of this width hold a sample, nine in ten, those inside gaps aside. */
    private boolean filled(double width) {
        double inGaps = 0;
        for (int i = steps.length - gaps(); i < steps.length; i++) {
            inGaps += Math.max(0, steps[i] - width);
        }
        long held = 0;
        for (Series stretch : stretches) {
            double[] t = stretch.time();
            long last = -1;
            for (double at : t) {
                long bin = (long) Math.floor((at - t[0]) / width + 0.5);
                held += bin != last ? 1 : 0;
                last = bin;
            }
        }
        double bins = (span - inGaps) / width + stretches.size();
        return held >= FILLED * bins;
    }
}
