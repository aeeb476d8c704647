package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Piece;
import java.util.Arrays;

/**
 * A cycle that is the deeper the higher the level: regressors that are its harmonics times the level around which it swings.
 *
 * <p>What multiplies the data multiplies their daily cycle too, as fragmentation does with the resident pages; a cycle of one depth, taken
 * from such a series, leaves waves that hide where the level bends. The level is the mean over one whole period around each place,
 * which no cycle of that period moves and which follows a bend without knowing it. Nearer than half a period to the ends of a piece it
 * goes on as over the nearest period. O(n).
 *
 * @param columns harmonics times level; the level is scaled to -1 to 1
 * @param end the level at the last place
 */
record Swell(double[][] columns, double end) {

    /** A level that moves by less than this share of the cycle's depth swells nothing. */
    private static final double LEAST = 0.05;

    static final Swell NONE = new Swell(new double[0][], 0);

    /**
     * Makes the regressors.
     *
     * @param value NaN where missing
     * @param window places of one period
     * @param waves harmonics of the period
     */
    static Swell of(PieceLines lines, double[] value, int window, double[][] waves) {
        double[] level = new double[value.length];
        int[] pieces = lines.pieces();
        for (int r = 0; r + 1 < pieces.length; r++) {
            fill(level, lines.ok, value, pieces[r], pieces[r + 1], window);
        }
        double least = Arrays.stream(level).min().orElse(0);
        double half = (Arrays.stream(level).max().orElse(0) - least) / 2;
        double depth = 0;
        for (int t = 0; t < level.length; t++) {
            depth = lines.ok[t] ? Math.max(depth, Math.abs(value[t] - level[t])) : depth;
        }
        if (!(half > LEAST * depth)) {
            return NONE;
        }
        Arrays.setAll(level, t -> (level[t] - least) / half - 1);
        double[][] columns = new double[waves.length][level.length];
        for (int j = 0; j < waves.length; j++) {
            for (int t = 0; t < level.length; t++) {
                columns[j][t] = waves[j][t] * level[t];
            }
        }
        return new Swell(columns, level[level.length - 1]);
    }

    /** Means over a window around each place of one piece that has a whole window there, lines beyond. */
    private static void fill(double[] level, boolean[] ok, double[] value, int from, int to, int window) {
        double sum = 0;
        int count = 0;
        for (int t = from; t < to; t++) {
            sum += ok[t] ? value[t] : 0;
            count += ok[t] ? 1 : 0;
            int gone = t - window;
            if (gone >= from) {
                sum -= ok[gone] ? value[gone] : 0;
                count -= ok[gone] ? 1 : 0;
            }
            if (gone + 1 >= from) {
                level[t - window / 2] = count > 0 ? sum / count : Double.NaN;
            }
        }
        int first = from + window - 1 - window / 2;
        int last = to - 1 - window / 2;
        if (last - first < window / 2) {
            Arrays.fill(level, from, to, Piece.fit(value, ok, from, to).level());
            return;
        }
        boolean[] known = new boolean[level.length];
        for (int t = first; t <= last; t++) {
            known[t] = !Double.isNaN(level[t]);
        }
        goOn(level, Piece.fit(level, known, first, Math.min(last + 1, first + window)), from, first);
        goOn(level, Piece.fit(level, known, Math.max(first, last + 1 - window), last + 1), last + 1, to);
        for (int t = first; t <= last; t++) {
            level[t] = known[t] ? level[t] : level[t - 1];
        }
    }

    private static void goOn(double[] level, Piece line, int from, int to) {
        for (int t = from; t < to; t++) {
            level[t] = line.at(t);
        }
    }
}
