package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.ExhibitTable;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.List;
import java.util.Optional;

/**
 * That the workload would fragment a fresh heap again, and how that is known.
 *
 * @param sign how it is known
 * @param number of runs over which it came back, or size classes among which the free slots are spread; 0 for evictions
 */
record Return(Sign sign, double number) {

    /** How it is known. */
    enum Sign {
        /** It came back after restarts. */
        SEEN,
        /** Keys are evicted at the limit, of whatever size they are. */
        EVICTION,
        /** The free slots are spread over many classes: a sign, no proof. */
        MIXED
    }

    /** Free slots in so many size classes mean that values of changing size replace each other. */
    private static final int MIXED_CLASSES = 6;

    /** What speaks for it in a timeline whose free slots are in this state. */
    static Optional<Return> of(Case c, State state) {
        if (state == State.RECOVERED || state == State.ONE_OFF) {
            return Optional.empty();
        }
        if (state == State.RECURRING || c.trends().growsInEachRun(Component.FRAGMENTATION)) {
            return Optional.of(new Return(Sign.SEEN, c.timeline().runs().size()));
        }
        return isEvicting(c) ? Optional.of(new Return(Sign.EVICTION, 0)) : ofClasses(c);
    }

    private static boolean isEvicting(Case c) {
        double max = c.timeline().last(Field.MAXMEMORY).orElse(0);
        boolean evicts = c.timeline().last(Field.EVICTED_KEYS).orElse(0) > 0 // since the last start
                || c.timeline()
                        .fact(Fact.MAXMEMORY_POLICY)
                        .filter(p -> !p.equals("noeviction"))
                        .isPresent();
        return max > 0 && evicts && c.levels().lastUsed() >= c.value(Thresholds.AT_MAXMEMORY_SHARE) * max;
    }

    private static Optional<Return> ofClasses(Case c) {
        List<ExhibitTable> bins = ExhibitTable.of(c.timeline(), Exhibit.Kind.MALLOC_BINS);
        if (bins.isEmpty()) {
            return Optional.empty();
        }
        ExhibitTable last = bins.get(bins.size() - 1);
        double all = last.sum("waste_bytes");
        long classes = last.largest("waste_bytes", last.size()).stream()
                .filter(row -> last.number(row, "waste_bytes") >= all / (4.0 * MIXED_CLASSES))
                .count();
        return classes >= MIXED_CLASSES && all >= c.value(Thresholds.FLOOR_BYTES)
                ? Optional.of(new Return(Sign.MIXED, classes))
                : Optional.empty();
    }

    /** Whether it is certain enough that a restart would be in vain. */
    boolean isCertain() {
        return switch (sign) {
            case SEEN, EVICTION -> true;
            case MIXED -> false;
        };
    }

    Phrase phrase() {
        return switch (sign) {
            case SEEN -> Phrase.of("returns.seen", Phrase.count(number));
            case EVICTION -> Phrase.of("returns.eviction");
            case MIXED -> Phrase.of("returns.mixed", Phrase.count(number));
        };
    }
}
