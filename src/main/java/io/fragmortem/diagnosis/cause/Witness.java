package io.fragmortem.diagnosis.cause;

/** What else in the input may speak of a cause; {@code Corroboration} asks those that a cause names, in their order. */
public enum Witness {
    /** Size classes with free slots, from MEMORY MALLOC-STATS. */
    FREE_SLOTS,
    /** Dirty pages and what decides when they are returned, from MEMORY MALLOC-STATS and the configuration. */
    KEPT_PAGES,
    /** Clients that are no replicas, from CLIENT LIST. */
    CLIENTS,
    /** Replicas, from CLIENT LIST. */
    REPLICAS,
    /** The biggest keys. */
    KEYS,
    /** Huge pages and overcommit. */
    FORKS,
    SWAPPING,
    /** Pages outside the allocator that the kernel may take at any time. */
    MUZZY_PAGES,
    /** Another version or another allocator since. */
    BUILD,
    /** Another limit since. */
    LIMITS,
    /** Whether a fresh heap would get there again. */
    RETURN,
    /** A clock that was set back, by which the allocator measures how long pages were unused. */
    CLOCK
}
