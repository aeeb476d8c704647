package io.fragmortem.fleet;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.phrase.NaturalOrder;
import java.util.Comparator;

/** Orders instances: worst first. */
final class Ranking {

    private Ranking() {}

    /** By severity, then bytes of the strongest suspect, where there is none those that nobody can explain, then name. */
    public static final Comparator<InstanceSummary> WORST_FIRST = Comparator.comparing(
                    (InstanceSummary i) -> i.found().verdict().severity(), Comparator.reverseOrder())
            .thenComparing(Ranking::bytes, Comparator.reverseOrder())
            .thenComparing(InstanceSummary::name, NaturalOrder.OF_NAMES);

    private static double bytes(InstanceSummary instance) {
        double suspect = instance.found().bytes();
        boolean unexplained = suspect == 0 && instance.found().verdict().severity() != Severity.OK;
        return unexplained
                ? instance.now().filter(Breakdown::hasGap).map(Breakdown::gap).orElse(0.0)
                : suspect;
    }
}
