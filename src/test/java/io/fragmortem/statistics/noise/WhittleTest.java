package io.fragmortem.statistics.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

/** The likelihood of every noise of the family, and what follows from it, against the definitions written out. */
class WhittleTest {

    private static final double NAN = Double.NaN;
    private static final double[] NONE = {};
    private static final double[] HARMONICS = {2 * Math.PI / 12};
    private static final Burg FITTED = new Burg(new double[] {0.55, -0.1}, 1);

    private static double[] run(int seed, int n) {
        return Scenarios.ar(0.5).make(new SplittableRandom(seed), n);
    }

    private static List<double[]> whole() {
        return List.of(run(1, 60));
    }

    /** Densities so small and so large that their product is beyond all numbers. */
    private static List<double[]> walk() {
        return List.of(Scenarios.randomWalk().make(new SplittableRandom(6), 256));
    }

    private static List<double[]> riddled() {
        double[] first = run(2, 70);
        double[] second = run(3, 40);
        for (int t = 5; t < 70; t += 7) {
            first[t] = NAN;
        }
        second[20] = NAN;
        second[21] = NAN;
        return List.of(first, second);
    }

    /** Coefficients of all runs, one after the other: frequency, power and what is left to it, both for the samples there are. */
    private record Spectrum(double[] w, double[] power, double[] share, double freedom) {
        static Spectrum of(List<double[]> runs, double[] radians) {
            List<double[]> all = new ArrayList<>();
            for (double[] run : runs) {
                Cosines c = Cosines.of(run, radians);
                for (int k = 1; k < run.length; k++) {
                    double density = c.density();
                    all.add(new double[] {
                        Math.PI * k / run.length, c.power()[k - 1] * density, c.share()[k - 1] * density
                    });
                }
            }
            double[][] columns = new double[3][];
            for (int j = 0; j < 3; j++) {
                int column = j;
                columns[j] = all.stream().mapToDouble(a -> a[column]).toArray();
            }
            return new Spectrum(
                    columns[0],
                    columns[1],
                    columns[2],
                    Arrays.stream(columns[2]).sum());
        }

        /** The scale of a Gaussian likelihood integrated out: its sum of squares to the power of half the freedom. */
        double logLikelihood(double[] f) {
            double sum = 0;
            double squares = 0;
            for (int k = 0; k < w.length; k++) {
                // a coefficient that the removed columns share in is known that much less
                sum += share[k] * Math.log(f[k]);
                squares += power[k] / f[k];
            }
            return -(sum + freedom * Math.log(squares)) / 2;
        }
    }

    private static int longest(List<double[]> runs) {
        return runs.stream().mapToInt(r -> r.length).max().orElseThrow();
    }

    private static void same(NoiseMixture expected, NoiseMixture actual) {
        for (double errors : new double[] {0.5, 2, 5, 12}) {
            double p = expected.p(errors);
            assertEquals(p, actual.p(errors), 1e-5 * p, errors + " errors");
        }
        assertEquals(expected.effective(1000), actual.effective(1000), 1e-3);
    }

    @Test
    void whatNoiseDoesToASlope() {
        for (double[] radians : new double[][] {NONE, HARMONICS}) {
            for (List<double[]> runs : List.of(whole(), riddled(), walk())) {
                Spectrum s = Spectrum.of(runs, radians);
                NoiseSpectra family = NoiseSpectra.at(s.w(), longest(runs));
                family.addFitted(FITTED, s.w());
                List<Double> importance = runs.size() == 1 ? List.of(7.0) : List.of(3.0, 1.0);
                List<NoiseMixture.Member> members = new ArrayList<>();
                for (int i = 0; i < family.density().size(); i++) {
                    double[] f = family.density().get(i);
                    double mean = 0;
                    double square = 0;
                    double line = 0;
                    int at = 0;
                    for (int r = 0; r < runs.size(); r++) {
                        double weight = runs.size() == 1 ? 1 : r == 0 ? 0.75 : 0.25;
                        double[] part = Cosines.of(runs.get(r), radians).line();
                        for (int k = 0; k < part.length; k++, at++) {
                            line += weight * part[k] * f[at];
                            mean += s.share()[at] * f[at] / s.freedom();
                            square += s.share()[at] * f[at] * f[at] / s.freedom();
                        }
                    }
                    double prior = family.logPrior().get(i) + s.logLikelihood(f);
                    members.add(new NoiseMixture.Member(prior, 1.3 * line / mean, s.freedom() * mean * mean / square));
                }
                NoiseMixture actual = new Whittle(runs, radians).slope(FITTED, importance, 1.3);
                same(NoiseMixture.of(members), actual);
            }
        }
    }

    @Test
    void whatNoiseDoesToAMean() {
        for (List<double[]> runs : List.of(whole(), riddled(), walk())) {
            Spectrum s = Spectrum.of(runs, NONE);
            int n = s.w().length;
            double[] w = Arrays.copyOf(s.w(), n + 1);
            w[n] = Math.PI / 2 / longest(runs);
            NoiseSpectra family = NoiseSpectra.at(w, longest(runs));
            double variance = Arrays.stream(s.power()).sum() / s.freedom();
            List<NoiseMixture.Member> members = new ArrayList<>();
            for (int i = 0; i < family.density().size(); i++) {
                double[] f = family.density().get(i);
                double scale = 0;
                for (int k = 0; k < n; k++) {
                    scale += s.power()[k] / f[k] / s.freedom();
                }
                double prior = family.logPrior().get(i) + s.logLikelihood(f);
                members.add(new NoiseMixture.Member(prior, f[n] * scale / variance, s.freedom()));
            }
            Whittle whittle = new Whittle(runs, NONE);
            assertEquals(variance, whittle.variance(), 1e-12);
            same(NoiseMixture.of(members), whittle.mean());
        }
    }

    @Test
    void theVarianceIsThatAboutALine() {
        double[] y = run(4, 50);
        boolean[] ok = new boolean[50];
        Arrays.fill(ok, true);
        double deviation = Piece.fit(y, ok, 0, 50).deviation();
        assertEquals(50 * deviation * deviation / 48, new Whittle(List.of(y), NONE).variance(), 1e-10);
        assertEquals(0, new Whittle(List.of(new double[50]), NONE).variance());
        assertEquals(0, new Whittle(List.of(), NONE).variance());
    }

    @Test
    void whatColumnsExplain() {
        List<double[]> runs = riddled();
        Spectrum s = Spectrum.of(runs, HARMONICS);
        int n = s.w().length;
        SplittableRandom random = new SplittableRandom(5);
        List<double[]> columns = List.of(
                random.doubles(n, -1, 1).toArray(), random.doubles(n, -1, 1).toArray(), new double[n]);
        Arrays.setAll(columns.get(2), k -> columns.get(0)[k] + 0.3 * columns.get(1)[k] + (k < 9 ? 1 : 0));
        NoiseSpectra family = NoiseSpectra.at(s.w(), longest(runs));
        family.addFitted(FITTED, s.w());
        for (double size : new double[] {0, 3, 9, 20}) {
            double[] inner = {size, -size / 2, size / 3};
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < family.density().size(); i++) {
                double[] f = family.density().get(i);
                most = Math.max(most, family.logPrior().get(i) + s.logLikelihood(f));
            }
            double p = 0;
            double total = 0;
            for (int i = 0; i < family.density().size(); i++) {
                double[] f = family.density().get(i);
                double weight = Math.exp(family.logPrior().get(i) + s.logLikelihood(f) - most);
                p += weight * fTest(s, f, columns, inner);
                total += weight;
            }
            double actual = new Whittle(runs, HARMONICS).columns(FITTED, columns, inner, 1);
            // members of less than a ten thousandth are left out
            assertEquals(p / total, actual, 2e-3 * p / total + 1e-6, "size " + size);
            assertTrue(actual >= 0 && actual <= 1);
            for (double level : new double[] {actual / 2, 0.9 * actual}) {
                double enough = new Whittle(runs, HARMONICS).columns(FITTED, columns, inner, level);
                assertTrue(enough > level && enough <= actual + 1e-12, "size " + size);
            }
            double below = Math.min(1, 1.1 * actual);
            assertEquals(actual, new Whittle(runs, HARMONICS).columns(FITTED, columns, inner, below), "size " + size);
        }
    }

    private static double fTest(Spectrum s, double[] f, List<double[]> columns, double[] inner) {
        int m = inner.length;
        double[][] covariance = new double[m][m];
        double scale = 0;
        for (int k = 0; k < f.length; k++) {
            scale += s.power()[k] / f[k] / s.freedom();
            for (int a = 0; a < m; a++) {
                for (int b = 0; b < m; b++) {
                    covariance[a][b] += columns.get(a)[k] * columns.get(b)[k] * f[k];
                }
            }
        }
        RealVector d = new ArrayRealVector(inner);
        RealVector solved = new LUDecomposition(new Array2DRowRealMatrix(covariance))
                .getSolver()
                .solve(d);
        double ratio = d.dotProduct(solved) / m / scale;
        return 1 - new FDistribution(null, m, s.freedom()).cumulativeProbability(ratio);
    }

    @Test
    void nothingSaysNothing() {
        assertSame(NoiseMixture.WHITE, new Whittle(List.of(new double[] {1}), NONE).slope(FITTED, List.of(1.0), 1));
    }

    @Test
    void aWalkKnowsAsMuchAsAFewSamples() {
        NoiseMixture mixture = new Whittle(walk(), NONE).slope(FITTED, List.of(1.0), 1);
        assertEquals(1, Arrays.stream(mixture.weight()).sum(), 1e-12);
        assertTrue(mixture.effective(256) < 8, "effective " + mixture.effective(256));
    }
}
