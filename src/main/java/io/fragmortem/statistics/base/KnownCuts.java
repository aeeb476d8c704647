package io.fragmortem.statistics.base;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Where a caller knows that something happened; places are those of the first sample after it.
 *
 * @param breaks the process began anew (a restart): what was before and after is never compared
 * @param changes the level moved for a reason beyond doubt (a flush): counts as certified, needs no test
 */
public record KnownCuts(List<Integer> breaks, List<Integer> changes) {

    /** Nothing is known. */
    public static final KnownCuts NONE = new KnownCuts(List.of(), List.of());

    /** Sorts both and drops what occurs twice; a place that is both is a break. */
    public KnownCuts {
        breaks = sorted(breaks);
        TreeSet<Integer> only = new TreeSet<>(changes);
        only.removeAll(breaks);
        changes = List.copyOf(only);
    }

    /** Breaks alone. */
    public static KnownCuts breaks(List<Integer> places) {
        return new KnownCuts(places, List.of());
    }

    private static List<Integer> sorted(Collection<Integer> places) {
        return List.copyOf(new TreeSet<>(places));
    }

    /** Both, ascending, without those outside (0, size). */
    TreeSet<Integer> within(int size) {
        TreeSet<Integer> all = new TreeSet<>(breaks);
        all.addAll(changes);
        all.removeIf(c -> c <= 0 || c >= size);
        return all;
    }
}
