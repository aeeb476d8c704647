package io.fragmortem.diagnosis.cause;

import io.fragmortem.diagnosis.cause.Ledger.Whole;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Semantics;
import io.fragmortem.memory.Total;
import java.util.List;
import java.util.Optional;

/**
 * The causes that a verdict can name, each with all that is to be known of it: where its bytes lie, which components are its
 * own, which series shows its course, what is to be explained when it leads, its rank among others, what else in the input may
 * speak of it, and what helps. How it is recognised says its rule.
 */
public enum Cause {
    HEALTHY(CauseFacts.named("healthy")),
    HEALTHY_SMALL_INSTANCE(CauseFacts.named("healthy-small-instance")),
    EXTERNAL_FRAGMENTATION(CauseFacts.named("external-fragmentation")
            .in(Place.GAP)
            .holds(Component.FRAGMENTATION)
            .trendOf(Component.FRAGMENTATION, Component.UNATTRIBUTED)
            .onlyWhereTheAllocatorMeasures()
            .witnesses(Witness.FREE_SLOTS, Witness.BUILD, Witness.RETURN)
            .remedies(
                    Remedy.ACTIVE_DEFRAG,
                    Remedy.NO_DEFRAG,
                    Remedy.LET_DEFRAG_WORK,
                    Remedy.KEEP_DEFRAG,
                    Remedy.DEFRAG_TUNING,
                    Remedy.DEFRAG_BUILD,
                    Remedy.RESTART_BY_FAILOVER,
                    Remedy.NO_RESTART,
                    Remedy.DRAGONFLY_DEFRAG)),
    ALLOCATOR_RETENTION(CauseFacts.named("allocator-retention")
            .in(Place.GAP)
            .holds(Component.RETAINED)
            .trendOf(Component.RETAINED, Component.UNATTRIBUTED)
            .witnesses(Witness.KEPT_PAGES, Witness.BUILD, Witness.CLOCK)
            .remedies(Remedy.MEMORY_PURGE, Remedy.DECAY_SETTINGS, Remedy.RESTART_BY_FAILOVER, Remedy.MEMORY_DECOMMIT)),
    PROCESS_OVERHEAD(CauseFacts.named("process-overhead")
            .in(Place.GAP)
            .holds(Component.OUTSIDE)
            .trendOf(Component.OUTSIDE, Component.UNATTRIBUTED)
            .onlyWhereTheAllocatorMeasures()
            .witnesses(Witness.MUZZY_PAGES, Witness.BUILD)
            .remedies(Remedy.FIND_OUTSIDE)),
    LIBC_ALLOCATOR(CauseFacts.named("libc-allocator")
            .in(Place.GAP)
            .trendOf(Component.UNATTRIBUTED)
            .rank(2)
            .witnesses(Witness.BUILD)
            .remedies(Remedy.FIND_OUTSIDE, Remedy.NO_PURGE_NO_DEFRAG, Remedy.RESTART_BY_FAILOVER)),
    SWAPPED(CauseFacts.named("swapped")
            .in(Place.ABSENT)
            .witnesses(Witness.SWAPPING)
            .remedies(Remedy.MORE_MEMORY, Remedy.NO_PURGE_WHILE_SWAPPED)),
    UNTOUCHED_MEMORY(CauseFacts.named("untouched-memory").in(Place.ABSENT)),
    FORK_COW(CauseFacts.named("fork-cow")
            .rank(2)
            .leadsOnlyAsWarning()
            .witnesses(Witness.FORKS)
            .remedies(Remedy.FORK_HEADROOM)),
    CLIENT_BUFFERS(CauseFacts.named("client-buffers")
            .inUsed(Place.OWN, Whole.USED)
            .holds(Component.CLIENTS)
            .mayHold(Component.OVERHEAD)
            .trendOf(Component.CLIENTS, Component.OVERHEAD)
            .witnesses(Witness.CLIENTS)
            .remedies(Remedy.CLIENT_LIST, Remedy.MEND_READER, Remedy.LIMIT_CLIENTS)),
    REPLICATION_BACKLOG(CauseFacts.named("replication-backlog")
            .inUsed(Place.OWN, Whole.USED)
            .butOnlyWhere(Semantics::replicationInsideUsed, Whole.GAP)
            .holds(Component.REPLICAS, Component.REPLICATION_BACKLOG)
            .trendOf(Component.REPLICAS, Component.REPLICATION_BACKLOG)
            .witnesses(Witness.REPLICAS)
            .remedies(Remedy.REPLICATION_LIMITS, Remedy.BACKLOG_SIZE)),
    CLIENT_TRACKING(
            CauseFacts.named("client-tracking").inUsed(Place.DATA, Whole.USED).remedies(Remedy.TRACKING_LIMITS)),
    AOF_BUFFERS(CauseFacts.named("aof-buffers")
            .inUsed(Place.OWN, Whole.USED)
            .holds(Component.AOF_BUFFER)
            .trendOf(Component.AOF_BUFFER)
            .remedies(Remedy.AOF_DISK)),
    CLUSTER_LINKS(CauseFacts.named("cluster-links")
            .inUsed(Place.OWN, Whole.USED)
            .holds(Component.CLUSTER)
            .trendOf(Component.CLUSTER)
            .remedies(Remedy.CLUSTER_LIMITS)),
    LUA_SCRIPTS(CauseFacts.named("lua-scripts")
            .inUsed(Place.OWN, Whole.USED)
            .butOnlyWhere(Semantics::luaInsideUsed, Whole.RSS)
            .holds(Component.LUA, Component.SCRIPTS)
            .trendOf(Component.LUA, Component.SCRIPTS)
            .remedies(Remedy.SCRIPT_FLUSH, Remedy.FEWER_SCRIPTS)),
    METADATA_OVERHEAD(CauseFacts.named("metadata-overhead")
            .inUsed(Place.DATA, Whole.USED)
            .holds(Component.KEYSPACE)
            .trendOf(Component.KEYSPACE)
            .rank(3)
            .witnesses(Witness.KEYS)
            .remedies(Remedy.FEWER_KEYS)),
    DATASET_GROWTH(CauseFacts.named("dataset-growth")
            .inUsed(Place.DATA, Whole.GROWTH)
            .mayHold(Component.USED, Component.DATASET)
            .trendOf(Component.DATASET, Total.USED_MEMORY)
            .toldByLimit()
            .witnesses(Witness.KEYS, Witness.LIMITS)
            .remedies(Remedy.CAPACITY)),
    MEMORY_LEAK(CauseFacts.named("memory-leak")
            .inUsed(Place.DATA, Whole.GROWTH)
            .mayHold(Component.USED, Component.DATASET, Component.OUTSIDE)
            .rank(3)
            .leadsOnlyAsWarning()
            .witnesses(Witness.KEYS)
            .remedies(Remedy.FIND_OUTSIDE)),
    MAXMEMORY_HEADROOM(CauseFacts.named("maxmemory-headroom")
            .trendOf(Total.USED_MEMORY_RSS)
            .toldByLimit()
            .rank(2)
            .witnesses(Witness.LIMITS)
            .remedies(Remedy.RAISE_LIMIT, Remedy.MAXMEMORY_FROM_LIMIT, Remedy.NO_MAXMEMORY, Remedy.FEWER_KEYS)),
    PAGE_CACHE(CauseFacts.named("page-cache").rank(2).remedies(Remedy.WORKING_SET)),
    DEFRAG_INEFFECTIVE(CauseFacts.named("defrag-ineffective")
            .trendOf(Component.FRAGMENTATION, Component.UNATTRIBUTED)
            .leadsOnlyAsWarning()
            .witnesses(Witness.FREE_SLOTS)
            .remedies(Remedy.DEFRAG_TUNING, Remedy.RESTART_BY_FAILOVER)),
    IMPLAUSIBLE_READING(CauseFacts.named("implausible-reading").rank(0)),
    CANNOT_TELL(CauseFacts.named("cannot-tell"));

    /** Lists that nobody writes and a predicate without state; the checker takes only its own collections for immutable. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final CauseFacts facts;

    Cause(CauseFacts.Builder facts) {
        this.facts = facts.build();
    }

    /** The stable name, as JSON and {@code fragmortem explain} have it. */
    public String id() {
        return facts.id();
    }

    /** Whether it is a layer between used memory and RSS, of which another process with the same data tells something. */
    public boolean liesInGap() {
        return facts.place() == Place.GAP;
    }

    /** Whether it is memory with a field of its own, such as buffers, so that its bytes have a name beside those of RSS. */
    public boolean isCountedApart() {
        return facts.place() == Place.OWN;
    }

    /** What may help against it. */
    public List<Remedy> remedies() {
        return facts.remedies();
    }

    public CauseFacts facts() {
        return facts;
    }

    /** The cause with this stable name. */
    public static Optional<Cause> named(String id) {
        for (Cause cause : values()) {
            if (cause.id().equals(id)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }
}
