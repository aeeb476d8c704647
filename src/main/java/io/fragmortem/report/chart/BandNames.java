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
        EdgeColumns edges = EdgeColumns.of(stack.splitStretches(), column);
        double[] below = new double[columns];
        Arrays.fill(below, scale.base());
        for (int k = 0; k < stack.layers().size(); k++) {
            EdgeColumns.Reach edge = edges.reach(stack.tops()[k], split, columns);
            if (!stack.layers().get(k).id().equals(Layer.SMALL.id())) {
                name(stack.layers().get(k), pixels(edge.lowest()), below, barred);
            }
            below = pixels(edge.highest());
        }
    }

    private double[] pixels(double[] bytes) {
        double[] pixels = new double[bytes.length];
        for (int c = 0; c < pixels.length; c++) {
            pixels[c] = scale.y(bytes[c]);
        }
        return pixels;
    }

    /**
     * Writes one name where its band has room.
     *
     * @param ceiling the lowest that the upper edge comes in each column of pixels, NaN where there is none
     * @param floor the highest that the lower edge comes
     */
    private void name(Layer layer, double[] ceiling, double[] floor, boolean[] barred) {
        String name = wording.text(layer.labelKey());
        int width = (int) (TextWidth.of(name) * LETTER) + 10;
        int best = -1;
        double most = HEIGHT;
        for (int from = 0; from + width <= ceiling.length; from += 3) {
            double room = room(from, from + width, most, ceiling, floor, barred);
            if (room > most) {
                most = room;
                best = from;
            }
        }
        if (best >= 0) {
            write(layer, name, best, width, ceiling, floor);
        }
    }

    private int column(double at) {
        int column = (int) (scale.x(at) - scale.frame().left());
        return Math.max(0, Math.min((int) scale.frame().plotWidth() - 1, column));
    }

    /** Height of the largest level strip between two columns, 0 where something is in the way or it is not above {@code least}. */
    private static double room(int from, int to, double least, double[] ceiling, double[] floor, boolean[] barred) {
        double upper = 0;
        double lower = Double.POSITIVE_INFINITY;
        for (int c = from; c < to; c++) {
            if (barred[c] || Double.isNaN(ceiling[c])) {
                return 0;
            }
            upper = Math.max(upper, ceiling[c]);
            lower = Math.min(lower, floor[c]);
            if (lower - upper <= least) {
                return 0;
            }
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
