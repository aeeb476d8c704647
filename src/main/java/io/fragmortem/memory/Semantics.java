package io.fragmortem.memory;

import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;

/**
 * What fields mean in this server's version, where it changed.
 *
 * @param allocatorFieldsReal whether allocator_allocated, _active and _resident are measured by the allocator
 * @param fragCountsSmallBins allocator_frag_bytes counts free slots in small bins only (Redis 7.4, Valkey 8.0; nothing
 *     at all with other allocators) instead of active minus allocated
 * @param luaInsideUsed Lua's heap is part of used_memory (Redis 7.4 with jemalloc)
 * @param replicationInsideUsed buffers of replication are part of used_memory; Dragonfly counts data alone
 * @param ratioFromFresh mem_fragmentation_ratio divides by the printed used_memory (before 5.0)
 */
public record Semantics(
        boolean allocatorFieldsReal,
        boolean fragCountsSmallBins,
        boolean luaInsideUsed,
        boolean replicationInsideUsed,
        boolean ratioFromFresh) {

    /** The meanings that hold for this server. */
    public static Semantics of(ServerInfo server, Timeline timeline) {
        boolean redis = server.product() == Product.REDIS;
        boolean valkey = server.product() == Product.VALKEY;
        boolean jemalloc = server.allocatorKind() == AllocatorKind.JEMALLOC;
        boolean smallBins = server.version()
                .map(v -> (redis && Versions.compare(v, "7.4") >= 0) || (valkey && Versions.compare(v, "8.0") >= 0))
                // allocator_muzzy and the rehashing overhead were added in the very releases that changed the meaning
                .orElse(timeline.has(Field.ALLOCATOR_MUZZY) || timeline.has(Field.MEM_OVERHEAD_DB_HASHTABLE_REHASHING));
        boolean lua = server.version()
                .map(v -> redis && Versions.compare(v, "7.4") >= 0)
                .orElse(redis && timeline.has(Field.ALLOCATOR_MUZZY));
        boolean fresh = server.version()
                .map(v -> redis && Versions.compare(v, "5.0") < 0)
                .orElse(!timeline.has(Field.MEM_FRAGMENTATION_BYTES));
        boolean real = jemalloc
                && (timeline.max(Field.ALLOCATOR_RESIDENT).orElse(0) > 0
                        || timeline.max(Field.MALLOC_RESIDENT).orElse(0) > 0
                        || timeline.max(Field.RSS_OVERHEAD_RATIO).orElse(0) > 0);
        return new Semantics(real, smallBins, lua && jemalloc, server.allocatorKind() != AllocatorKind.MIMALLOC, fresh);
    }
}
