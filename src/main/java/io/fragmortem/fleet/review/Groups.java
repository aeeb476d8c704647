package io.fragmortem.fleet.review;

import io.fragmortem.fleet.FleetSums;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.memory.ServerInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sums over instances that have something in common, and whether that is what ails them. */
final class Groups {

    /** Rows of a table that somebody still reads. */
    private static final int MOST = 20;

    private Groups() {}

    /** What instances may have in common: what the user says, their names, version, allocator, role. */
    static Map<FleetReview.Common, Function<InstanceSummary, String>> ways(Labels labels) {
        Map<FleetReview.Common, Function<InstanceSummary, String>> ways = new LinkedHashMap<>();
        for (int i = 0; i < labels.columns().size(); i++) {
            int column = i;
            ways.put(
                    new FleetReview.Common(
                            FleetReview.Dimension.LABEL, labels.columns().get(i)),
                    instance -> labels.of(instance.name(), column));
        }
        ways.put(new FleetReview.Common(FleetReview.Dimension.NAME, ""), instance -> Families.of(instance.name()));
        ways.put(
                new FleetReview.Common(FleetReview.Dimension.VERSION, ""),
                instance -> instance.server()
                        .version()
                        .map(version -> instance.server().product().display() + " " + version)
                        .orElse(""));
        ways.put(
                new FleetReview.Common(FleetReview.Dimension.ALLOCATOR, ""),
                instance -> instance.server().allocator().orElse(""));
        ways.put(
                new FleetReview.Common(FleetReview.Dimension.ROLE, ""),
                instance -> instance.server().role().map(ServerInfo.Role::info).orElse(""));
        return ways;
    }

    /**
     * Instances by each thing that they may have in common.
     *
     * @param cohorts of which more need a person than chance would have it
     */
    static List<FleetReview.Grouping> of(
            List<InstanceSummary> instances,
            Map<FleetReview.Common, Function<InstanceSummary, String>> ways,
            List<FleetReview.Cohort> cohorts) {
        Set<FleetReview.Trait> suspicious = new HashSet<>();
        cohorts.stream()
                .filter(cohort -> cohort.stands() && cohort.traits().size() == 1)
                .forEach(cohort -> suspicious.addAll(cohort.traits()));
        List<FleetReview.Grouping> groupings = new ArrayList<>();
        ways.forEach((common, way) -> {
            List<FleetReview.Group> groups =
                    groups(instances, way, name -> suspicious.contains(new FleetReview.Trait(common, name)));
            // whoever labels instances wants their sums, also where all of them have the same label
            boolean labelled = common.dimension() == FleetReview.Dimension.LABEL
                    && groups.stream().anyMatch(group -> !group.name().isEmpty());
            if (groups.size() > 1 || labelled) {
                groupings.add(new FleetReview.Grouping(
                        common, groups.subList(0, Math.min(MOST, groups.size())), groups.size()));
            }
        });
        return groupings;
    }

    private static List<FleetReview.Group> groups(
            List<InstanceSummary> instances, Function<InstanceSummary, String> way, Predicate<String> suspicious) {
        Map<String, List<InstanceSummary>> byName = new TreeMap<>();
        for (InstanceSummary instance : instances) {
            byName.computeIfAbsent(way.apply(instance), key -> new ArrayList<>())
                    .add(instance);
        }
        List<FleetReview.Group> groups = new ArrayList<>();
        byName.forEach((name, members) -> {
            FleetSums sums = FleetSums.of(members);
            int found = needing(members);
            groups.add(
                    new FleetReview.Group(name, members.size(), found, sums.rss(), sums.gap(), suspicious.test(name)));
        });
        groups.sort(Comparator.comparingDouble(FleetReview.Group::gap).reversed());
        return groups;
    }

    private static int needing(List<InstanceSummary> instances) {
        return (int) instances.stream().filter(i -> i.found().needsPerson()).count();
    }
}
