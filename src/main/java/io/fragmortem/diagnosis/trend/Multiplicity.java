package io.fragmortem.diagnosis.trend;

import io.fragmortem.diagnosis.trend.Trends.Scoped;
import io.fragmortem.memory.Metric;
import io.fragmortem.statistics.discovery.FalseDiscovery;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dozen components are a dozen chances for a false alarm: what does not stand after Benjamini-Yekutieli over the metrics of
 * the same scope of the same instance is undecided.
 */
final class Multiplicity {

    private Multiplicity() {}

    /** What is corrected together: all metrics of one stretch of time. */
    private record Family(Trends.Scope scope, int run) {}

    /** The same trends, with verdicts that stand after the correction, by metric, then scope, then run. */
    static List<Scoped> corrected(List<Scoped> trends) {
        Map<Family, List<Scoped>> families = new LinkedHashMap<>();
        for (Scoped s : trends) {
            families.computeIfAbsent(new Family(s.scope(), s.run()), k -> new ArrayList<>())
                    .add(s);
        }
        List<Scoped> all = new ArrayList<>();
        families.values().forEach(family -> all.addAll(within(family)));
        all.sort(Comparator.comparing(Scoped::metric, Metric.BY_NAME)
                .thenComparing(Scoped::scope)
                .thenComparingInt(Scoped::run));
        return all;
    }

    private static List<Scoped> within(List<Scoped> family) {
        List<Scoped> tested =
                family.stream().filter(s -> s.trend().pAmongMany().isPresent()).toList();
        double[] q = FalseDiscovery.benjaminiYekutieli(tested.stream()
                .mapToDouble(s -> s.trend().pAmongMany().getAsDouble())
                .toArray());
        List<Scoped> all = new ArrayList<>();
        int next = 0;
        for (Scoped s : family) {
            boolean stands = s.trend().pAmongMany().isEmpty()
                    || q[next++] <= TrendOptions.withDefaults().alpha();
            all.add(stands ? s : new Scoped(s.metric(), s.scope(), s.run(), undecided(s.trend())));
        }
        return all;
    }

    private static TrendResult undecided(TrendResult t) {
        boolean moves = t.verdict() == Verdict.GROWS || t.verdict() == Verdict.FALLS;
        return !moves
                ? t
                : new TrendResult(
                        t.method(),
                        t.n(),
                        t.effectiveN(),
                        t.p(),
                        t.slope(),
                        t.slopeLow(),
                        t.slopeHigh(),
                        Verdict.UNDECIDED,
                        false,
                        t.caveats(),
                        t.classic());
    }
}
