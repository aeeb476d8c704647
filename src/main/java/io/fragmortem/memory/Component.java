package io.fragmortem.memory;

/**
 * The parts of RSS, in the order in which they are stacked: first what {@code used_memory} counts, then what the allocator
 * adds, then the rest of the process. Their sum is RSS.
 */
public enum Component implements Metric, Part {
    /** Used memory as a whole, where the version does not split it (before 4.0). */
    USED("used"),
    STARTUP("startup"),
    DATASET("dataset"),
    /**
     * Tables of keys together with what the input does not tell apart from them: buffers of clients and replicas, the
     * backlog (versions before 5.0, exports of few fields).
     */
    OVERHEAD("overhead"),
    /** Structure of the keyspace: hash tables, entries, what overhead holds beyond the printed parts where clients are one of these. */
    KEYSPACE("keyspace"),
    CLIENTS("clients"),
    REPLICAS("replicas"),
    REPLICATION_BACKLOG("replication_backlog"),
    AOF_BUFFER("aof_buffer"),
    /** Cached scripts and functions, with their interpreters where the overhead counts these (Redis 8.0). */
    SCRIPTS("scripts"),
    CLUSTER("cluster"),
    /** allocator_allocated minus used: thread caches and what Redis does not count. */
    ALLOCATOR_CACHE("allocator_cache"),
    /** allocator_active minus allocator_allocated: free slots in used slabs. */
    FRAGMENTATION("fragmentation"),
    /** allocator_resident minus allocator_active: freed pages kept, and allocator metadata. */
    RETAINED("retained"),
    /** The Lua heap as Redis reports it, where it lies outside used_memory (Redis before 7.4, Valkey). */
    LUA("lua"),
    /** RSS minus allocator_resident: the program, libraries, modules; negative when pages are not resident. */
    OUTSIDE("outside"),
    /** RSS minus used where the input does not say more. */
    UNATTRIBUTED("unattributed");

    private final String jsonName;

    Component(String jsonName) {
        this.jsonName = jsonName;
    }

    @Override
    public String jsonName() {
        return jsonName;
    }

    /** Whether used_memory counts it. */
    public boolean inUsed() {
        return compareTo(ALLOCATOR_CACHE) < 0;
    }
}
