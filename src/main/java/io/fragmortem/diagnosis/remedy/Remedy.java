package io.fragmortem.diagnosis.remedy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Everything that people may be told to do, to ask, not to do or to capture next. */
public enum Remedy {
    MEMORY_PURGE("memory-purge", Kind.DO),
    DECAY_SETTINGS("decay-settings", Kind.DO),
    MEMORY_DECOMMIT("memory-decommit", Kind.DO),
    ACTIVE_DEFRAG("active-defrag", Kind.DO),
    LET_DEFRAG_WORK("let-defrag-work", Kind.DO),
    KEEP_DEFRAG("keep-defrag", Kind.DO),
    DEFRAG_TUNING("defrag-tuning", Kind.DO),
    DRAGONFLY_DEFRAG("dragonfly-defrag", Kind.DO),
    DEFRAG_BUILD("defrag-build", Kind.DO),
    RESTART_BY_FAILOVER("restart-by-failover", Kind.DO),
    FIND_OUTSIDE("find-outside", Kind.DO),
    MORE_MEMORY("more-memory", Kind.DO),
    CLIENT_LIST("client-list", Kind.DO),
    MEND_READER("mend-reader", Kind.DO),
    LIMIT_CLIENTS("limit-clients", Kind.DO),
    REPLICATION_LIMITS("replication-limits", Kind.DO),
    BACKLOG_SIZE("backlog-size", Kind.DO),
    TRACKING_LIMITS("tracking-limits", Kind.DO),
    AOF_DISK("aof-disk", Kind.DO),
    CLUSTER_LIMITS("cluster-limits", Kind.DO),
    WORKING_SET("working-set", Kind.DO),
    SCRIPT_FLUSH("script-flush", Kind.DO),
    FEWER_SCRIPTS("fewer-scripts", Kind.DO),
    FEWER_KEYS("fewer-keys", Kind.DO),
    CAPACITY("capacity", Kind.DO),
    FORK_HEADROOM("fork-headroom", Kind.DO),
    RAISE_LIMIT("raise-limit", Kind.DO),
    MAXMEMORY_FROM_LIMIT("maxmemory-from-limit", Kind.DO),
    LOOK_FIRST("look-first", Kind.DO),
    NOTHING_NOW("nothing-now", Kind.DO),
    DATA_GONE("data-gone", Kind.ASK),
    NO_DEFRAG("no-defrag", Kind.NOT),
    NO_PURGE_NO_DEFRAG("no-purge-no-defrag", Kind.NOT),
    NO_PURGE_WHILE_SWAPPED("no-purge-while-swapped", Kind.NOT),
    NO_RESTART("no-restart", Kind.NOT),
    NO_MAXMEMORY("no-maxmemory", Kind.NOT),
    NO_COMMANDS("no-commands", Kind.NOT),
    NO_ACTION("no-action", Kind.NOT),
    TWO_MORE_DUMPS("two-more-dumps", Kind.NEXT),
    FULL_INFO("full-info", Kind.NEXT),
    OVERHEAD("overhead", Kind.NEXT),
    MALLOC_STATS("malloc-stats", Kind.NEXT),
    PROCESS_MEMORY("process-memory", Kind.NEXT);

    /** What still helps once something is over: against the next time. */
    private static final Set<Remedy> PREVENTING = EnumSet.of(
            DECAY_SETTINGS,
            ACTIVE_DEFRAG,
            KEEP_DEFRAG,
            DEFRAG_BUILD,
            FIND_OUTSIDE,
            MORE_MEMORY,
            CLIENT_LIST,
            MEND_READER,
            LIMIT_CLIENTS,
            REPLICATION_LIMITS,
            BACKLOG_SIZE,
            TRACKING_LIMITS,
            AOF_DISK,
            CLUSTER_LIMITS,
            WORKING_SET,
            FEWER_KEYS,
            CAPACITY,
            FORK_HEADROOM,
            FEWER_SCRIPTS,
            RAISE_LIMIT,
            MAXMEMORY_FROM_LIMIT);

    /** What a running server is told to do, or told to answer. */
    private static final Set<Remedy> OF_THE_PROCESS = EnumSet.of(
            MEMORY_PURGE,
            MEMORY_DECOMMIT,
            ACTIVE_DEFRAG,
            LET_DEFRAG_WORK,
            DRAGONFLY_DEFRAG,
            RESTART_BY_FAILOVER,
            CLIENT_LIST,
            SCRIPT_FLUSH);

    /** Reads only. */
    private static final Set<Remedy> LOOKS =
            EnumSet.of(CLIENT_LIST, FIND_OUTSIDE, CAPACITY, AOF_DISK, WORKING_SET, LOOK_FIRST, MEND_READER);

    /** Somebody notices it, or has to plan it. */
    private static final Set<Remedy> DEAR = EnumSet.of(RESTART_BY_FAILOVER, DEFRAG_BUILD);

    /** What is worth saying after it is over, though it hit no limit: it would only come back. */
    private static final Set<Remedy> LASTING = EnumSet.of(KEEP_DEFRAG, FEWER_SCRIPTS, MORE_MEMORY);

    /** What each warning speaks against. */
    private static final Map<Remedy, Set<Remedy>> AGAINST = Map.of(
            NO_RESTART, EnumSet.of(RESTART_BY_FAILOVER),
            NO_DEFRAG, EnumSet.of(ACTIVE_DEFRAG),
            NO_PURGE_NO_DEFRAG, EnumSet.of(MEMORY_PURGE, ACTIVE_DEFRAG),
            NO_PURGE_WHILE_SWAPPED, EnumSet.of(MEMORY_PURGE),
            NO_COMMANDS, OF_THE_PROCESS);

    private final String id;
    private final Kind kind;

    Remedy(String id, Kind kind) {
        this.id = id;
        this.kind = kind;
    }

    /** The stable name, as results have it. */
    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it acts on the process that was captured, so that nothing is left to do once that has ended. */
    public boolean isOfTheProcess() {
        return OF_THE_PROCESS.contains(this);
    }

    /** Whether whoever is told this must not be told the other. */
    public boolean isAgainst(Remedy other) {
        return AGAINST.getOrDefault(this, Set.of()).contains(other);
    }

    /** Whether it makes the next time less likely, and not only ends this one. */
    public boolean prevents() {
        return PREVENTING.contains(this);
    }

    /** Whether it is still told once its cause is over. */
    public boolean isLasting() {
        return LASTING.contains(this);
    }

    /** What it costs to do it. */
    public Effort effort() {
        return LOOKS.contains(this) ? Effort.LOOK : DEAR.contains(this) ? Effort.DEAR : Effort.CHEAP;
    }

    /** What it costs, the least first. */
    public enum Effort {
        LOOK,
        CHEAP,
        DEAR
    }

    /** What the reader is told, in the order in which reports say it. */
    public enum Kind {
        DO,
        ASK,
        NOT,
        NEXT
    }
}
