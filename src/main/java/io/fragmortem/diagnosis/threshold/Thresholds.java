package io.fragmortem.diagnosis.threshold;

import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The values of all thresholds: the defaults, and what the user set. Thresholds that several rules share are named here;
 * those of one rule stand in its class. Rules ask with {@link #of(Threshold)}.
 */
public final class Thresholds {

    private static final double MIB = 1 << 20;

    /** Below this no layer is ever worth a word. */
    public static final Threshold FLOOR_BYTES = Threshold.bytes("floor-bytes", 10 * MIB, Origin.SOURCE);

    /** A layer must hold this much to be a suspect ... */
    public static final Threshold SIGNIFICANT_BYTES = Threshold.bytes("significant-bytes", 32 * MIB, Origin.EXPERT);

    /** ... and this share of RSS or used memory at that moment. */
    public static final Threshold SIGNIFICANT_SHARE = Threshold.share("significant-share", 0.15, Origin.SOURCE);

    /** What holds less than this share of its worst now is over. */
    public static final Threshold RECOVERED = Threshold.share("recovered-share", 0.25, Origin.JUDGEMENT);

    /** A gap that nothing explains is still there from this share of its worst on. */
    public static final Threshold ONGOING = Threshold.share("ongoing-share", 0.5, Origin.JUDGEMENT);

    /** Up to this used memory with a gap below {@link #SIGNIFICANT_BYTES} ratios mean nothing. */
    public static final Threshold SMALL_INSTANCE_BYTES =
            Threshold.bytes("small-instance-bytes", 64 * MIB, Origin.EXPERT);

    /** An episode must outlast jemalloc's decay to count. */
    public static final Threshold DECAY_SECONDS = Threshold.seconds("decay-seconds", 30, Origin.SOURCE);

    /** Used memory below this share of its peak: the dataset is gone. */
    public static final Threshold COLLAPSED_SHARE = Threshold.share("collapsed-share", 0.05, Origin.JUDGEMENT);

    /** RSS above this share of a hard limit leaves no room for fork and buffers. */
    public static final Threshold HEADROOM_SHARE = Threshold.share("headroom-share", 0.85, Origin.JUDGEMENT);

    /** Used memory above this share of maxmemory counts as being at the limit. */
    public static final Threshold AT_MAXMEMORY_SHARE = Threshold.share("at-maxmemory-share", 0.95, Origin.SOURCE);

    /** From this share of samples with numbers that contradict each other on nothing is sure any more. */
    public static final Threshold BROKEN_SHARE = Threshold.share("broken-share", 0.5, Origin.JUDGEMENT);

    /** High tide: used memory back at this share of its highest. */
    public static final Threshold HIGH_TIDE = Threshold.share("high-tide-share", 0.9, Origin.MEASURED);

    /** Room counts as filled again when this share or less of it is free at high tide. */
    public static final Threshold REFILLED = Threshold.share("refilled-share", 0.25, Origin.MEASURED);

    /** RSS counts as unmoved within this share. */
    public static final Threshold UNMOVED = Threshold.share("unmoved-share", 0.1, Origin.MEASURED);

    /** The structure of a keyspace costs at most about as much as its smallest data; overhead beyond this is buffers. */
    public static final Threshold OVERHEAD_OVER_DATASET =
            Threshold.ratio("buffers-overhead-over-dataset", 3, Origin.JUDGEMENT);

    /** Share of used memory in hash tables above which the structure is the story. */
    public static final Threshold KEYSPACE_SHARE = Threshold.share("keyspace-share", 0.40, Origin.JUDGEMENT);

    /** From this share of used memory missing on it counts: a few pages are always untouched. */
    public static final Threshold MISSING_SHARE = Threshold.share("resident-missing-share", 0.05, Origin.JUDGEMENT);

    /** From this share on only swapping explains missing pages of a dataset. */
    public static final Threshold SWAPPED_SHARE = Threshold.share("resident-swapped-share", 0.20, Origin.JUDGEMENT);

    /** Program, libraries and stacks of a plain server. */
    public static final Threshold PROCESS_BASE_BYTES = Threshold.bytes("process-base-bytes", 16 * MIB, Origin.MEASURED);

    private final Map<String, Double> set;
    private final Consumer<Threshold> asked;

    private Thresholds(Map<String, Double> set, Consumer<Threshold> asked) {
        this.set = Map.copyOf(set);
        this.asked = asked;
    }

    /** The defaults. */
    public static Thresholds defaults() {
        return new Thresholds(Map.of(), threshold -> {});
    }

    /** The defaults with other values by name, as {@link #set} gives them. */
    public static Thresholds of(Map<String, Double> set) {
        return new Thresholds(set, threshold -> {});
    }

    /** What differs from the defaults, by name. */
    public Map<String, Double> set() {
        return set;
    }

    /** These and another value for one threshold. */
    public Thresholds with(Threshold threshold, double value) {
        if (!threshold.isSettable()) {
            throw new IllegalArgumentException(threshold.name() + " is the server's own and cannot be set");
        }
        Map<String, Double> more = new TreeMap<>(set);
        more.put(threshold.name(), value);
        return new Thresholds(more, asked);
    }

    /** These, telling which thresholds are asked for. */
    public Thresholds watchedBy(Consumer<Threshold> watcher) {
        return new Thresholds(set, watcher);
    }

    /** The value that holds. */
    public double of(Threshold threshold) {
        asked.accept(threshold);
        return set.getOrDefault(threshold.name(), threshold.value());
    }

    /** Below this no difference is ever worth a word, bytes. */
    public double floorBytes() {
        return of(FLOOR_BYTES);
    }

    /** What a layer must hold to be a suspect, bytes. */
    public double significantBytes() {
        return of(SIGNIFICANT_BYTES);
    }

    /** What share of RSS or used memory a layer must hold to be a suspect. */
    public double significantShare() {
        return of(SIGNIFICANT_SHARE);
    }

    public double smallInstanceBytes() {
        return of(SMALL_INSTANCE_BYTES);
    }

    public double decaySeconds() {
        return of(DECAY_SECONDS);
    }
}
