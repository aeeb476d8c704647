package io.fragmortem.fleet;

import io.fragmortem.timeline.Timeline;
import java.util.List;

/**
 * What a report shows beside the bytes.
 *
 * @param impact what reached users, one line for each way
 * @param slabs size classes with free slots, most wasteful first; empty without allocator statistics
 */
public record Particulars(List<ImpactLine> impact, List<SlabClass> slabs) {

    /** Nothing is known. */
    public static final Particulars NONE = new Particulars(List.of(), List.of());

    public Particulars {
        impact = List.copyOf(impact);
        slabs = List.copyOf(slabs);
    }

    static Particulars of(Timeline timeline) {
        return new Particulars(Impacts.of(timeline), SlabClass.of(timeline));
    }
}
