package io.fragmortem.fleet;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.memory.Breakdown;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts and sums over the instances of one run. */
public final class FleetSums {

    public static final List<Severity> WORST_FIRST =
            List.of(Severity.CRITICAL, Severity.WARNING, Severity.INFO, Severity.OK);

    private final Map<Severity, Integer> severities = new EnumMap<>(Severity.class);
    private final Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    private int silenced;
    private double rss;
    private double gap;

    private FleetSums() {}

    public static FleetSums of(List<InstanceSummary> instances) {
        FleetSums sums = new FleetSums();
        for (InstanceSummary instance : instances) {
            sums.severities.merge(instance.found().verdict().severity(), 1, Integer::sum);
            sums.causes.merge(instance.found().verdict().cause(), 1, Integer::sum);
            sums.silenced += instance.found().verdict().silenced().isEmpty() ? 0 : 1;
            instance.now().ifPresent(sums::add);
        }
        return sums;
    }

    private void add(Breakdown now) {
        if (now.hasGap()) {
            rss += now.rss();
            gap += Math.max(0, now.gap());
        }
    }

    public int count(Severity severity) {
        return severities.getOrDefault(severity, 0);
    }

    public int count(Cause cause) {
        return causes.getOrDefault(cause, 0);
    }

    /** How many have a finding that the user silenced. */
    public int silenced() {
        return silenced;
    }

    /** Resident bytes of all instances that tell used and RSS. */
    public double rss() {
        return rss;
    }

    /** What of it exceeds used memory. */
    public double gap() {
        return gap;
    }
}
