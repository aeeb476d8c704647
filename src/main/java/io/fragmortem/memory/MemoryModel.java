package io.fragmortem.memory;

import io.fragmortem.memory.Breakdown.Split;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Redis's memory model over one timeline: where every byte of RSS is.
 *
 * <pre>rss = used (startup + dataset + each overhead) + [allocated - used] + [active - allocated] + [resident - active]
 *     + Lua + [rss - resident - Lua]</pre>
 *
 * Muzzy pages, which Redis prints from 7.4 on, are taken from the last part to the kept ones.
 *
 * The parts always add up to RSS. Where a version or an allocator does not tell a boundary, the parts on both sides of it
 * stay one: nothing is guessed.
 */
public final class MemoryModel {

    private final Timeline told;
    private final Timeline timeline;
    private final ServerInfo server;
    private final Semantics semantics;
    private final AllocatorFigures figures;
    private final UsedParts usedParts;

    /** Made on first use: trends, rules and the report all look at it. */
    private @Nullable RssSeries series;

    /** The sample of each row of the series. */
    private int[] rows = {};

    private MemoryModel(Timeline told, Timeline timeline, ServerInfo server) {
        this.told = told;
        this.timeline = timeline;
        this.server = server;
        this.semantics = Semantics.of(server, timeline);
        this.figures = AllocatorFigures.of(timeline);
        this.usedParts = new UsedParts(timeline, semantics);
    }

    public static MemoryModel of(Timeline timeline) {
        Timeline whole = Derived.complete(timeline);
        return new MemoryModel(timeline, whole, ServerDetector.detect(whole));
    }

    /** Everything that is known, what follows from it included. */
    public Timeline timeline() {
        return timeline;
    }

    /** What the input itself says, without what was derived. */
    public Timeline told() {
        return told;
    }

    public ServerInfo server() {
        return server;
    }

    public Semantics semantics() {
        return semantics;
    }

    /** Used memory at this sample, as printed or derived. */
    public OptionalDouble used(int sample) {
        OptionalDouble used = timeline.at(Field.USED_MEMORY, sample);
        return used.isPresent() ? used : ofAllocator(Field.ALLOCATOR_ALLOCATED, sample);
    }

    /** RSS at this sample, as printed or derived; 0 while a loading server has not measured itself. */
    public OptionalDouble rss(int sample) {
        OptionalDouble rss = timeline.at(Field.USED_MEMORY_RSS, sample);
        return rss.isPresent() ? rss : ofAllocator(Field.ALLOCATOR_RESIDENT, sample);
    }

    /** Whether layers were computed from printed ratios: good to a percent or so. */
    public boolean isApproximate() {
        return figures.isByRatios();
    }

    /**
     * Where RSS is told nowhere, the allocator's own figures stand for both totals in samples that tell neither: what it handed out
     * for used memory, what it holds for RSS. The debug log of active defrag is such an input; its other lines, between these, tell
     * used memory alone.
     */
    private OptionalDouble ofAllocator(Field field, int sample) {
        boolean alone = !timeline.has(Field.USED_MEMORY_RSS)
                && timeline.at(Field.USED_MEMORY, sample).isEmpty();
        return alone ? timeline.at(field, sample) : OptionalDouble.empty();
    }

    /** Where the bytes of this sample are; empty when it tells neither used memory nor RSS. */
    public Optional<Breakdown> at(int sample) {
        OptionalDouble used = used(sample);
        OptionalDouble rss = rss(sample);
        if (used.isEmpty() && rss.isEmpty()) {
            return Optional.empty();
        }
        SplitBytes parts = new SplitBytes();
        Split split = split(sample, used, rss, parts);
        OptionalDouble resident = split == Split.FULL ? residentIfReal(sample) : OptionalDouble.empty();
        long at = timeline.timed() ? timeline.timeMicros()[sample] : 0;
        double shown = split == Split.USED_ONLY ? used.getAsDouble() : rss.getAsDouble();
        return Optional.of(new Breakdown(at, shown, used.orElse(0), resident, parts.byComponent(), split));
    }

    /** Splits what a sample tells of used memory or RSS, one of which it must tell, into its parts. */
    private Split split(int sample, OptionalDouble used, OptionalDouble rss, SplitBytes parts) {
        if (used.isEmpty()) {
            return Split.RSS_ONLY;
        }
        usedParts.split(sample, used.getAsDouble(), parts);
        if (rss.orElse(0) <= 0) {
            return Split.USED_ONLY;
        }
        OptionalDouble resident = residentIfReal(sample);
        if (resident.isPresent()) {
            splitGap(sample, used.getAsDouble(), rss.getAsDouble(), resident.getAsDouble(), parts);
            return Split.FULL;
        }
        double lua = luaOutside(sample, rss.getAsDouble() - used.getAsDouble());
        if (lua > 0) {
            parts.put(Component.LUA, lua);
        }
        parts.put(Component.UNATTRIBUTED, rss.getAsDouble() - used.getAsDouble() - lua);
        return Split.USED_AND_RSS;
    }

    /** allocator_allocated at this sample; where INFO does not print it, what MEMORY MALLOC-STATS said at that time. */
    public OptionalDouble allocated(int sample) {
        return figures.at(Field.ALLOCATOR_ALLOCATED, sample);
    }

    /** allocator_active, likewise. */
    public OptionalDouble active(int sample) {
        return figures.at(Field.ALLOCATOR_ACTIVE, sample);
    }

    private OptionalDouble residentIfReal(int sample) {
        OptionalDouble resident = figures.at(Field.ALLOCATOR_RESIDENT, sample);
        boolean complete = active(sample).isPresent() && allocated(sample).isPresent();
        return semantics.allocatorFieldsReal() && complete && resident.orElse(0) > 0
                ? resident
                : OptionalDouble.empty();
    }

    private void splitGap(int sample, double used, double rss, double resident, SplitBytes parts) {
        double allocated = allocated(sample).getAsDouble();
        double active = active(sample).getAsDouble();
        double lua = luaOutside(sample, rss - resident);
        parts.put(Component.ALLOCATOR_CACHE, allocated - used);
        parts.put(Component.FRAGMENTATION, active - allocated);
        double muzzy = muzzy(sample, rss - resident - lua);
        parts.put(Component.RETAINED, resident - active + muzzy);
        if (lua > 0) {
            parts.put(Component.LUA, lua);
        }
        parts.put(Component.OUTSIDE, rss - resident - lua - muzzy);
    }

    /**
     * Freed pages that jemalloc has offered to the kernel and no longer counts as resident, though they are until the kernel
     * takes them; at most what there is to explain.
     */
    private double muzzy(int sample, double unexplained) {
        return Math.max(0, Math.min(timeline.at(Field.ALLOCATOR_MUZZY, sample).orElse(0), unexplained));
    }

    /** Lua's heap where it lies outside used_memory and outside the allocator's count, at most what there is to explain. */
    private double luaOutside(int sample, double unexplained) {
        if (semantics.luaInsideUsed()) {
            return 0;
        }
        return Math.max(0, Math.min(lua(sample), unexplained));
    }

    /** Bytes of all Lua interpreters as printed, 0 where not printed. */
    public double lua(int sample) {
        return usedParts.lua(sample);
    }

    /** Where the bytes are at the moment that counts as now, see {@link RssSeries#lastWhole()}. */
    public Optional<Breakdown> now() {
        OptionalInt row = series().lastWhole();
        return row.isPresent() ? at(sample(row.getAsInt())) : Optional.empty();
    }

    /** The sample of the timeline that a row of the series shows. */
    public int sample(int row) {
        series();
        return rows[row];
    }

    /** The breakdown over the whole timeline in columns; samples that tell neither used memory nor RSS are left out. */
    public RssSeries series() {
        if (series == null) {
            series = computeSeries();
        }
        return series;
    }

    private RssSeries computeSeries() {
        rows = IntStream.range(0, timeline.size())
                .filter(i -> used(i).isPresent() || rss(i).isPresent())
                .toArray();
        int n = rows.length;
        long[] time = new long[n];
        double[] rss = new double[n];
        double[] used = new double[n];
        double[][] columns = new double[SplitBytes.COMPONENTS.length][];
        SplitBytes parts = new SplitBytes();
        for (int row = 0; row < n; row++) {
            OptionalDouble usedThen = used(rows[row]);
            OptionalDouble rssThen = rss(rows[row]);
            time[row] = timeline.timeMicros()[rows[row]];
            rss[row] = rssThen.orElse(Double.NaN);
            used[row] = usedThen.orElse(Double.NaN);
            parts.clear();
            split(rows[row], usedThen, rssThen, parts);
            parts.write(row, n, columns);
        }
        SortedMap<Component, double[]> told = new TreeMap<>();
        for (int k = 0; k < columns.length; k++) {
            if (columns[k] != null) {
                told.put(SplitBytes.COMPONENTS[k], columns[k]);
            }
        }
        return new RssSeries(time, told, rss, used, limits());
    }

    /** The limits that the input tells, in bytes. */
    public Map<Limit, Double> limits() {
        Map<Limit, Double> limits = new EnumMap<>(Limit.class);
        put(limits, Limit.MAXMEMORY, timeline.last(Field.MAXMEMORY));
        if (!limits.containsKey(Limit.MAXMEMORY)) {
            put(limits, Limit.MAXMEMORY, timeline.last(Field.CONFIG_MAXMEMORY));
        }
        put(limits, Limit.CONTAINER, timeline.last(Field.CGROUP_LIMIT));
        OptionalDouble host = timeline.last(Field.TOTAL_SYSTEM_MEMORY);
        put(limits, Limit.HOST, host.isPresent() ? host : timeline.last(Field.HOST_MEM_TOTAL));
        return limits;
    }

    /** A limit per sample, NaN where there is none; see {@link #limits()} for the last ones. */
    public double[] limit(Limit limit) {
        return LimitColumn.of(timeline, limit);
    }

    private static void put(Map<Limit, Double> limits, Limit name, OptionalDouble bytes) {
        if (bytes.orElse(0) > 0) {
            limits.put(name, bytes.getAsDouble());
        }
    }
}
