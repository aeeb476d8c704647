package io.fragmortem.fleet.review;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.Sketch;
import io.fragmortem.fleet.review.FleetReview.ShardGroup;
import io.fragmortem.fleet.review.FleetReview.StandsOut;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Compares the shards of one cluster: slots are dealt out evenly and hashes spread keys evenly, so their primaries hold about as much
 * data, and the same traffic leaves about the same gap. One that stands out has slots or a key of its own, or another history. Held
 * against the median of the group, by the median absolute deviation, which a few odd ones cannot move: O(n log n) in the instances.
 *
 * <p>A group is what a label called after clusters says, or instances of one name but for its number. Both may also join caches that have
 * nothing to do with each other, so without {@code cluster_enabled} they count only where most hold about as much.
 */
final class Shards {

    /** Of three, two that are alike may be the odd ones; and where more than one in so many is, there are two kinds. */
    private static final int FEWEST = 4;

    private static final int MOST = 20;

    /** In deviations as a normal distribution has them. */
    private static final double FAR = 5;

    private static final double MAD_OF_NORMAL = 1.4826;

    /** A shard with half as much again costs memory that the others do not need; below that it is the spread of slots. */
    private static final double MORE_DATA = 1.5;

    private static final double WIDER_GAP = 2;

    /** Of what is called alike and shares no cluster that we know of, the data differ by no more than this, as a share of the median. */
    private static final double ALIKE = 0.2;

    /** What ended so much before the others is no part of the cluster any more, as a share of the time that was watched. */
    private static final double GONE = 0.02;

    /** What machines are called, whatever runs on them, and what a redacted run calls all its instances. */
    private static final String ANY = "host";

    /** What folders of replicas are called beside {@code shard1/primary}. */
    private static final List<String> REPLICAS = List.of("/replica", "/slave", "/secondary");

    /** How a group is known. */
    private record Key(String label, String name) {}

    /** What one shard holds at the moment of the comparison. */
    private record Held(String instance, double data, double gap) {}

    private Shards() {}

    /** Groups in which something stands out, by the bytes by which it does. */
    static List<ShardGroup> of(List<InstanceSummary> instances, Labels labels) {
        Map<Key, List<InstanceSummary>> byKey =
                new TreeMap<>(Comparator.comparing(Key::label).thenComparing(Key::name));
        int column = clusterColumn(labels);
        for (InstanceSummary instance : instances) {
            if (isReplica(instance) || instance.now().filter(Breakdown::hasGap).isEmpty()) {
                continue;
            }
            String cluster = column < 0 ? "" : labels.of(instance.name(), column);
            String family = Families.of(instance.name());
            family = family.equals(ANY) ? "" : family;
            if (!cluster.isEmpty()) {
                byKey.computeIfAbsent(new Key(labels.columns().get(column), cluster), key -> new ArrayList<>())
                        .add(instance);
            } else if (!family.isEmpty()) {
                byKey.computeIfAbsent(new Key("", family), key -> new ArrayList<>())
                        .add(instance);
            }
        }
        List<ShardGroup> groups = new ArrayList<>();
        byKey.forEach((key, members) -> parts(key, members)
                .forEach((part, shards) -> group(part, shards).ifPresent(groups::add)));
        groups.sort(Comparator.comparingDouble(
                        (ShardGroup group) -> -group.standingOut().get(0).excess())
                .thenComparing(ShardGroup::name));
        return List.copyOf(groups.subList(0, Math.min(MOST, groups.size())));
    }

    /** By what it says of itself, else by its folder. */
    private static boolean isReplica(InstanceSummary instance) {
        return instance.role().replica() || REPLICAS.stream().anyMatch(instance.name()::endsWith);
    }

    /** What is called a cluster may be that of an orchestrator, with several of ours in it. */
    private static Map<Key, List<InstanceSummary>> parts(Key key, List<InstanceSummary> members) {
        Map<Key, List<InstanceSummary>> parts =
                new TreeMap<>(Comparator.comparing(Key::label).thenComparing(Key::name));
        if (!key.label().isEmpty()) {
            for (InstanceSummary one : members) {
                String family = Families.of(one.name());
                parts.computeIfAbsent(new Key(key.label(), key.name() + " " + family), part -> new ArrayList<>())
                        .add(one);
            }
        }
        boolean several = parts.size() > 1 && parts.values().stream().anyMatch(part -> part.size() >= FEWEST);
        return several ? parts : Map.of(key, members);
    }

    /** The user's column that tells clusters, negative for none. */
    private static int clusterColumn(Labels labels) {
        for (int i = 0; i < labels.columns().size(); i++) {
            if (labels.columns().get(i).toLowerCase(Locale.ROOT).contains("cluster")) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<ShardGroup> group(Key key, List<InstanceSummary> all) {
        List<InstanceSummary> members = together(all);
        if (members.size() < FEWEST) {
            return Optional.empty();
        }
        OptionalLong until = members.stream()
                .flatMapToLong(one -> one.seen().toMicros().stream())
                .min();
        boolean exact = members.stream().allMatch(one -> isNow(one, until));
        boolean split = exact
                && members.stream()
                        .allMatch(one -> one.now()
                                .filter(now -> now.has(Component.DATASET))
                                .isPresent());
        List<Held> held = members.stream()
                .flatMap(one -> held(one, until, split).stream())
                .toList();
        double[] data = values(held, Held::data);
        double[] gaps = values(held, Held::gap);
        boolean known = members.stream().allMatch(one -> one.role().clustered());
        if (held.size() < FEWEST || !(known || areAlike(data))) {
            return Optional.empty();
        }
        List<StandsOut> out = new ArrayList<>();
        double counts = Thresholds.defaults().significantBytes();
        for (Held one : held) {
            add(out, StandsOut.What.DATA, one.instance(), one.data(), data, MORE_DATA, counts);
            // three times the data leave three times the gap
            boolean inProportion = one.gap() * median(data) <= MORE_DATA * one.data() * median(gaps);
            if (!inProportion) {
                add(out, StandsOut.What.GAP, one.instance(), one.gap(), gaps, WIDER_GAP, counts);
            }
        }
        out.sort(Comparator.comparingDouble(StandsOut::excess).reversed().thenComparing(StandsOut::instance));
        long odd = out.stream().map(StandsOut::instance).distinct().count();
        return odd == 0 || odd * FEWEST > held.size()
                ? Optional.empty()
                : Optional.of(new ShardGroup(
                        key.label(), key.name(), until, held.size(), median(data), median(gaps), List.copyOf(out)));
    }

    /** Whether three of four hold about what the median does: of four servers with nothing in common two often do. */
    private static boolean areAlike(double[] data) {
        double median = median(data);
        long alike = Arrays.stream(data)
                .filter(value -> Math.abs(value - median) <= ALIKE * median)
                .count();
        return alike * FEWEST >= (long) data.length * (FEWEST - 1);
    }

    private static void add(
            List<StandsOut> out,
            StandsOut.What what,
            String instance,
            double bytes,
            double[] all,
            double times,
            double counts) {
        double median = median(all);
        double far = FAR * MAD_OF_NORMAL * deviation(all);
        if (bytes - median > Math.max(counts, far) && bytes > times * Math.max(0, median)) {
            out.add(new StandsOut(instance, what, bytes, median));
        }
    }

    /** Those that were seen at one time: what had ended before is left out, and what began after. */
    private static List<InstanceSummary> together(List<InstanceSummary> all) {
        long last = all.stream()
                .flatMapToLong(one -> one.seen().toMicros().stream())
                .max()
                .orElse(Long.MAX_VALUE);
        long first = all.stream()
                .flatMapToLong(one -> one.seen().fromMicros().stream())
                .min()
                .orElse(Long.MIN_VALUE);
        double slack = GONE * ((double) last - first);
        List<InstanceSummary> late = all.stream()
                .filter(one -> one.seen().toMicros().isEmpty()
                        || last - one.seen().toMicros().getAsLong() <= slack)
                .toList();
        OptionalLong until = late.stream()
                .flatMapToLong(one -> one.seen().toMicros().stream())
                .min();
        return late.stream()
                .filter(one -> until.isEmpty()
                        || one.seen().fromMicros().isEmpty()
                        || one.seen().fromMicros().getAsLong() <= until.getAsLong())
                .toList();
    }

    /** Whether its last sample is that of the moment, as near as its sketch could tell. */
    private static boolean isNow(InstanceSummary one, OptionalLong until) {
        return until.isEmpty()
                || one.seen().toMicros().isEmpty()
                || one.seen().toMicros().getAsLong() - until.getAsLong()
                        <= one.seen().seconds()
                                * 1e6
                                / Math.max(1, one.course().sketch().rss().length);
    }

    private static Optional<Held> held(InstanceSummary one, OptionalLong until, boolean split) {
        if (isNow(one, until)) {
            return one.now()
                    .map(now -> new Held(
                            one.name(), split ? now.bytes(Component.DATASET) : now.used(), Math.max(0, now.gap())));
        }
        Sketch sketch = one.course().sketch();
        double share = (until.orElse(0) - one.seen().fromMicros().orElse(0))
                / (one.seen().seconds() * 1e6);
        int column = (int) Math.min(sketch.rss().length - 1, share * sketch.rss().length);
        double used = sketch.used()[column];
        double gap = sketch.rss()[column] - used;
        return Double.isNaN(gap) ? Optional.empty() : Optional.of(new Held(one.name(), used, Math.max(0, gap)));
    }

    private static double[] values(List<Held> held, ToDoubleFunction<Held> what) {
        return held.stream().mapToDouble(what).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median of what they are off the median. */
    private static double deviation(double[] values) {
        double median = median(values);
        return median(
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
    }
}
