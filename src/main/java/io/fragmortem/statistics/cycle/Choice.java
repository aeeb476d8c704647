package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Recent;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Cosines;
import io.fragmortem.statistics.noise.NoiseSearch;
import io.fragmortem.statistics.noise.RegressorGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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
    static final List<ArmaNoise> NOISES = noises();

    /** Of each noise those with about as much persistence; the first one has none. */
    private static final int[][] NEIGHBOURS = {
        {1, 2},
        {0, 2, 3, 4},
        {0, 1, 3, 4},
        {1, 2, 4, 5, 6},
        {1, 2, 3, 5, 6},
        {3, 4, 6, 7, 8},
        {3, 4, 5, 7, 8},
        {5, 6, 8},
        {5, 6, 7}
    };

    private static final int[] FIRST = {1, 7};
    /** Constant and slope of the line, two of the noise and its variance. */
    private static final int OTHERS = 5;

    /** Of the series of an instance whose samples are all there, and of those that have spikes: with a cycle and without. */
    private static final Recent<Columns> RECENT = new Recent<>(6);

    private final PieceLines lines;
    private final int count;
    private final double[] y;
    private final Columns shared;
    /** Columns of this series alone, in blocks. */
    private final double[][] own;

    private final IdentityHashMap<double[], Integer> numbers = new IdentityHashMap<>();
    private final List<int[]> sets = new ArrayList<>();
    private final List<Integer> parameters = new ArrayList<>();

    /**
     * Takes a series and the columns that the sets are made of, none of them freed of the lines.
     *
     * @param freed of the lines
     * @param period of the fastest cycle; infinite when there is none
     * @param shared columns that follow from the time axis, as in other series
     * @param own columns of this series alone
     */
    Choice(PieceLines lines, double[] freed, double period, double[][] shared, double[][] own) {
        this.lines = lines;
        int wanted = (int) Math.min(MOST_BLOCKS, Math.ceil(BLOCKS_PER_PERIOD * lines.span() / period));
        count = Math.min(freed.length, Math.max(LEAST_BLOCKS, wanted));
        y = zeroed(blocks(freed));
        this.shared = RECENT.get(kept -> kept.fits(lines, count, shared), () -> columns(shared));
        this.own = freed(own);
        for (double[][] columns : List.of(shared, own)) {
            for (double[] column : columns) {
                numbers.put(column, numbers.size());
            }
        }
    }

    /**
     * Adds a set of the columns.
     *
     * @param cost parameters it took to find it
     */
    void consider(double[][] set, int cost) {
        sets.add(Arrays.stream(set).mapToInt(numbers::get).toArray());
        parameters.add(cost);
    }

    /**
     * What was chosen.
     *
     * @param set number of the best set, in the order they came; the first wins ties
     * @param noise that goes with it, for the places of the series
     * @param score of each set, AICc
     */
    record Chosen(int set, ArmaNoise noise, double[] score) {

        /** How much the chosen set is to be believed beside the best of some others, 0.5 to 1: Burnham and Anderson 2002, ch. 2. */
        double weightAgainst(IntPredicate others) {
            double rival = IntStream.range(0, score.length)
                    .filter(others)
                    .mapToDouble(c -> score[c])
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            return 1 / (1 + Math.exp((score[set] - rival) / 2));
        }
    }

    /** The best set and its noise. */
    Chosen best() {
        int samples = shared.samples();
        NoiseSearch.Best[] likeliest = likeliest(samples);
        int best = 0;
        double[] score = new double[likeliest.length];
        for (int c = 0; c < score.length; c++) {
            int k = parameters.get(c) + OTHERS;
            score[c] = samples > k + 1
                    ? likeliest[c].deviance() + 2.0 * k * samples / (samples - k - 1)
                    : Double.POSITIVE_INFINITY;
            best = score[c] < score[best] ? c : best;
        }
        return new Chosen(best, perPlace(NOISES.get(likeliest[best].model())), score);
    }

    /**
     * Columns in blocks, under each noise that is asked for.
     *
     * @param ok places that count
     * @param pieces that have a line of their own
     * @param columns of the places
     * @param present blocks that count
     * @param blocks the columns in blocks, freed of the lines
     */
    private record Columns(boolean[] ok, int[] pieces, double[][] columns, boolean[] present, RegressorGrid blocks) {

        boolean fits(PieceLines lines, int count, double[][] others) {
            return present.length == count
                    && Arrays.equals(ok, lines.ok)
                    && Arrays.equals(pieces, lines.pieces())
                    && Arrays.deepEquals(columns, others);
        }

        int samples() {
            int samples = 0;
            for (boolean p : present) {
                samples += p ? 1 : 0;
            }
            return samples;
        }
    }

    private static List<ArmaNoise> noises() {
        List<ArmaNoise> noises = new ArrayList<>(List.of(new ArmaNoise(0, 0)));
        for (double phi : new double[] {.5, .8, .92, .98}) {
            for (double white : new double[] {0, .6}) {
                noises.add(new ArmaNoise(phi, phi * white));
            }
        }
        return List.copyOf(noises);
    }

    private Columns columns(double[][] columns) {
        double[] places = blocks(new double[lines.ok.length]);
        boolean[] present = new boolean[places.length];
        for (int b = 0; b < present.length; b++) {
            present[b] = !Double.isNaN(places[b]);
        }
        return new Columns(
                lines.ok.clone(),
                lines.pieces().clone(),
                columns,
                present,
                new RegressorGrid(NOISES, present, freed(columns)));
    }

    /** What remembers so much from block to block remembers more from place to place. */
    private ArmaNoise perPlace(ArmaNoise block) {
        double phi = Math.pow(block.phi(), (double) count / lines.ok.length);
        return new ArmaNoise(phi, block.phi() > 0 ? phi * block.theta() / block.phi() : 0);
    }

    /** Among its few noises. */
    static NoiseSearch search() {
        return new NoiseSearch(NEIGHBOURS, FIRST);
    }

    /** The noise that goes best with each set, and -2 log likelihood. */
    private NoiseSearch.Best[] likeliest(int samples) {
        double[][] others = Arrays.copyOf(own, own.length + 1);
        others[own.length] = y;
        double[][] deviances = new double[NOISES.size()][];
        NoiseSearch search = search();
        NoiseSearch.Best[] likeliest = new NoiseSearch.Best[sets.size()];
        for (int c = 0; c < likeliest.length; c++) {
            int set = c;
            likeliest[c] = search.least(m -> {
                if (deviances[m] == null) {
                    deviances[m] = shared.blocks().with(m, others).deviances(sets, samples);
                }
                return deviances[m][set];
            });
        }
        return likeliest;
    }

    /** Freed of the lines and in blocks, 0 where there is nothing. */
    private double[][] freed(double[][] columns) {
        return Arrays.stream(columns)
                .map(column -> zeroed(blocks(lines.freedRegressor(column))))
                .toArray(double[][]::new);
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
