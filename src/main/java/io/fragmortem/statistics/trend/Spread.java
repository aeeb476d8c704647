package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Ranks;
import java.util.Arrays;

/**
 * Numbers of which a few ranks are asked for: laid out once in cells of equal width, so that each rank is then selected among few. O(n) for
 * numbers that are spread evenly, as slopes about their median are; never worse than selection among all.
 */
final class Spread {

    private static final int PER_CELL = 16;

    private final double[] values;
    /** First place of each cell, then the number of values. */
    private final int[] start;

    /** The numbers in any order, finite. */
    Spread(double[] given) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double v : given) {
            least = Math.min(least, v);
            most = Math.max(most, v);
        }
        int cells = given.length / PER_CELL + 1;
        double perUnit = most > least ? cells / (most - least) : 0;
        int[] cell = new int[given.length];
        int[] next = new int[cells + 1];
        for (int i = 0; i < given.length; i++) {
            cell[i] = Math.min(cells - 1, (int) ((given[i] - least) * perUnit));
            next[cell[i] + 1]++;
        }
        for (int c = 0; c < cells; c++) {
            next[c + 1] += next[c];
        }
        start = next.clone();
        values = new double[given.length];
        for (int i = 0; i < given.length; i++) {
            values[next[cell[i]]++] = given[i];
        }
    }

    int size() {
        return values.length;
    }

    /** The k-th smallest, 0-based. */
    double at(int k) {
        int found = Arrays.binarySearch(start, k);
        int cell = found >= 0 ? found : -found - 2;
        while (start[cell + 1] == start[cell]) {
            cell++; // empty ones begin at the same place
        }
        return Ranks.select(values, start[cell], start[cell + 1], k);
    }
}
