package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Draws;
import io.fragmortem.statistics.base.Inversions;
import java.util.Arrays;

/**
 * The pairs of points whose slope lies between two bounds, known by their number and drawn or listed on demand.
 *
 * <p>Let z = y - theta t. A pair has a slope below theta when its later point has the smaller z. So the pairs between low
 * and high are the inversions of z at high when the points stand in the order of z at low. O(n log n) per operation.
 */
final class Bracket {

    /** Where the wanted rank lies, seen from a cut. */
    enum Side {
        LEFT,
        RIGHT
    }

    private static final double SAMPLE_SDS = 3;

    private final double[] time;
    private final double[] value;
    private final int[] runs;
    private double low;
    private double high;
    private long below;
    private long belowHigh;
    private int sorts;

    /**
     * Pairs within runs only.
     *
     * @param runs first index of each run, then the number of points
     */
    Bracket(double[] time, double[] value, int[] runs) {
        this.time = time;
        this.value = value;
        this.runs = runs;
    }

    void reset(long pairs) {
        low = Double.NEGATIVE_INFINITY;
        high = Double.POSITIVE_INFINITY;
        below = 0;
        belowHigh = pairs;
    }

    long below() {
        return below;
    }

    long inside() {
        return belowHigh - below;
    }

    /** Where rank k is to be expected in a sorted sample of the pairs inside. */
    double placeOf(long k, double[] sample) {
        return (double) (k - below) / inside() * sample.length;
    }

    /** So many places of a sample it may be away from there. */
    static double margin(double[] sample) {
        return SAMPLE_SDS * Math.sqrt(sample.length) / 2 + 1;
    }

    /** The middle of the gap below the group of equal slopes that holds place {@code at}; minus infinity: none. */
    static double gapBefore(double[] sorted, int at, double same) {
        for (int i = Math.min(at, sorted.length - 1); i > 0; i--) {
            if (sorted[i] - sorted[i - 1] > same) {
                return sorted[i - 1] + (sorted[i] - sorted[i - 1]) / 2;
            }
        }
        return Double.NEGATIVE_INFINITY;
    }

    /** The middle of the gap above that group; infinity: none. */
    static double gapAfter(double[] sorted, int at, double same) {
        for (int i = Math.max(at, 0); i < sorted.length - 1; i++) {
            if (sorted[i + 1] - sorted[i] > same) {
                return sorted[i] + (sorted[i + 1] - sorted[i]) / 2;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Moves one bound to theta so that rank k stays inside; does nothing when theta is outside already. */
    Side cut(double theta, long k) {
        if (theta <= low) {
            return Side.RIGHT;
        }
        if (theta >= high) {
            return Side.LEFT;
        }
        // rounding must not let the counts contradict each other
        long count = Math.max(below, Math.min(belowHigh, countBelow(theta)));
        if (k < count) {
            high = theta;
            belowHigh = count;
            return Side.LEFT;
        }
        low = theta;
        below = count;
        return Side.RIGHT;
    }

    /**
     * Moves both bounds towards the ranks k and l by linear interpolation between them, with {@code slack} pairs to spare; a bound that
     * would overshoot stays.
     */
    void tighten(long k, long l, long slack) {
        double perPair = (high - low) / inside();
        double left = low + (k - slack - below) * perPair;
        double right = low + (l + slack - below) * perPair;
        if (left > low && left < high) {
            long count = countBelow(left);
            if (count >= below && count <= k) {
                low = left;
                below = count;
            }
        }
        if (right > low && right < high) {
            long count = countBelow(right);
            if (count <= belowHigh && count > l) {
                high = right;
                belowHigh = count;
            }
        }
    }

    /** Draws pairs with replacement; places 2i and 2i+1 of the result are the two points of a pair. */
    int[] sample(int size, Draws random) {
        if (Double.isInfinite(low) && Double.isInfinite(high)) {
            return anyPairs(size, random);
        }
        long[] wanted = new long[size];
        for (int i = 0; i < size; i++) {
            wanted[i] = random.below(inside());
        }
        Arrays.sort(wanted);
        return numbered(wanted);
    }

    private int[] anyPairs(int size, Draws random) {
        long[] before = new long[runs.length];
        for (int r = 0; r + 1 < runs.length; r++) {
            long n = (long) runs[r + 1] - runs[r];
            before[r + 1] = before[r] + n * (n - 1) / 2;
        }
        int[] pairs = new int[2 * size];
        for (int i = 0; i < size; i++) {
            int r = 0;
            if (runs.length > 2) {
                int found = Arrays.binarySearch(before, random.below(inside()));
                r = found >= 0 ? found : -found - 2;
                while (before[r + 1] == before[r]) {
                    r++;
                }
            }
            int n = runs[r + 1] - runs[r];
            int a = random.below(n);
            int b = random.below(n - 1);
            pairs[2 * i] = runs[r] + a;
            pairs[2 * i + 1] = runs[r] + (b < a ? b : b + 1);
        }
        return pairs;
    }

    /** All pairs inside. */
    int[] all() {
        long[] wanted = new long[(int) inside()];
        Arrays.setAll(wanted, i -> i);
        return numbered(wanted);
    }

    /**
     * The pairs of the wanted (ascending) numbers, counted from {@link #below}. None is missing, whatever rounding does to the
     * order at either bound: a pair that it puts back is an inversion as well, so there are at least as many as the counts say.
     */
    private int[] numbered(long[] wanted) {
        int[] pairs = new int[2 * wanted.length];
        new Sweep(time.length).run(wanted, pairs);
        return pairs;
    }

    /** Sorts made so far, each O(n log n): what the search has cost. */
    int sorts() {
        return sorts;
    }

    private long countBelow(double theta) {
        sorts++;
        double[] z = intercepts(theta);
        if (runs.length == 2) {
            return Inversions.sortAndCount(z);
        }
        long count = 0;
        for (int r = 0; r + 1 < runs.length; r++) {
            count += Inversions.sortAndCount(Arrays.copyOfRange(z, runs[r], runs[r + 1]));
        }
        return count;
    }

    private double[] intercepts(double theta) {
        double[] z = new double[time.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = Double.isInfinite(theta) ? -Math.signum(theta) * time[i] : value[i] - theta * time[i];
        }
        return z;
    }

    /** Two merge sorts: into the order at low, then into the order at high while inversions are numbered. */
    private final class Sweep {
        private double[] key;
        private double[] otherKey;
        private int[] id;
        private int[] otherId;
        private long[] wanted = new long[0];
        private int[] pairs = new int[0];
        private int found;
        private long count;

        Sweep(int n) {
            key = intercepts(low);
            otherKey = new double[n];
            id = new int[n];
            otherId = new int[n];
            Arrays.setAll(id, i -> i);
        }

        /** Fills {@code into} with the pairs of the wanted (ascending) inversion numbers. */
        void run(long[] wantedNumbers, int[] into) {
            sort();
            double[] atHigh = intercepts(high);
            for (int i = 0; i < id.length; i++) {
                key[i] = atHigh[id[i]];
            }
            wanted = wantedNumbers;
            pairs = into;
            count = 0;
            sort();
        }

        private void sort() {
            sorts++;
            int longest = 0;
            for (int r = 0; r + 1 < runs.length; r++) {
                longest = Math.max(longest, runs[r + 1] - runs[r]);
            }
            for (int width = 1; width < longest; width *= 2) {
                for (int r = 0; r + 1 < runs.length; r++) {
                    int end = runs[r + 1];
                    for (int from = runs[r]; from < end; from += 2 * width) {
                        int middle = Math.min(from + width, end);
                        merge(from, middle, Math.min(middle + width, end));
                    }
                }
                double[] swapKey = key;
                key = otherKey;
                otherKey = swapKey;
                int[] swapId = id;
                id = otherId;
                otherId = swapId;
            }
        }

        private void merge(int from, int middle, int to) {
            int i = from;
            int j = middle;
            for (int k = from; k < to; k++) {
                if (j >= to || (i < middle && key[i] <= key[j])) {
                    otherKey[k] = key[i];
                    otherId[k] = id[i++];
                } else {
                    int skipped = middle - i;
                    while (found < wanted.length && wanted[found] < count + skipped) {
                        int partner = i + (int) (wanted[found] - count);
                        pairs[2 * found] = id[partner];
                        pairs[2 * found + 1] = id[j];
                        found++;
                    }
                    count += skipped;
                    otherKey[k] = key[j];
                    otherId[k] = id[j++];
                }
            }
        }
    }
}
