package io.fragmortem.fleet;

import java.util.Comparator;

/** Orders instances: worst first. */
final class Ranking {

    private Ranking() {}

    /** By severity, then bytes of the strongest suspect, then name. */
    public static final Comparator<InstanceSummary> WORST_FIRST = Comparator.comparing(
                    (InstanceSummary i) -> i.found().verdict().severity(), Comparator.reverseOrder())
            .thenComparing(i -> i.found().bytes(), Comparator.reverseOrder())
            .thenComparing(InstanceSummary::name);
}
