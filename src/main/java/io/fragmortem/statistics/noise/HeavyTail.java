package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Ranks;
import org.apache.commons.math3.special.Gamma;

/**
 * Student t fitted by maximum likelihood: how surprising a large shock is for this noise.
 *
 * <p>Lange, Little and Taylor 1989, JASA 84:881 (EM for the scale), degrees of freedom from a grid. O(n).
 *
 * @param nu degrees of freedom
 * @param scale squared scale
 */
public record HeavyTail(double nu, double scale) {

    private static final double[] GRID = {1.5, 2, 3, 4, 6, 10, 20, 1000};
    private static final int ROUNDS = 12;

    public static HeavyTail fit(double[] u) {
        int n = u.length;
        double[] square = new double[n];
        for (int i = 0; i < n; i++) {
            square[i] = u[i] * u[i];
        }
        double start = Math.max(2.2 * Ranks.medianInPlace(square.clone()), 1e-10);
        HeavyTail best = new HeavyTail(1000, 1);
        double largest = Double.NEGATIVE_INFINITY;
        for (double nu : GRID) {
            double scale = start;
            for (int round = 0; round < ROUNDS; round++) {
                double sum = 0;
                double inverse = 1 / scale;
                for (double s : square) {
                    sum += s / (nu + s * inverse);
                }
                scale = Math.max((nu + 1) * sum / n, 1e-12);
            }
            double likelihood = likelihood(square, nu, scale);
            if (likelihood > largest) {
                largest = likelihood;
                best = new HeavyTail(nu, scale);
            }
        }
        return best;
    }

    private static double likelihood(double[] square, double nu, double scale) {
        double logs = 0;
        double product = 1;
        double inverse = 1 / (nu * scale);
        for (double s : square) {
            product *= 1 + s * inverse;
            if (product > 1e150) {
                logs += Math.log(product);
                product = 1;
            }
        }
        logs += Math.log(product);
        int n = square.length;
        return n * (Gamma.logGamma((nu + 1) / 2) - Gamma.logGamma(nu / 2) - Math.log(nu * Math.PI * scale) / 2)
                - (nu + 1) / 2 * logs;
    }

    /** What a gain of g (twice the log likelihood under a normal law) is worth under this one. */
    public double price(double g) {
        return (nu + 1) * Math.log1p(g / (nu * scale));
    }
}
