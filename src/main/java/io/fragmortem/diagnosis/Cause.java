package io.fragmortem.diagnosis;

import java.util.Optional;

/** The causes that a verdict can name. */
public enum Cause {
    HEALTHY("healthy"),
    HEALTHY_SMALL_INSTANCE("healthy-small-instance"),
    EXTERNAL_FRAGMENTATION("external-fragmentation"),
    ALLOCATOR_RETENTION("allocator-retention"),
    PROCESS_OVERHEAD("process-overhead"),
    LIBC_ALLOCATOR("libc-allocator"),
    SWAPPED("swapped"),
    UNTOUCHED_MEMORY("untouched-memory"),
    FORK_COW("fork-cow"),
    CLIENT_BUFFERS("client-buffers"),
    REPLICATION_BACKLOG("replication-backlog"),
    LUA_SCRIPTS("lua-scripts"),
    METADATA_OVERHEAD("metadata-overhead"),
    DATASET_GROWTH("dataset-growth"),
    MEMORY_LEAK("memory-leak"),
    MAXMEMORY_HEADROOM("maxmemory-headroom"),
    DEFRAG_INEFFECTIVE("defrag-ineffective"),
    IMPLAUSIBLE_READING("implausible-reading"),
    CANNOT_TELL("cannot-tell");

    private final String id;

    Cause(String id) {
        this.id = id;
    }

    /** The stable name, as JSON and {@code fragmortem explain} have it. */
    public String id() {
        return id;
    }

    /** The cause with this stable name. */
    public static Optional<Cause> named(String id) {
        for (Cause cause : values()) {
            if (cause.id.equals(id)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }
}
