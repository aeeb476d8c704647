package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Draws;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.base.Tables;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Burg;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.Whitener;
import io.fragmortem.statistics.trend.Trend;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** A curve fitted by generalised least squares, its coefficients as uncertain as the noise makes them. */
final class CurveMean implements Mean {

    /** Basis functions at all places of the stretch and of the future. */
    private final double[][] values;

    private final double[] beta;
    /** Lower triangular root of the coefficients' covariance. */
    private final double[][] root;

    private final double[] residual;
    private final double[] drawn;
    private final int n;
    private final double df;
    private final double effective;
    /** Low-frequency density of the noise that the errors were calculated with. */
    private final double density;

    /**
     * Fits a curve.
     *
     * @param steps how far into the future it will be asked for
     */
    CurveMean(Series stretch, Curves.Weighted weighted, int steps) {
        n = stretch.size();
        int p = weighted.curve().basis().size();
        values = Tables.of(p, n + steps + 1);
        for (int j = 0; j < p; j++) {
            DoubleUnaryOperator f = weighted.curve().basis().get(j);
            Arrays.setAll(values[j], t -> f.applyAsDouble((double) t / n));
        }
        double[] y = stretch.value();
        boolean[] ok = SpikeMask.ok(y);
        double[][] columns = weighted.curve().columns(n);
        ArmaNoise noise = weighted.noise(n);
        Gram gram = Gram.ofValues(new Whitener(noise, ok), zeroed(y), columns);
        int[] all = new int[p];
        Arrays.setAll(all, j -> j);
        beta = gram.coefficients(all);
        int samples = 0;
        for (boolean b : ok) {
            samples += b ? 1 : 0;
        }
        double variance = gram.rss(all) / Math.max(1, samples - p);
        root = inverseRoot(gram.product, p);
        for (double[] row : root) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= Math.sqrt(variance);
            }
        }
        density = variance * density(noise);
        effective = samples * noise.marginalVariance() / Math.max(density(noise), noise.marginalVariance());
        df = Math.max(Trend.LEAST_EFFECTIVE - 2, effective - p);
        residual = new double[n];
        drawn = beta.clone();
        Arrays.setAll(residual, t -> Series.usable(y[t]) ? y[t] - drawn(t + 1 - n) : Double.NaN);
    }

    private static double[] zeroed(double[] y) {
        return Arrays.stream(y).map(v -> Series.usable(v) ? v : 0).toArray();
    }

    /** Of the state's innovation variance, where slow curves have their power. */
    private double density(ArmaNoise noise) {
        return new Burg(new double[] {noise.phi()}, 1).spectrum(Math.PI / n) + noise.whiteVariance();
    }

    /** A lower triangular matrix B with B^T B the inverse of the leading p by p block: the inverse of its Cholesky factor. */
    private static double[][] inverseRoot(double[][] product, int p) {
        double[][] factor = Tables.of(p, p);
        double[][] inverse = Tables.of(p, p);
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = product[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12 * product[i][i])) : sum / factor[j][j];
            }
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? 1 : 0;
                for (int k = j; k < i; k++) {
                    sum -= factor[i][k] * inverse[k][j];
                }
                inverse[i][j] = sum / factor[i][i];
            }
        }
        return inverse;
    }

    @Override
    public double[] residual() {
        return residual.clone();
    }

    @Override
    public double highest(int from, int to) {
        double sum = 0;
        for (int j = 0; j < drawn.length; j++) {
            // all of the basis goes one way
            sum += Math.max(drawn[j] * values[j][n - 1 + from], drawn[j] * values[j][n - 1 + to]);
        }
        return sum;
    }

    @Override
    public int parameters() {
        return beta.length;
    }

    @Override
    public double df() {
        return df;
    }

    @Override
    public double effective() {
        return effective;
    }

    @Override
    public double fitted(int place) {
        return at(beta, place);
    }

    @Override
    public void draw(Draws random, double spread, PathNoise.Drawn noise) {
        double scale = spread * Math.sqrt(Math.max(1, noise.slowness(n) / density));
        double[] z = new double[beta.length];
        Arrays.setAll(z, j -> scale * random.nextGaussian());
        for (int j = 0; j < drawn.length; j++) {
            drawn[j] = beta[j];
            for (int i = j; i < z.length; i++) {
                drawn[j] += root[i][j] * z[i];
            }
        }
    }

    @Override
    public double drawn(int place) {
        return at(drawn, place);
    }

    private double at(double[] coefficients, int place) {
        double sum = 0;
        for (int j = 0; j < coefficients.length; j++) {
            sum += coefficients[j] * values[j][n - 1 + place];
        }
        return sum;
    }
}
