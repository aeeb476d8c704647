package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Column;

/**
 * One pass of the filter of an {@link ArmaNoise} over a series, cut at the places where regressors begin.
 *
 * <p>Between two cuts every {@link Column} is x, u, d (the filter's prediction, the value, the increment) times three basic
 * responses: to a state, to a step, to a ramp. So ten sums per stretch and the way (x, u, d) goes through it give all inner
 * products of all columns that begin at cuts, whatever their number. The gains settle within a few samples of a gap; from then
 * on they are taken as constant, which costs no digit; and once the responses have forgotten where they began only the series is walked. O(n) time, O(cuts) space.
 */
final class FilterWalk {

    /** Relative change of the filter's variance that counts as none. */
    static final double SETTLED = 1e-15;

    /** What is left of the responses' beginning when it counts no more. */
    private static final double GONE = 1e-17;

    /** Per stretch: products of the responses (x x, x u, x d, u u, u d, d d), then theirs with the series (x, u, d). */
    private final double[][] inner;
    /** Per stretch: what becomes of a state, what a step and a ramp leave in the state. */
    private final double[][] passage;

    private final int[] cuts;
    private double logS;
    private double square;

    /** @param cuts ascending, the first one 0 */
    FilterWalk(ArmaNoise noise, boolean[] ok, double[] y, int[] cuts) {
        this.cuts = cuts;
        inner = new double[cuts.length][];
        passage = new double[cuts.length][];
        walk(noise, ok, y);
        collect(ok.length);
    }

    double logS() {
        return logS;
    }

    /** Sum of squares of the whitened series. */
    double square() {
        return square;
    }

    private void walk(ArmaNoise noise, boolean[] ok, double[] y) {
        double phi = noise.phi();
        double white = noise.whiteVariance();
        double variance = 1 / (1 - phi * phi);
        boolean settled = false;
        double inverse = 0;
        double s = 0;
        double keep = 0;
        double feed = 0;
        double logs = 0;
        double product = 1;
        double state = 0;
        double squares = 0;
        for (int i = 0; i < cuts.length; i++) {
            int end = i + 1 < cuts.length ? cuts[i + 1] : ok.length;
            double x = 1;
            double u = 0;
            double d = 0;
            double ramp = 0;
            double xx = 0;
            double xu = 0;
            double xd = 0;
            double uu = 0;
            double ud = 0;
            double dd = 0;
            double xy = 0;
            double uy = 0;
            double dy = 0;
            double fading = 1;
            for (int t = cuts[i]; t < end; t++) {
                if (fading < GONE && ok[t]) {
                    int until = t + 1;
                    while (until < end && ok[until]) {
                        until++;
                    }
                    Far far = Far.walk(y, t, until, ramp, state, phi, keep, feed);
                    uu += inverse * far.uu;
                    ud += inverse * far.ud;
                    dd += inverse * far.dd;
                    uy += inverse * far.uy;
                    dy += inverse * far.dy;
                    squares += inverse * far.square;
                    logs += (until - t) * Math.log(s);
                    ramp += until - t;
                    state = far.state;
                    x = 0;
                    u = feed / (1 - keep);
                    d = ramp - far.last;
                    t = until - 1;
                    continue;
                }
                if (!ok[t]) {
                    x *= phi;
                    u *= phi;
                    d *= phi;
                    state *= phi;
                    variance = phi * phi * variance + 1;
                    settled = false;
                    fading = 1;
                    ramp++;
                    continue;
                }
                if (!settled) {
                    s = variance + white;
                    inverse = 1 / s;
                    double gain = variance * inverse;
                    keep = phi * (1 - gain);
                    feed = phi * gain;
                    double next = phi * keep * variance + 1;
                    settled = Math.abs(next - variance) <= SETTLED * next;
                    variance = next;
                }
                product *= s;
                if (product > 1e200) {
                    // one logarithm for many factors
                    logs += Math.log(product);
                    product = 1;
                }
                double ex = -x * inverse;
                double eu = 1 - u;
                double ed = ramp - d;
                double ey = y[t] - state;
                xx -= ex * x;
                xu += ex * eu;
                xd += ex * ed;
                xy += ex * ey;
                double wu = eu * inverse;
                uu += wu * eu;
                ud += wu * ed;
                uy += wu * ey;
                double wd = ed * inverse;
                dd += wd * ed;
                dy += wd * ey;
                squares += ey * ey * inverse;
                fading = settled ? fading * Math.abs(keep) : 1;
                x *= keep;
                u = keep * u + feed;
                d = keep * d + feed * ramp;
                state = keep * state + feed * y[t];
                ramp++;
            }
            inner[i] = new double[] {xx, xu, xd, uu, ud, dd, xy, uy, dy};
            passage[i] = new double[] {x, u, d};
        }
        logS = logs + Math.log(product);
        square = squares;
    }

    /**
     * Sums over places far from any cut and gap, where the error of a step is constant and that of a ramp goes along a line: in a third of
     * the time.
     *
     * @param last error of the ramp at the place after them
     */
    private record Far(
            double uu, double ud, double dd, double uy, double dy, double square, double state, double last) {

        static Far walk(
                double[] y, int from, int until, double ramp, double before, double phi, double keep, double feed) {
            double step = 1 - feed / (1 - keep);
            double along = (1 - phi) / (1 - keep);
            double error = (1 - along) / (1 - keep) + along * ramp;
            double state = before;
            double sum = 0;
            double moment = 0;
            double square = 0;
            for (int t = from; t < until; t++) {
                double ey = y[t] - state;
                sum += ey;
                moment += (t - from) * ey;
                square += ey * ey;
                state = keep * state + feed * y[t];
            }
            double count = until - from;
            double middle = error + along * (count - 1) / 2;
            double spread = count * (count * count - 1) / 12;
            return new Far(
                    step * step * count,
                    step * count * middle,
                    count * middle * middle + along * along * spread,
                    step * sum,
                    error * sum + along * moment,
                    square,
                    state,
                    error + along * count);
        }
    }

    /** Makes the sums of each stretch those from there to the end of the series. */
    private void collect(int n) {
        for (int i = cuts.length - 2; i >= 0; i--) {
            double[] m = inner[i];
            double[] e = inner[i + 1];
            double x = passage[i][0];
            double u = passage[i][1];
            double d = passage[i][2];
            double length = (i + 1 < cuts.length ? cuts[i + 1] : n) - cuts[i];
            // a step arrives as state u and value 1, a ramp as state d, value length and increment 1
            double uRow = u * e[0] + e[1];
            double dRow = d * e[0] + length * e[1] + e[2];
            m[0] += x * x * e[0];
            m[1] += x * uRow;
            m[2] += x * dRow;
            m[3] += u * uRow + u * e[1] + e[3];
            m[4] += u * dRow + d * e[1] + length * e[3] + e[4];
            m[5] += d * dRow + length * (d * e[1] + length * e[3] + e[4]) + d * e[2] + length * e[4] + e[5];
            m[6] += x * e[6];
            m[7] += u * e[6] + e[7];
            m[8] += d * e[6] + length * e[7] + e[8];
        }
    }

    /** Inner product, from cut i on, of a column in the state (x, u, d) there with one that begins there. */
    double product(int i, double x, double u, double d, Column later) {
        double[] m = inner[i];
        return later.level() * (x * m[1] + u * m[3] + d * m[4]) + later.increment() * (x * m[2] + u * m[4] + d * m[5]);
    }

    /** Inner product of the whitened series with a column that begins at cut i. */
    double withSeries(int i, Column column) {
        return column.level() * inner[i][7] + column.increment() * inner[i][8];
    }

    /** The filter's prediction at the next cut for a column in the state (x, u, d) at cut i. */
    double pass(int i, double x, double u, double d) {
        return passage[i][0] * x + passage[i][1] * u + passage[i][2] * d;
    }
}
