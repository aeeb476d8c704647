package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.Whitener;
import java.util.Arrays;

/**
 * What a store takes for what is in it, freed of how full it is: stock that breathes with its contents, and keeps for a while what their
 * last peak took.
 *
 * <p>ln(stock / peak) = ln(ratio) + g(contents / peak), where the peak is the most that was held within one period up to now. g is the same at
 * all times: a line with four kinks at the quintiles of the filling, fitted by generalised least squares under noise that
 * remembers half a period, so that it learns from what moves within a day and a slow ratio, bends included, does not leak into it. What is left, brought
 * to a full store, is the ratio. A peak seen for the first time moves stock and filling together and is no change of the ratio. O(n) times
 * the places of a period.
 */
public final class Filling {

    private static final int PARTS = 5;

    private Filling() {}

    /**
     * The ratio at each place.
     *
     * @param stock at equidistant places, NaN where missing
     * @param contents at the same places
     * @param window places of one period
     * @return NaN where either is missing or not positive
     */
    public static double[] ratio(double[] stock, double[] contents, int window) {
        int n = stock.length;
        double[] full = new double[n];
        double[] y = new double[n];
        boolean[] ok = new boolean[n];
        for (int t = 0; t < n; t++) {
            ok[t] = Series.usable(stock[t]) && Series.usable(contents[t]) && stock[t] > 0 && contents[t] > 0;
            double peak = ok[t] ? peak(contents, Math.max(0, t - window + 1), t) : 1;
            full[t] = ok[t] ? contents[t] / peak : Double.NaN;
            y[t] = ok[t] ? Math.log(stock[t] / peak) : 0;
        }
        double[][] columns = columns(full);
        Whitener slow = new Whitener(new ArmaNoise(Math.exp(-2.0 / window), 0), ok);
        int[] all = new int[columns.length];
        Arrays.setAll(all, j -> j);
        double[] beta = Gram.ofValues(slow, y, columns).coefficients(all);
        double[] ratio = new double[n];
        for (int t = 0; t < n; t++) {
            double own = y[t];
            for (int j = 1; j < columns.length; j++) {
                own -= beta[j] * columns[j][t];
            }
            ratio[t] = ok[t] ? Math.exp(own) : Double.NaN;
        }
        return ratio;
    }

    private static double peak(double[] contents, int from, int to) {
        double peak = 0;
        for (int t = from; t <= to; t++) {
            // a NaN is no peak
            peak = contents[t] > peak ? contents[t] : peak;
        }
        return peak;
    }

    /** Constant, line and kinks; all but the constant are 0 where the store is full. */
    private static double[][] columns(double[] full) {
        double[] sorted = Ranks.present(full);
        Arrays.sort(sorted);
        double[][] columns = new double[1 + PARTS][full.length];
        for (int t = 0; t < full.length; t++) {
            columns[0][t] = 1;
            columns[1][t] = full[t] - 1;
            for (int k = 1; k < PARTS && sorted.length > 0; k++) {
                double kink = sorted[k * sorted.length / PARTS];
                columns[1 + k][t] = Math.max(0, full[t] - kink) - (1 - kink);
            }
        }
        return columns;
    }
}
