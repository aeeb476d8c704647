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
        double[] best = new double[m + 1];
        int[] from = new int[m + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        Starts starts = new Starts(m + 1);
        starts.add(0, 0);
        for (int e = LEAST_LENGTH; e <= m; e++) {
            int newest = e - LEAST_LENGTH;
            if (newest >= LEAST_LENGTH) {
                starts.add(newest, best[newest]);
            }
            int chosen = starts.cheapest(e, constantCost, LINE_COST * constantCost);
            best[e] = starts.cost[chosen];
            from[e] = starts.start[chosen];
            starts.prune(e, best[e]);
        }
        return trace(from, m);
    }

    /** The starts still in the race with their sums side by side, so that the inner loop runs over plain arrays. */
    private final class Starts {
        final int[] start;
        final double[] cost;
        private final int[] lastEnd;
        private final double[][] sums;
        private final double[] line;
        private int alive;
        private int marked;

        Starts(int size) {
            start = new int[size];
            lastEnd = new int[size];
            cost = new double[size];
            line = new double[size];
            sums = new double[7][size];
        }

        void add(int s, double best) {
            start[alive] = s;
            lastEnd[alive] = Integer.MAX_VALUE;
            double[] row = {z[s], zz[s], t[s], tt[s], tz[s], best, s};
            for (int j = 0; j < row.length; j++) {
                sums[j][alive] = row[j];
            }
            alive++;
        }

        /** Fills line and cost of every start for pieces that end at e; the first of the cheapest. */
        int cheapest(int e, double constantCost, double lineCost) {
            price(e, constantCost, lineCost);
            int chosen = 0;
            double least = cost[0];
            for (int i = 1; i < alive; i++) {
                if (cost[i] < least) {
                    least = cost[i];
                    chosen = i;
                }
            }
            return chosen;
        }

        private void price(int e, double constantCost, double lineCost) {
            double[] sz = sums[0];
            double[] szz = sums[1];
            double[] st = sums[2];
            double[] stt = sums[3];
            double[] stz = sums[4];
            double[] before = sums[5];
            double[] index = sums[6];
            double ze = z[e];
            double zze = zz[e];
            double te = t[e];
            double tte = tt[e];
            double tze = tz[e];
            double end = e;
            for (int i = 0; i < alive; i++) {
                double inverse = 1 / (end - index[i]);
                double dz = ze - sz[i];
                double dt = te - st[i];
                double constant = zze - szz[i] - dz * dz * inverse;
                double sxx = tte - stt[i] - dt * dt * inverse;
                double sxy = tze - stz[i] - dt * dz * inverse;
                double aboutLine = constant - sxy * sxy / sxx;
                line[i] = before[i] + aboutLine;
                cost[i] = before[i] + Math.min(constant + constantCost, aboutLine + lineCost);
            }
        }

        /** Marks starts that can never win again and drops those whose last end has come. */
        void prune(int e, double best) {
            boolean due = false;
            for (int i = 0; i < alive; i++) {
                if (line[i] > best && lastEnd[i] == Integer.MAX_VALUE) {
                    lastEnd[i] = e + LEAST_LENGTH - 1;
                    marked++;
                }
            }
            for (int i = 0; marked > 0 && i < alive && !due; i++) {
                due = lastEnd[i] <= e;
            }
            if (due) {
                drop(e);
            }
        }

        private void drop(int e) {
            int kept = 0;
            for (int i = 0; i < alive; i++) {
                if (lastEnd[i] > e) {
                    start[kept] = start[i];
                    lastEnd[kept] = lastEnd[i];
                    for (double[] sum : sums) {
                        sum[kept] = sum[i];
                    }
                    kept++;
                }
            }
            marked -= alive - kept;
            alive = kept;
        }
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
