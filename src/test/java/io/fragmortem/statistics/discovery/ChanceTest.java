package io.fragmortem.statistics.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ChanceTest {

    /** R: phyper(3 - 1, 5, 15, 4, lower.tail = FALSE); phyper(0 - 1, ...) is 1. */
    @Test
    void aShareIsFishersExactTest() {
        assertEquals(0.03199174, Chance.ofShare(20, 5, 4, 3), 1e-8);
        assertEquals(1, Chance.ofShare(20, 5, 4, 0), 1e-12);
        assertEquals(1, Chance.ofShare(20, 20, 4, 4), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> Chance.ofShare(20, 5, 4, 5));
    }

    /** R: ppois(5 - 1, 0.5, lower.tail = FALSE). */
    @Test
    void aCountIsHeldAgainstPoisson() {
        assertEquals(0.0001721156, Chance.ofCount(0.5, 5), 1e-9);
        assertEquals(1, Chance.ofCount(0.5, 0));
        assertEquals(0, Chance.ofCount(0, 1));
        assertThrows(IllegalArgumentException.class, () -> Chance.ofCount(Double.NaN, 1));
    }
}
