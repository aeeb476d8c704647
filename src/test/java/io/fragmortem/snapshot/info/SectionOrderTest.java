package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts ask for the sections of INFO one by one, in an order of their own. */
class SectionOrderTest {

    private static final String SERVER = "# Server\r\nredis_version:7.2.4\r\nuptime_in_seconds:86400\r\n";
    private static final String MEMORY =
            "# Memory\r\nused_memory:734003200\r\nused_memory_rss:811597824\r\nmem_allocator:jemalloc-5.3.0\r\n";
    private static final String CLIENTS = "# Clients\r\nconnected_clients:12\r\nblocked_clients:0\r\n";
    private static final String KEYSPACE = "# Keyspace\r\ndb0:keys=1000,expires=30,avg_ttl=3600000\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"SKM", "SMK", "MK", "KM", "SMC", "MC", "KMC", "SKMC"})
    void eachRoundIsOneSampleWithItsTime(String order) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            text.append("2026-10-01T00:").append(i).append("0:00Z\r\n");
            for (int k = 0; k < order.length(); k++) {
                text.append(
                        switch (order.charAt(k)) {
                            case 'S' -> SERVER;
                            case 'M' -> MEMORY;
                            case 'C' -> CLIENTS;
                            default -> KEYSPACE;
                        });
                text.append("\r\n");
            }
        }
        Recorder seen = Recorder.read(new InfoFormat(), text.toString(), ReadOptions.defaults());
        assertEquals(6, seen.samples.size());
        for (Sample sample : seen.samples) {
            assertTrue(sample.stamp().known());
            assertEquals(811_597_824, sample.get(Field.USED_MEMORY_RSS).orElse(0));
        }
    }
}
