package io.fragmortem.diagnosis.rule;

import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.VerdictThresholds;
import io.fragmortem.diagnosis.trend.TrendThresholds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every rule and check there is, in the order in which they look. */
public final class Rules {

    /** The rules that name causes. */
    public static final List<Rule> CAUSES = List.of(
            new PlausibilityRule(),
            new RetentionRule(),
            new FragmentationRule(),
            new ProcessRule(),
            new LibcRule(),
            new NotResidentRule(),
            new BuffersRule(),
            new ReplicationRule(),
            new TrackingRule(),
            PartRule.aofBuffer(),
            PartRule.clusterLinks(),
            new LuaRule(),
            new KeyspaceRule(),
            new ForkRule(),
            new HeadroomRule(),
            new PageCacheRule(),
            new DefragRule(),
            new GrowthRule(),
            new LeakRule());

    /** The checks that name none. */
    public static final List<Rule> CHECKS = Stream.concat(IdentityCheck.all().stream(), Stream.of(new DoctorCheck()))
            .toList();

    private Rules() {}

    /** What every rule and check is, looks at and decides by. */
    public static List<Declaration> declarations() {
        return Stream.concat(CAUSES.stream(), CHECKS.stream())
                .map(Rule::declaration)
                .toList();
    }

    /** The rule or check with this id. */
    public static Optional<Declaration> named(String id) {
        return declarations().stream().filter(d -> d.id().equals(id)).findFirst();
    }

    /** What no single rule decides by: the thresholds of the verdict over all of them, and of trends and changes. */
    public static SortedMap<String, List<Threshold>> common() {
        return new TreeMap<>(Map.of("verdict", VerdictThresholds.ALL, "trends", TrendThresholds.ALL));
    }

    /** Every threshold that something is decided by, by first use. */
    public static List<Threshold> thresholds() {
        return Stream.concat(
                        declarations().stream().flatMap(d -> d.thresholds().stream()),
                        common().values().stream().flatMap(List::stream))
                .distinct()
                .toList();
    }
}
