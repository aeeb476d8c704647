package io.fragmortem.diagnosis.evidence;

import io.fragmortem.memory.Component;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Columns;
import io.fragmortem.timeline.Timeline;
import java.util.stream.IntStream;

/** How much used memory and RSS there were, and what lay between them; bytes. */
public final class Levels {

    private static final double PEAK_TOLD = 1.3;

    private final RssSeries series;
    private final Timeline timeline;

    /** The most used memory in any row, 0 when none tells it. */
    private final double maxUsed;

    Levels(RssSeries series, Timeline timeline) {
        this.series = series;
        this.timeline = timeline;
        this.maxUsed = Columns.largestOf(series.used()).orElse(0);
    }

    public double maxUsed() {
        return maxUsed;
    }

    public double minUsed() {
        double least = Double.POSITIVE_INFINITY;
        for (double used : series.used()) {
            least = used > 0 && used < least ? used : least;
        }
        return least == Double.POSITIVE_INFINITY ? 0 : least;
    }

    public double lastUsed() {
        return Columns.lastOf(series.used()).orElse(0);
    }

    public double lastRss() {
        return Columns.lastOf(series.rss()).orElse(Double.NaN);
    }

    /** Peak of used memory that the server remembers or that we saw, 0 when neither is known. */
    public double peak() {
        return Math.max(maxUsed(), timeline.max(Field.USED_MEMORY_PEAK).orElse(0));
    }

    /** Whether the peak stands so far above what is in use that evidence names it; our judgement, no verdict hangs on it. */
    public boolean isPeakTelling(double used) {
        return peak() > PEAK_TOLD * used;
    }

    public boolean hasRss() {
        return Columns.lastOf(series.rss()).isPresent();
    }

    public boolean hasUsed() {
        return Columns.lastOf(series.used()).isPresent();
    }

    /** Whether used memory and RSS are both known somewhere. */
    public boolean hasGap() {
        return IntStream.range(0, series.timeMicros().length).anyMatch(series::isWhole);
    }

    /** RSS minus used memory per row. */
    public double[] gap() {
        double[] gap = series.rss().clone();
        for (int row = 0; row < gap.length; row++) {
            gap[row] -= series.used()[row];
        }
        return gap;
    }

    /** RSS minus used memory minus the Lua heap where it is known and stands outside of used memory, per row. */
    public double[] gapWithoutLua() {
        double[] lua = series.column(Component.LUA);
        double[] gap = gap();
        for (int row = 0; row < gap.length; row++) {
            gap[row] -= Double.isNaN(lua[row]) ? 0 : lua[row];
        }
        return gap;
    }

    /** What shares refer to: RSS, or used memory where that is larger or RSS is not known. */
    public double whole(int row) {
        double rss = series.rss()[row];
        double used = series.used()[row];
        return Double.isNaN(rss) ? used : Double.isNaN(used) ? rss : Math.max(rss, used);
    }

    /** The same of all rows. */
    double[] whole() {
        double[] whole = new double[series.rss().length];
        for (int row = 0; row < whole.length; row++) {
            whole[row] = whole(row);
        }
        return whole;
    }
}
