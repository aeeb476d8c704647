package io.fragmortem.fleet;

import io.fragmortem.timeline.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds instances that may be one server under two names, for example by address in one capture and by host name in
 * another: they show one run_id, the same peak to the byte, or, where there are few, a dump lies on the curve of an export.
 */
public final class Twins {

    /** The peak of a server that has done nothing yet is the same everywhere. */
    private static final double TELLING_PEAK = 10 << 20;

    /** A server has so many names at most; what more share is a copied image or an export that fills a field in. */
    private static final int MOST_NAMES = 4;

    /** In a larger fleet some server is always at the level of another. */
    private static final int FEW_INSTANCES = 8;

    /** A dump or two beside an export. */
    private static final int FEW_SAMPLES = 3;

    private static final int SERIES = 10;

    /** Two looks at one server within a minute differ by less. */
    private static final double NEAR = 0.01;

    private Twins() {}

    /** The other names by name; only instances that have any. */
    public static Map<String, List<String>> of(List<InstanceSummary> instances) {
        Map<String, List<String>> byTrait = new LinkedHashMap<>();
        for (InstanceSummary instance : instances) {
            for (String trait : instance.traits()) {
                byTrait.computeIfAbsent(trait, key -> new ArrayList<>()).add(instance.name());
            }
        }
        Map<String, SortedSet<String>> others = new HashMap<>();
        for (List<String> names : byTrait.values()) {
            if (names.size() > MOST_NAMES) {
                continue;
            }
            for (String name : names) {
                SortedSet<String> found = others.computeIfAbsent(name, key -> new TreeSet<>());
                found.addAll(names);
                found.remove(name);
            }
        }
        if (instances.size() <= FEW_INSTANCES) {
            onOneCurve(instances, others);
        }
        Map<String, List<String>> twins = new LinkedHashMap<>();
        for (InstanceSummary instance : instances) {
            SortedSet<String> found = others.getOrDefault(instance.name(), new TreeSet<>());
            if (!found.isEmpty()) {
                twins.put(instance.name(), List.copyOf(found));
            }
        }
        return twins;
    }

    /** A dump whose used memory and RSS lie on the curve of exactly one export at that time. */
    private static void onOneCurve(List<InstanceSummary> instances, Map<String, SortedSet<String>> others) {
        for (InstanceSummary dump : instances) {
            List<InstanceSummary> near =
                    instances.stream().filter(export -> isDumpOf(dump, export)).toList();
            if (near.size() == 1) {
                String name = near.get(0).name();
                others.computeIfAbsent(dump.name(), key -> new TreeSet<>()).add(name);
                others.computeIfAbsent(name, key -> new TreeSet<>()).add(dump.name());
            }
        }
    }

    private static boolean isDumpOf(InstanceSummary dump, InstanceSummary export) {
        InstanceSummary.Seen seen = dump.seen();
        boolean timed = !seen.fileTime() && seen.toMicros().isPresent();
        if (!timed
                || seen.samples() > FEW_SAMPLES
                || export.seen().samples() < SERIES
                || !export.seen().holds(seen.toMicros().getAsLong())) {
            return false;
        }
        long from = export.seen().fromMicros().orElse(0);
        double share = (seen.toMicros().getAsLong() - from)
                / Math.max(1.0, export.seen().seconds() * 1e6);
        return isOn(dump.course().sketch().used(), export.course().sketch().used(), share)
                && isOn(dump.course().sketch().rss(), export.course().sketch().rss(), share);
    }

    /** Whether the last value lies at the curve at this share of its length, or beside it. */
    private static boolean isOn(double[] values, double[] curve, double share) {
        double value = values.length == 0 ? Double.NaN : values[values.length - 1];
        int at = (int) Math.min(curve.length - 1, share * curve.length);
        for (int i = Math.max(0, at - 1); i <= Math.min(curve.length - 1, at + 1); i++) {
            if (Math.abs(curve[i] - value) <= NEAR * value) {
                return true;
            }
        }
        return false;
    }

    static List<String> traits(InstanceResult instance) {
        List<String> traits = new ArrayList<>();
        for (Run run : instance.runs()) {
            run.runId().ifPresent(id -> traits.add("run " + id));
        }
        double peak = instance.latest().getOrDefault("used_memory_peak", 0.0);
        if (peak >= TELLING_PEAK && peak == Math.rint(peak)) {
            traits.add("peak " + (long) peak); // an export tells no version
        }
        return traits;
    }
}
