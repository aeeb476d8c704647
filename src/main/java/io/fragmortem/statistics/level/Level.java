package io.fragmortem.statistics.level;

import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Ranks;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The level of a series: its mean, with a standard error by batch means. The samples are cut into at most {@value #MOST_BATCHES}
 * batches of neighbours; the means of long batches are nearly independent even where samples are not (B. Schmeiser, Batch
 * size effects in the analysis of simulation output, Operations Research 30, 1982; 10 to 30 batches lose next to nothing).
 * O(n).
 *
 * @param n samples with a value
 * @param batches that the error rests on; 0 below {@value #LEAST} samples, where there is none
 * @param standardError of the mean, 0 without batches
 */
public record Level(int n, int batches, double mean, double standardError, double least, double largest) {

    private static final int MOST_BATCHES = 20;

    private static final int LEAST_BATCHES = 5;

    /** Fewer samples make no batches of two. */
    private static final int LEAST = 10;

    /** Correlation of neighbouring means up to which they count as independent. */
    private static final double INDEPENDENT = 0.2;

    /** Two-sided level of the intervals. */
    private static final double CONFIDENCE = 0.95;

    /** The level of the values that are numbers; empty when there is none. */
    public static Optional<Level> of(double[] values) {
        double[] known = new double[values.length];
        int n = 0;
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                known[n++] = value;
                least = value < least ? value : least;
                largest = value > largest ? value : largest;
                sum += value;
            }
        }
        if (n == 0) {
            return Optional.empty();
        }
        known = n < known.length ? Arrays.copyOf(known, n) : known;
        int batches = batches(known);
        return Optional.of(new Level(n, batches, sum / n, error(batchMeans(known, batches)), least, largest));
    }

    /** The value in the middle of those that are given, none of them NaN; of two in the middle what lies between them. */
    public static double median(double[] values) {
        return Ranks.medianInPlace(values.clone());
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    private static double[] batchMeans(double[] values, int batches) {
        double[] means = new double[batches];
        for (int b = 0; b < batches; b++) {
            int from = (int) ((long) b * values.length / batches);
            int to = (int) ((long) (b + 1) * values.length / batches);
            means[b] = mean(values, from, to);
        }
        return means;
    }

    /** As many batches as have means that do not resemble their neighbours; 0 for too few values. */
    private static int batches(double[] values) {
        if (values.length < LEAST) {
            return 0;
        }
        int batches = Math.min(MOST_BATCHES, values.length / 2);
        while (batches / 2 >= LEAST_BATCHES && resemblance(batchMeans(values, batches)) > INDEPENDENT) {
            batches /= 2;
        }
        return batches;
    }

    /** Correlation of neighbours; 0 for a constant. */
    private static double resemblance(double[] means) {
        double centre = mean(means, 0, means.length);
        double squares = 0;
        double products = 0;
        for (int i = 0; i < means.length; i++) {
            squares += (means[i] - centre) * (means[i] - centre);
            products += i == 0 ? 0 : (means[i] - centre) * (means[i - 1] - centre);
        }
        return squares == 0 ? 0 : products / squares;
    }

    private static double error(double[] means) {
        if (means.length == 0) {
            return 0;
        }
        double centre = mean(means, 0, means.length);
        double squares = 0;
        for (double mean : means) {
            squares += (mean - centre) * (mean - centre);
        }
        return Math.sqrt(squares / (means.length - 1) / means.length);
    }

    /** Whether it has an error. */
    public boolean hasError() {
        return batches >= 2;
    }

    /** This level after that one. */
    public Difference minus(Level before) {
        double size = mean - before.mean;
        if (!hasError() || !before.hasError()) {
            return new Difference(size, OptionalDouble.empty(), OptionalDouble.empty());
        }
        double a = standardError * standardError;
        double b = before.standardError * before.standardError;
        double error = Math.sqrt(a + b);
        if (error == 0) {
            return new Difference(size, OptionalDouble.of(size), OptionalDouble.of(size));
        }
        double freedom = (a + b) * (a + b) / (a * a / (batches - 1) + b * b / (before.batches - 1));
        double half = error * Distributions.studentQuantile(0.5 + CONFIDENCE / 2, freedom);
        return new Difference(size, OptionalDouble.of(size - half), OptionalDouble.of(size + half));
    }

    /**
     * By how much a level is above another, by Welch's interval (B. L. Welch, Biometrika 34, 1947).
     *
     * @param low lower end of the 95 % interval; empty where one of the two is too short for an error
     * @param high upper end
     */
    public record Difference(double size, OptionalDouble low, OptionalDouble high) {}
}
