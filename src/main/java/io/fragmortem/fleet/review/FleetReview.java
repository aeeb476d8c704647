package io.fragmortem.fleet.review;

import io.fragmortem.fleet.FleetSums;
import io.fragmortem.fleet.FleetTests;
import io.fragmortem.fleet.Headroom;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.phrase.NaturalOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the first page of a fleet says beside its ranked instances.
 *
 * @param groupings sums by what instances have in common
 * @param bursts moments at which many changed
 * @param capacity which instances run out of memory first
 * @param sets primaries and replicas of one data set whose gaps differ, the widest first
 * @param little names of instances with too few samples for any test
 * @param tests how many instances were tested for a trend, and how many of these stand
 * @param earlier how the run compares with an earlier one, where one was given
 */
public record FleetReview(
        List<Grouping> groupings,
        List<Burst> bursts,
        Capacity capacity,
        List<DataSet> sets,
        List<String> little,
        Tests tests,
        Optional<SinceEarlier> earlier) {

    private static final int MOST = 20;

    /** More than these nobody plans at a time. */
    private static final int MOST_ROOMS = 10;

    /** What instances may have in common. */
    public enum Dimension {
        /** What the user says. */
        LABEL,
        /** Their names but for the number. */
        NAME,
        VERSION,
        ALLOCATOR,
        ROLE
    }

    /**
     * One way to group.
     *
     * @param name of the user's column, else empty
     */
    public record Common(Dimension dimension, String name) {}

    /**
     * The largest groups of one way.
     *
     * @param all how many groups there are
     */
    public record Grouping(Common common, List<Group> groups, int all) {}

    /**
     * Instances with one thing in common.
     *
     * @param name what it is, empty where it is not told
     * @param needing how many need a person
     * @param rss resident bytes
     * @param gap what of these exceeds used memory
     * @param suspicious whether more of them need a person than chance would have it
     */
    public record Group(String name, int instances, int needing, double rss, double gap, boolean suspicious) {}

    /** A moment at which many instances changed. */
    public record Burst(long atMicros, List<String> instances) {}

    /**
     * Which instances run out first.
     *
     * @param rooms the tightest of them
     * @param known how many instances have a limit in the input
     * @param unknown how many have none
     */
    public record Capacity(List<Room> rooms, int known, int unknown) {}

    /**
     * What is left below the limit of an instance that matters first.
     *
     * @param seen when it was seen: from its last sample on days count
     */
    public record Room(String instance, InstanceSummary.Seen seen, Headroom headroom) {}

    /** Servers that hold the same data by replication; the first has the widest gap. */
    public record DataSet(List<Member> members) {}

    /**
     * One server of a data set.
     *
     * @param gap RSS beyond used memory, bytes
     */
    public record Member(String instance, boolean replica, double gap) {}

    /** How many instances were tested, and how many of their primary trends stand after Benjamini-Yekutieli at 5 %. */
    public record Tests(int tested, int standing) {}

    /**
     * How the run compares with an earlier one.
     *
     * @param standings of each instance, in the order of the run
     * @param gone names that only the earlier run has
     */
    public record SinceEarlier(List<Earlier.Standing> standings, List<String> gone) {

        /** The instances of a run against an earlier one. */
        public static SinceEarlier of(List<InstanceSummary> instances, Earlier then) {
            return new SinceEarlier(instances.stream().map(then::of).toList(), then.gone(instances));
        }

        public long count(Earlier.Standing standing) {
            return standings.stream().filter(one -> one == standing).count();
        }
    }

    /** The review of a ranked fleet. */
    public static FleetReview of(List<InstanceSummary> instances, Labels labels, Optional<Earlier> earlier) {
        FleetTests tests = FleetTests.of(instances);
        return new FleetReview(
                groupings(instances, labels),
                Bursts.of(instances).stream().map(FleetReview::byName).toList(),
                capacity(instances),
                sets(instances),
                instances.stream()
                        .filter(i -> i.course().p().length == 0)
                        .map(InstanceSummary::name)
                        .sorted(NaturalOrder.OF_NAMES)
                        .toList(),
                new Tests(tests.tested(), tests.standing()),
                earlier.map(then -> SinceEarlier.of(instances, then)));
    }

    /** Whoever labels instances wants their sums, also where all of them have the same label. */
    private static List<Grouping> groupings(List<InstanceSummary> instances, Labels labels) {
        List<Grouping> groupings = new ArrayList<>(Groups.of(instances, labels));
        for (int i = 0; i < labels.columns().size() && !instances.isEmpty(); i++) {
            Common column = new Common(Dimension.LABEL, labels.columns().get(i));
            String value = labels.of(instances.get(0).name(), i);
            boolean missing = groupings.stream().noneMatch(one -> one.common().equals(column));
            if (missing && !value.isEmpty()) {
                FleetSums sums = FleetSums.of(instances);
                int needing = (int) instances.stream()
                        .filter(one -> one.found().needsPerson())
                        .count();
                Group all = new Group(value, instances.size(), needing, sums.rss(), sums.gap(), false);
                groupings.add(Math.min(i, groupings.size()), new Grouping(column, List.of(all), 1));
            }
        }
        return List.copyOf(groupings);
    }

    private static Burst byName(Burst burst) {
        return new Burst(
                burst.atMicros(),
                burst.instances().stream().sorted(NaturalOrder.OF_NAMES).toList());
    }

    private static Capacity capacity(List<InstanceSummary> instances) {
        List<Room> rooms = new ArrayList<>();
        for (InstanceSummary instance : instances) {
            instance.course().room().ifPresent(room -> rooms.add(new Room(instance.name(), instance.seen(), room)));
        }
        rooms.sort(Comparator.comparing(Room::headroom, Headroom.TIGHTEST_FIRST)
                .thenComparing(Room::instance, NaturalOrder.OF_NAMES));
        List<Room> tightest = List.copyOf(rooms.subList(0, Math.min(MOST_ROOMS, rooms.size())));
        return new Capacity(tightest, rooms.size(), instances.size() - rooms.size());
    }

    /** Servers with one replication id where one has more than twice the gap of another. */
    private static List<DataSet> sets(List<InstanceSummary> instances) {
        Map<String, List<Member>> byId = new TreeMap<>();
        for (InstanceSummary instance : instances) {
            Optional<Breakdown> now = instance.now().filter(Breakdown::hasGap);
            if (instance.role().id().isPresent() && now.isPresent()) {
                byId.computeIfAbsent(instance.role().id().get(), key -> new ArrayList<>())
                        .add(new Member(
                                instance.name(),
                                instance.role().replica(),
                                now.get().gap()));
            }
        }
        List<DataSet> sets = new ArrayList<>();
        for (List<Member> members : byId.values()) {
            members.sort(Comparator.comparingDouble(Member::gap)
                    .reversed()
                    .thenComparing(Member::instance, NaturalOrder.OF_NAMES));
            double widest = members.get(0).gap();
            double narrowest = members.get(members.size() - 1).gap();
            if (members.size() > 1 && widest > 2 * Math.max(0, narrowest)) {
                sets.add(new DataSet(List.copyOf(members)));
            }
        }
        sets.sort(
                Comparator.comparingDouble((DataSet set) -> set.members().get(0).gap())
                        .reversed()
                        .thenComparing(set -> set.members().get(0).instance(), NaturalOrder.OF_NAMES));
        return List.copyOf(sets.subList(0, Math.min(MOST, sets.size())));
    }
}
