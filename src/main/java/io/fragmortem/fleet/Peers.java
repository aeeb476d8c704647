package io.fragmortem.fleet;

import io.fragmortem.fleet.InstanceResult.Relation;
import io.fragmortem.snapshot.text.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Puts each instance beside its primary and its replicas, where these are in the input too. They hold the same data, so a gap
 * that only one of them has comes from the history of that process, and a gap that both have follows the data and the commands.
 */
public final class Peers {

    /** Nobody reads more rows, and an input made for it could ask for millions. */
    private static final int MOST = 20;

    private final List<Replication> roles;
    private final Map<String, List<Integer>> byId = new HashMap<>();
    private final Map<String, Integer> primaryOfId = new HashMap<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<Integer, List<Integer>> followers = new HashMap<>();

    /**
     * Two instances that hold the same data.
     *
     * @param here index of the one that is compared
     * @param there index of the other one
     * @param relation what the other one is to it
     * @param connected whether nothing says that the link between them was down
     * @param untilMicros the last moment that both timelines cover, the end of time where that is not known
     */
    public record Pair(int here, int there, InstanceResult.Relation relation, boolean connected, long untilMicros) {}

    private Peers(List<InstanceSummary> instances) {
        this.roles = instances.stream().map(InstanceSummary::role).toList();
        for (int i = 0; i < roles.size(); i++) {
            int at = i;
            Replication role = roles.get(i);
            role.id()
                    .ifPresent(id ->
                            byId.computeIfAbsent(id, key -> new ArrayList<>()).add(at));
            role.id().filter(id -> !role.replica()).ifPresent(id -> primaryOfId.putIfAbsent(id, at));
            byName.putIfAbsent(instances.get(i).name(), i);
        }
        for (int i = 0; i < roles.size(); i++) {
            int at = i;
            primaryByName(i)
                    .ifPresent(primary -> followers
                            .computeIfAbsent(primary, key -> new ArrayList<>())
                            .add(at));
        }
    }

    /** Who is beside whom, by the first one. */
    public static List<Pair> of(List<InstanceSummary> instances) {
        Peers peers = new Peers(instances);
        List<Pair> pairs = new ArrayList<>();
        for (int here = 0; here < instances.size(); here++) {
            for (int there : peers.others(here)) {
                pairs.add(new Pair(
                        here,
                        there,
                        peers.relation(here, there),
                        peers.roles.get(here).connected()
                                && peers.roles.get(there).connected(),
                        until(instances.get(here), instances.get(there))));
            }
        }
        return pairs;
    }

    /** The moments at which each instance of the pairs must be looked at. */
    public static Map<Integer, SortedSet<Long>> moments(List<Pair> pairs) {
        Map<Integer, SortedSet<Long>> asked = new HashMap<>();
        for (Pair pair : pairs) {
            asked.computeIfAbsent(pair.here(), key -> new TreeSet<>()).add(pair.untilMicros());
            asked.computeIfAbsent(pair.there(), key -> new TreeSet<>()).add(pair.untilMicros());
        }
        return asked;
    }

    private static long until(InstanceSummary here, InstanceSummary there) {
        OptionalLong mine = here.seen().toMicros();
        OptionalLong other = there.seen().toMicros();
        return mine.isPresent() && other.isPresent() ? Math.min(mine.getAsLong(), other.getAsLong()) : Long.MAX_VALUE;
    }

    /** Its primary, or its replicas; other replicas of the same primary only when the primary itself is not there. */
    private List<Integer> others(int here) {
        List<Integer> alike = roles.get(here).id().map(byId::get).orElse(List.of());
        if (!roles.get(here).replica()) {
            Stream<Integer> named = followers.getOrDefault(here, List.of()).stream();
            return replicas(Stream.concat(alike.stream(), named), here);
        }
        Optional<Integer> primary = roles.get(here).id().map(primaryOfId::get).or(() -> primaryByName(here));
        return primary.map(List::of).orElseGet(() -> replicas(alike.stream(), here));
    }

    private List<Integer> replicas(Stream<Integer> candidates, int here) {
        return candidates
                .filter(i -> i != here && roles.get(i).replica())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private Optional<Integer> primaryByName(int replica) {
        return roles.get(replica).primary().stream()
                .flatMap(address -> Address.namesOf(address).stream())
                .map(byName::get)
                .filter(Objects::nonNull)
                .filter(i -> i != replica)
                .findFirst();
    }

    private Relation relation(int here, int there) {
        if (!roles.get(there).replica()) {
            return Relation.PRIMARY;
        }
        return roles.get(here).replica() ? Relation.SIBLING : Relation.REPLICA;
    }
}
