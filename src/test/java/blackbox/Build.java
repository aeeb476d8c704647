package blackbox;

import java.util.List;

/**
 * A server build: which fields its INFO prints and what they mean. From the sources of Redis, Valkey and KeyDB.
 *
 * @param version the line or lines that say what it is, fields divided by spaces
 * @param allocator as printed in mem_allocator
 * @param level what it prints beyond used memory and RSS
 * @param allocatorFields what allocator_allocated, _active and _resident are worth
 * @param luaInside whether Lua's heap is part of used_memory
 */
record Build(String version, String allocator, Level level, AllocatorFields allocatorFields, boolean luaInside) {

    enum Level {
        /** used_memory, used_memory_rss, the longest output list; no peak. */
        V2_2,
        /** And the peak. */
        V2_8,
        /** And maxmemory. */
        V3_2,
        /** And the split of used memory into overhead and dataset, active defrag, copy-on-write sizes. */
        V4_0,
        /** And the parts of the overhead. */
        V5_0,
        /** And the interpreters by kind. */
        V7_0;

        boolean has(Level other) {
            return compareTo(other) >= 0;
        }
    }

    enum AllocatorFields {
        NONE,
        /** Measured; allocator_frag_bytes is active minus allocated. */
        REAL,
        /** Measured; allocator_frag_bytes counts free slots of small bins. */
        SMALL_BINS,
        /** libc before 7.4: active and resident repeat RSS without Lua. */
        LIBC,
        /** libc from 7.4 on: active and resident repeat RSS, no fragmentation is reported. */
        LIBC_NEW
    }

    static final Build REDIS_2_2 = new Build("redis_version:2.2.14", "", Level.V2_2, AllocatorFields.NONE, false);
    static final Build REDIS_2_8 =
            new Build("redis_version:2.8.24", "jemalloc-3.6.0", Level.V2_8, AllocatorFields.NONE, false);
    static final Build REDIS_3_2 =
            new Build("redis_version:3.2.12", "jemalloc-4.0.3", Level.V3_2, AllocatorFields.NONE, false);
    static final Build REDIS_4_0 =
            new Build("redis_version:4.0.14", "jemalloc-4.0.3", Level.V4_0, AllocatorFields.NONE, false);
    static final Build REDIS_5_0 =
            new Build("redis_version:5.0.14", "jemalloc-5.1.0", Level.V5_0, AllocatorFields.REAL, false);
    static final Build REDIS_6_2 =
            new Build("redis_version:6.2.14", "jemalloc-5.1.0", Level.V5_0, AllocatorFields.REAL, false);
    static final Build REDIS_6_2_LIBC =
            new Build("redis_version:6.2.14", "libc", Level.V5_0, AllocatorFields.LIBC, false);
    static final Build REDIS_7_0 =
            new Build("redis_version:7.0.15", "jemalloc-5.2.1", Level.V7_0, AllocatorFields.REAL, false);
    static final Build REDIS_7_4 =
            new Build("redis_version:7.4.1", "jemalloc-5.3.0", Level.V7_0, AllocatorFields.SMALL_BINS, true);
    static final Build REDIS_7_4_LIBC =
            new Build("redis_version:7.4.1", "libc", Level.V7_0, AllocatorFields.LIBC_NEW, false);
    static final Build VALKEY_8_0 = new Build(
            "redis_version:7.2.4 server_name:valkey valkey_version:8.0.1",
            "jemalloc-5.3.0",
            Level.V7_0,
            AllocatorFields.SMALL_BINS,
            false);
    static final Build KEYDB_6_3 = new Build(
            "redis_version:6.3.4 storage_provider:none", "jemalloc-5.2.1", Level.V5_0, AllocatorFields.REAL, false);

    /** Builds whose allocator tells what it holds. */
    static final List<Build> MEASURING = List.of(REDIS_5_0, REDIS_6_2, REDIS_7_0, REDIS_7_4, VALKEY_8_0, KEYDB_6_3);

    /** Builds of before 5.0, whose allocator is not asked. */
    static final List<Build> OLD = List.of(REDIS_2_8, REDIS_3_2, REDIS_4_0);

    static final List<Build> LIBC = List.of(REDIS_6_2_LIBC, REDIS_7_4_LIBC);

    boolean hasAllocatorFields() {
        return allocatorFields != AllocatorFields.NONE;
    }

    boolean isLibc() {
        return allocatorFields == AllocatorFields.LIBC || allocatorFields == AllocatorFields.LIBC_NEW;
    }
}
