package io.fragmortem.fleet;

import io.fragmortem.timeline.Timeline;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a report shows beside the bytes.
 *
 * @param impact what reached users, one line for each way
 * @param slabs size classes with free slots, most wasteful first; empty without allocator statistics
 * @param settings versions, builds and settings by INFO name
 */
public record Particulars(List<ImpactLine> impact, List<SlabClass> slabs, SortedMap<String, String> settings) {

    /** Nothing is known. */
    public static final Particulars NONE = new Particulars(List.of(), List.of(), new TreeMap<>());

    public Particulars {
        impact = List.copyOf(impact);
        slabs = List.copyOf(slabs);
        settings = new TreeMap<>(settings);
    }

    static Particulars of(Timeline timeline) {
        return new Particulars(Impacts.of(timeline), SlabClass.of(timeline), ServerSettings.of(timeline));
    }
}
