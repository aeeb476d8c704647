package io.fragmortem.report.chart;

import io.fragmortem.report.words.TextWidth;
import io.fragmortem.report.words.Wording;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the name of each layer into its band, where the band is wide and high enough for the whole name, and into the bytes
 * that are not resident their own.
 */
final class BandNames {

    private static final double LETTER = 6.9;
    private static final double HEIGHT = 19;

    /** Pixels between a name and the ends of the plot. */
    private static final int EDGE = 6;

    private final RssStack stack;
    private final StackEdges edges;
    private final Scale scale;
    private final Wording wording;
    private final Svg svg;

    BandNames(RssStack stack, StackEdges edges, Scale scale, Wording wording, Svg svg) {
        this.stack = stack;
        this.edges = edges;
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
        Arrays.fill(barred, 0, Math.min(EDGE, columns), true);
        Arrays.fill(barred, Math.max(0, columns - EDGE), columns, true);
        for (MarkRows.Placed mark : marks) {
            int column = (int) (mark.x() - scale.frame().left());
            Arrays.fill(barred, Math.max(0, column - 2), Math.min(columns, column + 3), true);
        }
        int[] column = edges.bins().columns(this::column);
        Bins.Reach rss = edges.rss().reach(column, columns);
        double[] resident = pixels(rss.lowest());
        double[] below = new double[columns];
        double[] top = below;
        Arrays.fill(below, scale.base());
        for (int k = 0; k < stack.layers().size(); k++) {
            Layer layer = stack.layers().get(k);
            Bins.Reach edge = edges.tops().get(k).reach(column, columns);
            top = pixels(edge.lowest());
            if (!layer.id().equals(Layer.SMALL.id())) {
                name(wording.text(layer.labelKey()), Ink.inside(layer), lower(top, resident), below, barred);
            }
            below = pixels(edge.highest());
        }
        name(wording.text("bar.not_resident"), Ink.hatched(), top, pixels(rss.highest()), barred);
    }

    /** The lower of two edges: what lies above RSS is hatched. */
    private static double[] lower(double[] edge, double[] resident) {
        double[] lower = edge.clone();
        for (int c = 0; c < lower.length; c++) {
            lower[c] = resident[c] > lower[c] ? resident[c] : lower[c];
        }
        return lower;
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
    private void name(String name, String ink, double[] ceiling, double[] floor, boolean[] barred) {
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
            write(name, ink, best, width, ceiling, floor);
        }
    }

    private double column(double at) {
        double column = scale.x(at) - scale.frame().left();
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

    private void write(String name, String ink, int from, int width, double[] ceiling, double[] floor) {
        double upper = 0;
        double lower = Double.POSITIVE_INFINITY;
        for (int c = from; c < from + width; c++) {
            upper = Math.max(upper, ceiling[c]);
            lower = Math.min(lower, floor[c]);
        }
        double x = scale.frame().left() + from + width / 2.0;
        svg.label(name, x, (upper + lower) / 2 + 4.3, ink);
    }
}
