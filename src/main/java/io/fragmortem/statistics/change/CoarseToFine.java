package io.fragmortem.statistics.change;

import io.fragmortem.statistics.base.Blocks;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Change points of more than 4,000 places: blocks of medians first, then the raw neighbourhood of each change.
 *
 * <p>A spike or a regime shorter than a few blocks is invisible here. O(n) plus the search on the blocks.
 */
public final class CoarseToFine {

    private static final int REACH_BLOCKS = 6;

    private CoarseToFine() {}

    static ChangePointResult find(double[] values) {
        int width = (values.length + ChangePoints.MOST_PLACES - 1) / ChangePoints.MOST_PLACES;
        ChangePointResult coarse = ChangePoints.find(Blocks.medians(values, width));
        List<ChangePoint> certified = new ArrayList<>();
        for (ChangePoint c : coarse.certified()) {
            certified.add(refined(values, width, c));
        }
        List<VisibleShift> visible = coarse.visible().stream()
                .map(v -> new VisibleShift(
                        v.index() * width,
                        v.low() * width,
                        Math.min(values.length - 1, (v.high() + 1) * width - 1),
                        v.before(),
                        v.after()))
                .toList();
        int n = Ranks.present(values).length;
        return new ChangePointResult(
                coarse.method() + ", on medians of " + width,
                n,
                certified,
                visible,
                coarse.spikes().stream().map(i -> i * width).toList(),
                coarse.curvedTrend(),
                coarse.noisePersistence(),
                coarse.noiseDeviation(),
                coarse.caveats());
    }

    private static ChangePoint refined(double[] values, int width, ChangePoint c) {
        boolean bend = c.kind() == ChangePoint.Kind.SLOPE;
        int index = bend ? c.index() * width : jump(values, width, c.index() * width);
        double scale = bend ? width : 1;
        int low = Math.min(index, c.low() * width);
        int high = Math.min(values.length - 1, Math.max(index, (c.high() + 1) * width - 1));
        return new ChangePoint(
                index,
                c.seen() * width,
                c.kind(),
                c.before() / scale,
                c.after() / scale,
                low,
                high,
                c.evidence(),
                c.sizeInNoise());
    }

    /** The raw place that splits the neighbourhood of a jump best into two levels, distances taken absolutely. */
    public static int jump(double[] values, int width, int centre) {
        int from = Math.max(0, centre - REACH_BLOCKS * width);
        int to = Math.min(values.length, centre + REACH_BLOCKS * width);
        double[] left = Ranks.present(Arrays.copyOfRange(values, from, Math.max(from, centre - width)));
        double[] right = Ranks.present(Arrays.copyOfRange(values, Math.min(to, centre + width), to));
        if (left.length == 0 || right.length == 0) {
            return centre;
        }
        double before = Ranks.medianInPlace(left);
        double after = Ranks.medianInPlace(right);
        double score = 0;
        double least = Double.POSITIVE_INFINITY;
        int best = centre;
        for (int t = Math.max(from, centre - width); t <= Math.min(to - 1, centre + width); t++) {
            if (score < least) {
                least = score;
                best = t;
            }
            // from here on t belongs to the old level
            score += Series.usable(values[t]) ? Math.abs(values[t] - before) - Math.abs(values[t] - after) : 0;
        }
        return best;
    }
}
