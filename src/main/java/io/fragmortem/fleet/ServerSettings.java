package io.fragmortem.fleet;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Versions, builds and settings of a server by INFO name, the newest of each: what may make two captures differ. */
final class ServerSettings {

    private static final List<Fact> FACTS = List.of(
            Fact.REDIS_VERSION,
            Fact.VALKEY_VERSION,
            Fact.DRAGONFLY_VERSION,
            Fact.KVROCKS_VERSION,
            Fact.GARNET_VERSION,
            Fact.REDIS_MODE,
            Fact.OS,
            Fact.MEM_ALLOCATOR,
            Fact.MAXMEMORY_POLICY,
            Fact.CONFIG_SAVE,
            Fact.CONFIG_APPENDONLY,
            Fact.CONFIG_CLIENT_OUTPUT_BUFFER_LIMIT,
            Fact.CONFIG_MAXMEMORY_POLICY,
            Fact.MALLOC_VERSION,
            Fact.MALLOC_CONF,
            Fact.THP_ENABLED);

    /** Names of fields that hold settings begin so. */
    private static final String SETTING = "config.";

    private ServerSettings() {}

    static SortedMap<String, String> of(Timeline timeline) {
        SortedMap<String, String> settings = new TreeMap<>();
        FACTS.forEach(fact -> timeline.fact(fact).ifPresent(text -> settings.put(fact.infoName(), text)));
        for (Field field : Field.values()) {
            if (field.infoName().startsWith(SETTING)) {
                timeline.last(field)
                        .ifPresent(value -> settings.put(
                                field.infoName(),
                                BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()));
            }
        }
        return settings;
    }
}
