package io.fragmortem.statistics.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * A series cut at known breaks, each run in bins of one common width.
 *
 * @param time centre of each bin, ascending through all runs
 * @param value median of each bin, NaN where empty
 * @param bounds first bin of each run, then the number of bins
 * @param places first place of each run in the given series, then its size
 * @param width of a bin
 */
public record BinnedRuns(double[] time, double[] value, int[] bounds, int[] places, double width) {

    public static BinnedRuns of(Series series, List<Integer> breaks, int maxBins, double warmUp) {
        TreeSet<Integer> cuts = new TreeSet<>(breaks);
        cuts.removeIf(c -> c <= 0 || c >= series.size());
        int[] places = new int[cuts.size() + 2];
        int k = 1;
        for (int c : cuts) {
            places[k++] = c;
        }
        places[k] = series.size();
        List<Series> runs = new ArrayList<>();
        double span = 0;
        double[] steps = new double[series.size()];
        int stepCount = 0;
        for (int r = 0; r + 1 < places.length; r++) {
            Series run = warm(series.slice(places[r], places[r + 1]), r > 0 ? warmUp : 0);
            runs.add(run);
            double[] t = run.time();
            for (int i = 1; i < t.length; i++) {
                steps[stepCount++] = t[i] - t[i - 1];
            }
            span += t.length > 0 ? t[t.length - 1] - t[0] : 0;
        }
        double step = stepCount > 0 ? Ranks.medianInPlace(Arrays.copyOf(steps, stepCount)) : 0;
        double width = Math.max(step, span / Math.max(1, maxBins - 1));
        List<Bins> binned = new ArrayList<>();
        int[] bounds = new int[runs.size() + 1];
        for (int r = 0; r < runs.size(); r++) {
            binned.add(Bins.ofWidth(runs.get(r), width));
            bounds[r + 1] = bounds[r] + binned.get(r).series().size();
        }
        double[] time = new double[bounds[runs.size()]];
        double[] value = new double[time.length];
        for (int r = 0; r < runs.size(); r++) {
            Series bins = binned.get(r).series();
            System.arraycopy(bins.time(), 0, time, bounds[r], bins.size());
            System.arraycopy(bins.value(), 0, value, bounds[r], bins.size());
            int last = bounds[r] - 1;
            if (last >= 0 && bins.size() > 0 && time[last] >= time[bounds[r]]) {
                // the centre of a last bin may lie beyond its last sample, where the next run has begun already
                time[last] = lastTime(runs, r);
            }
        }
        return new BinnedRuns(time, value, bounds, places, width);
    }

    /** Time of the last sample before run r. */
    private static double lastTime(List<Series> runs, int r) {
        int before = r - 1;
        while (runs.get(before).size() == 0) {
            before--;
        }
        return runs.get(before).time()[runs.get(before).size() - 1];
    }

    /** The present samples after the warm-up. */
    private static Series warm(Series run, double warmUp) {
        Series present = run.withoutMissing();
        if (warmUp == 0 || run.size() == 0) {
            return present;
        }
        int from = 0;
        while (from < present.size() && present.time()[from] < run.time()[0] + warmUp) {
            from++;
        }
        return present.slice(from, present.size());
    }

    public int runs() {
        return bounds.length - 1;
    }

    public double coverage() {
        return value.length == 0 ? 0 : (double) Ranks.present(value).length / value.length;
    }
}
