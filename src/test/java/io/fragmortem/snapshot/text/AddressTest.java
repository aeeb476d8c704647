package io.fragmortem.snapshot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "[+] 10.61.0.9:6379        - found, 10.61.0.9:6379",
        "redis cache-1.example:26379 memory, cache-1.example:26379",
        "from cache-1:7000 to cache-2:7001, cache-1:7000 cache-2:7001",
        "client cache-1:5000 asked cache-2:6379, cache-2:6379",
        "redis://cache-1:6379 user@cache-1:6379 addr=cache-1:6379 a:b:6379, ''",
        "at 08:30 1.2.3:6379 -x:6379 x:637 x:0637 x:637900 x:6379.5 x:6379:1, ''",
        "shard-3:6380- and :6381, shard-3:6380"
    })
    void hostsWithPortsStandByThemselves(String text, String addresses) {
        assertEquals(addresses, String.join(" ", Address.in(text)));
    }
}
