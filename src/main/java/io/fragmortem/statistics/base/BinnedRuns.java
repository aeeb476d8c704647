package io.fragmortem.statistics.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A series cut where something is known to have happened, each stretch in bins of one common width. Stretches between two
 * breaks are one run.
 *
 * @param time centre of each bin, ascending through all stretches
 * @param value median of each bin, NaN where empty
 * @param bounds first bin of each stretch, then the number of bins
 * @param places first place of each stretch in the given series, then its size
 * @param runs first stretch of each run, then the number of stretches
 * @param width of a bin
 */
public record BinnedRuns(double[] time, double[] value, int[] bounds, int[] places, int[] runs, double width) {

    /**
     * Bins a series.
     *
     * @param maxBins over all stretches
     * @param warmUp time after each break that is left out
     */
    public static BinnedRuns of(Series series, KnownCuts cuts, int maxBins, double warmUp) {
        int[] places = IntStream.concat(
                        IntStream.concat(
                                IntStream.of(0),
                                cuts.within(series.size()).stream().mapToInt(c -> c)),
                        IntStream.of(series.size()))
                .toArray();
        Set<Integer> breaks = new HashSet<>(cuts.breaks());
        List<Series> stretches = new ArrayList<>();
        int[] runs = new int[places.length];
        int run = 0;
        for (int k = 0; k + 1 < places.length; k++) {
            boolean begun = k > 0 && breaks.contains(places[k]);
            if (begun) {
                runs[++run] = k;
            }
            boolean whole = places.length == 2;
            stretches.add(warm(whole ? series : series.slice(places[k], places[k + 1]), begun ? warmUp : 0));
        }
        runs[++run] = stretches.size();
        return binned(stretches, places, Arrays.copyOf(runs, run + 1), maxBins);
    }

    private static BinnedRuns binned(List<Series> stretches, int[] places, int[] runs, int maxBins) {
        double width = BinWidth.of(stretches, maxBins);
        List<Bins> binned = new ArrayList<>();
        int[] bounds = new int[stretches.size() + 1];
        for (int r = 0; r < stretches.size(); r++) {
            binned.add(Bins.ofWidth(stretches.get(r), width));
            bounds[r + 1] = bounds[r] + binned.get(r).series().size();
        }
        double[] time = new double[bounds[stretches.size()]];
        double[] value = new double[time.length];
        for (int r = 0; r < stretches.size(); r++) {
            Series bins = binned.get(r).series();
            System.arraycopy(bins.time(), 0, time, bounds[r], bins.size());
            System.arraycopy(bins.value(), 0, value, bounds[r], bins.size());
            int last = bounds[r] - 1;
            if (last >= 0 && bins.size() > 0 && time[last] >= time[bounds[r]]) {
                // the centre of a last bin may lie beyond its last sample, where the next stretch has begun already
                time[last] = lastTime(stretches, r);
            }
        }
        return new BinnedRuns(time, value, bounds, places, runs, width);
    }

    /** Time of the last sample before stretch r. */
    private static double lastTime(List<Series> stretches, int r) {
        int before = r - 1;
        while (stretches.get(before).size() == 0) {
            before--;
        }
        return stretches.get(before).time()[stretches.get(before).size() - 1];
    }

    /** The present samples after the warm-up. */
    private static Series warm(Series stretch, double warmUp) {
        Series present = stretch.withoutMissing();
        if (warmUp == 0 || stretch.size() == 0) {
            return present;
        }
        int from = 0;
        while (from < present.size() && present.time()[from] < stretch.time()[0] + warmUp) {
            from++;
        }
        return present.slice(from, present.size());
    }

    /** Number of stretches. */
    public int stretches() {
        return bounds.length - 1;
    }

    /** Number of runs. */
    public int runCount() {
        return runs.length - 1;
    }

    /** First bin of a run; the number of bins for the number of runs. */
    public int firstBin(int run) {
        return bounds[runs[run]];
    }

    /** The first run that ends behind a bin. */
    public int runOf(int bin) {
        int low = 0;
        int high = runCount();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstBin(middle + 1) <= bin) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** First place of a run in the given series; its size for the number of runs. */
    public int firstPlace(int run) {
        return places[runs[run]];
    }

    /** Share of the bins that hold a sample. */
    public double coverage() {
        return value.length == 0 ? 0 : (double) Ranks.present(value).length / value.length;
    }
}
