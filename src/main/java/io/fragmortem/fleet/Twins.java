package io.fragmortem.fleet;

import io.fragmortem.timeline.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds instances that may be one server under two names, for example by address in one capture and by host name in
 * another: they show one run_id, or the same peak to the byte with the same build.
 */
public final class Twins {

    /** The peak of a server that has done nothing yet is the same everywhere. */
    private static final double TELLING_PEAK = 10 << 20;

    /** A server has so many names at most; what more share is a copied image or an export that fills a field in. */
    private static final int MOST_NAMES = 4;

    private Twins() {}

    /** The other names by name; only instances that have any. */
    public static Map<String, List<String>> of(List<InstanceSummary> instances) {
        Map<String, List<String>> byTrait = new LinkedHashMap<>();
        for (InstanceSummary instance : instances) {
            for (String trait : instance.traits()) {
                byTrait.computeIfAbsent(trait, key -> new ArrayList<>()).add(instance.name());
            }
        }
        Map<String, TreeSet<String>> others = new HashMap<>();
        for (List<String> names : byTrait.values()) {
            if (names.size() > MOST_NAMES) {
                continue;
            }
            for (String name : names) {
                TreeSet<String> found = others.computeIfAbsent(name, key -> new TreeSet<>());
                found.addAll(names);
                found.remove(name);
            }
        }
        Map<String, List<String>> twins = new LinkedHashMap<>();
        for (InstanceSummary instance : instances) {
            TreeSet<String> found = others.getOrDefault(instance.name(), new TreeSet<>());
            if (!found.isEmpty()) {
                twins.put(instance.name(), List.copyOf(found));
            }
        }
        return twins;
    }

    static List<String> traits(InstanceResult instance) {
        List<String> traits = new ArrayList<>();
        for (Run run : instance.runs()) {
            run.runId().ifPresent(id -> traits.add("run " + id));
        }
        double peak = instance.latest().getOrDefault("used_memory_peak", 0.0);
        if (peak >= TELLING_PEAK && peak == Math.rint(peak)) {
            traits.add("peak " + (long) peak + " of " + instance.server().product() + " "
                    + instance.server().version().orElse("?"));
        }
        return traits;
    }
}
