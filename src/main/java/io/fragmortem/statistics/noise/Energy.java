package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Column;

/**
 * Inner products of whitened regressors without whitening them.
 *
 * <p>From any place on, a {@link Column} is known by three numbers: the filter's prediction x, the value u and the increment
 * d. The sum of squares of its innovations from there to the end is a quadratic form in (x, u, d), and one backward pass over
 * the filter gives that form for every place. So a Gram matrix of p columns costs O(n p) with a small constant instead of
 * O(n p^2).
 */
public final class Energy {

    private final double[] xu;
    private final double[] xd;
    private final double[] uu;
    private final double[] ud;
    private final double[] dd;

    public Energy(Whitener filter) {
        int n = filter.ok.length;
        xu = new double[n + 1];
        xd = new double[n + 1];
        uu = new double[n + 1];
        ud = new double[n + 1];
        dd = new double[n + 1];
        double xx = 0;
        for (int t = n - 1; t >= 0; t--) {
            double a = filter.keep[t];
            double b = filter.feed[t];
            double w = filter.weight[t];
            double fxu = xu[t + 1];
            double fxd = xd[t + 1];
            dd[t] = uu[t + 1] + 2 * ud[t + 1] + dd[t + 1];
            ud[t] = b * (fxu + fxd) + uu[t + 1] + ud[t + 1];
            uu[t] = b * (b * xx + 2 * fxu) + uu[t + 1] + w;
            xd[t] = a * (fxu + fxd);
            xu[t] = a * (b * xx + fxu) - w;
            xx = a * a * xx + w;
        }
    }

    /** Of a column in the state (x, u, d) at the place where {@code later} begins, with {@code later}. */
    public double product(double x, double u, double d, Column later) {
        int t = later.from();
        return later.level() * (x * xu[t] + u * uu[t] + d * ud[t])
                + later.increment() * (x * xd[t] + u * ud[t] + d * dd[t]);
    }

    /** Of two columns that begin at the same place. */
    public double product(Column one, Column other) {
        return product(0, one.level(), one.increment(), other);
    }
}
