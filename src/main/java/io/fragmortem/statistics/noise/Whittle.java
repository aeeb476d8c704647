package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Whittle's likelihood of all members of {@link NoiseSpectra} for a few runs, and what each does to a slope or a mean. */
public final class Whittle {

    private static final double NEARLY_ALL = 1 - 1e-6;
    private static final double NEGLIGIBLE = 1e-4;

    private final List<Cosines> runs = new ArrayList<>();
    private final double[] w;
    private final double[] power;
    private final double[] share;
    /** Coefficients in use, and those of them that the removed columns share in. */
    private final int whole;

    private final int[] reduced;
    private final int longest;
    private double freedom;

    /**
     * Transforms the runs.
     *
     * @param blocks per run, NaN = missing
     * @param radians per block of the harmonics that were removed
     */
    public Whittle(List<double[]> blocks, double[] radians) {
        int total = 0;
        int most = 0;
        for (double[] run : blocks) {
            runs.add(Cosines.of(run, radians));
            total += run.length - 1;
            most = Math.max(most, run.length);
        }
        longest = most;
        whole = total;
        w = new double[total];
        power = new double[total];
        share = new double[total];
        int at = 0;
        for (Cosines run : runs) {
            int n = run.power().length + 1;
            for (int k = 0; k < n - 1; k++) {
                w[at] = Math.PI * (k + 1) / n;
                power[at] = run.power()[k] * run.density();
                share[at] = run.share()[k] * run.density();
                freedom += share[at++];
            }
        }
        reduced = IntStream.range(0, total).filter(k -> share[k] < NEARLY_ALL).toArray();
    }

    /**
     * What the noise does to a slope fitted to all runs, against the residuals' own variance.
     *
     * @param fitted a member of the family made for these runs
     * @param importance weight of each run in the slope
     * @param factor on all inflations
     */
    NoiseMixture slope(Burg fitted, List<Double> importance, double factor) {
        NoiseSpectra family = NoiseSpectra.at(w, longest);
        family.addFitted(fitted, w);
        double whole = 0;
        for (double weight : importance) {
            whole += weight;
        }
        List<NoiseMixture.Member> members = new ArrayList<>();
        for (int i = 0; i < family.density().size(); i++) {
            double[] f = family.density().get(i);
            double first = 0;
            double square = 0;
            for (int k = 0; k < f.length; k++) {
                first += share[k] * f[k];
                square += share[k] * f[k] * f[k];
            }
            double line = 0;
            int at = 0;
            for (int r = 0; r < runs.size(); r++) {
                for (double part : runs.get(r).line()) {
                    line += importance.get(r) / whole * part * f[at++];
                }
            }
            double inflation = line * freedom / first * factor;
            members.add(new NoiseMixture.Member(
                    family.logPrior().get(i) + logLikelihood(f), inflation, first * first / square));
        }
        return valid(members);
    }

    /** Mean square of what is left around the line. */
    public double variance() {
        double sum = 0;
        for (double p : power) {
            sum += p;
        }
        return freedom > 0 ? sum / freedom : 0;
    }

    /** What the noise does to the mean of all runs, against white noise of the same {@link #variance()}; each member on its own scale. */
    public NoiseMixture mean() {
        double unit = variance();
        double[] all = Arrays.copyOf(w, w.length + 1);
        // the mean of n values sees the frequencies below half a cycle in them
        all[w.length] = Math.PI / (2.0 * longest);
        NoiseSpectra family = NoiseSpectra.at(all, longest);
        List<NoiseMixture.Member> members = new ArrayList<>();
        for (int i = 0; i < family.density().size(); i++) {
            double[] f = family.density().get(i);
            double scale = 0;
            for (int k = 0; k < w.length; k++) {
                scale += power[k] / f[k];
            }
            members.add(new NoiseMixture.Member(
                    family.logPrior().get(i) + logLikelihood(f), f[w.length] * scale / freedom / unit, freedom));
        }
        return valid(members);
    }

    /**
     * p of what columns explain: each member's F test, averaged.
     *
     * @param fitted a member of the family made for these runs
     * @param columns per column its coefficients, in the order of the runs
     * @param inner product of each column with the data
     */
    public double columns(Burg fitted, List<double[]> columns, double[] inner) {
        NoiseSpectra family = NoiseSpectra.at(w, longest);
        family.addFitted(fitted, w);
        double[] logWeight = new double[family.density().size()];
        Arrays.setAll(
                logWeight,
                i -> family.logPrior().get(i) + logLikelihood(family.density().get(i)));
        double most =
                Arrays.stream(logWeight).filter(l -> !Double.isNaN(l)).max().orElse(0);
        double p = 0;
        double total = 0;
        for (int i = 0; i < logWeight.length; i++) {
            double weight = Math.exp(logWeight[i] - most);
            double f = weight > NEGLIGIBLE ? ratio(family.density().get(i), columns, inner) : Double.NaN;
            if (!Double.isNaN(f)) {
                p += weight * Distributions.fisherAbove(f, inner.length, Math.max(1, freedom));
                total += weight;
            }
        }
        return total > 0 ? Math.min(1, p / total) : 1;
    }

    /** Mean square of the inner products, made independent, over what noise of this density has for a mean. */
    private double ratio(double[] f, List<double[]> columns, double[] inner) {
        double scale = 0;
        for (int k = 0; k < whole; k++) {
            scale += power[k] / f[k] / freedom;
        }
        // forward substitution with the Cholesky factor of the columns' covariance
        int m = inner.length;
        double[][] factor = new double[m][m];
        double[] independent = new double[m];
        double sum = 0;
        for (int a = 0; a < m; a++) {
            double[] column = columns.get(a);
            double rest = inner[a];
            for (int b = 0; b <= a; b++) {
                double[] other = columns.get(b);
                double covariance = 0;
                for (int k = 0; k < whole; k++) {
                    covariance += column[k] * f[k] * other[k];
                }
                for (int c = 0; c < b; c++) {
                    covariance -= factor[a][c] * factor[b][c];
                }
                factor[a][b] = a == b ? Math.sqrt(covariance) : covariance / factor[b][b];
                rest -= a == b ? 0 : factor[a][b] * independent[b];
            }
            independent[a] = rest / factor[a][a];
            sum += independent[a] * independent[a] / (m * scale);
        }
        return sum;
    }

    private static NoiseMixture valid(List<NoiseMixture.Member> members) {
        members.removeIf(m -> Double.isNaN(m.logWeight()) || !Double.isFinite(m.inflation()) || Double.isNaN(m.df()));
        return members.isEmpty() ? NoiseMixture.WHITE : NoiseMixture.of(members);
    }

    private double logLikelihood(double[] f) {
        double logs = 0;
        double squares = 0;
        for (int k = 0; k < whole; k++) {
            squares += power[k] / f[k];
        }
        for (int at : reduced) {
            logs += (share[at] - 1) * Math.log(f[at]);
        }
        double product = 1;
        for (int k = 0; k < whole; k++) {
            product *= f[k];
            if (product > 1e150 || product < 1e-150) {
                // one logarithm for many factors
                logs += Math.log(product);
                product = 1;
            }
        }
        return -0.5 * (logs + Math.log(product) + freedom * Math.log(Math.max(squares, 1e-300)));
    }
}
