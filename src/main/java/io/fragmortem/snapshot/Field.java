package io.fragmortem.snapshot;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every numeric quantity that a {@link Sample} can hold, under the name that INFO prints, with its unit and the first
 * server version that prints it. Names with a dot are ours, for quantities that INFO does not print: {@code keyspace.}
 * sums over the {@code dbN} lines, {@code os.}, {@code host.} and {@code cgroup.} readings of the operating system,
 * {@code malloc.} from MEMORY MALLOC-STATS, {@code config.} from CONFIG GET or a configuration file.
 *
 * <p>Long because it is one list.
 */
public enum Field {
    USED_MEMORY("used_memory", Unit.BYTES, "2.2"),
    USED_MEMORY_RSS("used_memory_rss", Unit.BYTES, "2.2"),
    USED_MEMORY_PEAK("used_memory_peak", Unit.BYTES, "2.4"),
    USED_MEMORY_PEAK_TIME("used_memory_peak_time", Unit.EPOCH_SECONDS, "8.2"),
    USED_MEMORY_PEAK_PERC("used_memory_peak_perc", Unit.PERCENT, "4.0"),
    USED_MEMORY_OVERHEAD("used_memory_overhead", Unit.BYTES, "4.0"),
    USED_MEMORY_STARTUP("used_memory_startup", Unit.BYTES, "4.0"),
    USED_MEMORY_DATASET("used_memory_dataset", Unit.BYTES, "4.0"),
    USED_MEMORY_DATASET_PERC("used_memory_dataset_perc", Unit.PERCENT, "4.0"),
    ALLOCATOR_ALLOCATED("allocator_allocated", Unit.BYTES, "5.0"),
    ALLOCATOR_ACTIVE("allocator_active", Unit.BYTES, "5.0"),
    ALLOCATOR_RESIDENT("allocator_resident", Unit.BYTES, "5.0"),
    ALLOCATOR_MUZZY("allocator_muzzy", Unit.BYTES, "7.4"),
    TOTAL_SYSTEM_MEMORY("total_system_memory", Unit.BYTES, "3.2"),
    USED_MEMORY_LUA("used_memory_lua", Unit.BYTES, "2.6"),
    USED_MEMORY_VM_EVAL("used_memory_vm_eval", Unit.BYTES, "7.0"),
    USED_MEMORY_SCRIPTS_EVAL("used_memory_scripts_eval", Unit.BYTES, "7.0"),
    NUMBER_OF_CACHED_SCRIPTS("number_of_cached_scripts", Unit.COUNT, "5.0"),
    NUMBER_OF_FUNCTIONS("number_of_functions", Unit.COUNT, "7.0"),
    NUMBER_OF_LIBRARIES("number_of_libraries", Unit.COUNT, "7.0"),
    USED_MEMORY_VM_FUNCTIONS("used_memory_vm_functions", Unit.BYTES, "7.0"),
    USED_MEMORY_VM_TOTAL("used_memory_vm_total", Unit.BYTES, "7.0"),
    USED_MEMORY_FUNCTIONS("used_memory_functions", Unit.BYTES, "7.0"),
    USED_MEMORY_SCRIPTS("used_memory_scripts", Unit.BYTES, "5.0"),
    USED_MEMORY_HASH_TEMPLATES("used_memory_hash_templates", Unit.BYTES, "8.10"),
    MAXMEMORY("maxmemory", Unit.BYTES, "3.2"),
    ALLOCATOR_FRAG_RATIO("allocator_frag_ratio", Unit.RATIO, "5.0"),
    ALLOCATOR_FRAG_BYTES("allocator_frag_bytes", Unit.BYTES, "5.0"),
    ALLOCATOR_RSS_RATIO("allocator_rss_ratio", Unit.RATIO, "5.0"),
    ALLOCATOR_RSS_BYTES("allocator_rss_bytes", Unit.BYTES, "5.0"),
    RSS_OVERHEAD_RATIO("rss_overhead_ratio", Unit.RATIO, "5.0"),
    RSS_OVERHEAD_BYTES("rss_overhead_bytes", Unit.BYTES, "5.0"),
    MEM_FRAGMENTATION_RATIO("mem_fragmentation_ratio", Unit.RATIO, "2.2"),
    MEM_FRAGMENTATION_BYTES("mem_fragmentation_bytes", Unit.BYTES, "5.0"),
    MEM_NOT_COUNTED_FOR_EVICT("mem_not_counted_for_evict", Unit.BYTES, "5.0"),
    MEM_REPLICATION_BACKLOG("mem_replication_backlog", Unit.BYTES, "5.0"),
    MEM_TOTAL_REPLICATION_BUFFERS("mem_total_replication_buffers", Unit.BYTES, "7.0"),
    MEM_REPLICA_FULL_SYNC_BUFFER("mem_replica_full_sync_buffer", Unit.BYTES, "8.0"),
    MEM_REPLICAS_REPL_BUFFER("mem_replicas_repl_buffer", Unit.BYTES, "valkey-9.1"),
    MEM_CLIENTS_SLAVES("mem_clients_slaves", Unit.BYTES, "5.0"),
    MEM_CLIENTS_NORMAL("mem_clients_normal", Unit.BYTES, "5.0"),
    MEM_CLUSTER_LINKS("mem_cluster_links", Unit.BYTES, "7.0"),
    MEM_CLUSTER_SLOT_IMPORT("mem_cluster_slot_import", Unit.BYTES, "valkey-9.0"),
    MEM_CLUSTER_SLOT_EXPORT("mem_cluster_slot_export", Unit.BYTES, "valkey-9.0"),
    MEM_CLUSTER_SLOT_MIGRATION_OUTPUT_BUFFER("mem_cluster_slot_migration_output_buffer", Unit.BYTES, "8.4"),
    MEM_CLUSTER_SLOT_MIGRATION_INPUT_BUFFER("mem_cluster_slot_migration_input_buffer", Unit.BYTES, "8.4"),
    MEM_CLUSTER_SLOT_MIGRATION_INPUT_BUFFER_PEAK("mem_cluster_slot_migration_input_buffer_peak", Unit.BYTES, "8.4"),
    MEM_AOF_BUFFER("mem_aof_buffer", Unit.BYTES, "5.0"),
    MEM_OVERHEAD_DB_HASHTABLE_REHASHING("mem_overhead_db_hashtable_rehashing", Unit.BYTES, "7.4"),
    ACTIVE_DEFRAG_RUNNING("active_defrag_running", Unit.PERCENT, "4.0"),
    LAZYFREE_PENDING_OBJECTS("lazyfree_pending_objects", Unit.COUNT, "4.0"),
    LAZYFREED_OBJECTS("lazyfreed_objects", Unit.COUNT, "6.2"),
    ALLOCATOR_ALLOCATED_LUA("allocator_allocated_lua", Unit.BYTES, "7.4"),
    ALLOCATOR_ACTIVE_LUA("allocator_active_lua", Unit.BYTES, "7.4"),
    ALLOCATOR_RESIDENT_LUA("allocator_resident_lua", Unit.BYTES, "7.4"),
    ALLOCATOR_FRAG_BYTES_LUA("allocator_frag_bytes_lua", Unit.BYTES, "7.4"),
    AVAILABLE_SYSTEM_MEMORY("available_system_memory", Unit.BYTES, "keydb-6.3"),
    USED_MEMORY_PEAK_RSS("used_memory_peak_rss", Unit.BYTES, "dragonfly"),
    FIBERS_STACK_VMS("fibers_stack_vms", Unit.BYTES, "dragonfly"),
    OBJECT_USED_MEMORY("object_used_memory", Unit.BYTES, "dragonfly"),
    TABLE_USED_MEMORY("table_used_memory", Unit.BYTES, "dragonfly"),
    NUM_ENTRIES("num_entries", Unit.COUNT, "dragonfly"),
    COMITTED_MEMORY("comitted_memory", Unit.BYTES, "dragonfly"),
    CLIENT_READ_BUFFER_BYTES("client_read_buffer_bytes", Unit.BYTES, "dragonfly"),
    DISPATCH_QUEUE_BYTES("dispatch_queue_bytes", Unit.BYTES, "dragonfly"),
    REPLICATION_STREAMING_BUFFER_BYTES("replication_streaming_buffer_bytes", Unit.BYTES, "dragonfly"),
    REPLICATION_FULL_SYNC_BUFFER_BYTES("replication_full_sync_buffer_bytes", Unit.BYTES, "dragonfly"),
    LSN_BUFFER_BYTES_SUM("lsn_buffer_bytes_sum", Unit.BYTES, "dragonfly"),
    PSYNC_BUFFER_BYTES("psync_buffer_bytes", Unit.BYTES, "dragonfly"),
    PROC_PHYSICAL_MEMORY_SIZE("proc_physical_memory_size", Unit.BYTES, "garnet"),
    GC_HEAP_BYTES("gc_heap_bytes", Unit.BYTES, "garnet"),
    GC_COMMITTED_BYTES("gc_committed_bytes", Unit.BYTES, "garnet"),
    GC_FRAGMENTED_BYTES("gc_fragmented_bytes", Unit.BYTES, "garnet"),
    ARCH_BITS("arch_bits", Unit.COUNT, "2.2"),
    PROCESS_ID("process_id", Unit.COUNT, "2.2"),
    TCP_PORT("tcp_port", Unit.COUNT, "2.6"),
    SERVER_TIME_USEC("server_time_usec", Unit.EPOCH_MICROSECONDS, "6.2"),
    UPTIME_IN_SECONDS("uptime_in_seconds", Unit.SECONDS, "2.2"),
    HZ("hz", Unit.COUNT, "2.6"),
    CLIENTS_HZ("clients_hz", Unit.COUNT, "valkey-8.1"),
    CONFIGURED_HZ("configured_hz", Unit.COUNT, "5.0"),
    LRU_CLOCK("lru_clock", Unit.COUNT, "2.2"),
    IO_THREADS_ACTIVE("io_threads_active", Unit.FLAG, "6.0"),
    CONNECTED_CLIENTS("connected_clients", Unit.COUNT, "2.2"),
    CLUSTER_CONNECTIONS("cluster_connections", Unit.COUNT, "6.2"),
    MAXCLIENTS("maxclients", Unit.COUNT, "6.2"),
    CLIENT_LONGEST_OUTPUT_LIST("client_longest_output_list", Unit.COUNT, "2.2"),
    CLIENT_BIGGEST_INPUT_BUF("client_biggest_input_buf", Unit.BYTES, "2.2"),
    CLIENT_RECENT_MAX_OUTPUT_BUFFER("client_recent_max_output_buffer", Unit.BYTES, "5.0"),
    CLIENT_RECENT_MAX_INPUT_BUFFER("client_recent_max_input_buffer", Unit.BYTES, "5.0"),
    BLOCKED_CLIENTS("blocked_clients", Unit.COUNT, "2.2"),
    TRACKING_CLIENTS("tracking_clients", Unit.COUNT, "6.0"),
    TRACKING_TOTAL_KEYS("tracking_total_keys", Unit.COUNT, "6.0"),
    TRACKING_TOTAL_ITEMS("tracking_total_items", Unit.COUNT, "6.0"),
    TRACKING_TOTAL_PREFIXES("tracking_total_prefixes", Unit.COUNT, "6.0"),
    PUBSUB_CLIENTS("pubsub_clients", Unit.COUNT, "7.4"),
    WATCHING_CLIENTS("watching_clients", Unit.COUNT, "7.4"),
    CLIENTS_IN_TIMEOUT_TABLE("clients_in_timeout_table", Unit.COUNT, "6.0"),
    TOTAL_BLOCKING_KEYS("total_blocking_keys", Unit.COUNT, "7.2"),
    LOADING("loading", Unit.FLAG, "2.2"),
    ASYNC_LOADING("async_loading", Unit.FLAG, "7.0"),
    CURRENT_COW_PEAK("current_cow_peak", Unit.BYTES, "7.0"),
    CURRENT_COW_SIZE("current_cow_size", Unit.BYTES, "6.2"),
    CURRENT_COW_SIZE_AGE("current_cow_size_age", Unit.SECONDS, "6.2"),
    CURRENT_FORK_PERC("current_fork_perc", Unit.PERCENT, "6.2"),
    CURRENT_SAVE_KEYS_PROCESSED("current_save_keys_processed", Unit.COUNT, "6.2"),
    CURRENT_SAVE_KEYS_TOTAL("current_save_keys_total", Unit.COUNT, "6.2"),
    RDB_CHANGES_SINCE_LAST_SAVE("rdb_changes_since_last_save", Unit.COUNT, "2.6"),
    RDB_BGSAVE_IN_PROGRESS("rdb_bgsave_in_progress", Unit.FLAG, "2.6"),
    RDB_LAST_SAVE_TIME("rdb_last_save_time", Unit.EPOCH_SECONDS, "2.6"),
    RDB_LAST_BGSAVE_TIME_SEC("rdb_last_bgsave_time_sec", Unit.SECONDS, "2.6"),
    RDB_CURRENT_BGSAVE_TIME_SEC("rdb_current_bgsave_time_sec", Unit.SECONDS, "2.6"),
    RDB_SAVES("rdb_saves", Unit.COUNT, "7.0"),
    RDB_LAST_COW_SIZE("rdb_last_cow_size", Unit.BYTES, "4.0"),
    RDB_LAST_LOAD_KEYS_EXPIRED("rdb_last_load_keys_expired", Unit.COUNT, "7.0"),
    RDB_LAST_LOAD_KEYS_LOADED("rdb_last_load_keys_loaded", Unit.COUNT, "7.0"),
    AOF_ENABLED("aof_enabled", Unit.FLAG, "2.2"),
    AOF_REWRITE_IN_PROGRESS("aof_rewrite_in_progress", Unit.FLAG, "2.6"),
    AOF_REWRITE_SCHEDULED("aof_rewrite_scheduled", Unit.FLAG, "2.6"),
    AOF_LAST_REWRITE_TIME_SEC("aof_last_rewrite_time_sec", Unit.SECONDS, "2.6"),
    AOF_CURRENT_REWRITE_TIME_SEC("aof_current_rewrite_time_sec", Unit.SECONDS, "2.6"),
    AOF_LAST_COW_SIZE("aof_last_cow_size", Unit.BYTES, "4.0"),
    AOF_REWRITES("aof_rewrites", Unit.COUNT, "7.0"),
    AOF_REWRITES_CONSECUTIVE_FAILURES("aof_rewrites_consecutive_failures", Unit.COUNT, "7.0"),
    MODULE_FORK_IN_PROGRESS("module_fork_in_progress", Unit.FLAG, "6.0"),
    MODULE_FORK_LAST_COW_SIZE("module_fork_last_cow_size", Unit.BYTES, "6.0"),
    SLOT_MIGRATION_FORK_IN_PROGRESS("slot_migration_fork_in_progress", Unit.FLAG, "valkey-9.0"),
    AOF_CURRENT_SIZE("aof_current_size", Unit.BYTES, "2.4"),
    AOF_BASE_SIZE("aof_base_size", Unit.BYTES, "2.4"),
    AOF_PENDING_REWRITE("aof_pending_rewrite", Unit.FLAG, "2.4"),
    AOF_BUFFER_LENGTH("aof_buffer_length", Unit.BYTES, "2.4"),
    AOF_REWRITE_BUFFER_LENGTH("aof_rewrite_buffer_length", Unit.BYTES, "2.6"),
    AOF_PENDING_BIO_FSYNC("aof_pending_bio_fsync", Unit.COUNT, "2.4"),
    AOF_DELAYED_FSYNC("aof_delayed_fsync", Unit.COUNT, "2.6"),
    LOADING_START_TIME("loading_start_time", Unit.EPOCH_SECONDS, "2.2"),
    LOADING_TOTAL_BYTES("loading_total_bytes", Unit.BYTES, "2.2"),
    LOADING_RDB_USED_MEM("loading_rdb_used_mem", Unit.BYTES, "6.2"),
    LOADING_LOADED_BYTES("loading_loaded_bytes", Unit.BYTES, "2.2"),
    LOADING_LOADED_PERC("loading_loaded_perc", Unit.PERCENT, "2.2"),
    LOADING_ETA_SECONDS("loading_eta_seconds", Unit.SECONDS, "2.2"),
    CHANGES_SINCE_LAST_SAVE("changes_since_last_save", Unit.COUNT, "2.2"),
    BGSAVE_IN_PROGRESS("bgsave_in_progress", Unit.FLAG, "2.2"),
    LAST_SAVE_TIME("last_save_time", Unit.EPOCH_SECONDS, "2.2"),
    BGREWRITEAOF_IN_PROGRESS("bgrewriteaof_in_progress", Unit.FLAG, "2.2"),
    TOTAL_CONNECTIONS_RECEIVED("total_connections_received", Unit.COUNT, "2.2"),
    TOTAL_COMMANDS_PROCESSED("total_commands_processed", Unit.COUNT, "2.2"),
    CMDSTAT_FLUSHALL("cmdstat_flushall", Unit.COUNT, "2.6"),
    CMDSTAT_FLUSHDB("cmdstat_flushdb", Unit.COUNT, "2.6"),
    CMDSTAT_MEMORY_PURGE("cmdstat_memory|purge", Unit.COUNT, "7.0"),
    CMDSTAT_SCRIPT_FLUSH("cmdstat_script|flush", Unit.COUNT, "7.0"),
    CMDSTAT_SCRIPT_LOAD("cmdstat_script|load", Unit.COUNT, "7.0"),
    CMDSTAT_EVAL("cmdstat_eval", Unit.COUNT, "2.6"),
    CMDSTAT_CONFIG_SET("cmdstat_config|set", Unit.COUNT, "7.0"),
    CMDSTAT_CLIENT_KILL("cmdstat_client|kill", Unit.COUNT, "7.0"),
    ERRORSTAT_OOM("errorstat_OOM", Unit.COUNT, "6.2"),
    INSTANTANEOUS_OPS_PER_SEC("instantaneous_ops_per_sec", Unit.COUNT, "2.6"),
    TOTAL_NET_INPUT_BYTES("total_net_input_bytes", Unit.BYTES, "3.0"),
    TOTAL_NET_OUTPUT_BYTES("total_net_output_bytes", Unit.BYTES, "3.0"),
    TOTAL_NET_REPL_INPUT_BYTES("total_net_repl_input_bytes", Unit.BYTES, "7.0"),
    TOTAL_NET_REPL_OUTPUT_BYTES("total_net_repl_output_bytes", Unit.BYTES, "7.0"),
    REJECTED_CONNECTIONS("rejected_connections", Unit.COUNT, "2.6"),
    SYNC_FULL("sync_full", Unit.COUNT, "2.8"),
    SYNC_PARTIAL_OK("sync_partial_ok", Unit.COUNT, "2.8"),
    SYNC_PARTIAL_ERR("sync_partial_err", Unit.COUNT, "2.8"),
    EXPIRED_KEYS("expired_keys", Unit.COUNT, "2.2"),
    EXPIRED_SUBKEYS("expired_subkeys", Unit.COUNT, "7.4"),
    EXPIRED_FIELDS("expired_fields", Unit.COUNT, "valkey-9.0"),
    EXPIRED_STALE_PERC("expired_stale_perc", Unit.PERCENT, "4.0"),
    EXPIRE_CYCLE_CPU_MILLISECONDS("expire_cycle_cpu_milliseconds", Unit.MILLISECONDS, "6.2"),
    EVICTED_KEYS("evicted_keys", Unit.COUNT, "2.2"),
    EVICTED_CLIENTS("evicted_clients", Unit.COUNT, "7.0"),
    EVICTED_SCRIPTS("evicted_scripts", Unit.COUNT, "7.4"),
    TOTAL_EVICTION_EXCEEDED_TIME("total_eviction_exceeded_time", Unit.MILLISECONDS, "7.0"),
    CURRENT_EVICTION_EXCEEDED_TIME("current_eviction_exceeded_time", Unit.MILLISECONDS, "7.0"),
    KEYSPACE_HITS("keyspace_hits", Unit.COUNT, "2.2"),
    KEYSPACE_MISSES("keyspace_misses", Unit.COUNT, "2.2"),
    PUBSUB_CHANNELS("pubsub_channels", Unit.COUNT, "2.2"),
    PUBSUB_PATTERNS("pubsub_patterns", Unit.COUNT, "2.2"),
    LATEST_FORK_USEC("latest_fork_usec", Unit.MICROSECONDS, "2.6"),
    TOTAL_FORKS("total_forks", Unit.COUNT, "6.2"),
    MIGRATE_CACHED_SOCKETS("migrate_cached_sockets", Unit.COUNT, "3.0"),
    SLAVE_EXPIRES_TRACKED_KEYS("slave_expires_tracked_keys", Unit.COUNT, "4.0"),
    ACTIVE_DEFRAG_HITS("active_defrag_hits", Unit.COUNT, "4.0"),
    ACTIVE_DEFRAG_MISSES("active_defrag_misses", Unit.COUNT, "4.0"),
    ACTIVE_DEFRAG_KEY_HITS("active_defrag_key_hits", Unit.COUNT, "4.0"),
    ACTIVE_DEFRAG_KEY_MISSES("active_defrag_key_misses", Unit.COUNT, "4.0"),
    TOTAL_ACTIVE_DEFRAG_TIME("total_active_defrag_time", Unit.MILLISECONDS, "7.0"),
    CURRENT_ACTIVE_DEFRAG_TIME("current_active_defrag_time", Unit.MILLISECONDS, "7.0"),
    CLIENT_QUERY_BUFFER_LIMIT_DISCONNECTIONS("client_query_buffer_limit_disconnections", Unit.COUNT, "7.4"),
    CLIENT_OUTPUT_BUFFER_LIMIT_DISCONNECTIONS("client_output_buffer_limit_disconnections", Unit.COUNT, "7.4"),
    TOTAL_ERROR_REPLIES("total_error_replies", Unit.COUNT, "6.2"),
    TOTAL_READS_PROCESSED("total_reads_processed", Unit.COUNT, "6.0"),
    TOTAL_WRITES_PROCESSED("total_writes_processed", Unit.COUNT, "6.0"),
    CONNECTED_SLAVES("connected_slaves", Unit.COUNT, "2.2"),
    MASTER_PORT("master_port", Unit.COUNT, "2.2"),
    MASTER_SYNC_IN_PROGRESS("master_sync_in_progress", Unit.FLAG, "2.2"),
    MASTER_LINK_DOWN_SINCE_SECONDS("master_link_down_since_seconds", Unit.SECONDS, "2.2"),
    MASTER_LAST_IO_SECONDS_AGO("master_last_io_seconds_ago", Unit.SECONDS, "2.2"),
    SLAVE_REPL_OFFSET("slave_repl_offset", Unit.COUNT, "2.8"),
    MASTER_REPL_OFFSET("master_repl_offset", Unit.COUNT, "2.8"),
    REPL_BACKLOG_ACTIVE("repl_backlog_active", Unit.FLAG, "2.8"),
    REPL_BACKLOG_SIZE("repl_backlog_size", Unit.BYTES, "2.8"),
    REPL_BACKLOG_FIRST_BYTE_OFFSET("repl_backlog_first_byte_offset", Unit.COUNT, "2.8"),
    REPL_BACKLOG_HISTLEN("repl_backlog_histlen", Unit.BYTES, "2.8"),
    REPLICA_FULL_SYNC_BUFFER_SIZE("replica_full_sync_buffer_size", Unit.BYTES, "8.0"),
    REPLICA_FULL_SYNC_BUFFER_PEAK("replica_full_sync_buffer_peak", Unit.BYTES, "8.0"),
    REPLICAS_REPL_BUFFER_SIZE("replicas_repl_buffer_size", Unit.BYTES, "valkey-8.0"),
    REPLICAS_REPL_BUFFER_PEAK("replicas_repl_buffer_peak", Unit.BYTES, "valkey-8.0"),
    REPLICAS_WAITING_PSYNC("replicas_waiting_psync", Unit.COUNT, "valkey-8.0"),
    CLUSTER_ENABLED("cluster_enabled", Unit.FLAG, "3.0"),
    USED_CPU_SYS("used_cpu_sys", Unit.SECONDS, "2.2"),
    USED_CPU_USER("used_cpu_user", Unit.SECONDS, "2.2"),
    USED_CPU_SYS_CHILDREN("used_cpu_sys_children", Unit.SECONDS, "2.2"),
    USED_CPU_USER_CHILDREN("used_cpu_user_children", Unit.SECONDS, "2.2"),
    MAXMEMORY_RESERVATION("maxmemory_reservation", Unit.BYTES, "azure"),
    MAXFRAGMENTATIONMEMORY_RESERVATION("maxfragmentationmemory_reservation", Unit.BYTES, "azure"),
    USE_TCMALLOC("use_tcmalloc", Unit.FLAG, "2.2"),
    KEYSPACE_KEYS("keyspace.keys", Unit.COUNT, "derived"),
    KEYSPACE_EXPIRES("keyspace.expires", Unit.COUNT, "derived"),
    KEYSPACE_DATABASES("keyspace.databases", Unit.COUNT, "derived"),
    MEMORY_STATS_HASHTABLE_MAIN("memory_stats.hashtable_main", Unit.BYTES, "derived"),
    MEMORY_STATS_HASHTABLE_EXPIRES("memory_stats.hashtable_expires", Unit.BYTES, "derived"),
    OS_VM_RSS("os.vm_rss", Unit.BYTES, "os"),
    OS_VM_HWM("os.vm_hwm", Unit.BYTES, "os"),
    OS_VM_SIZE("os.vm_size", Unit.BYTES, "os"),
    OS_VM_SWAP("os.vm_swap", Unit.BYTES, "os"),
    OS_RSS_ANON("os.rss_anon", Unit.BYTES, "os"),
    OS_RSS_FILE("os.rss_file", Unit.BYTES, "os"),
    OS_LAZY_FREE("os.lazy_free", Unit.BYTES, "os"),
    OS_ANON_HUGE_PAGES("os.anon_huge_pages", Unit.BYTES, "os"),
    OS_PRIVATE_DIRTY("os.private_dirty", Unit.BYTES, "os"),
    /** Resident part of the mapping {@code [heap]}: what libc's malloc got by brk, beside a jemalloc that maps its own. */
    OS_HEAP_RSS("os.heap_rss", Unit.BYTES, "os"),
    HOST_MEM_TOTAL("host.mem_total", Unit.BYTES, "os"),
    HOST_MEM_FREE("host.mem_free", Unit.BYTES, "os"),
    HOST_MEM_AVAILABLE("host.mem_available", Unit.BYTES, "os"),
    HOST_SWAP_TOTAL("host.swap_total", Unit.BYTES, "os"),
    HOST_SWAP_FREE("host.swap_free", Unit.BYTES, "os"),
    HOST_SWAP_USED("host.swap_used", Unit.BYTES, "os"),
    HOST_OVERCOMMIT_MEMORY("host.overcommit_memory", Unit.COUNT, "os"),
    CGROUP_LIMIT("cgroup.limit", Unit.BYTES, "os"),
    CGROUP_CURRENT("cgroup.current", Unit.BYTES, "os"),
    CGROUP_PEAK("cgroup.peak", Unit.BYTES, "os"),
    CGROUP_SWAP("cgroup.swap", Unit.BYTES, "os"),
    CGROUP_ANON("cgroup.anon", Unit.BYTES, "os"),
    /** How often the group reached its limit: memory.failcnt of version 1, max of memory.events. */
    CGROUP_LIMIT_HITS("cgroup.limit_hits", Unit.COUNT, "os"),
    CGROUP_FILE("cgroup.file", Unit.BYTES, "os"),
    CGROUP_INACTIVE_FILE("cgroup.inactive_file", Unit.BYTES, "os"),
    CGROUP_FILE_DIRTY("cgroup.file_dirty", Unit.BYTES, "os"),
    CGROUP_OOM_KILLS("cgroup.oom_kills", Unit.COUNT, "os"),
    CHILD_PRIVATE_DIRTY("child.private_dirty", Unit.BYTES, "os"),
    MALLOC_ALLOCATED("malloc.allocated", Unit.BYTES, "jemalloc"),
    MALLOC_ACTIVE("malloc.active", Unit.BYTES, "jemalloc"),
    MALLOC_METADATA("malloc.metadata", Unit.BYTES, "jemalloc"),
    MALLOC_RESIDENT("malloc.resident", Unit.BYTES, "jemalloc"),
    MALLOC_MAPPED("malloc.mapped", Unit.BYTES, "jemalloc"),
    MALLOC_RETAINED("malloc.retained", Unit.BYTES, "jemalloc"),
    MALLOC_DIRTY("malloc.dirty", Unit.BYTES, "jemalloc"),
    MALLOC_MUZZY("malloc.muzzy", Unit.BYTES, "jemalloc"),
    MALLOC_TCACHE("malloc.tcache", Unit.BYTES, "jemalloc"),
    MALLOC_SMALL_BIN_WASTE("malloc.small_bin_waste", Unit.BYTES, "jemalloc"),
    MALLOC_QUANTUM("malloc.quantum", Unit.BYTES, "jemalloc"),
    MALLOC_ARENAS("malloc.arenas", Unit.COUNT, "jemalloc"),
    CLIENTS_OUTPUT_BUFFERS("clients.output_buffers", Unit.BYTES, "clients"),
    CLIENTS_QUERY_BUFFERS("clients.query_buffers", Unit.BYTES, "clients"),
    CLIENTS_TOTAL_MEMORY("clients.total_memory", Unit.BYTES, "clients"),
    CONFIG_MAXMEMORY("config.maxmemory", Unit.BYTES, "config"),
    CONFIG_ACTIVEDEFRAG("config.activedefrag", Unit.FLAG, "config"),
    CONFIG_JEMALLOC_BG_THREAD("config.jemalloc_bg_thread", Unit.FLAG, "config"),
    CONFIG_ACTIVE_DEFRAG_IGNORE_BYTES("config.active_defrag_ignore_bytes", Unit.BYTES, "config"),
    CONFIG_ACTIVE_DEFRAG_THRESHOLD_LOWER("config.active_defrag_threshold_lower", Unit.PERCENT, "config"),
    CONFIG_ACTIVE_DEFRAG_THRESHOLD_UPPER("config.active_defrag_threshold_upper", Unit.PERCENT, "config"),
    CONFIG_ACTIVE_DEFRAG_CYCLE_MIN("config.active_defrag_cycle_min", Unit.PERCENT, "config"),
    CONFIG_ACTIVE_DEFRAG_CYCLE_MAX("config.active_defrag_cycle_max", Unit.PERCENT, "config"),
    CONFIG_REPL_BACKLOG_SIZE("config.repl_backlog_size", Unit.BYTES, "config"),
    RDB_USED_MEM("rdb.used_mem", Unit.BYTES, "rdb");

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    private static final Set<Field> DIFFERENCES = EnumSet.of(
            USED_MEMORY_DATASET,
            ALLOCATOR_FRAG_BYTES,
            ALLOCATOR_RSS_BYTES,
            ALLOCATOR_FRAG_BYTES_LUA,
            RSS_OVERHEAD_BYTES,
            MEM_FRAGMENTATION_BYTES);

    static {
        for (Field field : values()) {
            BY_NAME.put(field.infoName, field);
        }
    }

    /** What the names of command statistics begin with. */
    public static final String CALLS = "cmdstat_";

    /** What the names of error statistics begin with: answers that began with a dash and this word. */
    public static final String ERRORS = "errorstat_";

    private final String infoName;
    private final Unit unit;
    private final String since;
    private final String counterWord;

    Field(String infoName, Unit unit, String since) {
        this.infoName = infoName;
        this.unit = unit;
        this.since = since;
        this.counterWord = counterWord(infoName);
    }

    /** Whether the quantity is a difference of two others: only such byte counts can be below zero. */
    public boolean isDifference() {
        return DIFFERENCES.contains(this);
    }

    /** Whether the number stands for "not supported": no amount and no ratio of a server is -1. */
    public boolean isUnsupported(double value) {
        return value == -1 && (unit == Unit.RATIO || (unit == Unit.BYTES && !isDifference()));
    }

    /** The name as INFO prints it, for example {@code used_memory_rss}. */
    public String infoName() {
        return infoName;
    }

    public Unit unit() {
        return unit;
    }

    /** First version that prints it, for example {@code 5.0} or {@code valkey-9.0}; a word for fields outside INFO. */
    public String since() {
        return since;
    }

    /** Whether Valkey prints the field and no other server does. */
    public boolean isValkeys() {
        return since.startsWith("valkey-");
    }

    /**
     * What INFO prints before the number of a counter of commands or of answers: {@code calls=}, behind which more follows,
     * or {@code count=}. Empty for any other field.
     */
    public String counterWord() {
        return counterWord;
    }

    /** The same of any name that INFO prints. */
    public static String counterWord(String infoName) {
        if (infoName.startsWith(CALLS)) {
            return "calls=";
        }
        return infoName.startsWith(ERRORS) ? "count=" : "";
    }

    /** Whether INFO itself prints this field. */
    public boolean inInfo() {
        return infoName.indexOf('.') < 0;
    }

    /** The field with exactly this INFO name. */
    public static Optional<Field> named(String infoName) {
        return Optional.ofNullable(BY_NAME.get(infoName));
    }
}
