package io.fragmortem.fleet;

import io.fragmortem.diagnosis.Cause;
import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceResult.PeerLine;
import io.fragmortem.fleet.InstanceResult.Relation;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts each instance beside its primary and its replicas, where these are in the input too. They hold the same data, so a gap
 * that only one of them has comes from the history of that process, and a gap that both have follows the data and the commands.
 */
public final class Peers {

    /** Nobody reads more rows, and an input made for it could ask for millions. */
    private static final int MOST = 20;

    private final List<Replication> roles;
    private final List<InstanceResult> results;
    private final Thresholds thresholds;
    private final Map<String, List<Integer>> byId = new HashMap<>();
    private final Map<String, Integer> primaryOfId = new HashMap<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<Integer, List<Integer>> followers = new HashMap<>();

    private Peers(List<Replication> roles, List<InstanceResult> results, Thresholds thresholds) {
        this.roles = roles;
        this.results = results;
        this.thresholds = thresholds;
        for (int i = 0; i < roles.size(); i++) {
            int at = i;
            Replication role = roles.get(i);
            role.id()
                    .ifPresent(id ->
                            byId.computeIfAbsent(id, key -> new ArrayList<>()).add(at));
            role.id().filter(id -> !role.replica()).ifPresent(id -> primaryOfId.putIfAbsent(id, at));
            byName.putIfAbsent(results.get(i).name(), i);
        }
        for (int i = 0; i < roles.size(); i++) {
            int at = i;
            primaryByName(i)
                    .ifPresent(primary -> followers
                            .computeIfAbsent(primary, key -> new ArrayList<>())
                            .add(at));
        }
    }

    /**
     * The same results in the same order, each with its peers.
     *
     * @param timelines one for each result, in the same order
     */
    public static List<InstanceResult> compare(
            List<Timeline> timelines, List<InstanceResult> results, Thresholds thresholds) {
        if (timelines.size() != results.size()) {
            throw new IllegalArgumentException(timelines.size() + " timelines for " + results.size() + " results");
        }
        Peers peers = new Peers(timelines.stream().map(Replication::of).toList(), results, thresholds);
        return IntStream.range(0, results.size()).mapToObj(peers::beside).toList();
    }

    private InstanceResult beside(int here) {
        InstanceResult result = results.get(here);
        List<PeerLine> lines = new ArrayList<>();
        Diagnosis diagnosis = result.diagnosis();
        for (int there : others(here)) {
            boolean connected = roles.get(here).connected() && roles.get(there).connected();
            Optional<PeerComparison> found =
                    PeerComparison.of(result, results.get(there), relation(here, there), connected, thresholds);
            if (found.isEmpty()) {
                continue;
            }
            lines.add(found.get().line());
            Cause cause = diagnosis.verdict().cause();
            if (found.get().tells() && cause.liesInGap()) {
                diagnosis = diagnosis.corroborated(cause, found.get().line().sentence());
            }
        }
        return lines.isEmpty() ? result : result.withPeers(lines, diagnosis);
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
                .flatMap(address -> Stream.of(address, address.replaceFirst(":6379$", "")))
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
