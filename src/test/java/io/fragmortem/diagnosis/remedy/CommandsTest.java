package io.fragmortem.diagnosis.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandsTest {

    private static final String SECTION =
            "used_memory_rss:1G used_memory_peak:1G mem_fragmentation_ratio:1 mem_allocator:jemalloc-4.0.3 ";

    private static Case of(String dump) {
        return Cases.of(new Capture().at(0, "used_memory:1G " + dump));
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.0.15 tcp_port:7021, redis-cli -p 7021",
        "valkey_version:8.1.1 tcp_port:7021, valkey-cli -p 7021",
        "redis_version:7.0.15 tcp_port:6379, redis-cli",
        "redis_version:7.0.15 tcp_port:0, redis-cli",
        "redis_version:6.3.4 storage_provider:none, keydb-cli"
    })
    void commandsGoToThePortThatTheDumpNames(String dump, String client) {
        assertEquals(client, Commands.client(of(dump)).strip());
    }

    @ParameterizedTest
    @CsvSource({
        "shop-3:7021, redis-cli -h shop-3 -p 7021",
        "shop-3, redis-cli",
        "10.0.0.3, redis-cli -h 10.0.0.3",
        "10.0.0.3_6380, redis-cli -h 10.0.0.3 -p 6380",
        "10.0.0.3-6379, redis-cli -h 10.0.0.3 -p 6379",
        "cache-1.prod.example.net, redis-cli -h cache-1.prod.example.net",
        "cache-1.prod, redis-cli",
        "-cache.prod.example, redis-cli",
        "capture.2026.10, redis-cli",
        "shop-3:9121, redis-cli",
        "'a;b:1', redis-cli"
    })
    void anAddressIsPutIntoACommandWhenItIsOne(String name, String client) {
        Case c = Cases.of(new Capture().label(name).at(0, "used_memory:1G"));
        assertEquals(client, Commands.client(c).strip());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.0.15, INFO everything",
        "redis_version:6.0.1, INFO everything",
        "valkey_version:7.2.5, INFO everything",
        "redis_version:5.0.14, INFO all",
        "redis_version:2.8.24, INFO all",
        "redis_version:2.4.10, INFO",
        "lazyfreed_objects:0, INFO everything",
        "used_memory_lua:1K, INFO all",
        "dragonfly_version:1.25, INFO all"
    })
    void allOfInfoIsAskedForInTheWordsOfTheVersion(String dump, String command) {
        assertEquals("redis-cli " + command, Commands.info(of(dump)).replace("valkey-cli", "redis-cli"));
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:2.8.13, true",
        "redis_version:2.8.11, false",
        "redis_version:7.4.1, true",
        "used_memory_lua:1K maxmemory:0, true"
    })
    void clientsAreKilledByTheirIdSince2812(String dump, boolean able) {
        Optional<String> killed = able ? Optional.of("redis-cli CLIENT KILL ID 71") : Optional.empty();
        assertEquals(killed, Commands.kill(of(SECTION + dump), "71"));
        assertEquals(Optional.empty(), Commands.kill(of(SECTION + dump), "$(reboot)"));
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory_lua:1K maxmemory:0, false, slave",
        "redis_version:3.2.12, false, slave",
        "redis_version:4.0.14, true, slave",
        "redis_version:5.0.14, true, replica",
        "valkey_version:8.1.1, true, replica"
    })
    void whatAWholeDumpLacksIsNotAskedFor(String dump, boolean memory, String replica) {
        Case c = of(SECTION + dump);
        assertEquals(memory, Commands.hasMemory(c));
        assertEquals(replica, Commands.replicaClass(c));
    }

    @ParameterizedTest
    @CsvSource({"1, redis-cli -p 1", "65535, redis-cli -p 65535", "65536, redis-cli", "6379, redis-cli"})
    void onlyAPortIsOne(String port, String client) {
        assertEquals(
                client,
                Commands.client(of("redis_version:7.0.15 tcp_port:" + port)).strip());
        Exhibit config = new Exhibit(
                Exhibit.Kind.CONFIG,
                new Origin("redis.conf", 1, 0, Optional.empty()),
                Stamp.NONE,
                List.of("directive", "value"),
                List.of(List.of("port", port), List.of("timeout", "300")),
                "");
        Case configured = Cases.of(
                new Capture().at(0, "used_memory:1G redis_version:7.0.15").exhibit(config));
        assertEquals(client, Commands.client(configured).strip(), "of the configuration");
    }
}
