package io.fragmortem.statistics.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTest {

    private final Recent<Integer> recent = new Recent<>(4);
    private final List<Integer> made = new ArrayList<>();

    @Test
    void whatIsAskedForAgainAndAgainIsMadeOnce() {
        for (int other = 1; other <= 20; other++) {
            ask(0);
            ask(other);
        }
        assertEquals(1, made.stream().filter(v -> v == 0).count());
        assertEquals(21, made.size());
    }

    @Test
    void noMoreAreKeptThanTheMost() {
        for (int value : new int[] {1, 2, 3, 4, 5, 1}) {
            ask(value);
        }
        assertEquals(List.of(1, 2, 3, 4, 5, 1), made);
    }

    private void ask(int value) {
        int got = recent.get(kept -> kept == value, () -> {
            made.add(value);
            return value;
        });
        assertEquals(value, got);
    }
}
