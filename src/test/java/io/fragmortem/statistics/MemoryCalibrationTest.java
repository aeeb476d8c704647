package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The goals on memory as it really moves, in short; the long form is in src/bench. */
class MemoryCalibrationTest {

    private static final int REPETITIONS = 25;

    private static void holds(List<MemoryCells.Cell> cells) {
        for (MemoryCells.Cell cell : cells) {
            double[] shares = MemoryCells.shares(cell, REPETITIONS, 20261129);
            for (int g = 0; g < shares.length; g++) {
                MemoryCells.Goal goal = cell.goals().get(g);
                assertFalse(goal.brokenBy(shares[g], REPETITIONS, 3), cell.name() + ", " + goal + ": " + shares[g]);
            }
        }
    }

    @Test
    void whatMovesWithoutATrendIsNotCalledOneAndTrendsAreFound() {
        holds(MemoryCells.moves());
    }

    @Test
    void howRowsCameDoesNotMatter() {
        holds(MemoryCells.sampling());
    }

    @Test
    void noiseThatScalesWithTheLevelHasNoChanges() {
        holds(MemoryCells.scales());
    }

    @Test
    void growthThatBendsIsGrowth() {
        holds(MemoryCells.curves());
    }

    @Test
    void bendsAreFoundUnderADailyCycle() {
        holds(MemoryCells.bends());
    }
}
