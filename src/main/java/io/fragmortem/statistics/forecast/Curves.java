package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Blocks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.base.Tables;
import io.fragmortem.statistics.change.Certificate;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Explained;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * The courses that growth may take: a line (bent where a bend is certified), faster and faster, or slower and slower, each weighed by AICc
 * with ARMA(1,1) noise refitted for it, on at most 200 block medians. With independent noise assumed, persistence alone would look like
 * curvature. Hurvich and Tsai 1989, Biometrika 76:297; weights: Burnham and Anderson 2002, Model Selection and Multimodel Inference,
 * ch. 2; on what is lost by choosing one: Hjort and Claeskens 2003, JASA 98:879.
 */
final class Curves {

    private static final int MOST_BLOCKS = 200;
    /** The final slope of what levels off must be below this share of the first one. */
    private static final double FLATTENED = 0.5;

    /** Time constants, in lengths of the stretch. */
    private static final double[] APPROACHES = {0.08, 0.16, 0.33, 0.66};

    private static final double[] EXPLOSIONS = {0.5, 1};
    /** So much weight beside the best one is none. */
    private static final double NEGLIGIBLE = 0.01;

    /** Two of the noise and its variance. */
    private static final int OTHERS = 3;

    private Curves() {}

    /** Where growth goes. */
    enum Course {
        STRAIGHT,
        FASTER,
        SLOWER
    }

    /**
     * A curve.
     *
     * @param basis functions of time that runs from 0 to 1 over the stretch
     * @param parameters of the curve; what was searched for counts
     * @param prior weight before anything was seen
     */
    record Curve(Course course, List<DoubleUnaryOperator> basis, int parameters, double prior) {

        double[][] columns(int n) {
            double[][] columns = Tables.of(basis.size(), n);
            for (int j = 0; j < columns.length; j++) {
                DoubleUnaryOperator f = basis.get(j);
                Arrays.setAll(columns[j], t -> f.applyAsDouble((double) t / n));
            }
            return columns;
        }
    }

    /**
     * A curve with what speaks for it.
     *
     * @param weight all weights together are 1
     * @param noise that goes with it, for places of which the stretch has {@code blocks}
     */
    record Weighted(Curve curve, double weight, ArmaNoise noise, int blocks) {

        /** The noise for places of which the stretch has so many. */
        ArmaNoise noise(int places) {
            double phi = Math.pow(noise.phi(), (double) blocks / places);
            return new ArmaNoise(phi, noise.phi() > 0 ? phi * noise.theta() / noise.phi() : 0);
        }
    }

    /** All curves that are tried; the first is the line, bent at {@code kink}, if there is one. */
    static List<Curve> all(OptionalDouble kink) {
        DoubleUnaryOperator constant = u -> 1;
        DoubleUnaryOperator time = u -> u;
        List<Curve> curves = new ArrayList<>();
        if (kink.isPresent()) {
            double at = kink.getAsDouble();
            curves.add(new Curve(Course.STRAIGHT, List.of(constant, time, u -> Math.max(0, u - at)), 4, 1));
        } else {
            curves.add(new Curve(Course.STRAIGHT, List.of(constant, time), 2, 1));
        }
        curves.add(new Curve(Course.FASTER, List.of(constant, time, u -> u * u), 3, 0.25));
        for (double share : EXPLOSIONS) {
            curves.add(
                    new Curve(Course.FASTER, List.of(constant, u -> Math.exp(u / share)), 3, 0.25 / EXPLOSIONS.length));
        }
        curves.add(new Curve(Course.SLOWER, List.of(constant, time, u -> Math.log(1 + 9 * u)), 3, 0.5));
        for (double share : APPROACHES) {
            curves.add(
                    new Curve(Course.SLOWER, List.of(constant, u -> Math.exp(-u / share)), 3, 0.5 / APPROACHES.length));
        }
        return curves;
    }

    /**
     * The curves with their weights; those that turn the wrong way for their course have none. Empty for fewer than 30 samples and for
     * a constant.
     */
    static List<Weighted> weighed(Series stretch, OptionalDouble kink) {
        double[] y = blocks(stretch.value());
        boolean[] ok = SpikeMask.ok(y);
        int samples = count(ok);
        Certificate scaled = new Certificate(y, ok);
        if (samples < Series.LEAST_TO_JUDGE || !(scaled.deviation() > 0)) {
            return List.of();
        }
        List<Curve> curves = all(kink);
        List<Fit> fits = fits(curves, scaled.scaled(), ok, samples);
        double[] score = new double[fits.size()];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < score.length; i++) {
            Fit fit = fits.get(i);
            score[i] = fit.turns ? aicc(fit.deviance, samples, curves.get(i).parameters()) : Double.POSITIVE_INFINITY;
            least = Math.min(least, score[i]);
        }
        double sum = 0;
        for (int i = 0; i < score.length; i++) {
            double weight = curves.get(i).prior() * Math.exp((least - score[i]) / 2);
            score[i] = weight < NEGLIGIBLE ? 0 : weight;
            sum += score[i];
        }
        List<Weighted> weighed = new ArrayList<>();
        for (int i = 0; i < score.length; i++) {
            weighed.add(new Weighted(curves.get(i), score[i] / sum, fits.get(i).noise, y.length));
        }
        return weighed;
    }

    /** The share of all weights that a course has. */
    static double weight(List<Weighted> curves, Course course) {
        double sum = 0;
        for (Weighted w : curves) {
            sum += w.curve().course() == course ? w.weight() : 0;
        }
        return sum;
    }

    private static int count(boolean[] ok) {
        int samples = 0;
        for (boolean b : ok) {
            samples += b ? 1 : 0;
        }
        return samples;
    }

    /** A curve under the noise that suits it best. */
    private record Fit(double deviance, ArmaNoise noise, boolean turns) {}

    private static List<Fit> fits(List<Curve> curves, double[] z, boolean[] ok, int samples) {
        List<double[]> columns = new ArrayList<>();
        List<double[]> bend = new ArrayList<>();
        int[][] subset = new int[curves.size()][];
        for (int i = 0; i < subset.length; i++) {
            double[][] own = curves.get(i).columns(z.length);
            subset[i] = new int[own.length];
            for (int j = 0; j < own.length; j++) {
                // the constant is everywhere the same, and so is time where it comes second
                boolean shared = i > 0 && (j == 0 || (own.length > 2 && j == 1));
                subset[i][j] = shared ? j : columns.size();
                if (!shared) {
                    (i == 0 && j > 1 ? bend : columns).add(own[j]);
                }
            }
        }
        if (!bend.isEmpty()) {
            // behind those that every series has
            subset[0][2] = columns.size();
        }
        double[][] ofAll = columns.toArray(double[][]::new);
        double[][] alone = bend.toArray(double[][]::new);
        Explained explained = new Explained(z, ok, samples, ofAll, alone, List.of(subset));
        columns.addAll(bend);
        double[][] all = columns.toArray(double[][]::new);
        List<Fit> best = new ArrayList<>();
        for (int i = 0; i < subset.length; i++) {
            boolean turns = turns(curves.get(i).course(), explained.coefficients(i), all, subset[i]);
            best.add(new Fit(explained.deviance(i), explained.noise(i), turns));
        }
        return best;
    }

    /** Whether a fitted curve rises and goes as its course says: faster or slower at its end than at its beginning. */
    private static boolean turns(Course course, double[] beta, double[][] columns, int[] own) {
        int n = columns[0].length;
        double first = 0;
        double last = 0;
        for (int j = 0; j < beta.length; j++) {
            double[] column = columns[own[j]];
            first += beta[j] * (column[n / 5] - column[0]);
            last += beta[j] * (column[n - 1] - column[n - 1 - n / 5]);
        }
        return switch (course) {
            case STRAIGHT -> true;
            case FASTER -> last > 0 && first < last;
            case SLOWER -> first > 0 && last < FLATTENED * first;
        };
    }

    static double aicc(double deviance, int n, int curveParameters) {
        int k = curveParameters + OTHERS;
        return deviance + 2.0 * k * n / (n - k - 1);
    }

    static double[] blocks(double[] values) {
        int width = Math.max(1, (values.length + MOST_BLOCKS - 1) / MOST_BLOCKS);
        return width == 1 ? values : Blocks.medians(values, width);
    }
}
