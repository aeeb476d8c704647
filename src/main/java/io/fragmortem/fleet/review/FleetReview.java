package io.fragmortem.fleet.review;

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
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the first page of a fleet says beside its ranked instances.
 *
 * @param groupings sums by what instances have in common
 * @param cohorts groups of which more need a person than chance would have it
 * @param bursts moments at which many changed
 * @param restarts times at which many restarted
 * @param capacity which instances run out of memory first
 * @param sets primaries and replicas of one data set whose gaps differ, the widest first
 * @param shards shards of one cluster of which some hold much more than the others
 * @param little names of instances with too few samples for any test
 * @param tests how many instances were tested for a trend, and how many of these stand
 * @param earlier how the run compares with an earlier one, where one was given
 */
public record FleetReview(
        List<Grouping> groupings,
        List<Cohort> cohorts,
        List<Burst> bursts,
        List<Restarted> restarts,
        Capacity capacity,
        List<DataSet> sets,
        List<ShardGroup> shards,
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
     * @param suspicious whether more of them need a person than chance and other groups would have it
     */
    public record Group(String name, int instances, int needing, double rss, double gap, boolean suspicious) {}

    /** One thing that instances have in common, and what it is of these. */
    public record Trait(Common common, String value) {}

    /**
     * Instances of which more need a person than chance would have it.
     *
     * @param traits what they have in common; two where only both together are in excess
     * @param needing how many need a person
     * @param inseparable what cannot be told apart from it: too few have one without the other
     * @param same whether these have the very same instances
     * @param explained what its excess comes from
     */
    public record Cohort(
            List<Trait> traits,
            int instances,
            int needing,
            List<Trait> inseparable,
            boolean same,
            List<Trait> explained) {

        /** Whether the excess is its own, as far as that can be told. */
        public boolean stands() {
            return explained.isEmpty();
        }
    }

    /** A moment at which many instances changed. */
    public record Burst(long atMicros, List<String> instances) {}

    /**
     * Some minutes in which many instances restarted.
     *
     * @param fromMicros when the first of them had
     * @param toMicros when the last of them had
     * @param instances their names
     * @param ties what all of them share and others do not
     */
    public record Restarted(long fromMicros, long toMicros, List<String> instances, List<Tie> ties) {}

    /**
     * Something that some instances share.
     *
     * @param name of the user's column, else empty
     * @param all how many of the fleet have it
     */
    public record Tie(Kind kind, String name, String value, int all) {

        /** What it is. */
        public enum Kind {
            /** The machine, by names that end in a port. */
            HOST,
            /** What the user says. */
            LABEL,
            /** Their names but for the number. */
            NAME
        }
    }

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

    /**
     * Primaries of one cluster.
     *
     * @param label the user's column that says so, empty where their names do
     * @param name of the cluster, or what the names have in common
     * @param atMicros when they were compared
     * @param shards how many were
     * @param data median of the bytes of data, used memory where its overhead is not known of all
     * @param gap median of RSS beyond used memory, bytes
     * @param standingOut at least one
     */
    public record ShardGroup(
            String label,
            String name,
            OptionalLong atMicros,
            int shards,
            double data,
            double gap,
            List<StandsOut> standingOut) {}

    /**
     * A shard that is not like the others.
     *
     * @param bytes of what it has more of
     * @param median of all shards of its group
     */
    public record StandsOut(String instance, What what, double bytes, double median) {

        /** What it has more of. */
        public enum What {
            DATA,
            /** RSS beyond used memory. */
            GAP
        }

        double excess() {
            return bytes - median;
        }
    }

    /** How many instances were tested, and how many of their primary trends stand after Benjamini-Yekutieli at 5 %. */
    public record Tests(int tested, int standing) {}

    /**
     * How the run compares with an earlier one.
     *
     * @param standings of each instance, in the order of the run
     * @param gone what only the earlier run has, what was worst then first
     */
    public record SinceEarlier(List<Earlier.Standing> standings, List<Earlier.Gone> gone) {

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
        Map<Common, Function<InstanceSummary, String>> ways = Groups.ways(labels);
        List<Cohort> cohorts = Cohorts.of(instances, ways);
        return new FleetReview(
                Groups.of(instances, ways, cohorts),
                cohorts,
                Bursts.of(instances),
                Restarts.of(instances, labels),
                capacity(instances),
                sets(instances),
                Shards.of(instances, labels),
                instances.stream()
                        .filter(i -> i.course().p().length == 0)
                        .map(InstanceSummary::name)
                        .sorted(NaturalOrder.OF_NAMES)
                        .toList(),
                new Tests(tests.tested(), tests.standing()),
                earlier.map(then -> SinceEarlier.of(instances, then)));
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
