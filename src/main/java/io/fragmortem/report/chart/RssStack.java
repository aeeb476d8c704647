package io.fragmortem.report.chart;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.timeline.Gap;
import io.fragmortem.timeline.Run;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The series of a stacked chart: layers, positions on the time axis, and the stretches that may be joined by a line.
 * Negative parts take nothing off the stack: where it then exceeds RSS, bytes are counted that are not resident.
 *
 * @param timed whether positions are microseconds; otherwise they are sample numbers
 * @param at position of each sample, ascending
 * @param layers from the bottom up
 * @param tops one column per layer: upper edge in bytes, NaN where unknown
 * @param rss one value per sample, NaN where unknown
 * @param stretches neighbours within one may be joined; gaps and restarts end one
 */
public record RssStack(
        boolean timed, double[] at, List<Layer> layers, double[][] tops, double[] rss, List<Stretch> stretches) {

    /** A component of used memory gets a layer of its own when it ever takes this share of RSS. */
    private static final double OWN_LAYER_SHARE = 0.03;

    /**
     * Samples that may be joined.
     *
     * @param from index of the first
     * @param to index after the last
     */
    record Stretch(int from, int to) {}

    public static RssStack of(InstanceResult result) {
        RssSeries series = result.series();
        int n = series.rss().length;
        boolean timed = result.fromMicros().isPresent() && series.timeMicros().length == n;
        double[] at = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = timed ? series.timeMicros()[i] : i;
        }
        List<Layer> layers = layers(series);
        double[][] tops = tops(series, layers, n);
        return new RssStack(timed, at, layers, tops, series.rss(), stretches(result, at, timed));
    }

    public int size() {
        return at.length;
    }

    /** Upper edge of the whole stack. */
    double top(int sample) {
        return tops.length == 0 ? Double.NaN : tops[tops.length - 1][sample];
    }

    /** Bytes of one layer, NaN where unknown. */
    public double bytes(int layer, int sample) {
        return tops[layer][sample] - (layer == 0 ? 0 : tops[layer - 1][sample]);
    }

    /** The highest that anything reaches. */
    public double highest() {
        double highest = 0;
        for (int i = 0; i < size(); i++) {
            highest = Math.max(highest, Double.isNaN(top(i)) ? 0 : top(i));
            highest = Math.max(highest, Double.isNaN(rss[i]) ? 0 : rss[i]);
        }
        return highest;
    }

    private static List<Layer> layers(RssSeries series) {
        Set<Component> folded = EnumSet.noneOf(Component.class);
        List<Layer> layers = new ArrayList<>();
        for (Component component : series.parts().keySet()) {
            boolean overhead = component.inUsed() && component != Component.USED && component != Component.DATASET;
            if (overhead && !(component != Component.STARTUP && everMatters(series, component))) {
                folded.add(component);
            }
        }
        for (Layer layer : Layer.ALL) {
            if (layer.equals(Layer.OVERHEAD)) {
                if (!folded.isEmpty()) {
                    layers.add(
                            new Layer(layer.id(), layer.labelKey(), Set.copyOf(folded), layer.fill(), layer.texture()));
                }
                continue;
            }
            Component component = layer.components().iterator().next();
            double[] column = series.parts().get(component);
            if (column != null && !folded.contains(component) && hasBytes(column)) {
                layers.add(layer);
            }
        }
        return layers;
    }

    private static boolean hasBytes(double[] column) {
        for (double value : column) {
            if (value > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean everMatters(RssSeries series, Component component) {
        double[] column = series.parts().get(component);
        for (int i = 0; column != null && i < column.length; i++) {
            double whole = Double.isNaN(series.rss()[i]) ? series.used()[i] : series.rss()[i];
            if (column[i] >= OWN_LAYER_SHARE * whole && column[i] > 0) {
                return true;
            }
        }
        return false;
    }

    private static double[][] tops(RssSeries series, List<Layer> layers, int n) {
        double[][] tops = new double[layers.size()][n];
        boolean[] known = new boolean[n];
        double[] sum = new double[n];
        for (int k = 0; k < layers.size(); k++) {
            for (Component component :
                    layers.get(k).components().stream().sorted().toList()) {
                double[] column = series.parts().get(component);
                for (int i = 0; column != null && i < n; i++) {
                    known[i] |= !Double.isNaN(column[i]);
                    sum[i] += Math.max(0, Double.isNaN(column[i]) ? 0 : column[i]);
                }
            }
            System.arraycopy(sum, 0, tops[k], 0, n);
        }
        for (double[] top : tops) {
            for (int i = 0; i < n; i++) {
                top[i] = known[i] ? top[i] : Double.NaN;
            }
        }
        return tops;
    }

    private static List<Stretch> stretches(InstanceResult result, double[] at, boolean timed) {
        List<Stretch> stretches = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < at.length; i++) {
            if (breaksBefore(result, at, timed, i)) {
                stretches.add(new Stretch(from, i));
                from = i;
            }
        }
        if (from < at.length) {
            stretches.add(new Stretch(from, at.length));
        }
        return stretches;
    }

    private static boolean breaksBefore(InstanceResult result, double[] at, boolean timed, int i) {
        for (Run run : result.runs()) {
            boolean begins = timed ? at[i - 1] < run.fromMicros() && run.fromMicros() <= at[i] : run.from() == i;
            if (run.index() > 0 && begins) {
                return true;
            }
        }
        for (Gap gap : result.gaps()) {
            if (timed && gap.fromMicros() <= at[i - 1] && at[i] <= gap.toMicros() && at[i - 1] < at[i]) {
                return true;
            }
        }
        return false;
    }
}
