package io.fragmortem.statistics.base;

import java.util.Arrays;

/** Ranks, ties, medians and what else is read off a sorted array. */
public final class Ranks {

    /** A gap of this share of a value is rounding. */
    private static final double ROUNDING = 1e-9;

    /** Normal scores without ties, of the lengths that series and their last regimes have. */
    private static final Recent<double[]> SCORES = new Recent<>(8);

    /** So many values are sooner put in order than parted. */
    static final int FEW = 32;

    private Ranks() {}

    /**
     * What equal values do to the variance of S.
     *
     * @param pairs number of pairs of equal values
     * @param cubic sum of t(t-1)(2t+5) over groups of t equal values
     */
    public record Ties(long pairs, double cubic) {}

    /** The usable values in their order; always a new array. */
    public static double[] present(double[] values) {
        double[] present = new double[values.length];
        int n = 0;
        for (double v : values) {
            if (Series.usable(v)) {
                present[n++] = v;
            }
        }
        return n == present.length ? present : Arrays.copyOf(present, n);
    }

    public static Ties ties(double[] sorted) {
        long pairs = 0;
        double cubic = 0;
        for (int i = 0, j; i < sorted.length; i = j) {
            j = i + 1;
            while (j < sorted.length && sorted[j] == sorted[i]) {
                j++;
            }
            double t = j - i;
            pairs += (long) (j - i) * (j - i - 1) / 2;
            cubic += t * (t - 1) * (2 * t + 5);
        }
        return new Ties(pairs, cubic);
    }

    /** Average ranks, 1-based, of usable values. O(n log n). */
    public static double[] averageRanks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = values.length;
        double[] rank = new double[n];
        for (int i = 0; i < n; i++) {
            int first = lowerBound(sorted, values[i]);
            int end = first;
            if (first + 1 < n && sorted[first + 1] == values[i]) {
                end = upperBound(sorted, values[i], first) - 1;
            }
            rank[i] = (first + end) / 2.0 + 1;
        }
        return rank;
    }

    /** How many are smaller. Arithmetic instead of branches, of which random data mispredict half. */
    private static int lowerBound(double[] sorted, double x) {
        int low = 0;
        int length = sorted.length;
        while (length > 0) {
            int half = (length + 1) >>> 1;
            low += sorted[low + half - 1] < x ? half : 0;
            length -= half;
        }
        return low;
    }

    private static int upperBound(double[] sorted, double x, int from) {
        int low = from;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Normal scores by Blom 1958: the normal quantile of (rank - 3/8) / (n + 1/4). */
    public static double[] normalScores(double[] values) {
        double[] score = averageRanks(values);
        int n = score.length;
        double[] ofRank = SCORES.get(kept -> kept.length == n, () -> scores(n));
        for (int i = 0; i < n; i++) {
            int rank = (int) score[i];
            score[i] = rank == score[i] ? ofRank[rank - 1] : score(score[i], n);
        }
        return score;
    }

    private static double[] scores(int n) {
        double[] scores = new double[n];
        Arrays.setAll(scores, i -> score(i + 1.0, n));
        return scores;
    }

    private static double score(double rank, int n) {
        return Distributions.normalQuantile((rank - 0.375) / (n + 0.25));
    }

    /** Median of usable values (mean of the middle two when even); leaves the array partly sorted. Not for length 0. */
    public static double medianInPlace(double[] values) {
        int n = values.length;
        double upper = select(values, 0, n, n / 2);
        if (n % 2 == 1) {
            return upper;
        }
        double lower = values[0];
        for (int i = 1; i < n / 2; i++) {
            lower = Math.max(lower, values[i]);
        }
        return lower + (upper - lower) / 2;
    }

    /**
     * The same of up to {@link #FEW} neighbours in an array: the smaller half inserted one by one, which mispredicts one branch a value;
     * what is no smaller than the largest of them is passed over.
     */
    public static double medianOfFew(double[] values, int from, int n) {
        int half = n / 2;
        double[] smallest = new double[half + 1];
        for (int i = 0; i < n; i++) {
            double value = values[from + i];
            int j = Math.min(i, half);
            if (i > half && value >= smallest[half]) {
                continue;
            }
            while (j > 0 && smallest[j - 1] > value) {
                smallest[j] = smallest[j - 1];
                j--;
            }
            smallest[j] = value;
        }
        double lower = smallest[(n - 1) / 2];
        return lower + (smallest[half] - lower) / 2;
    }

    /** The k-th smallest (0-based) of a[from..to); smaller ones are left before it. Expected O(n). */
    public static double select(double[] a, int from, int to, int k) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            double pivot = medianOfThree(a[low], a[(low + high) >>> 1], a[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (a[i] < pivot) {
                    i++;
                }
                while (a[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swap = a[i];
                    a[i++] = a[j];
                    a[j--] = swap;
                }
            }
            if (k <= j) {
                high = j;
            } else if (k >= i) {
                low = i;
            } else {
                return a[k];
            }
        }
        return a[k];
    }

    private static double medianOfThree(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /**
     * The step of the reading: the smallest gap between sorted values that is not rounding, 0 when there is none. For
     * two-decimal ratios and counters it says what cannot be seen.
     */
    public static double quantum(double[] sorted) {
        double quantum = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.length; i++) {
            double gap = sorted[i] - sorted[i - 1];
            if (gap > ROUNDING * Math.abs(sorted[i]) && gap < quantum) {
                quantum = gap;
            }
        }
        return Double.isInfinite(quantum) ? 0 : quantum;
    }

    /**
     * The step of the reading of values in any order where it is above {@code enough}; else perhaps something else that is not. What
     * neighbours differ by is made of gaps; where it is more than rounding can leave in all of them, one gap is a step and no larger.
     * O(n) for most series, O(n log n) for coarse ones.
     */
    public static double quantumAbove(double enough, double[] values) {
        double largest = 0;
        for (double v : values) {
            largest = Math.max(largest, Math.abs(v));
        }
        double rounding = ROUNDING * largest * values.length;
        for (int i = 1; i < values.length; i++) {
            double gap = Math.abs(values[i] - values[i - 1]);
            if (gap > rounding && gap <= enough) {
                return gap;
            }
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return quantum(sorted);
    }
}
