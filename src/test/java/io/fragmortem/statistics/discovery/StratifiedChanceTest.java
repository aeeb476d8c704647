package io.fragmortem.statistics.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class StratifiedChanceTest {

    private static StratifiedChance of(int[]... strata) {
        StratifiedChance chance = new StratifiedChance();
        for (int[] one : strata) {
            chance.add(one[0], one[1], one[2], one[3]);
        }
        return chance;
    }

    /**
     * R: mantelhaen.test(Rabbits, exact = TRUE, alternative = "greater"), the penicillin of its help page; two-sided it gives 0.03994.
     */
    @Test
    void fewAreCountedExactly() {
        StratifiedChance rabbits = of(
                new int[] {11, 0, 6, 0},
                new int[] {12, 3, 6, 3},
                new int[] {12, 8, 6, 6},
                new int[] {12, 11, 6, 5},
                new int[] {7, 7, 2, 2});
        assertEquals(0.01997245179063361, rabbits.p(), 1e-12);
    }

    /**
     * R: mantelhaen.test(UCBAdmissions) gives 1.4269 with its correction for continuity, one-sided 0.11613; women among the admitted, whom the
     * departments explain. The exact one is 0.11599.
     */
    @Test
    void manyAreCountedAsANormalDeviate() {
        StratifiedChance admitted = of(
                new int[] {933, 601, 108, 89},
                new int[] {585, 370, 25, 17},
                new int[] {918, 322, 593, 202},
                new int[] {792, 269, 375, 131},
                new int[] {584, 147, 393, 94},
                new int[] {714, 46, 341, 24});
        assertEquals(0.11613173140852356, admitted.p(), 1e-12);
        StratifiedChance others = of(new int[] {2000, 1000, 1000, 480});
        assertTrue(others.p() > 0.9, "fewer than expected are no excess");
    }

    @Test
    void oneStratumIsFishersTest() {
        assertEquals(Chance.ofShare(20, 5, 4, 3), of(new int[] {20, 5, 4, 3}).p(), 1e-12);
        assertEquals(
                Chance.ofShare(400, 90, 200, 60),
                of(new int[] {400, 90, 200, 60}).p(),
                1e-12);
    }

    /** Simpson: in both strata the group fares as the others do. */
    @Test
    void whatStrataExplainIsNoExcess() {
        assertTrue(Chance.ofShare(200, 100, 100, 80) < 1e-12);
        assertTrue(of(new int[] {110, 90, 90, 74}, new int[] {90, 10, 10, 1}).p() > 0.5);
    }

    @Test
    void strataOfOneKindTellNothing() {
        StratifiedChance none = of(new int[] {10, 8, 10, 8}, new int[] {10, 0, 5, 0});
        assertFalse(none.isTold());
        assertEquals(1, none.p());
        assertThrows(IllegalArgumentException.class, () -> none.add(20, 5, 4, 5));
    }
}
