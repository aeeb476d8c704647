package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.Seeded;
import io.fragmortem.statistics.base.Blocks;
import io.fragmortem.statistics.base.Column;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.NoiseSearch;
import io.fragmortem.statistics.noise.Whitener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

/** The filters and inner products against the covariance matrix written down in full. */
class LikelihoodTest {

    private static final ArmaNoise[] NOISES = {
        new ArmaNoise(0, 0), new ArmaNoise(0.6, 0), new ArmaNoise(0.92, 0.92 * 0.75), new ArmaNoise(0.985, 0.3)
    };

    private static boolean[] ok(int n) {
        boolean[] ok = new boolean[n];
        for (int t = 0; t < n; t++) {
            ok[t] = t % 11 != 3 && (t < 30 || t > 36);
        }
        return ok;
    }

    private static double[] noise(long seed, int n) {
        return Scenarios.ar(0.5).make(new SplittableRandom(seed), n);
    }

    private static int[] places(boolean[] ok) {
        int[] places = new int[ok.length];
        int k = 0;
        for (int t = 0; t < ok.length; t++) {
            if (ok[t]) {
                places[k++] = t;
            }
        }
        return Arrays.copyOf(places, k);
    }

    /** Covariances of the ok places: those of the state, phi^|i-j| / (1 - phi^2), and the white part on top. */
    private static CholeskyDecomposition covariance(ArmaNoise noise, boolean[] ok) {
        int[] place = places(ok);
        double[][] c = new double[place.length][place.length];
        double phi = noise.phi();
        for (int i = 0; i < place.length; i++) {
            for (int j = 0; j < place.length; j++) {
                c[i][j] = Math.pow(phi, Math.abs(place[i] - place[j])) / (1 - phi * phi)
                        + (i == j ? noise.whiteVariance() : 0);
            }
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(c, false));
    }

    private static RealVector at(double[] column, boolean[] ok) {
        return new ArrayRealVector(
                Arrays.stream(places(ok)).mapToDouble(t -> column[t]).toArray());
    }

    private static double product(CholeskyDecomposition c, double[] a, double[] b, boolean[] ok) {
        return at(a, ok).dotProduct(c.getSolver().solve(at(b, ok)));
    }

    private static double[][] columns(int n, int... changes) {
        List<double[]> columns = new ArrayList<>();
        double[] one = new double[n];
        Arrays.fill(one, 1);
        columns.add(one);
        double[] time = new double[n];
        Arrays.setAll(time, t -> (t - (n - 1) / 2.0) / n);
        columns.add(time);
        for (int c : changes) {
            double[] step = new double[n];
            double[] bend = new double[n];
            for (int t = c; t < n; t++) {
                step[t] = 1;
                bend[t] = (t - c) / (double) n;
            }
            columns.add(step);
            columns.add(bend);
        }
        return columns.toArray(new double[0][]);
    }

    @Test
    void whiteningMakesInnerProductsOfTheInverseCovariance() {
        int n = 70;
        boolean[] ok = ok(n);
        double[] a = noise(1, n);
        double[] b = columns(n, 20)[3];
        for (ArmaNoise noise : NOISES) {
            CholeskyDecomposition c = covariance(noise, ok);
            Whitener filter = new Whitener(noise, ok);
            double[] whiteA = filter.whiten(a);
            double[] whiteB = filter.whiten(b);
            assertEquals(product(c, a, b, ok), Gram.dot(whiteA, whiteB, ok), 1e-9, noise.toString());
            assertEquals(product(c, a, a, ok), Gram.dot(whiteA, whiteA, ok), 1e-9, noise.toString());
            assertEquals(Math.log(c.getDeterminant()), filter.logS, 1e-8, noise.toString());
            Whitener.Suffixes of = filter.suffixes(a);
            assertEquals(product(c, a, a, ok), of.square(), 1e-9);
            for (int place : new int[] {0, 1, 13, 33, 50, 69}) {
                double[][] at = columns(n, place);
                assertEquals(product(c, a, at[2], ok), of.step()[place], 1e-9, noise + " " + place);
                assertEquals(n * product(c, a, at[3], ok), of.ramp()[place], 1e-8, noise + " " + place);
                assertEquals(product(c, a, at[2], ok), of.with(Column.step(place)), 1e-9);
                assertEquals(product(c, a, at[3], ok), of.with(Column.bend(place, n)), 1e-9);
            }
        }
    }

    @Test
    void aMissingPlaceOnlyHasAPredictionError() {
        boolean[] ok = {true, false, true, false};
        double[] white = new Whitener(new ArmaNoise(0.5, 0), ok).whiten(new double[] {2, 5, 1, Double.NaN});
        // variance of the state 4/3; after seeing it, predictions 1 and 0.5 with variances 1 and 1.25
        assertEquals(2 / Math.sqrt(4 / 3.0), white[0], 1e-12);
        assertEquals(5 - 1, white[1], 1e-12);
        assertEquals((1 - 0.5) / Math.sqrt(1.25), white[2], 1e-12);
        assertEquals(0, white[3]);
    }

    @Test
    void manyFactorsOfTheDeterminantDoNotOverflow() {
        boolean[] ok = new boolean[3000];
        Arrays.fill(ok, true);
        ArmaNoise noise = new ArmaNoise(0.999, 0.9);
        Whitener all = new Whitener(noise, ok);
        double steady = new Whitener(noise, Arrays.copyOf(ok, 2999)).logS;
        double further = new Whitener(noise, Arrays.copyOf(ok, 2998)).logS;
        assertTrue(Double.isFinite(all.logS) && all.logS > 0);
        assertEquals(steady - further, all.logS - steady, 1e-9);
    }

    @Test
    void everySubsetIsGeneralisedLeastSquares() {
        int n = 80;
        boolean[] ok = ok(n);
        double[] y = noise(2, n);
        int[] candidates = {15, 34, 60};
        Likelihood likelihood = new Likelihood(y, ok, candidates);
        assertEquals(places(ok).length, likelihood.samples);
        double[][] all = columns(n, candidates);
        for (List<Integer> members : List.of(List.<Integer>of(), List.of(1), List.of(0, 2), List.of(0, 1, 2))) {
            double[][] x = Arrays.stream(Likelihood.columnsOf(members))
                    .mapToObj(j -> all[j])
                    .toArray(double[][]::new);
            double least = Double.POSITIVE_INFINITY;
            int[] numbers = Likelihood.columnsOf(members);
            for (int m = 0; m < likelihood.models.size(); m++) {
                Gram gram = likelihood.gram(m);
                least = Math.min(least, gram.deviance(numbers, likelihood.samples));
                if (m % 10 != members.size()) {
                    continue;
                }
                CholeskyDecomposition c = covariance(likelihood.models.get(m), ok);
                RealVector beta = leastSquares(c, x, y, ok);
                double rss = rss(c, x, y, beta, ok);
                assertEquals(rss, gram.rss(numbers), 1e-6 * rss, members + " " + likelihood.models.get(m));
                double[] coefficients = gram.coefficients(numbers);
                for (int j = 0; j < coefficients.length; j++) {
                    assertEquals(beta.getEntry(j), coefficients[j], 1e-5, members + " column " + j);
                }
                double deviance =
                        likelihood.samples * Math.log(rss / likelihood.samples) + Math.log(c.getDeterminant());
                assertEquals(deviance, gram.deviance(numbers, likelihood.samples), 1e-5);
            }
            NoiseSearch.Best best = likelihood.best(members);
            assertEquals(least, best.deviance(), 1e-5);
            agreesWithResiduals(likelihood, members, best.model(), x, ok);
            double[] generic = Likelihood.deviances(
                    y, ok, likelihood.samples, x, new double[0][], new int[][] {identity(x.length)});
            assertEquals(least, generic[0], 1e-5);
            // in units a thousand times larger the deviance grows by 2 N ln 1000 and is positive
            double[] large = Arrays.stream(y).map(v -> 1000 * v).toArray();
            double[] scaled = Likelihood.deviances(
                    large, ok, likelihood.samples, x, new double[0][], new int[][] {identity(x.length)});
            assertEquals(least + 2 * likelihood.samples * Math.log(1000), scaled[0], 1e-5);
        }
    }

    private static int[] identity(int size) {
        int[] numbers = new int[size];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    private static void agreesWithResiduals(
            Likelihood likelihood, List<Integer> members, int model, double[][] x, boolean[] ok) {
        double[] beta = likelihood.gram(model).coefficients(Likelihood.columnsOf(members));
        double[] residual = likelihood.residuals(members, model);
        for (int t = 0; t < residual.length; t++) {
            double fit = 0;
            for (int j = 0; j < beta.length; j++) {
                fit += beta[j] * x[j][t];
            }
            assertEquals(likelihood.y[t] - fit, residual[t], 1e-10);
        }
        double[] u = likelihood.innovations(members, model);
        double rss = likelihood.gram(model).rss(Likelihood.columnsOf(members));
        assertEquals(rss, Gram.dot(u, u, ok), 1e-8 * rss);
    }

    private static RealVector leastSquares(CholeskyDecomposition c, double[][] x, double[] y, boolean[] ok) {
        RealMatrix xx = new Array2DRowRealMatrix(x.length, x.length);
        RealVector xy = new ArrayRealVector(x.length);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                xx.setEntry(i, j, product(c, x[i], x[j], ok));
            }
            xy.setEntry(i, product(c, x[i], y, ok));
        }
        return new QRDecomposition(xx).getSolver().solve(xy);
    }

    private static double rss(CholeskyDecomposition c, double[][] x, double[] y, RealVector beta, boolean[] ok) {
        double[] rest = y.clone();
        for (int j = 0; j < x.length; j++) {
            for (int t = 0; t < rest.length; t++) {
                rest[t] -= beta.getEntry(j) * x[j][t];
            }
        }
        return product(c, rest, rest, ok);
    }

    @Test
    void whatColumnsExplainOfAVector() {
        int n = 40;
        boolean[] ok = new boolean[n];
        Arrays.fill(ok, true);
        double[][] x = columns(n, 17);
        double[] v = noise(4, n);
        Whitener filter = new Whitener(new ArmaNoise(0.3, 0), ok);
        Gram gram = Gram.ofValues(filter, v, x);
        double[] inner = new double[4];
        Arrays.setAll(inner, j -> Gram.dot(filter.whiten(v), filter.whiten(x[j]), ok));
        double whole = Gram.dot(filter.whiten(v), filter.whiten(v), ok);
        assertEquals(whole - gram.rss(new int[] {0, 1, 2, 3}), gram.explained(new int[] {0, 1, 2, 3}, inner), 1e-9);
        assertEquals(
                whole - gram.rss(new int[] {0, 3}),
                gram.explained(new int[] {0, 3}, new double[] {inner[0], inner[3]}),
                1e-9);
    }

    @Test
    void aColumnTwiceIsNoError() {
        int n = 20;
        boolean[] ok = new boolean[n];
        Arrays.fill(ok, true);
        double[] y = noise(5, n);
        double[] one = columns(n)[0];
        Gram gram = Gram.ofValues(new Whitener(new ArmaNoise(0, 0), ok), y, new double[][] {one, one, new double[n]});
        double mean = Arrays.stream(y).average().orElseThrow();
        double about = Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum();
        assertEquals(about, gram.rss(new int[] {0}), 1e-10);
        assertEquals(about, gram.rss(new int[] {0, 1, 2}), 1e-3);
        assertTrue(Double.isFinite(gram.coefficients(new int[] {0, 1, 2})[2]));
        // nothing left around a perfect fit: the deviance stays a number
        Gram exact = Gram.ofValues(new Whitener(new ArmaNoise(0, 0), ok), one, new double[][] {one});
        assertEquals(n * Math.log(1e-10), exact.deviance(new int[] {0}, n), 1e-9);
    }

    @Test
    void theChosenCandidatesMinimiseThePenalisedDeviance() {
        int n = 120;
        boolean[] ok = ok(n);
        for (int seed = 0; seed < 12; seed++) {
            double[] y = noise(seed, n);
            for (int t = 0; t < n; t++) {
                y[t] += (t >= 40 ? seed % 4 : 0)
                        - (t >= 85 ? seed % 3 * 1.5 : 0)
                        + (t >= 60 ? 0.03 * (t - 60) * (seed % 2) : 0);
            }
            Likelihood likelihood = new Likelihood(y, ok, new int[] {20, 40, 60, 85});
            double penalty = 1 + seed;
            List<Integer> chosen = Selection.choose(likelihood, penalty).members();
            double own = likelihood.best(chosen).deviance() + penalty * chosen.size();
            for (int i = 0; i < 4; i++) {
                List<Integer> other = new ArrayList<>(chosen);
                if (!other.remove(Integer.valueOf(i))) {
                    other.add(i);
                }
                other.sort(Integer::compare);
                double toggled = likelihood.best(other).deviance() + penalty * other.size();
                assertTrue(own <= toggled + 1e-6, "seed " + seed + ": " + chosen + " against " + other);
            }
            // both ends of the search stand: no change at all and all of them are no better
            assertTrue(own <= likelihood.best(List.of()).deviance() + 1e-6);
            assertTrue(own <= likelihood.best(List.of(0, 1, 2, 3)).deviance() + 4 * penalty + 1e-6);
            assertEquals(
                    List.of(0, 1, 2, 3), Selection.choose(likelihood, -1000).members());
            assertEquals(List.of(), Selection.choose(likelihood, 1e6).members());
        }
        assertEquals(
                List.of(),
                Selection.choose(new Likelihood(noise(1, n), ok, new int[0]), 3).members());
    }

    @Test
    void twoOppositeStepsThatNeedEachOtherAreFoundFromTheFullEnd() {
        // an outage: either step alone explains little, both together all of it
        int n = 150;
        boolean[] ok = new boolean[n];
        Arrays.fill(ok, true);
        double[] y = Scenarios.ar(0).make(new SplittableRandom(8), n);
        for (int t = 70; t < 78; t++) {
            y[t] -= 6;
        }
        assertEquals(
                List.of(0, 1),
                Selection.choose(new Likelihood(y, ok, new int[] {70, 78}), 17).members());
    }

    @Test
    void candidatesAFewPlacesApartDoNotHideTheChange() {
        // a step of 6 deviations in 4,000 places beside two chance candidates: six columns within seven samples
        for (int seed = 1; seed < 4; seed++) {
            double[] raw = Scenarios.ar(0.2).make(new SplittableRandom(seed), 12_000);
            for (int t = 5003; t < raw.length; t++) {
                raw[t] += 6;
            }
            double[] y = Blocks.medians(raw, 3);
            double mean = Arrays.stream(y).average().orElseThrow();
            double deviation =
                    Math.sqrt(Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum() / y.length);
            boolean[] ok = new boolean[y.length];
            Arrays.fill(ok, true);
            double[] z = Seeded.mapped(y, 1 / deviation, -mean / deviation);
            Likelihood likelihood = new Likelihood(z, ok, new int[] {1668, 1671, 1675});
            assertEquals(List.of(0), Selection.choose(likelihood, 27).members(), "seed " + seed);
        }
    }

    @Test
    void numbersOfColumns() {
        assertArrayEquals(new int[] {0, 1}, Likelihood.columnsOf(List.of()));
        assertArrayEquals(new int[] {0, 1, 4, 5, 8, 9}, Likelihood.columnsOf(List.of(1, 3)));
    }
}
