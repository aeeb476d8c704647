package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Sums;
import java.util.List;

/**
 * A line through a few points (peaks, means of regimes) against the other story for them: that they moved in a single step.
 *
 * <p>Each group of points (a run) has a level of its own, the slope is common. Least squares; O(points).
 *
 * @param slope per unit of time
 * @param squares residual sum of squares about the line
 * @param stepSquares the same about the best single step
 * @param error standard error of the slope; infinite where the points leave no freedom to tell
 * @param freedom degrees of freedom
 */
record Peaks(double slope, double squares, double stepSquares, double error, int freedom) {

    /** A step is the better story when it leaves so much less than the line: a little less is chance. */
    private static final double STEP_IS_BETTER = 1.5;

    /** With less freedom a t test says nothing. */
    private static final int LEAST_FREEDOM = 2;

    /** Fits groups of points of time and value; groups of one point say nothing. */
    static Peaks of(List<List<double[]>> groups) {
        int freedom = -1;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double step = 0;
        for (List<double[]> group : groups) {
            int k = group.size();
            double time = Sums.mean(group.stream().mapToDouble(p -> p[0]).toArray());
            double value = Sums.mean(group.stream().mapToDouble(p -> p[1]).toArray());
            double left = 0;
            for (int i = 0; i < k; i++) {
                double x = group.get(i)[0] - time;
                double y = group.get(i)[1] - value;
                xx += x * x;
                xy += x * y;
                yy += y * y;
                if (i > 0) {
                    // what a step right before this point explains
                    step = Math.max(step, left * left * k / ((double) i * (k - i)));
                }
                left += y;
            }
            freedom += k - 1;
        }
        double slope = xx > 0 ? xy / xx : 0;
        double squares = Math.max(0, yy - slope * xy);
        double error = freedom > 0 && xx > 0 ? Math.sqrt(squares / freedom / xx) : Double.POSITIVE_INFINITY;
        return new Peaks(slope, squares, Math.max(0, yy - step), error, freedom);
    }

    /** Whether they go this way (1 up, -1 down), and not in one step. */
    boolean go(int sign) {
        return Math.signum(slope) == sign && squares <= STEP_IS_BETTER * stepSquares;
    }

    /** Whether they go this way beyond chance, the points taken for independent. */
    boolean prove(int sign, double alpha) {
        return go(sign)
                && freedom >= LEAST_FREEDOM
                && (error <= Math.ulp(Math.abs(slope))
                        || Distributions.studentTwoSided(slope / error, freedom) <= alpha);
    }
}
