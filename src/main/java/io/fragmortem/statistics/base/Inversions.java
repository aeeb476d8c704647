package io.fragmortem.statistics.base;

/** Sorting that counts how far from sorted the input was. */
public final class Inversions {

    private static final int RUN = 12;

    private Inversions() {}

    /**
     * Sorts ascending and returns the number of pairs i &lt; j with a[i] &gt; a[j]. No NaN. Merge sort (Knight 1966, JASA
     * 61:436) on runs made by insertion: O(n log n) time, O(n) space.
     */
    public static long sortAndCount(double[] a) {
        int n = a.length;
        long count = 0;
        for (int from = 0; from < n; from += RUN) {
            count += insertion(a, from, Math.min(from + RUN, n));
        }
        double[] source = a;
        double[] target = new double[n > RUN ? n : 0];
        for (int width = RUN; width < n; width *= 2) {
            for (int from = 0; from < n; from += 2 * width) {
                int middle = Math.min(from + width, n);
                count += merge(source, target, from, middle, Math.min(middle + width, n));
            }
            double[] swap = source;
            source = target;
            target = swap;
        }
        if (source != a) {
            System.arraycopy(source, 0, a, 0, n);
        }
        return count;
    }

    private static long insertion(double[] a, int from, int to) {
        long count = 0;
        for (int i = from + 1; i < to; i++) {
            double x = a[i];
            int j = i - 1;
            while (j >= from && a[j] > x) {
                a[j + 1] = a[j];
                j--;
            }
            a[j + 1] = x;
            count += i - 1 - j;
        }
        return count;
    }

    private static long merge(double[] source, double[] target, int from, int middle, int to) {
        if (middle >= to || source[middle - 1] <= source[middle]) {
            System.arraycopy(source, from, target, from, to - from);
            return 0;
        }
        long count = 0;
        int i = from;
        int j = middle;
        int k = from;
        while (i < middle && j < to) {
            double left = source[i];
            double right = source[j];
            // arithmetic instead of a branch: on random data a branch here is mispredicted half of the time
            int takeRight = right < left ? 1 : 0;
            target[k++] = takeRight == 1 ? right : left;
            count += (long) takeRight * (middle - i);
            j += takeRight;
            i += 1 - takeRight;
        }
        System.arraycopy(source, i, target, k, middle - i);
        System.arraycopy(source, j, target, k + middle - i, to - j);
        return count;
    }
}
