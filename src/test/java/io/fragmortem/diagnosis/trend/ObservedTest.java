package io.fragmortem.diagnosis.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.change.ChangePoint.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What is told of a change is what the samples beside it show, not what was fitted. */
final class ObservedTest {

    private static Observed series(int n, IntToDoubleFunction value) {
        double[] days = new double[n];
        double[] values = new double[n];
        Arrays.setAll(days, i -> i);
        Arrays.setAll(values, value);
        return new Observed(days, values);
    }

    private static SeriesAnalysis.Change change(Kind kind, int at, double before, double after, int low, int high) {
        return new SeriesAnalysis.Change(at, at, kind, before, after, low, high, true, 2, 9);
    }

    @Test
    void aStepHasTheLastAndTheFirstMeasuredLevel() {
        Observed ramp = series(20, i -> i < 10 ? 100 + 10 * i : 50);
        Observed.Sides sides =
                ramp.of(change(Kind.LEVEL, 10, 155, 60, 9, 11), List.of(0, 10)).orElseThrow();
        assertEquals(180, sides.before());
        assertEquals(50, sides.after());
    }

    @Test
    void aStepThatTakesAWhileIsToldAcrossItsInterval() {
        Observed slow = series(20, i -> i < 8 ? 100 : i < 14 ? 100 - 10 * (i - 7) : 30);
        Observed.Sides sides =
                slow.of(change(Kind.LEVEL, 10, 100, 30, 8, 14), List.of(0, 10)).orElseThrow();
        assertEquals(100, sides.before());
        assertEquals(30, sides.after());
    }

    @Test
    void aBendHasTheSlopesOfItsSegments() {
        Observed bend = series(30, i -> i < 10 ? 5 : i < 20 ? 5 + 3 * (i - 10) : 35);
        Observed.Sides sides =
                bend.of(change(Kind.SLOPE, 10, 1, 2, 9, 11), List.of(0, 10, 20)).orElseThrow();
        assertEquals(0, sides.before());
        assertEquals(3, sides.after(), 0.5);
    }

    @Test
    void aBendThatTheSamplesDoNotShowIsNone() {
        Observed straight = series(30, i -> 5 + 3 * i);
        assertTrue(
                straight.of(change(Kind.SLOPE, 10, 2, 5, 9, 11), List.of(0, 10)).isEmpty());
    }
}
