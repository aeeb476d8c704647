package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Recent;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Cosines;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.Regressors;
import io.fragmortem.statistics.noise.Whitener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;

/**
 * Which of several sets of regressors explains a series best, by AICc with ARMA(1,1) noise refitted for each: Hurvich and Tsai 1989,
 * Biometrika 76:297. Looks at block means only, so that it costs about 10^6 operations.
 */
final class Choice {

    /** Blocks must follow the eighth harmonic. */
    private static final int BLOCKS_PER_PERIOD = 24;

    private static final int LEAST_BLOCKS = 168;
    private static final int MOST_BLOCKS = 720;

    /** What is asked is which regressors are there, not what the noise is exactly: a coarse grid will do. */
    private static final double[] PERSISTENCE = {0, .5, .8, .92, .98};

    private static final double[] WHITE = {0, .6};
    /** Constant and slope of the line, two of the noise and its variance. */
    private static final int OTHERS = 5;

    /** Of the series of an instance that have the same time axis and no spikes: with a cycle and without. */
    private static final Recent<Columns> RECENT = new Recent<>(6);

    private final PieceLines lines;
    private final int count;
    private final double[] y;
    private final boolean[] present;
    private final List<double[]> columns = new ArrayList<>();
    private final IdentityHashMap<double[], Integer> numbers = new IdentityHashMap<>();
    private final List<int[]> sets = new ArrayList<>();
    private final List<Integer> parameters = new ArrayList<>();

    /**
     * Takes a series.
     *
     * @param freed of the lines
     * @param period of the fastest cycle; infinite when there is none
     */
    Choice(PieceLines lines, double[] freed, double period) {
        this.lines = lines;
        int wanted = (int) Math.min(MOST_BLOCKS, Math.ceil(BLOCKS_PER_PERIOD * lines.span() / period));
        count = Math.min(freed.length, Math.max(LEAST_BLOCKS, wanted));
        double[] blocks = blocks(freed);
        present = new boolean[blocks.length];
        for (int b = 0; b < present.length; b++) {
            present[b] = !Double.isNaN(blocks[b]);
        }
        y = zeroed(blocks);
    }

    /**
     * Adds a set of columns that are not freed of the lines; a column that several sets share is to be the same array.
     *
     * @param cost parameters it took to find it
     */
    void consider(double[][] set, int cost) {
        int[] subset = new int[set.length];
        for (int j = 0; j < subset.length; j++) {
            double[] column = set[j];
            subset[j] = numbers.computeIfAbsent(column, c -> {
                columns.add(zeroed(blocks(lines.freedRegressor(c))));
                return columns.size() - 1;
            });
        }
        sets.add(subset);
        parameters.add(cost);
    }

    /**
     * What was chosen.
     *
     * @param set number of the best set, in the order they came; the first wins ties
     * @param noise that goes with it, for the places of the series
     */
    record Chosen(int set, ArmaNoise noise) {}

    /** The best set and its noise. */
    Chosen best() {
        int samples = 0;
        for (boolean p : present) {
            samples += p ? 1 : 0;
        }
        double[] least = new double[sets.size()];
        ArmaNoise[] noise = new ArmaNoise[sets.size()];
        deviances(samples, least, noise);
        int best = 0;
        double score = Double.POSITIVE_INFINITY;
        for (int c = 0; c < least.length; c++) {
            int k = parameters.get(c) + OTHERS;
            double own = samples > k + 1 ? least[c] + 2.0 * k * samples / (samples - k - 1) : Double.POSITIVE_INFINITY;
            if (own < score) {
                score = own;
                best = c;
            }
        }
        return new Chosen(best, perPlace(noise[best]));
    }

    /**
     * All columns, under each noise.
     *
     * @param present blocks that count
     * @param columns of the blocks
     */
    private record Columns(boolean[] present, double[][] columns, List<Regressors> whitened) {

        static Columns of(boolean[] present, double[][] columns) {
            List<Regressors> whitened = new ArrayList<>();
            for (double phi : PERSISTENCE) {
                for (double white : WHITE) {
                    whitened.add(new Regressors(new Whitener(new ArmaNoise(phi, phi * white), present), columns));
                }
            }
            return new Columns(present, columns, whitened);
        }
    }

    /** What remembers so much from block to block remembers more from place to place. */
    private ArmaNoise perPlace(ArmaNoise block) {
        double phi = Math.pow(block.phi(), (double) present.length / lines.ok.length);
        return new ArmaNoise(phi, block.phi() > 0 ? phi * block.theta() / block.phi() : 0);
    }

    private void deviances(int samples, double[] least, ArmaNoise[] best) {
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(best, new ArmaNoise(0, 0));
        double[][] all = columns.toArray(new double[0][]);
        Iterator<Regressors> whitened = RECENT.get(
                        kept -> Arrays.equals(kept.present, present) && Arrays.deepEquals(kept.columns, all),
                        () -> Columns.of(present.clone(), all))
                .whitened
                .iterator();
        for (double phi : PERSISTENCE) {
            for (double white : WHITE) {
                ArmaNoise noise = new ArmaNoise(phi, phi * white);
                Gram gram = Gram.ofValues(whitened.next(), y);
                for (int c = 0; c < least.length; c++) {
                    double deviance = gram.deviance(sets.get(c), samples);
                    if (deviance < least[c]) {
                        least[c] = deviance;
                        best[c] = noise;
                    }
                }
            }
        }
    }

    private double[] blocks(double[] column) {
        double[] masked = new double[column.length];
        Arrays.setAll(masked, t -> lines.ok[t] ? column[t] : Double.NaN);
        return Cosines.blocks(masked, count);
    }

    private static double[] zeroed(double[] column) {
        double[] zeroed = new double[column.length];
        for (int b = 0; b < zeroed.length; b++) {
            zeroed[b] = Double.isNaN(column[b]) ? 0 : column[b];
        }
        return zeroed;
    }
}
