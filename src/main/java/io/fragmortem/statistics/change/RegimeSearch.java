package io.fragmortem.statistics.change;

import java.util.Arrays;

/**
 * Splits a series into pieces that are constant or linear, jumps allowed, at the least penalised sum of squares.
 *
 * <p>Optimal partitioning: Jackson et al. 2005, IEEE SPL 12:105; pruned as PELT: Killick, Fearnhead and Eckley 2012, JASA
 * 107:1590, but a start is dropped only after a further minimum length, because dropping it at once is not exact when there is
 * one. Takes noise for independent: what it finds is visible, not proven. O(n^2) worst case, pruned to much less.
 *
 * <p>Long because the search and the prices of its pieces walk over the same running sums.
 */
final class RegimeSearch {

    private static final int LEAST_LENGTH = 5;
    private static final double LINE_COST = 1.5;
    static final double PENALTY = 3;
    private static final double HEAVIER = 1.4;
    /** Starts that share one bound: more of them make the bound too loose. */
    private static final int BLOCK = 8;

    private final int n;
    private final int[] place;
    /** Sums over the first i ok samples of z, t, t^2, t z. */
    private final double[] z;

    private final double[] t;
    private final double[] tt;
    private final double[] tz;
    /** 1 over each length. */
    private final double[] inverse;

    private final boolean flat;
    private long priced;

    RegimeSearch(double[] y, boolean[] ok) {
        n = y.length;
        int count = 0;
        for (boolean b : ok) {
            count += b ? 1 : 0;
        }
        place = new int[count];
        z = new double[count + 1];
        t = new double[count + 1];
        tt = new double[count + 1];
        tz = new double[count + 1];
        inverse = new double[count + 1];
        for (int length = 1; length <= count; length++) {
            inverse[length] = 1.0 / length;
        }
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
        Race race = new Race(m, constantCost, LINE_COST * constantCost);
        for (int e = LEAST_LENGTH; e <= m; e++) {
            race.reach(e);
        }
        return trace(race.from, m);
    }

    /** The changes at the usual penalty, or at the first heavier one that leaves no more than so many. */
    int[] strongest(int most) {
        return strongest(changes(PENALTY), most);
    }

    /** The same where the changes at the usual penalty are known. */
    int[] strongest(int[] visible, int most) {
        int[] strongest = visible;
        for (double weight = HEAVIER * PENALTY; strongest.length > most; weight *= HEAVIER) {
            strongest = changes(weight);
        }
        return strongest;
    }

    /** Pieces priced one by one so far: what the search has cost, of n^2 / 2. */
    long priced() {
        return priced;
    }

    /**
     * The recursion, with the starts in blocks. A piece costs at least what its part after the last start of the block costs,
     * so most blocks are passed over with one bound, and a whole block is dropped once none of its starts can win again.
     */
    private final class Race {
        private final double constantCost;
        private final double lineCost;
        /** Least penalised cost of the first e samples. */
        private final double[] best;

        final int[] from;
        /** Numbers of the blocks still in the race; block b has the starts 8 b to 8 b + 7. */
        private final int[] block;

        private final int[] lastEnd;
        /** Of each block: sums at its last start, that start, and the least cost up to there with a constant and with a line. */
        private final double[][] sums;

        private final double[] bound;
        private final double[] lineBound;
        private int alive;
        private int closed;
        private double least;
        private int chosen;

        Race(int m, double constantCost, double lineCost) {
            this.constantCost = constantCost;
            this.lineCost = lineCost;
            best = new double[m + 1];
            from = new int[m + 1];
            Arrays.fill(best, Double.POSITIVE_INFINITY);
            best[0] = 0;
            int blocks = m / BLOCK + 1;
            block = new int[blocks];
            lastEnd = new int[blocks];
            sums = new double[7][blocks];
            bound = new double[blocks];
            lineBound = new double[blocks];
        }

        void reach(int e) {
            int newest = e - LEAST_LENGTH;
            if ((closed + 1) * BLOCK - 1 <= newest) {
                close(closed++);
            }
            least = Double.POSITIVE_INFINITY;
            chosen = 0;
            look(closed * BLOCK, newest, e);
            look(from[e - 1] / BLOCK * BLOCK, Math.min(newest, from[e - 1] / BLOCK * BLOCK + BLOCK - 1), e);
            price(e);
            // what rounding may hide from a bound
            double slack = 1e-9 * (1 + Math.abs(least));
            for (int i = 0; i < alive; i++) {
                if (bound[i] <= least + slack) {
                    look(block[i] * BLOCK, block[i] * BLOCK + BLOCK - 1, e);
                }
            }
            best[e] = least;
            from[e] = chosen;
            drop(e, least + slack);
        }

        /** A piece costs at least what its parts before and after the last start of its block cost on their own. */
        private void close(int b) {
            int end = b * BLOCK + BLOCK - 1;
            double constant = best[end];
            double line = best[end];
            for (int s = b * BLOCK; s < end; s++) {
                double aboutMean = aboutMean(s, end);
                constant = Math.min(constant, best[s] + aboutMean);
                line = Math.min(line, best[s] + (end - s > 1 ? aboutMean - lineGain(s, end) : 0));
            }
            double[] row = {z[end], t[end], tt[end], tz[end], end, constant, line};
            for (int j = 0; j < row.length; j++) {
                sums[j][alive] = row[j];
            }
            block[alive] = b;
            lastEnd[alive++] = Integer.MAX_VALUE;
        }

        /** Prices the starts first..last one by one; the first of the cheapest wins. */
        private void look(int first, int last, int e) {
            priced += last - first + 1;
            double ze = z[e];
            double te = t[e];
            double tte = tt[e];
            double tze = tz[e];
            for (int s = first; s <= last; s++) {
                // aboutMean and lineGain, written out: most of the time goes by here
                double perPlace = inverse[e - s];
                double dz = ze - z[s];
                double dt = te - t[s];
                double constant = -dz * dz * perPlace;
                double sxx = tte - tt[s] - dt * dt * perPlace;
                double sxy = tze - tz[s] - dt * dz * perPlace;
                double cost = best[s] + constant + Math.min(constantCost, lineCost - sxy * sxy / sxx);
                if (cost < least || (cost == least && s < chosen)) {
                    least = cost;
                    chosen = s;
                }
            }
        }

        /** Bounds of all blocks, over plain arrays so that the loop runs several at a time. */
        private void price(int e) {
            double[] sz = sums[0];
            double[] st = sums[1];
            double[] stt = sums[2];
            double[] stz = sums[3];
            double[] index = sums[4];
            double[] constantBefore = sums[5];
            double[] lineBefore = sums[6];
            double ze = z[e];
            double te = t[e];
            double tte = tt[e];
            double tze = tz[e];
            double end = e;
            for (int i = 0; i < alive; i++) {
                double perPlace = 1 / (end - index[i]);
                double dz = ze - sz[i];
                double dt = te - st[i];
                double constant = -dz * dz * perPlace;
                double sxx = tte - stt[i] - dt * dt * perPlace;
                double sxy = tze - stz[i] - dt * dz * perPlace;
                double aboutLine = constant - sxy * sxy / sxx;
                double line = lineBefore[i] + aboutLine;
                lineBound[i] = line;
                bound[i] = Math.min(constantBefore[i] + constant + constantCost, line + lineCost);
            }
        }

        /** Marks blocks that can never win again and drops those whose last end has come. */
        private void drop(int e, double limit) {
            int kept = 0;
            for (int i = 0; i < alive; i++) {
                if (lineBound[i] > limit && lastEnd[i] == Integer.MAX_VALUE) {
                    lastEnd[i] = e + LEAST_LENGTH - 1;
                }
                if (lastEnd[i] > e) {
                    if (kept < i) {
                        block[kept] = block[i];
                        lastEnd[kept] = lastEnd[i];
                        for (double[] sum : sums) {
                            sum[kept] = sum[i];
                        }
                    }
                    kept++;
                }
            }
            alive = kept;
        }
    }

    /** Sum of squares of the ok samples s..e-1 about their mean, less that about zero: all ways to split share the latter. */
    private double aboutMean(int s, int e) {
        double dz = z[e] - z[s];
        return -dz * dz * inverse[e - s];
    }

    /** How much less it is about their line. */
    private double lineGain(int s, int e) {
        double perPlace = inverse[e - s];
        double dz = z[e] - z[s];
        double dt = t[e] - t[s];
        double sxx = tt[e] - tt[s] - dt * dt * perPlace;
        double sxy = tz[e] - tz[s] - dt * dz * perPlace;
        return sxy * sxy / sxx;
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
