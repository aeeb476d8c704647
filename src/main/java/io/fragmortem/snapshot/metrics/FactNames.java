package io.fragmortem.snapshot.metrics;

import io.fragmortem.snapshot.Fact;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Translates the names that monitoring gives to what INFO says in words: Metricbeat's, OpenTelemetry's. */
public final class FactNames {

    private static final Map<String, Fact> TABLE = Map.ofEntries(
            Map.entry("redis.version", Fact.REDIS_VERSION),
            Map.entry("service.version", Fact.REDIS_VERSION),
            Map.entry("redis.info.server.version", Fact.REDIS_VERSION),
            Map.entry("redis.info.server.mode", Fact.REDIS_MODE),
            Map.entry("redis.info.server.os", Fact.OS),
            Map.entry("os.full", Fact.OS),
            Map.entry("redis.info.server.run_id", Fact.RUN_ID),
            Map.entry("redis.info.server.config_file", Fact.CONFIG_FILE),
            Map.entry("redis.info.memory.allocator", Fact.MEM_ALLOCATOR),
            Map.entry("redis.info.memory.max.policy", Fact.MAXMEMORY_POLICY),
            Map.entry("redis.info.replication.role", Fact.ROLE),
            Map.entry("redis.info.replication.master.link_status", Fact.MASTER_LINK_STATUS),
            Map.entry("redis.info.persistence.rdb.bgsave.last_status", Fact.RDB_LAST_BGSAVE_STATUS),
            Map.entry("redis.info.persistence.aof.bgrewrite.last_status", Fact.AOF_LAST_BGREWRITE_STATUS),
            Map.entry("redis.info.persistence.aof.write.last_status", Fact.AOF_LAST_WRITE_STATUS));

    private FactNames() {}

    /** The fact of this name, also under the name that INFO prints. */
    public static Optional<Fact> resolve(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Fact fact = TABLE.get(lower);
        return fact == null ? Fact.named(lower) : Optional.of(fact);
    }
}
