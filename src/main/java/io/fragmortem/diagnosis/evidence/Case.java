package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.TrendFinder;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Consistency;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.memory.ServerInfo;
import io.fragmortem.memory.Vintage;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the rules look at, computed once.
 *
 * <p>Long because it is one list of questions, most of one line: split, nobody would find whether one is asked already.
 */
public final class Case {

    private static final long SECOND = 1_000_000;

    public final Timeline timeline;
    public final MemoryModel model;
    public final ServerInfo server;
    public final RssSeries series;
    public final Thresholds thresholds;
    public final List<Consistency.Identity> identities;
    public final Trends trends;

    /** Row of the timeline for each row of the series. */
    public final int[] rows;

    /** The most used memory in any row, 0 when none tells it; bytes. */
    private final double maxUsed;

    /** The first row of the last run. */
    private final int lastRunFrom;

    /** Five rules and the verdict ask for it: one walk over the timeline serves them all. */
    private Optional<Claim> unexplained = Optional.empty();

    /** Two rules ask for it. */
    private double @Nullable [] freedLua;

    /** Most rules and remedies ask for these two. */
    private final Vintage vintage;

    private final Optional<Ending> ending;

    public Case(MemoryModel model, Thresholds thresholds, Trends trends) {
        this.model = model;
        this.timeline = model.timeline();
        this.server = model.server();
        this.series = model.series();
        this.thresholds = thresholds;
        this.trends = trends;
        this.identities = Consistency.check(model);
        this.rows = IntStream.range(0, series.timeMicros().length)
                .map(model::sample)
                .toArray();
        this.maxUsed =
                Arrays.stream(series.used()).filter(v -> !Double.isNaN(v)).max().orElse(0);
        this.lastRunFrom = firstRowOfLastRun();
        this.vintage = Vintage.of(timeline, server);
        this.ending = Ending.of(this);
    }

    public int size() {
        return rows.length;
    }

    /** One dump is a photograph: nothing can be said about time. */
    public boolean isSingle() {
        return size() == 1;
    }

    /** The moment that counts as now, see {@link RssSeries#lastWhole()}. */
    public Optional<Breakdown> now() {
        return model.now();
    }

    public boolean has(Component component) {
        return series.parts().containsKey(component);
    }

    /** A component's bytes per row, all NaN when the input does not tell it. */
    public double[] part(Component component) {
        return series.column(component);
    }

    /** A field's values per row of the series. */
    public double[] column(Field field) {
        if (!timeline.has(field)) {
            return filled(Double.NaN);
        }
        double[] column = timeline.column(field);
        double[] picked = new double[size()];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = column[rows[i]];
        }
        return picked;
    }

    /** A limit as it was, per row of the series; NaN where there is none. */
    public double[] limit(Limit limit) {
        double[] column = model.limit(limit);
        return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
    }

    /** What the allocator counts as active, per row of the series. */
    public double[] active() {
        double[] active = new double[size()];
        Arrays.setAll(active, i -> model.active(rows[i]).orElse(Double.NaN));
        return active;
    }

    /** Heap that Lua freed and libc keeps, per row of the series, see {@link FreedLua}. */
    public double[] freedLua() {
        if (freedLua == null) {
            freedLua = FreedLua.of(this);
        }
        return freedLua.clone();
    }

    /** The run in which a row of the series stands. */
    int runOf(int row) {
        return timeline.runOf(rows[row]).index();
    }

    public double[] filled(double value) {
        double[] column = new double[size()];
        Arrays.fill(column, value);
        return column;
    }

    /** Row by row; NaN on either side gives NaN. */
    public double[] combine(double[] a, double[] b, DoubleBinaryOperator operator) {
        double[] out = new double[a.length];
        Arrays.setAll(out, i -> operator.applyAsDouble(a[i], b[i]));
        return out;
    }

    /** Sum of components per row; a component that is not told counts 0, a row that tells none of them is NaN. */
    public double[] sum(Component... components) {
        double[] total = filled(Double.NaN);
        for (Component component : components) {
            double[] column = part(component);
            for (int i = 0; i < total.length; i++) {
                if (!Double.isNaN(column[i])) {
                    total[i] = (Double.isNaN(total[i]) ? 0 : total[i]) + column[i];
                }
            }
        }
        return total;
    }

    /** What shares refer to: RSS, or used memory where that is larger or RSS is not known. */
    public double whole(int row) {
        double rss = series.rss()[row];
        double used = series.used()[row];
        return Double.isNaN(rss) ? used : Double.isNaN(used) ? rss : Math.max(rss, used);
    }

    /** What a cause holds whose bytes are live: seen once they were there. */
    public Claim claim(double[] bytes) {
        return claim(bytes, Claim.Seen.ONCE, Claim.Least.of(thresholds));
    }

    /** What a cause holds in freed pages: the allocator and the kernel need time to take them back. */
    public Claim pages(double[] bytes) {
        return claim(bytes, Claim.Seen.THROUGH_DECAY, Claim.Least.of(thresholds));
    }

    /** What a cause holds that must be seen in such a way, and matters from so much on. */
    public Claim claim(double[] bytes, Claim.Seen seen, Claim.Least least) {
        double[] whole = new double[size()];
        Arrays.setAll(whole, this::whole);
        return claim(bytes, seen, least, whole);
    }

    /** The same with shares of something else than all memory. */
    public Claim claim(double[] bytes, Claim.Seen seen, Claim.Least least, double[] whole) {
        long decay = seen == Claim.Seen.ONCE ? 0 : (long) (thresholds.decaySeconds() * SECOND);
        int last = series.lastWhole().orElse(0);
        return new ClaimFinder(whole, series.timeMicros(), timeline.timed(), last).of(bytes, seen, decay, least);
    }

    public double maxUsed() {
        return maxUsed;
    }

    public double minUsed() {
        return Arrays.stream(series.used()).filter(v -> v > 0).min().orElse(0);
    }

    public double lastUsed() {
        return lastOf(series.used()).orElse(0);
    }

    public double lastRss() {
        return lastOf(series.rss()).orElse(Double.NaN);
    }

    /** Peak of used memory that the server remembers or that we saw, 0 when neither is known. */
    public double peak() {
        return Math.max(maxUsed(), timeline.max(Field.USED_MEMORY_PEAK).orElse(0));
    }

    public static OptionalDouble lastOf(double[] column) {
        for (int i = column.length - 1; i >= 0; i--) {
            if (!Double.isNaN(column[i])) {
                return OptionalDouble.of(column[i]);
            }
        }
        return OptionalDouble.empty();
    }

    /** Whether the split of RSS by the allocator's own figures is there. */
    public boolean isFull() {
        return has(Component.FRAGMENTATION);
    }

    /** That the captured process is gone. */
    public Optional<Ending> ending() {
        return ending;
    }

    /** Between which versions the server stands. */
    public Vintage vintage() {
        return vintage;
    }

    /** Whether save points are set; empty where the configuration is not known. */
    public Optional<Boolean> hasSavePoints() {
        return timeline.fact(Fact.CONFIG_SAVE)
                .map(save -> !save.replace("\"", "").isBlank());
    }

    /** The value of a threshold that holds for this diagnosis. */
    public double value(Threshold threshold) {
        return thresholds.of(threshold);
    }

    public boolean hasRss() {
        return lastOf(series.rss()).isPresent();
    }

    public boolean hasUsed() {
        return lastOf(series.used()).isPresent();
    }

    /** Whether used memory and RSS are both known somewhere. */
    public boolean hasGap() {
        for (int i = 0; i < size(); i++) {
            if (series.rss()[i] > 0 && series.used()[i] > 0) {
                return true;
            }
        }
        return false;
    }

    /** RSS minus used memory per row. */
    public double[] gap() {
        return combine(series.rss(), series.used(), (rss, used) -> rss - used);
    }

    /** RSS minus used memory minus the Lua heap where it is known and stands outside of used memory, per row. */
    public double[] gapWithoutLua() {
        double[] lua = part(Component.LUA);
        return combine(gap(), lua, (gap, heap) -> Double.isNaN(heap) ? gap : gap - heap);
    }

    /**
     * What lies between RSS and used memory and is not Lua, where nothing measures its layers. Room that a later high tide
     * filled again is none of it.
     */
    public Claim unexplained() {
        if (unexplained.isEmpty()) {
            double[] gap = gapWithoutLua();
            Claim claim = pages(gap);
            unexplained = Optional.of(isRefilled(gap, claim) ? Claim.NONE : claim);
        }
        return unexplained.get();
    }

    /** Whether a high tide of the same run filled this room again, see {@link Tides}. */
    public boolean isRefilled(double[] free, Claim claim) {
        return new Tides(this).isRefilled(free, claim);
    }

    /** The smallest limit that RSS runs into: container, else host. */
    public Optional<Bound> hardLimit() {
        return series.hardLimit();
    }

    /** In words whose limit it is: the host's or the container's. */
    public static Phrase.Arg nameOf(Optional<Bound> limit) {
        return Phrase.nested(Phrase.of(
                "limit.short." + limit.map(Bound::limit).orElse(Limit.HOST).id()));
    }

    /** Whether the last run has its times, and rows enough for a test of trend. */
    public boolean isTestable() {
        return timeline.timed() && size() - lastRunFrom() >= TrendFinder.LEAST;
    }

    /** Connections that were closed at the limit of their buffers. */
    public Closings closings() {
        return Closings.of(timeline);
    }

    /** Whether there is no dump at all, only what logs tell. */
    public boolean isLogOnly() {
        return size() == 0 && !timeline.events().isEmpty();
    }

    /** Seconds between this row and the last one, 0 without times. */
    public double secondsSince(int row) {
        long[] time = series.timeMicros();
        return !timeline.timed() || size() < 2 ? 0 : (double) (time[size() - 1] - time[row]) / SECOND;
    }

    /** The last row of the series up to this sample of the timeline, the first one when there is none. */
    public int rowBefore(int sample) {
        int at = Arrays.binarySearch(rows, sample);
        return Math.max(0, at >= 0 ? at : -at - 2);
    }

    /** Whether Lua's heap cannot hide among what lies outside of used memory. */
    public boolean isLuaKnown() {
        return model.semantics().luaInsideUsed()
                || timeline.has(Field.USED_MEMORY_LUA)
                || timeline.has(Field.USED_MEMORY_VM_EVAL)
                || timeline.has(Field.USED_MEMORY_VM_TOTAL);
    }

    /** Rows of the last run, as indexes into the series: from (included) to the end. */
    public int lastRunFrom() {
        return lastRunFrom;
    }

    private int firstRowOfLastRun() {
        if (timeline.runs().isEmpty()) {
            return 0;
        }
        int at = Arrays.binarySearch(rows, timeline.lastRun().from());
        int first = at >= 0 ? at : -at - 1;
        return first < size() ? first : 0;
    }

    /** Share of samples whose numbers contradict each other, over all identities. */
    public double brokenShare() {
        return identities.stream()
                .filter(i -> i.checked() > 0)
                .mapToDouble(i -> (double) i.violated() / i.checked())
                .max()
                .orElse(0);
    }
}
