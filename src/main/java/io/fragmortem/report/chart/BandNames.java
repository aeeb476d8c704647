package io.fragmortem.report.chart;

import io.fragmortem.report.words.TextWidth;
import io.fragmortem.report.words.Wording;
import java.util.Arrays;
import java.util.List;

/** Writes the name of each layer into its band, where the band is wide and high enough for the whole name. */
final class BandNames {

    private static final double LETTER = 6.9;
    private static final double HEIGHT = 19;

    private final RssStack stack;
    private final Scale scale;
    private final Wording wording;
    private final Svg svg;

    BandNames(RssStack stack, Scale scale, Wording wording, Svg svg) {
        this.stack = stack;
        this.scale = scale;
        this.wording = wording;
        this.svg = svg;
    }

    /**
     * Writes the names.
     *
     * @param marks lines that no name should cross
     */
    void draw(List<MarkRows.Placed> marks) {
        int columns = (int) scale.frame().plotWidth();
        boolean[] barred = new boolean[columns];
        for (MarkRows.Placed mark : marks) {
            int column = (int) (mark.x() - scale.frame().left());
            Arrays.fill(barred, Math.max(0, column - 2), Math.min(columns, column + 3), true);
        }
        int[] split = stack.split();
        int[] column = new int[split.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = column(stack.at()[split[i]]);
        }
        for (int k = 0; k < stack.layers().size(); k++) {
            if (!stack.layers().get(k).id().equals(Layer.SMALL.id())) {
                name(k, column, barred);
            }
        }
    }

    private void name(int layer, int[] column, boolean[] barred) {
        int columns = barred.length;
        // Per pixel: the lowest that the upper edge comes, the highest that the lower edge comes.
        double[] ceiling = new double[columns];
        double[] floor = new double[columns];
        Arrays.fill(ceiling, Double.NaN);
        Arrays.fill(floor, Double.NaN);
        int[] split = stack.split();
        for (RssStack.Stretch range : stack.splitStretches()) {
            for (int i = range.from(); i < range.to(); i++) {
                double upper = scale.y(stack.tops()[layer][split[i]]);
                double lower = layer == 0 ? scale.base() : scale.y(stack.tops()[layer - 1][split[i]]);
                // it counts as far as its neighbours on either side; one without neighbours is no band
                int from = column[Math.max(range.from(), i - 1)];
                int to = column[Math.min(range.to() - 1, i + 1)];
                for (int c = from; c <= to && !Double.isNaN(upper) && range.to() - range.from() > 1; c++) {
                    ceiling[c] = upper <= ceiling[c] ? ceiling[c] : upper;
                    floor[c] = lower >= floor[c] ? floor[c] : lower;
                }
            }
        }
        String name = wording.text(stack.layers().get(layer).labelKey());
        int width = (int) (TextWidth.of(name) * LETTER) + 10;
        int best = -1;
        double most = HEIGHT;
        for (int from = 0; from + width <= columns; from += 3) {
            double room = room(from, from + width, ceiling, floor, barred);
            if (room > most) {
                most = room;
                best = from;
            }
        }
        if (best >= 0) {
            write(stack.layers().get(layer), name, best, width, ceiling, floor);
        }
    }

    private int column(double at) {
        int column = (int) (scale.x(at) - scale.frame().left());
        return Math.max(0, Math.min((int) scale.frame().plotWidth() - 1, column));
    }

    /** Height of the largest level strip between two columns, 0 where something is in the way. */
    private static double room(int from, int to, double[] ceiling, double[] floor, boolean[] barred) {
        double upper = 0;
        double lower = Double.POSITIVE_INFINITY;
        for (int c = from; c < to; c++) {
            if (barred[c] || Double.isNaN(ceiling[c])) {
                return 0;
            }
            upper = Math.max(upper, ceiling[c]);
            lower = Math.min(lower, floor[c]);
        }
        return lower - upper;
    }

    private void write(Layer layer, String name, int from, int width, double[] ceiling, double[] floor) {
        double upper = 0;
        double lower = Double.POSITIVE_INFINITY;
        for (int c = from; c < from + width; c++) {
            upper = Math.max(upper, ceiling[c]);
            lower = Math.min(lower, floor[c]);
        }
        double x = scale.frame().left() + from + width / 2.0;
        svg.label(name, x, (upper + lower) / 2 + 4.3, Ink.inside(layer));
    }
}
