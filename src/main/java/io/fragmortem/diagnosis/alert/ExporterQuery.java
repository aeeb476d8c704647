package io.fragmortem.diagnosis.alert;

import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import java.util.Optional;

/** What redis_exporter (1.x, for Redis and Valkey alike) calls the parts of memory. Layers are differences: it exports no RSS overhead. */
final class ExporterQuery {

    private static final String RSS = "redis_memory_used_rss_bytes";
    private static final String USED = "redis_memory_used_bytes";
    private static final String RESIDENT = "redis_allocator_resident_bytes";
    private static final String ACTIVE = "redis_allocator_active_bytes";

    private ExporterQuery() {}

    /** The expression of a metric, empty where the exporter has none. */
    static Optional<String> of(Metric metric) {
        return metric instanceof Total total ? Optional.of(of(total)) : part((Component) metric);
    }

    private static String of(Total total) {
        return switch (total) {
            case USED_MEMORY -> USED;
            case USED_MEMORY_RSS -> RSS;
        };
    }

    private static Optional<String> part(Component component) {
        return switch (component) {
            case USED -> Optional.of(USED);
            case DATASET -> Optional.of("redis_memory_used_dataset_bytes");
            case OVERHEAD -> Optional.of("redis_memory_used_overhead_bytes");
            case CLIENTS -> Optional.of("redis_mem_clients_normal");
            case REPLICAS -> Optional.of("redis_mem_clients_slaves");
            case REPLICATION_BACKLOG -> Optional.of("redis_mem_replication_backlog_bytes");
            case AOF_BUFFER -> Optional.of("redis_mem_aof_buffer_bytes");
            case SCRIPTS -> Optional.of("redis_memory_used_scripts_bytes");
            case CLUSTER -> Optional.of("redis_mem_cluster_links_bytes");
            case LUA -> Optional.of("redis_memory_used_lua_bytes");
            case FRAGMENTATION -> Optional.of(ACTIVE + " - redis_allocator_allocated_bytes");
            case RETAINED -> Optional.of(RESIDENT + " - " + ACTIVE);
            case OUTSIDE -> Optional.of(RSS + " - " + RESIDENT);
            case UNATTRIBUTED -> Optional.of(RSS + " - " + USED);
            case STARTUP, KEYSPACE, ALLOCATOR_CACHE -> Optional.empty();
        };
    }
}
