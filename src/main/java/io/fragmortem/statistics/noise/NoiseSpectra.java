package io.fragmortem.statistics.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The family of noises that a trend test averages over, as spectral densities (shape only) at given frequencies.
 *
 * <p>AR(1) from white to random walk; the same under white noise (Granger and Morris 1976, JRSS A 139:246); a slow AR(1) under
 * a fast one; fractional noise times AR(1) (Granger and Joyeux 1980, J. Time Ser. Anal. 1:15); and, added by the caller, the
 * AR(p) fitted to the series. Prior weights: within a kind the same for every share, and for every persistence as much as
 * the distance to its neighbours, to the power of 3/2; between kinds 25, 35, 20 and 20 to 10 for the fitted one, chosen once by
 * simulation (AR(1) of rho .6 at n = 50 against AR(1) plus white noise: what makes one test keener makes the other cry wolf).
 *
 * @param density one row per member, one column per frequency
 * @param logPrior one per member, up to a constant
 */
public record NoiseSpectra(List<double[]> density, List<Double> logPrior) {

    private static final double[] PERSISTENCE = {0, .15, .3, .45, .6, .7, .8, .87, .92, .95, .97, .985, .993};
    private static final double[] STATE_SHARE = {.7, .5, .3, .15};
    private static final double[] SLOW_SHARE = {.5, .25, .1};
    private static final double[] FAST = {.3, .6};
    /** Of fractional noise: so many steps of so much. */
    private static final int MEMORIES = 4;

    private static final double MEMORY_STEP = .1;
    private static final double[] SHORT_MEMORY = {0, .4, .7};
    private static final double LEAST_UNDER_WHITE = .45;
    private static final double LEAST_SLOW = .8;
    private static final double PURE = .25;
    private static final double UNDER_WHITE = .35;
    private static final double TWO_SCALES = .2;
    private static final double LONG_MEMORY = .2;
    private static final double FITTED = .1;
    private static final double EVENNESS = 1.5;

    /**
     * The family without the fitted member.
     *
     * @param w radians per place, in (0, pi)
     * @param places of the longest run: sets how close to a random walk the family goes
     */
    static NoiseSpectra at(double[] w, int places) {
        NoiseSpectra family = new NoiseSpectra(new ArrayList<>(), new ArrayList<>());
        double[] rho = persistences(places);
        double[] weight = weights(rho);
        double[] cosine = new double[w.length];
        Arrays.setAll(cosine, k -> Math.cos(w[k]));
        double[][] fast = new double[FAST.length][];
        Arrays.setAll(fast, i -> autoregression(FAST[i], cosine));
        double[] white = autoregression(0, cosine);
        for (int i = 0; i < rho.length; i++) {
            double[] state = autoregression(rho[i], cosine);
            family.add(state, PURE * weight[i]);
            for (int s = 0; s < STATE_SHARE.length && rho[i] >= LEAST_UNDER_WHITE; s++) {
                family.add(mixed(STATE_SHARE[s], state, white), UNDER_WHITE * weight[i] / STATE_SHARE.length);
            }
            for (int s = 0; s < SLOW_SHARE.length && rho[i] >= LEAST_SLOW; s++) {
                for (double[] other : fast) {
                    family.add(
                            mixed(SLOW_SHARE[s], state, other),
                            TWO_SCALES * weight[i] / (SLOW_SHARE.length * FAST.length));
                }
            }
        }
        double[] step = new double[w.length];
        Arrays.setAll(step, k -> Math.exp(-2 * MEMORY_STEP * Math.log(2 * Math.sin(w[k] / 2))));
        for (double r : SHORT_MEMORY) {
            double[] density = autoregression(r, cosine);
            for (int d = 0; d < MEMORIES; d++) {
                density = product(density, step);
                family.add(density, LONG_MEMORY / (MEMORIES * SHORT_MEMORY.length));
            }
        }
        return family;
    }

    /** Adds the autoregression fitted to the series, which has searched for its p coefficients. */
    void addFitted(Burg ar, double[] w) {
        double[] density = new double[w.length];
        Arrays.setAll(density, k -> ar.spectrum(w[k]));
        add(density, FITTED * Math.exp(-ar.phi().length));
    }

    private void add(double[] row, double prior) {
        density.add(row);
        logPrior.add(Math.log(prior));
    }

    private static double[] persistences(int places) {
        double top = 1 - 1.0 / places;
        double[] below =
                Arrays.stream(PERSISTENCE).filter(r -> r < 1 - 2.0 / places).toArray();
        double[] rho = Arrays.copyOf(below, below.length + 2);
        rho[below.length] = top;
        // at the lowest frequency there is this cannot be told from a random walk
        rho[below.length + 1] = 1 - 0.1 / places;
        return rho;
    }

    private static double[] weights(double[] rho) {
        double[] weight = new double[rho.length];
        double sum = 0;
        for (int i = 0; i < rho.length; i++) {
            double low = i == 0 ? 0 : (rho[i] + rho[i - 1]) / 2;
            double high = i == rho.length - 1 ? 1 : (rho[i] + rho[i + 1]) / 2;
            weight[i] = Math.pow(high - low, EVENNESS);
            sum += weight[i];
        }
        for (int i = 0; i < rho.length; i++) {
            weight[i] /= sum;
        }
        return weight;
    }

    /** Of variance 1. */
    private static double[] autoregression(double rho, double[] cosine) {
        double[] density = new double[cosine.length];
        Arrays.setAll(density, k -> (1 - rho * rho) / (1 - 2 * rho * cosine[k] + rho * rho));
        return density;
    }

    private static double[] mixed(double share, double[] a, double[] b) {
        double[] density = new double[a.length];
        Arrays.setAll(density, k -> share * a[k] + (1 - share) * b[k]);
        return density;
    }

    private static double[] product(double[] a, double[] b) {
        double[] density = new double[a.length];
        Arrays.setAll(density, k -> a[k] * b[k]);
        return density;
    }
}
