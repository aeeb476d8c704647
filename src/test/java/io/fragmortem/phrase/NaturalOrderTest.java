package io.fragmortem.phrase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NaturalOrderTest {

    /** In order. */
    private static final List<String> NAMES = List.of(
            "",
            "10.1.2.9:6379",
            "10.1.2.10:6379",
            "10.1.10.1:6379",
            "Redis-3",
            "redis",
            "redis-",
            "redis-0",
            "redis-01",
            "redis-1",
            "redis-1-a",
            "redis-01-b",
            "redis-2",
            "redis-2:6379",
            "redis-2:16379",
            "redis-10",
            "redis-18446744073709551616",
            "redis-18446744073709551617",
            "redis-a",
            "редис-9",
            "редис-10",
            "缓存-9",
            "缓存-10");

    @Test
    void numbersInNamesAreNumbers() {
        for (int seed = 0; seed < 20; seed++) {
            List<String> shuffled = new ArrayList<>(NAMES);
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(NaturalOrder.OF_NAMES);
            assertEquals(NAMES, shuffled);
        }
    }

    @Test
    void onlyTheSameNameIsEqual() {
        for (int i = 0; i < NAMES.size(); i++) {
            for (int j = 0; j < NAMES.size(); j++) {
                int order = NaturalOrder.OF_NAMES.compare(NAMES.get(i), NAMES.get(j));
                assertEquals(Integer.signum(i - j), Integer.signum(order), NAMES.get(i) + " and " + NAMES.get(j));
            }
        }
        assertTrue(NaturalOrder.OF_NAMES.compare("a01", "a1") < 0);
    }
}
