package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Column;
import io.fragmortem.statistics.base.Series;

/**
 * The Kalman filter that turns {@link ArmaNoise} into independent noise of variance 1, with missing samples.
 *
 * <p>Jones 1980, Technometrics 22:389; Harvey 1989. The gains do not depend on the values, so the same filter serves the
 * series and every regressor. A predicted x goes to keep x + feed y; the innovation is (y - x) / sqrt(S). O(n).
 */
public final class Whitener {

    public final ArmaNoise noise;
    public final boolean[] ok;
    final double[] keep;
    final double[] feed;
    /** 1/S where the sample counts, 0 where it does not. */
    final double[] weight;
    /** The root of 1/S, everywhere. */
    final double[] root;
    /** Sum of ln S over the samples that count. */
    public final double logS;

    public Whitener(ArmaNoise noise, boolean[] ok) {
        int n = ok.length;
        this.noise = noise;
        this.ok = ok;
        keep = new double[n];
        feed = new double[n];
        weight = new double[n];
        root = new double[n];
        double phi = noise.phi();
        double white = noise.whiteVariance();
        double variance = 1 / (1 - phi * phi);
        double product = 1;
        double logs = 0;
        double settled = -1;
        for (int t = 0; t < n; t++) {
            double s = variance + white;
            if (t > 0 && ok[t] && ok[t - 1] && Math.abs(variance - settled) <= FilterWalk.SETTLED * variance) {
                root[t] = root[t - 1];
                keep[t] = keep[t - 1];
                feed[t] = feed[t - 1];
                weight[t] = weight[t - 1];
            } else {
                double inverse = 1 / s;
                double gain = variance * inverse;
                root[t] = Math.sqrt(inverse);
                keep[t] = ok[t] ? phi * (1 - gain) : phi;
                feed[t] = ok[t] ? phi * gain : 0;
                weight[t] = ok[t] ? inverse : 0;
                settled = variance;
                variance = phi * keep[t] * variance + 1;
            }
            product *= ok[t] ? s : 1;
            if (product > 1e200) {
                // one logarithm for many factors
                logs += Math.log(product);
                product = 1;
            }
        }
        logS = logs + Math.log(product);
    }

    /** Standardised innovations of a column, at all places (where not ok: a prediction error only). */
    public double[] whiten(double[] column) {
        double[] out = new double[column.length];
        double x = 0;
        for (int t = 0; t < out.length; t++) {
            double difference = ok[t] ? column[t] - x : Series.usable(column[t]) ? column[t] - x : 0;
            out[t] = difference * root[t];
            x = keep[t] * x + (ok[t] ? feed[t] * column[t] : 0);
        }
        return out;
    }

    /** What the whitened column says of whitened others: see {@link Suffixes}. */
    public Suffixes suffixes(double[] column) {
        int n = column.length;
        double[] pull = new double[n];
        double x = 0;
        double square = 0;
        for (int t = 0; t < n; t++) {
            double difference = ok[t] ? column[t] - x : 0;
            pull[t] = difference * weight[t];
            square += difference * pull[t];
            x = keep[t] * x + (ok[t] ? feed[t] * column[t] : 0);
        }
        double[] step = new double[n + 1];
        double[] ramp = new double[n + 1];
        double adjoint = 0;
        for (int t = n - 1; t >= 0; t--) {
            ramp[t] = ramp[t + 1] + step[t + 1];
            step[t] = step[t + 1] + pull[t] + feed[t] * adjoint;
            adjoint = keep[t] * adjoint - pull[t];
        }
        return new Suffixes(step, ramp, square);
    }

    /**
     * Inner products of a whitened column with all whitened steps and ramps.
     *
     * @param step with the step that begins at each place
     * @param ramp with the ramp t - c that begins at each place
     * @param square with itself
     */
    public record Suffixes(double[] step, double[] ramp, double square) {

        public double with(Column column) {
            return column.level() * step[column.from()] + column.increment() * ramp[column.from()];
        }
    }
}
