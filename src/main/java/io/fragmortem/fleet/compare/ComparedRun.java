package io.fragmortem.fleet.compare;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.NaturalOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two inputs compared, instance by instance.
 *
 * @param pairs instances on both sides, what moved most first
 * @param onlyBefore names of those that only the first input has
 * @param onlyAfter names of those that only the second has
 */
public record ComparedRun(List<Pair> pairs, List<String> onlyBefore, List<String> onlyAfter) {

    public ComparedRun {
        pairs = List.copyOf(pairs);
        onlyBefore = List.copyOf(onlyBefore);
        onlyAfter = List.copyOf(onlyAfter);
    }

    /**
     * A side with the result that it was made of.
     *
     * @param result empty where the side was read from an earlier result
     */
    public record Sided(Side side, Optional<InstanceResult> result) {}

    /** One instance on both sides. */
    public record Pair(Comparison comparison, Sided before, Sided after) {

        /** By how much the memory beyond used memory moved, without its sign. */
        double moved() {
            return comparison.levels().stream()
                    .filter(level -> level.metric().equals(Side.GAP))
                    .mapToDouble(level -> Math.abs(level.difference().size()))
                    .sum();
        }
    }

    /** Pairs instances by name; one instance on either side is a pair whatever they are called. */
    public static ComparedRun of(List<Sided> before, List<Sided> after, Comparer comparer) {
        if (before.size() == 1 && after.size() == 1) {
            return new ComparedRun(List.of(pair(before.get(0), after.get(0), comparer)), List.of(), List.of());
        }
        Map<String, Sided> later = new LinkedHashMap<>();
        after.forEach(side -> later.putIfAbsent(side.side().name(), side));
        List<Pair> pairs = new ArrayList<>();
        List<String> onlyBefore = new ArrayList<>();
        for (Sided side : before) {
            Sided other = later.remove(side.side().name());
            if (other == null) {
                onlyBefore.add(side.side().name());
            } else {
                pairs.add(pair(side, other, comparer));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::moved)
                .reversed()
                .thenComparing(pair -> pair.after().side().name(), NaturalOrder.OF_NAMES));
        onlyBefore.sort(NaturalOrder.OF_NAMES);
        List<String> onlyAfter = new ArrayList<>(later.keySet());
        onlyAfter.sort(NaturalOrder.OF_NAMES);
        return new ComparedRun(pairs, onlyBefore, onlyAfter);
    }

    private static Pair pair(Sided before, Sided after, Comparer comparer) {
        return new Pair(comparer.compare(before.side(), after.side()), before, after);
    }

    /** Whether something got worse and is now at least that bad. */
    public boolean worsened(Severity least) {
        return pairs.stream()
                .map(Pair::comparison)
                .anyMatch(one -> one.outcome() == Comparison.Outcome.WORSE
                        && one.after()
                                .verdict()
                                .flatMap(Side.Verdict::severity)
                                .filter(now -> now.compareTo(least) >= 0)
                                .isPresent());
    }

    /** How many pairs came out like this. */
    public long count(Comparison.Outcome outcome) {
        return pairs.stream()
                .filter(pair -> pair.comparison().outcome() == outcome)
                .count();
    }
}
