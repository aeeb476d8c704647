package io.fragmortem.report.chart;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.report.chart.RssStack.Stretch;
import io.fragmortem.timeline.Gap;
import io.fragmortem.timeline.Run;
import io.fragmortem.timeline.TimeOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides which layers a chart shows and which samples tell them. */
final class Stacking {

    /** A component of used memory gets a layer of its own when it ever takes this share of RSS. */
    private static final double OWN_LAYER_SHARE = 0.03;

    /** A layer that never takes this share of the picture's height is joined with the other thin ones. */
    private static final double THIN = 0.01;

    /** The better of two sources is drawn alone when it leaves no hole longer than this share of the window. */
    private static final double HOLE = 0.05;

    /** What everything else is compared with is shown even where it is next to nothing. */
    private static final Set<Component> DATA = EnumSet.of(Component.DATASET, Component.USED);

    private final InstanceResult result;
    private final RssSeries series;
    private final int n;
    private final boolean timed;
    private final double[] at;
    private final List<Stretch> stretches;

    /** The samples that tell the layers. */
    private int[] split = new int[0];

    Stacking(InstanceResult result) {
        this.result = result;
        this.series = result.series();
        this.n = series.rss().length;
        this.timed = result.fromMicros().isPresent() && series.timeMicros().length == n;
        this.at = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = timed ? series.timeMicros()[i] : i;
        }
        this.stretches = stretches();
    }

    RssStack stack() {
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        int[] rich = rich();
        boolean turns = takeTurns(rich);
        boolean coarse = turns && largestHole(rich) > HOLE;
        SortedMap<Component, double[]> parts = coarse ? coarseParts() : series.parts();
        split = turns && !coarse ? rich : all;
        Map<Component, Double> largest = new EnumMap<>(Component.class);
        parts.forEach((part, column) -> largest.put(part, largest(column)));
        List<Layer> layers = joined(layers(parts, largest), largest);
        double[][] tops = tops(layers, parts);
        RssStack.Peaks peaks = RssStack.Peaks.of(tops, series.rss(), split);
        return new RssStack(timed, at, layers, tops, series.rss(), stretches, split, peaks);
    }

    /** The samples that tell most: the data, its buffers, what the allocator adds. */
    private int[] rich() {
        int[] told = new int[n];
        for (Component component : List.of(Component.DATASET, Component.CLIENTS, Component.FRAGMENTATION)) {
            double[] column = series.column(component);
            for (int i = 0; i < n; i++) {
                told[i] += Double.isNaN(column[i]) ? 0 : 1;
            }
        }
        int best = Arrays.stream(told).max().orElse(0);
        int[] rich = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (told[i] == best) {
                rich[count++] = i;
            }
        }
        return Arrays.copyOf(rich, count);
    }

    /** Whether richer and poorer samples alternate, as those of two sources do, and do not just follow each other. */
    private boolean takeTurns(int[] rich) {
        int switches = 0;
        for (int i = 1; i < rich.length; i++) {
            switches += rich[i] - rich[i - 1] > 1 ? 1 : 0;
        }
        return rich.length < n && switches > 2 + 2 * stretches.size();
    }

    /** The longest time without a rich sample inside a stretch, as share of the window. */
    private double largestHole(int[] rich) {
        double largest = 0;
        int next = 0;
        for (Stretch stretch : stretches) {
            double last = at[stretch.from()];
            for (; next < rich.length && rich[next] < stretch.to(); next++) {
                largest = Math.max(largest, at[rich[next]] - last);
                last = at[rich[next]];
            }
            largest = Math.max(largest, at[stretch.to() - 1] - last);
        }
        return largest / Math.max(1, at[n - 1] - at[0]);
    }

    /** What both sources tell. */
    private SortedMap<Component, double[]> coarseParts() {
        double[] gap = new double[n];
        Arrays.setAll(gap, i -> series.rss()[i] - series.used()[i]);
        SortedMap<Component, double[]> parts = new TreeMap<>();
        parts.put(Component.USED, series.used());
        parts.put(Component.UNATTRIBUTED, gap);
        return parts;
    }

    private List<Layer> layers(SortedMap<Component, double[]> parts, Map<Component, Double> largest) {
        Set<Component> folded = EnumSet.noneOf(Component.class);
        for (Component component : parts.keySet()) {
            boolean overhead = component.inUsed() && component != Component.USED && component != Component.DATASET;
            boolean there = component != Component.STARTUP && largest.getOrDefault(component, 0.0) > 0;
            if (overhead && !(there && everMatters(parts.get(component)))) {
                folded.add(component);
            }
        }
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : Layer.ALL) {
            if (layer.equals(Layer.OVERHEAD)) {
                if (!folded.isEmpty()) {
                    layers.add(layer.with(folded));
                }
                continue;
            }
            Component component = layer.components().iterator().next();
            if (!folded.contains(component) && largest.getOrDefault(component, 0.0) > 0) {
                layers.add(layer);
            }
        }
        return layers;
    }

    private boolean everMatters(double[] column) {
        for (int i : split) {
            double whole = Double.isNaN(series.rss()[i]) ? series.used()[i] : series.rss()[i];
            if (column[i] >= OWN_LAYER_SHARE * whole && column[i] > 0) {
                return true;
            }
        }
        return false;
    }

    /** Several layers too thin to be seen become one, on top. */
    private List<Layer> joined(List<Layer> layers, Map<Component, Double> largest) {
        double height = Math.max(largest(series.rss()), largest(series.used()));
        List<Layer> thin = layers.stream()
                .filter(layer -> !DATA.containsAll(layer.components()))
                .filter(layer -> layer.components().stream()
                                .mapToDouble(part -> largest.getOrDefault(part, 0.0))
                                .sum()
                        < THIN * height)
                .toList();
        if (thin.size() < 2) {
            return layers;
        }
        Set<Component> together = EnumSet.noneOf(Component.class);
        thin.stream()
                .flatMap(layer -> layer.components().stream())
                .filter(part -> largest.getOrDefault(part, 0.0) > 0)
                .forEach(together::add);
        List<Layer> shown = new ArrayList<>(layers);
        shown.removeAll(thin);
        shown.add(Layer.SMALL.with(together));
        return shown;
    }

    /** The column of a part that is among the parts. */
    private static double[] column(SortedMap<Component, double[]> parts, Component part) {
        return Objects.requireNonNull(parts.get(part));
    }

    private double largest(double[] column) {
        double largest = 0;
        for (int i : split) {
            largest = column[i] > largest ? column[i] : largest;
        }
        return largest;
    }

    private double[][] tops(List<Layer> layers, SortedMap<Component, double[]> parts) {
        double[][] tops = new double[layers.size()][n];
        double[] below = new double[n];
        boolean[] known = new boolean[n];
        for (int k = 0; k < tops.length; k++) {
            for (Component component : EnumSet.copyOf(layers.get(k).components())) {
                double[] column = column(parts, component);
                for (int i : split) {
                    known[i] |= !Double.isNaN(column[i]);
                    below[i] += column[i] > 0 ? column[i] : 0;
                }
            }
            System.arraycopy(below, 0, tops[k], 0, n);
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; !known[i] && k < tops.length; k++) {
                tops[k][i] = Double.NaN;
            }
        }
        return tops;
    }

    private List<Stretch> stretches() {
        boolean[] breaks = breaks();
        List<Stretch> found = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < n; i++) {
            if (breaks[i]) {
                found.add(new Stretch(from, i));
                from = i;
            }
        }
        if (from < n) {
            found.add(new Stretch(from, n));
        }
        return found;
    }

    /** Before which samples a run begins or a gap ends. O(n + runs log n). */
    private boolean[] breaks() {
        boolean[] breaks = new boolean[n + 1];
        for (Run run : result.runs()) {
            int first = timed ? TimeOrder.firstAt(at, run.fromMicros()) : run.from();
            if (run.index() > 0 && first > 0 && first < n) {
                breaks[first] = true;
            }
        }
        for (Gap gap : timed ? result.gaps() : List.<Gap>of()) {
            for (int i = TimeOrder.firstAt(at, gap.fromMicros()) + 1; i < n && at[i] <= gap.toMicros(); i++) {
                breaks[i] |= at[i - 1] < at[i];
            }
        }
        return breaks;
    }
}
