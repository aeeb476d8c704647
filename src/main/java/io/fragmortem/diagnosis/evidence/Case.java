package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Thresholds;
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
import io.fragmortem.timeline.Run;
import io.fragmortem.timeline.Timeline;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the rules look at, computed once.
 *
 * <p>Long because it is one list of questions, most of one line: split, nobody would find whether one is asked already.
 */
public final class Case {

    private static final long SECOND = 1_000_000;

    private final Timeline timeline;
    private final MemoryModel model;
    private final ServerInfo server;
    private final RssSeries series;
    private final Thresholds thresholds;
    private final List<Consistency.Identity> identities;
    private final Trends trends;

    /** Row of the timeline for each row of the series. */
    private final int[] rows;

    private final Levels levels;

    /** The first row of the last run. */
    private final int lastRunFrom;

    /** Five rules and the verdict ask for it: one walk over the timeline serves them all. */
    private Optional<Claim> unexplained = Optional.empty();

    /** Two rules ask for it. */
    private double @Nullable [] freedLua;

    /** What shares refer to, per row: every claim asks for it. */
    private final double[] whole;

    private double @Nullable [] active;

    private final Map<Limit, double[]> limits = new EnumMap<>(Limit.class);

    /** Answers of others that are asked again, by what they are. */
    private final Map<Class<?>, Object> answers = new HashMap<>();

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
        this.levels = new Levels(series, timeline);
        this.whole = levels.whole();
        this.lastRunFrom = firstRowOfLastRun();
        this.vintage = Vintage.of(timeline, server);
        this.ending = Ending.of(this);
    }

    public Timeline timeline() {
        return timeline;
    }

    public MemoryModel model() {
        return model;
    }

    public ServerInfo server() {
        return server;
    }

    public RssSeries series() {
        return series;
    }

    public Thresholds thresholds() {
        return thresholds;
    }

    /** What must add up in every sample, and how often it did. */
    public List<Consistency.Identity> identities() {
        return identities;
    }

    public Trends trends() {
        return trends;
    }

    /** How much used memory and RSS there were. */
    public Levels levels() {
        return levels;
    }

    /** Rows of the series. */
    public int size() {
        return rows.length;
    }

    /** The sample of the timeline that is this row of the series. */
    public int sample(int row) {
        return rows[row];
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
        return picked(timeline.column(field));
    }

    private double[] picked(double[] column) {
        double[] picked = new double[size()];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = column[rows[i]];
        }
        return picked;
    }

    /** A limit as it was, per row of the series; NaN where there is none. Not a copy: do not write. */
    public double[] limit(Limit limit) {
        return limits.computeIfAbsent(limit, asked -> picked(model.limit(asked)));
    }

    /** What the allocator counts as active, per row of the series. Not a copy: do not write. */
    public double[] active() {
        double[] known = active;
        if (known == null) {
            known = new double[size()];
            for (int i = 0; i < known.length; i++) {
                known[i] = model.active(rows[i]).orElse(Double.NaN);
            }
            active = known;
        }
        return known;
    }

    /** What somebody finds out of this case, found out once. */
    public <T> T once(Class<T> what, Function<Case, T> found) {
        Object known = answers.get(what);
        if (known == null) {
            known = found.apply(this);
            answers.put(what, known);
        }
        return what.cast(known);
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
        return claim(bytes, seen, least, whole);
    }

    /** The same with shares of something else than all memory. */
    public Claim claim(double[] bytes, Claim.Seen seen, Claim.Least least, double[] whole) {
        long decay = seen == Claim.Seen.ONCE ? 0 : (long) (thresholds.decaySeconds() * SECOND);
        int last = series.lastWhole().orElse(0);
        return new ClaimFinder(whole, series.timeMicros(), timeline.timed(), last).of(bytes, seen, decay, least);
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

    /**
     * What lies between RSS and used memory and is not Lua, where nothing measures its layers. Room that a later high tide
     * filled again is none of it.
     */
    public Claim unexplained() {
        if (unexplained.isEmpty()) {
            double[] gap = levels.gapWithoutLua();
            Claim claim = pages(gap);
            unexplained = Optional.of(new Tides(this).isRefilled(gap, claim) ? Claim.NONE : claim);
        }
        return unexplained.get();
    }

    /** In words whose limit it is: the host's or the container's. */
    public static Phrase.Arg nameOf(Optional<Bound> limit) {
        return Phrase.nested(Phrase.of(
                "limit.short." + limit.map(Bound::limit).orElse(Limit.HOST).id()));
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

    /** The first row of the series from this sample of the timeline on, {@link #size()} when there is none. */
    int rowFrom(int sample) {
        int at = Arrays.binarySearch(rows, sample);
        return at >= 0 ? at : -at - 1;
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

    /** The first row of the run that this row lies in. */
    int runStart(int row) {
        int start = 0;
        for (Run run : timeline.runs()) {
            int first = rowFrom(run.from());
            start = first <= row ? first : start;
        }
        return start;
    }

    private int firstRowOfLastRun() {
        if (timeline.runs().isEmpty()) {
            return 0;
        }
        int first = rowFrom(timeline.lastRun().from());
        return first < size() ? first : 0;
    }
}
