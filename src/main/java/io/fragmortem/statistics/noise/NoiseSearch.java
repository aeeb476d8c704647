package io.fragmortem.statistics.noise;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Finds the likeliest noise of a grid, among all or among a few that grow: where the likelihood is a hill, the best of those that were asked
 * for and its neighbours, until none of them is better. What was asked for once is looked at in every search, so that with each the answer is
 * the surer.
 *
 * <p>{@link ArmaNoise#grid} wants all. Its likelihood is a curved ridge along which less persistence goes with less measurement noise: seven
 * of its 61 and their neighbours missed the best model in 270 of 111,000 searches, by up to 15 of deviance, and took a bend for a jump.
 */
public final class NoiseSearch {

    private final int[][] neighbours;
    private final boolean[] asked;

    /** Asks for all models of a grid. */
    public NoiseSearch(int models) {
        neighbours = new int[models][0];
        asked = new boolean[models];
        Arrays.fill(asked, true);
    }

    /**
     * Begins with few.
     *
     * @param neighbours numbers of the models next to each
     * @param first numbers of those to begin with
     */
    public NoiseSearch(int[][] neighbours, int... first) {
        this.neighbours = neighbours;
        asked = new boolean[neighbours.length];
        for (int m : first) {
            asked[m] = true;
        }
    }

    /**
     * The likeliest model.
     *
     * @param model its number in the grid
     */
    public record Best(double deviance, int model) {}

    /** The model of least deviance; of equal ones the first. */
    public Best least(IntToDoubleFunction deviance) {
        double least = Double.POSITIVE_INFINITY;
        int best = 0;
        for (int m = 0; m < asked.length; m++) {
            double own = asked[m] ? deviance.applyAsDouble(m) : Double.POSITIVE_INFINITY;
            if (own < least) {
                least = own;
                best = m;
            }
        }
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int m : neighbours[best]) {
                if (!asked[m]) {
                    asked[m] = true;
                    grown = true;
                    double own = deviance.applyAsDouble(m);
                    if (own < least || (own == least && m < best)) {
                        least = own;
                        best = m;
                    }
                }
            }
        }
        return new Best(least, best);
    }

    /** How many models were asked for so far. */
    public int asked() {
        int count = 0;
        for (boolean a : asked) {
            count += a ? 1 : 0;
        }
        return count;
    }
}
