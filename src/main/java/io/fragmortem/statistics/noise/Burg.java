package io.fragmortem.statistics.noise;

/**
 * Autoregression by Burg's method with the order chosen by AICc, on a regular grid with missing samples.
 *
 * <p>Burg 1975 (thesis, Stanford); with gaps, only windows without a missing sample enter each order (the segmented form of
 * Haykin et al. 1982). Order at least 1, at most min(10 log10 n, n/8). Stationary by construction. O(n p).
 *
 * @param phi coefficients; never empty
 * @param innovationVariance of the chosen order
 */
public record Burg(double[] phi, double innovationVariance) {

    private static final int LEAST_WINDOWS = 10;

    public static int largestOrder(int n) {
        return Math.max(1, (int) Math.min(10 * Math.log10(Math.max(n, 1)), n / 8.0));
    }

    /** Fits to x (mean about 0, NaN = missing), choosing among the orders 1..largest. */
    public static Burg fit(double[] x, int largest) {
        int n = 0;
        double power = 0;
        for (double v : x) {
            if (!Double.isNaN(v)) {
                n++;
                power += v * v;
            }
        }
        double variance = n > 0 ? power / n : 0;
        double[] forward = x.clone();
        double[] backward = x.clone();
        double[] phi = new double[0];
        double[] best = {0};
        double bestVariance = variance;
        double bestScore = Double.POSITIVE_INFINITY;
        for (int m = 1; m <= largest && variance > 0; m++) {
            double reflection = reflection(forward, backward, m, Math.max(LEAST_WINDOWS, n / 4));
            if (Double.isNaN(reflection)) {
                break;
            }
            phi = extend(phi, reflection);
            variance *= 1 - reflection * reflection;
            update(forward, backward, reflection, m);
            double score = n * Math.log(Math.max(variance, 1e-300)) + 2.0 * (m + 1) * n / Math.max(1, n - m - 2);
            if (score < bestScore) {
                bestScore = score;
                best = phi;
                bestVariance = variance;
            }
        }
        return new Burg(best, bestVariance);
    }

    /** NaN when gaps leave too few windows to tell. */
    private static double reflection(double[] forward, double[] backward, int m, int leastWindows) {
        double cross = 0;
        double power = 0;
        int windows = 0;
        for (int t = m; t < forward.length; t++) {
            double f = forward[t];
            double b = backward[t - 1];
            double product = f * b;
            // NaN marks a window with a missing sample
            if (!Double.isNaN(product)) {
                cross += product;
                power += f * f + b * b;
                windows++;
            }
        }
        if (windows < leastWindows && m > 1) {
            return Double.NaN;
        }
        double limit = 1 - 1e-9;
        return power > 0 ? Math.max(-limit, Math.min(limit, 2 * cross / power)) : 0;
    }

    private static double[] extend(double[] phi, double reflection) {
        int m = phi.length + 1;
        double[] next = new double[m];
        for (int j = 0; j < m - 1; j++) {
            next[j] = phi[j] - reflection * phi[m - 2 - j];
        }
        next[m - 1] = reflection;
        return next;
    }

    private static void update(double[] forward, double[] backward, double reflection, int m) {
        for (int t = forward.length - 1; t >= m; t--) {
            double f = forward[t];
            double b = backward[t - 1];
            forward[t] = f - reflection * b;
            backward[t] = b - reflection * f;
        }
    }

    /** Spectral density at w radians per step, scaled so that white noise has its variance everywhere. */
    public double spectrum(double w) {
        double cosine = Math.cos(w);
        double sine = Math.sin(w);
        double real = 1;
        double imaginary = 0;
        double c = 1;
        double s = 0;
        for (double coefficient : phi) {
            // one turn further
            double next = c * cosine - s * sine;
            s = s * cosine + c * sine;
            c = next;
            real -= coefficient * c;
            imaginary += coefficient * s;
        }
        return innovationVariance / (real * real + imaginary * imaginary);
    }

    public double sum() {
        double sum = 0;
        for (double c : phi) {
            sum += c;
        }
        return sum;
    }
}
