package io.fragmortem.snapshot;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Every text fact that a {@link Sample} can hold, under the name that INFO prints (names with a dot are ours). */
public enum Fact {
    REDIS_VERSION("redis_version"),
    VALKEY_VERSION("valkey_version"),
    VALKEY_RELEASE_STAGE("valkey_release_stage"),
    SERVER_NAME("server_name"),
    DRAGONFLY_VERSION("dragonfly_version"),
    KVROCKS_VERSION("kvrocks_version"),
    GARNET_VERSION("garnet_version"),
    REDIS_MODE("redis_mode"),
    SERVER_MODE("server_mode"),
    OS("os"),
    RUN_ID("run_id"),
    CONFIG_FILE("config_file"),
    EXECUTABLE("executable"),
    MEM_ALLOCATOR("mem_allocator"),
    MAXMEMORY_POLICY("maxmemory_policy"),
    ROLE("role"),
    MASTER_HOST("master_host"),
    MASTER_REPLID("master_replid"),
    MASTER_LINK_STATUS("master_link_status"),
    RDB_LAST_BGSAVE_STATUS("rdb_last_bgsave_status"),
    AOF_LAST_BGREWRITE_STATUS("aof_last_bgrewrite_status"),
    AOF_LAST_WRITE_STATUS("aof_last_write_status"),
    MONOTONIC_CLOCK("monotonic_clock"),
    MULTIPLEXING_API("multiplexing_api"),
    GCC_VERSION("gcc_version"),
    REDIS_BUILD_ID("redis_build_id"),
    REDIS_GIT_SHA1("redis_git_sha1"),
    STORAGE_PROVIDER("storage_provider"),
    AVAILABILITY_ZONE("availability_zone"),
    CACHE_MODE("cache_mode"),
    PROCESS_SUPERVISED("process_supervised"),
    /** Names of loaded modules, in alphabetical order, with commas. */
    MODULES("info.modules"),
    MALLOC_VERSION("malloc.version"),
    MALLOC_CONF("malloc.conf"),
    DOCTOR_TEXT("doctor.text"),
    THP_ENABLED("thp.enabled"),
    CONFIG_SAVE("config.save"),
    CONFIG_APPENDONLY("config.appendonly"),
    CONFIG_CLIENT_OUTPUT_BUFFER_LIMIT("config.client_output_buffer_limit"),
    CONFIG_MAXMEMORY_POLICY("config.maxmemory_policy"),
    CONFIG_SOURCE("config.source"),
    CGROUP_VERSION("cgroup.version");

    private static final Map<String, Fact> BY_NAME = new HashMap<>();

    static {
        for (Fact fact : values()) {
            BY_NAME.put(fact.infoName, fact);
        }
    }

    private final String infoName;

    Fact(String infoName) {
        this.infoName = infoName;
    }

    /** The name as INFO prints it, for example {@code mem_allocator}. */
    public String infoName() {
        return infoName;
    }

    /** The fact with exactly this INFO name. */
    public static Optional<Fact> named(String infoName) {
        return Optional.ofNullable(BY_NAME.get(infoName));
    }
}
