package io.fragmortem.statistics;

import io.fragmortem.statistics.base.BinnedRuns;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Scale;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.change.CoarseToFine;
import io.fragmortem.statistics.change.VisibleShift;
import java.util.Arrays;

/** Finds the samples of the given series that a bin stands for. */
final class Locator {

    private static final int REACH = 6;

    private final Series series;
    private final BinnedRuns binned;
    private final Scale scale;

    Locator(Series series, BinnedRuns binned, Scale scale) {
        this.series = series;
        this.binned = binned;
        this.scale = scale;
    }

    /** First place in the given series of bin {@code bin}, or what follows it, inside run {@code run}. */
    int place(int bin, int run) {
        double start = binned.time()[bin] - binned.width() / 2;
        int first = binned.places()[run];
        int found = Arrays.binarySearch(series.time(), first, binned.places()[run + 1], start);
        int place = found >= 0 ? found : -found - 1;
        return Math.max(first, Math.min(binned.places()[run + 1] - 1, place));
    }

    SeriesAnalysis.Change certified(ChangePoint c, int offset, int run) {
        boolean bend = c.kind() == ChangePoint.Kind.SLOPE;
        int index = place(offset + c.index(), run);
        if (!bend) {
            index = refined(index, run);
        }
        double slope = scale.unit(near(offset + c.index())) / (binned.width() > 0 ? binned.width() : 1);
        double time = series.time()[index];
        double half = binned.width() / 2;
        return new SeriesAnalysis.Change(
                index,
                time,
                c.kind(),
                bend ? slope * c.before() : scale.back(c.before()),
                bend ? slope * c.after() : scale.back(c.after()),
                Math.min(time, binned.time()[offset + c.low()] - half),
                Math.max(time, binned.time()[offset + c.high()] + half),
                true,
                c.evidence(),
                c.sizeInNoise());
    }

    SeriesAnalysis.Change visible(VisibleShift v, int offset, int run) {
        int last = size(run) - 1;
        int index = refined(place(offset + Math.min(v.index(), last), run), run);
        double time = series.time()[index];
        double half = v.low() < v.high() ? binned.width() / 2 : 0;
        return new SeriesAnalysis.Change(
                index,
                time,
                ChangePoint.Kind.LEVEL,
                scale.back(v.before()),
                scale.back(v.after()),
                Math.min(time, binned.time()[offset + Math.min(v.low(), last)] - half),
                Math.max(time, binned.time()[offset + Math.min(v.high(), last)] + half),
                false,
                0,
                0);
    }

    /** The usual value around a bin, 0 where there is none. */
    private double near(int bin) {
        double[] values = Ranks.present(Arrays.copyOfRange(
                binned.value(), Math.max(0, bin - REACH), Math.min(binned.value().length, bin + REACH)));
        return values.length == 0 ? 0 : Ranks.medianInPlace(values);
    }

    private int size(int run) {
        return binned.bounds()[run + 1] - binned.bounds()[run];
    }

    /** Where bins hold several samples, the sample in the neighbourhood that splits it best into two levels. */
    private int refined(int index, int run) {
        int present = 0;
        for (int t = binned.places()[run]; t < binned.places()[run + 1]; t++) {
            present += Series.usable(series.value()[t]) ? 1 : 0;
        }
        int perBin = present / Math.max(1, size(run));
        if (perBin < 2) {
            return index;
        }
        int from = Math.max(binned.places()[run], index - REACH * perBin);
        int to = Math.min(binned.places()[run + 1], index + REACH * perBin);
        double[] near = Arrays.copyOfRange(series.value(), from, to);
        return from + CoarseToFine.jump(near, perBin, index - from);
    }
}
