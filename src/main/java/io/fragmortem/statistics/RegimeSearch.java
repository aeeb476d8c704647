package io.fragmortem.statistics;

import java.util.Arrays;

/**
 * Splits a series into pieces that are constant or linear, jumps allowed, at the least penalised sum of squares.
 *
 * <p>Optimal partitioning: Jackson et al. 2005, IEEE SPL 12:105; pruned as PELT: Killick, Fearnhead and Eckley 2012, JASA
 * 107:1590, but a start is dropped only after a further minimum length, because dropping it at once is not exact when there is
 * one. Takes noise for independent: what it finds is visible, not proven. O(n^2) worst case, pruned to much less.
 */
final class RegimeSearch {

    private static final int LEAST_LENGTH = 5;
    private static final double LINE_COST = 1.5;
    static final double PENALTY = 3;

    private final int n;
    private final int[] place;
    /** Sums over the first i ok samples of z, z^2, t, t^2, t z. */
    private final double[] z;

    private final double[] zz;
    private final double[] t;
    private final double[] tt;
    private final double[] tz;
    private final boolean flat;

    RegimeSearch(double[] y, boolean[] ok) {
        n = y.length;
        int count = 0;
        for (boolean b : ok) {
            count += b ? 1 : 0;
        }
        place = new int[count];
        z = new double[count + 1];
        zz = new double[count + 1];
        t = new double[count + 1];
        tt = new double[count + 1];
        tz = new double[count + 1];
        flat = !accumulate(y, ok);
    }

    /** Scales by the residuals of one line and sums up; false when there is nothing around the line. */
    private boolean accumulate(double[] y, boolean[] ok) {
        int m = 0;
        double mean = 0;
        double meanPlace = 0;
        for (int i = 0; i < n; i++) {
            if (ok[i]) {
                place[m++] = i;
                mean += (y[i] - mean) / m;
                meanPlace += (i - meanPlace) / m;
            }
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double square = 0;
        for (int i : place) {
            double dx = i - meanPlace;
            double dy = y[i] - mean;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
            square += y[i] * y[i];
        }
        double variance = (yy - (xx > 0 ? xy * xy / xx : 0)) / Math.max(1, m);
        if (m < 2 * LEAST_LENGTH || !(variance > 1e-18 * square / m)) {
            return false;
        }
        double sd = Math.sqrt(variance);
        for (int k = 0; k < m; k++) {
            double at = place[k];
            double v = (y[place[k]] - mean) / sd;
            z[k + 1] = z[k] + v;
            zz[k + 1] = zz[k] + v * v;
            t[k + 1] = t[k] + at;
            tt[k + 1] = tt[k] + at * at;
            tz[k + 1] = tz[k] + at * v;
        }
        return true;
    }

    /** First places of the pieces after the first one, ascending, for a penalty of {@code weight} ln n per constant piece. */
    int[] changes(double weight) {
        if (flat) {
            return new int[0];
        }
        int m = place.length;
        double constantCost = weight * Math.log(n);
        double lineCost = LINE_COST * constantCost;
        double[] best = new double[m + 1];
        int[] from = new int[m + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        int[] starts = new int[m + 1];
        int[] lastEnd = new int[m + 1];
        double[] line = new double[m + 1];
        Arrays.fill(lastEnd, Integer.MAX_VALUE);
        int alive = 1;
        for (int e = LEAST_LENGTH; e <= m; e++) {
            int newest = e - LEAST_LENGTH;
            if (newest >= LEAST_LENGTH) {
                starts[alive++] = newest;
            }
            for (int i = 0; i < alive; i++) {
                int s = starts[i];
                double length = e - s;
                double dz = z[e] - z[s];
                double dt = t[e] - t[s];
                double constant = Math.max(0, zz[e] - zz[s] - dz * dz / length);
                double sxx = tt[e] - tt[s] - dt * dt / length;
                double sxy = tz[e] - tz[s] - dt * dz / length;
                line[i] = Math.max(0, constant - sxy * sxy / sxx);
                double cost = best[s] + Math.min(constant + constantCost, line[i] + lineCost);
                if (cost < best[e]) {
                    best[e] = cost;
                    from[e] = s;
                }
            }
            int kept = 0;
            for (int i = 0; i < alive; i++) {
                int s = starts[i];
                if (lastEnd[s] == Integer.MAX_VALUE && best[s] + line[i] > best[e]) {
                    lastEnd[s] = e + LEAST_LENGTH - 1;
                }
                if (lastEnd[s] > e) {
                    starts[kept++] = s;
                }
            }
            alive = kept;
        }
        return trace(from, m);
    }

    private int[] trace(int[] from, int m) {
        int[] reversed = new int[m];
        int count = 0;
        for (int e = from[m]; e > 0; e = from[e]) {
            // a piece begins right after the last ok sample of the piece before it
            reversed[count++] = place[e - 1] + 1;
        }
        int[] changes = new int[count];
        for (int i = 0; i < count; i++) {
            changes[i] = reversed[count - 1 - i];
        }
        return changes;
    }
}
