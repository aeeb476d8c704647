package io.fragmortem.statistics.change;

import io.fragmortem.statistics.base.Piece;
import java.util.Arrays;
import java.util.Optional;

/**
 * Values in their own units whose noise, proportional to the level, is made as large everywhere as it is at the end: {@code z = L + (y - L) e / L}
 * with lines L through what is to be seen and e their last value. The course stays what it is, straight where it was; logarithms
 * would bend it. Weighted least squares by another name, of Carroll and Ruppert 1988, Transformation and Weighting in Regression, ch. 2.
 */
final class Levelling {

    /** Noise of levels that differ less is as good as equal. */
    private static final double LEAST_RATIO = 1.2;

    private final double[] values;
    /** The logarithms of what each place's distance from its line was multiplied by. */
    private final double logFactors;

    private Levelling(double[] values, double logFactors) {
        this.values = values;
        this.logFactors = logFactors;
    }

    /**
     * Levels values about a line for each piece; absent where a line is not positive all along, or all are about as high. O(n).
     *
     * @param given at equidistant places, NaN where missing
     * @param rest the same without a cycle: what the lines go through
     * @param ok places that count
     * @param pieces first place of each piece that has a line of its own, then the number of places
     */
    static Optional<Levelling> of(double[] given, double[] rest, boolean[] ok, int[] pieces) {
        double[] line = new double[given.length];
        for (int r = 0; r + 1 < pieces.length; r++) {
            Piece piece = Piece.fit(rest, ok, pieces[r], pieces[r + 1]);
            for (int t = pieces[r]; t < pieces[r + 1]; t++) {
                line[t] = piece.at(t);
            }
        }
        double least = Arrays.stream(line).min().orElse(0);
        double most = Arrays.stream(line).max().orElse(0);
        if (!(least > 0) || most < LEAST_RATIO * least) {
            return Optional.empty();
        }
        double end = line[line.length - 1];
        double[] levelled = new double[given.length];
        double logFactors = 0;
        for (int t = 0; t < given.length; t++) {
            levelled[t] = line[t] + (given[t] - line[t]) * end / line[t];
            logFactors += ok[t] ? Math.log(end / line[t]) : 0;
        }
        return Optional.of(new Levelling(levelled, logFactors));
    }

    double[] values() {
        return values;
    }

    double logFactors() {
        return logFactors;
    }
}
