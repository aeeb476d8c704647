package io.fragmortem.fleet;

import io.fragmortem.diagnosis.Suspect;
import java.util.Comparator;
import java.util.List;

/** Orders instances: worst first. */
public final class Ranking {

    private Ranking() {}

    /** By severity, then bytes of the strongest suspect, then name. */
    public static List<InstanceResult> worstFirst(List<InstanceResult> instances) {
        return instances.stream()
                .sorted(Comparator.comparing(
                                (InstanceResult i) -> i.diagnosis().verdict().severity(), Comparator.reverseOrder())
                        .thenComparing(Ranking::bytes, Comparator.reverseOrder())
                        .thenComparing(InstanceResult::name))
                .toList();
    }

    private static double bytes(InstanceResult instance) {
        return instance.diagnosis().suspects().stream()
                .findFirst()
                .map(Suspect::bytes)
                .orElse(0.0);
    }
}
