package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Sums;
import io.fragmortem.statistics.base.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whittle's likelihood of all members of {@link NoiseSpectra} for a few runs, and what each does to a slope or a mean. */
public final class Whittle {

    private static final double NEGLIGIBLE = 1e-4;

    private final List<Cosines> runs = new ArrayList<>();
    private final double[] w;
    private final double[] power;
    private final double[] share;
    /** Coefficients in use. */
    private final int whole;

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
    }

    /**
     * What the noise does to a slope fitted to all runs, against the residuals' own variance.
     *
     * @param fitted a member of the family made for these runs
     * @param importance weight of each run in the slope
     * @param factor on all inflations
     */
    NoiseMixture slope(Burg fitted, List<Double> importance, double factor) {
        double all = 0;
        for (double weight : importance) {
            all += weight;
        }
        double[] ofLine = new double[whole];
        int at = 0;
        for (int r = 0; r < runs.size(); r++) {
            for (double part : runs.get(r).line()) {
                ofLine[at++] = importance.get(r) / all * part;
            }
        }
        List<NoiseFamily.Spectrum> family = NoiseFamily.of(w, share, longest).with(fitted);
        double[] squares = squares(family);
        double[] line = Sums.products(ofLine, densities(family), family.size());
        List<NoiseMixture.Member> members = new ArrayList<>();
        for (int i = 0; i < squares.length; i++) {
            NoiseFamily.Spectrum f = family.get(i);
            members.add(new NoiseMixture.Member(
                    f.logPrior() + logLikelihood(f, squares[i]),
                    line[i] * freedom / f.sum() * factor,
                    f.sum() * f.sum() / f.square()));
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
        List<NoiseFamily.Spectrum> family = NoiseFamily.of(all, share, longest).members();
        double[] squares = squares(family);
        List<NoiseMixture.Member> members = new ArrayList<>();
        for (int i = 0; i < squares.length; i++) {
            NoiseFamily.Spectrum f = family.get(i);
            members.add(new NoiseMixture.Member(
                    f.logPrior() + logLikelihood(f, squares[i]),
                    f.density()[whole] * squares[i] / freedom / unit,
                    freedom));
        }
        return valid(members);
    }

    /**
     * p of what columns explain: each member's F test, averaged.
     *
     * @param fitted a member of the family made for these runs
     * @param columns per column its coefficients, in the order of the runs
     * @param inner product of each column with the data
     * @param most above it the p is only known to be above it: what the likeliest members say is then enough
     */
    public double columns(Burg fitted, List<double[]> columns, double[] inner, double most) {
        List<NoiseFamily.Spectrum> family = NoiseFamily.of(w, share, longest).with(fitted);
        double[] squares = squares(family);
        double[] weight = weights(family, squares);
        double[][] all = columns.toArray(new double[0][]);
        double enough = most * Sums.of(weight);
        double p = 0;
        double total = 0;
        for (int i = 0; i < weight.length; i++) {
            double f = weight[i] > 0 ? ratio(family.get(i), squares[i], all, inner) : Double.NaN;
            if (!Double.isNaN(f)) {
                p += weight[i] * Distributions.fisherAbove(f, inner.length, Math.max(1, freedom));
                total += weight[i];
            }
            if (p > enough) {
                // whatever the others say
                return Math.max(Math.nextUp(most), Math.min(1, p / Sums.of(weight)));
            }
        }
        return total > 0 ? Math.min(1, p / total) : 1;
    }

    /** How probable each member is, the likeliest 1 and the negligible ones 0. */
    private double[] weights(List<NoiseFamily.Spectrum> family, double[] squares) {
        double[] weight = new double[family.size()];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < weight.length; i++) {
            weight[i] = family.get(i).logPrior() + logLikelihood(family.get(i), squares[i]);
            largest = weight[i] > largest ? weight[i] : largest;
        }
        for (int i = 0; i < weight.length; i++) {
            double own = Math.exp(weight[i] - largest);
            weight[i] = own > NEGLIGIBLE ? own : 0;
        }
        return weight;
    }

    /** Mean square of the inner products, made independent, over what noise of this density has for a mean. */
    private double ratio(NoiseFamily.Spectrum member, double squares, double[][] columns, double[] inner) {
        double scale = squares / freedom;
        double[] f = member.density();
        // forward substitution with the Cholesky factor of the columns' covariance
        int m = inner.length;
        double[][] factor = Tables.of(m, m);
        double[] independent = new double[m];
        double[] weighted = new double[whole];
        double sum = 0;
        for (int a = 0; a < m; a++) {
            double[] column = columns[a];
            for (int k = 0; k < whole; k++) {
                weighted[k] = column[k] * f[k];
            }
            double[] covariances = Sums.products(weighted, columns, a + 1);
            double rest = inner[a];
            for (int b = 0; b <= a; b++) {
                double covariance = covariances[b];
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

    private double logLikelihood(NoiseFamily.Spectrum f, double squares) {
        return -0.5 * (f.logs() + freedom * Math.log(Math.max(squares, 1e-300)));
    }

    /** Of the coefficients, each over what a member has for its variance. */
    private double[] squares(List<NoiseFamily.Spectrum> family) {
        double[][] inverse = new double[family.size()][];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = family.get(i).inverse();
        }
        return Sums.products(power, inverse, inverse.length);
    }

    private static double[][] densities(List<NoiseFamily.Spectrum> family) {
        double[][] densities = new double[family.size()][];
        for (int i = 0; i < densities.length; i++) {
            densities[i] = family.get(i).density();
        }
        return densities;
    }
}
