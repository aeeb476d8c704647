package io.fragmortem.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.Fixtures;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicksTest {

    private static String labels(double largest) {
        return String.join(
                " ",
                Ticks.bytes(largest).stream()
                        .map(tick -> Ticks.label(tick, largest))
                        .toList());
    }

    @Test
    void anAxisHasOneUnitAndRoundSteps() {
        assertEquals("0 MiB 200 MiB 400 MiB 600 MiB 800 MiB", labels(630 * Fixtures.MIB));
        assertEquals("0 GiB 2 GiB 4 GiB 6 GiB 8 GiB", labels(6.33 * 1024 * Fixtures.MIB));
        assertEquals(
                "0.0 GiB 0.5 GiB 1.0 GiB 1.5 GiB",
                "0.0" + labels(1.3 * 1024 * Fixtures.MIB).substring(1));
        assertEquals("0 B 1 B 2 B 3 B", labels(3));
        assertEquals("0 B 1 B", labels(0));
    }

    @Test
    void theHighestTickIsNeverBelowTheHighestValue() {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            double largest = Math.exp(random.nextDouble() * 34);
            List<Double> ticks = Ticks.bytes(largest);
            assertTrue(ticks.get(ticks.size() - 1) >= largest, "seed 42, " + largest);
            assertTrue(ticks.size() >= 2 && ticks.size() <= 8, "seed 42, " + largest + ": " + ticks.size());
        }
    }

    @Test
    void timeStepsAreThoseOfAClock() {
        assertEquals(60, Ticks.timeStep(300, 7));
        assertEquals(10_800, Ticks.timeStep(86_400, 8));
        assertEquals(86_400, Ticks.timeStep(7 * 86_400, 7));
        assertEquals(1, Ticks.timeStep(1, 7));
        assertEquals(3 * 31_536_000L, Ticks.timeStep(20 * 31_536_000.0, 7));
    }

    @Test
    void sampleNumbersStepByOneTwoFive() {
        assertEquals(List.of(0L, 1L, 2L), Ticks.numbers(2, 7));
        assertEquals(List.of(0L, 2L, 4L, 6L, 8L), Ticks.numbers(9, 7));
        assertEquals(List.of(0L, 100L, 200L, 300L, 400L, 500L), Ticks.numbers(599, 7));
        assertEquals(List.of(0L, 20_000L, 40_000L), Ticks.numbers(59_999, 3));
    }
}
