package io.fragmortem.memory;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Where the bytes of one moment are. The parts add up to {@code rss}.
 *
 * @param atMicros when, 0 if unknown
 * @param rss resident set size, bytes; used memory where RSS is not known ({@code USED_ONLY})
 * @param used used_memory, bytes
 * @param resident what the allocator counts as resident, where it is real
 * @param parts bytes by component, only those that the input tells; OUTSIDE, CACHE and others may be negative
 * @param split how far the input allows to tell
 */
public record Breakdown(
        long atMicros, double rss, double used, OptionalDouble resident, Map<Component, Double> parts, Split split) {

    public Breakdown {
        parts = parts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(parts));
    }

    /** Bytes of a component, 0 where the input does not tell. */
    public double bytes(Component component) {
        return parts.getOrDefault(component, 0.0);
    }

    public boolean has(Component component) {
        return parts.containsKey(component);
    }

    /** RSS minus used: what the data did not ask for. */
    public double gap() {
        return rss - used;
    }

    /** Whether both used memory and RSS are told, so that there is a gap to speak of. */
    public boolean hasGap() {
        return split == Split.FULL || split == Split.USED_AND_RSS;
    }

    /** How far RSS could be split. */
    public enum Split {
        /** Allocator fields are real: everything is attributed. */
        FULL,
        /** Used and RSS only: what lies between is unattributed. */
        USED_AND_RSS,
        /** Used memory only; RSS is not known. */
        USED_ONLY,
        /** RSS only. */
        RSS_ONLY
    }
}
