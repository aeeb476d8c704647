package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeaksTest {

    private static List<double[]> points(double... values) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            points.add(new double[] {10 * i, values[i]});
        }
        return points;
    }

    @Test
    void theLineIsLeastSquares() {
        // R: summary(lm(c(1, 2, 4, 4) ~ c(0, 10, 20, 30)))
        Peaks peaks = Peaks.of(List.of(points(1, 2, 4, 4)));
        assertEquals(0.11, peaks.slope(), 1e-12);
        assertEquals(0.7, peaks.squares(), 1e-12);
        assertEquals(0.02645751311064591, peaks.error(), 1e-12);
        assertEquals(2, peaks.freedom());
        // the best step is between 2 and 4: 0.5 left of {1, 2} and nothing of {4, 4}
        assertEquals(0.5, peaks.stepSquares(), 1e-12);
    }

    @Test
    void aClimbGoesAndAStepDoesNot() {
        assertTrue(Peaks.of(List.of(points(1, 2, 3, 4, 5))).go(1));
        assertFalse(Peaks.of(List.of(points(1, 2, 3, 4, 5))).go(-1));
        assertTrue(Peaks.of(List.of(points(5, 4, 3, 2, 1))).go(-1));
        assertFalse(Peaks.of(List.of(points(0.1, 0, 0.2, 5, 5.2, 4.9))).go(1));
        assertFalse(Peaks.of(List.of(points(3, 3, 3))).go(1));
    }

    @Test
    void aProofNeedsFourPoints() {
        assertTrue(Peaks.of(List.of(points(1, 2, 3))).go(1));
        assertFalse(Peaks.of(List.of(points(1, 2, 3))).prove(1, 0.05));
        assertTrue(Peaks.of(List.of(points(1, 2, 3, 4))).prove(1, 0.05));
        assertTrue(Peaks.of(List.of(points(1, 2.2, 2.9, 4.1))).prove(1, 0.05));
        // a slope of .9 with an error of .28: t = 3.2 of 2 degrees of freedom, p = .09
        assertFalse(Peaks.of(List.of(points(1, 2.5, 2, 4))).prove(1, 0.05));
    }

    @Test
    void eachGroupHasALevelOfItsOwn() {
        Peaks both = Peaks.of(List.of(points(1, 2, 3), points(101, 102, 103)));
        assertEquals(0.1, both.slope(), 1e-12);
        assertEquals(0, both.squares(), 1e-9);
        assertEquals(3, both.freedom());
        assertTrue(both.prove(1, 0.05));
        Peaks alone = Peaks.of(List.of(points(7), points(9)));
        assertEquals(0, alone.slope());
        assertFalse(alone.go(1));
    }
}
