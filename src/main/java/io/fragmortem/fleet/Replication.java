package io.fragmortem.fleet;

import io.fragmortem.memory.ServerInfo;
import io.fragmortem.memory.ServerInfo.Role;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.timeline.Timeline;
import java.util.Optional;

/**
 * What an instance says of its place in replication, at the end of its timeline.
 *
 * @param replica whether it follows another instance
 * @param id {@code master_replid}: the same in a primary and everything that follows it; empty when not printed (before 4.0)
 * @param primary {@code master_host:master_port} of a replica
 * @param clustered whether it says that it is a node of a cluster
 * @param connected whether nothing says that a replica's link is down or that it is still loading the primary's data
 */
public record Replication(
        boolean replica, Optional<String> id, Optional<String> primary, boolean clustered, boolean connected) {

    /** The id of a server that never had a replica, or is not configured for it. */
    private static final String NO_ID = "0".repeat(40);

    /** Of an instance that says nothing of it. */
    public static final Replication UNKNOWN = new Replication(false, Optional.empty(), Optional.empty(), false, true);

    public static Replication of(ServerInfo server, Timeline timeline) {
        Optional<String> host = timeline.fact(Fact.MASTER_HOST);
        boolean replica = server.role().map(Role.REPLICA::equals).orElse(host.isPresent());
        Optional<String> primary = host.filter(h -> replica)
                .map(h -> h + ":" + (long) timeline.last(Field.MASTER_PORT).orElse(Address.USUAL_PORT));
        boolean down =
                timeline.fact(Fact.MASTER_LINK_STATUS).filter("down"::equals).isPresent()
                        || timeline.last(Field.MASTER_SYNC_IN_PROGRESS).orElse(0) > 0;
        Optional<String> id = timeline.fact(Fact.MASTER_REPLID).filter(text -> !text.equals(NO_ID));
        boolean clustered = timeline.last(Field.CLUSTER_ENABLED).orElse(0) > 0;
        return new Replication(replica, id, primary, clustered, !(replica && down));
    }
}
