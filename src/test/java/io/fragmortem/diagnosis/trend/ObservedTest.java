package io.fragmortem.diagnosis.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.change.ChangePoint.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static Observed.Sides of(Observed series, SeriesAnalysis.Change change, Integer... cuts) {
        return series.of(change, List.of(cuts)).orElseThrow();
    }

    /** Levels of 50 and 150 with a ramp between them; beside the place of the step so much. */
    @ParameterizedTest
    @CsvSource({"75, 125, 75, 125", "75, 124, 50, 150", "125, 75, 50, 150"})
    void aStepOfWhichHalfIsSeenAtItsPlaceIsToldThere(double left, double right, double before, double after) {
        Observed series = series(20, i -> i < 7 ? 50 : i < 10 ? left : i < 13 ? right : 150);
        Observed.Sides told = of(series, change(Kind.LEVEL, 10, 40, 140, 7, 13), 0, 10);
        assertEquals(new Observed.Sides(before, after), told);
    }

    /** What the samples do not show in the direction that was tested is told as it was fitted. */
    @ParameterizedTest
    @CsvSource({"100, 90", "100, 100"})
    void aStepThatTheSamplesDoNotShowIsToldAsItWasFitted(double left, double right) {
        Observed series = series(20, i -> i < 10 ? left : right);
        Observed.Sides told = of(series, change(Kind.LEVEL, 10, 40, 140, 7, 13), 0, 10);
        assertEquals(new Observed.Sides(40, 140), told);
    }

    /** The interval of the step is wider than the segments that meet in it. */
    @Test
    void theIntervalOfAStepEndsWithItsSegments() {
        Observed series = series(20, i -> i < 5 ? 7 : i == 5 ? 50 : i < 10 ? 95 : i < 14 ? 105 : i == 14 ? 150 : 9);
        Observed.Sides told = of(series, change(Kind.LEVEL, 10, 40, 140, 0, 19), 0, 5, 10, 15);
        assertEquals(new Observed.Sides(50, 150), told);
    }

    @Test
    void aSegmentOfTwoSamplesHasALevelOfItsOwn() {
        Observed series = series(20, i -> i < 10 ? 100 : i < 12 ? 200 : 900);
        Observed.Sides told = of(series, change(Kind.LEVEL, 10, 100, 200, 10, 10), 0, 10, 12);
        assertEquals(new Observed.Sides(100, 200), told);
    }

    /** One odd sample among the three beside a step is not its level. */
    @Test
    void anOutlierBesideAStepIsNotItsLevel() {
        Observed series = series(20, i -> i == 8 ? 1000 : i == 11 ? 0 : i < 10 ? 90 + i : 200 + i);
        Observed.Sides told = of(series, change(Kind.LEVEL, 10, 100, 200, 10, 10), 0, 10);
        assertEquals(new Observed.Sides(99, 210), told);
    }

    @Test
    void missingSamplesBesideAStepAreLookedThrough() {
        Observed series = series(20, i -> i == 9 || i == 10 || i == 12 ? Double.NaN : i < 10 ? 90 + i : 200 + i);
        Observed.Sides told = of(series, change(Kind.LEVEL, 10, 100, 200, 10, 10), 0, 10);
        assertEquals(new Observed.Sides(97, 213), told);
    }

    @Test
    void whatLiesBeyondTheSamplesIsAtTheLast() {
        assertEquals(19, series(20, i -> i).place(100));
        assertEquals(7, series(20, i -> i).place(6.5));
    }

    /** Slopes of ten samples on either side; a fifth of the larger one is seen. */
    @ParameterizedTest
    @CsvSource({"80, 100, true", "81, 100, false", "100, 80, true", "-100, -80, true", "0, 0, false", "-50, 50, true"})
    void slopesThatDifferByAFifthAreSeenToDiffer(double before, double after, boolean seen) {
        Observed series = series(20, i -> i < 10 ? before * (i - 10) : after * (i - 10));
        SeriesAnalysis.Change bend = change(Kind.SLOPE, 10, before, after > before ? after + 1 : after - 1, 9, 11);
        Optional<Observed.Sides> told = series.of(bend, List.of(0, 10));
        assertEquals(seen ? Optional.of(new Observed.Sides(before, after)) : Optional.empty(), told);
    }

    @Test
    void aBendAgainstWhatWasTestedIsNone() {
        Observed series = series(20, i -> i < 10 ? 2.0 * i : 20 + 8.0 * (i - 10));
        assertEquals(Optional.empty(), series.of(change(Kind.SLOPE, 10, 8, 2, 9, 11), List.of(0, 10)));
    }

    /** From four samples on the medians of the first three and the last three stand apart; else it is told as fitted. */
    @ParameterizedTest
    @CsvSource({"3, 1.5, 2.5", "4, 3, 7", "6, 3, 7", "7, 3, 7"})
    void theSlopeOfAShortSegmentIsThatOfItsSamples(int samples, double before, double after) {
        Observed series = series(2 * samples, i -> (i < samples ? 3.0 : 7.0) * (i - samples));
        Observed.Sides told = of(series, change(Kind.SLOPE, samples, 1.5, 2.5, 9, 11), 0, samples);
        assertEquals(before, told.before(), 1e-9);
        assertEquals(after, told.after(), 1e-9);
    }

    @Test
    void samplesOfOneMomentHaveNoSlope() {
        double[] values = new double[20];
        Arrays.setAll(values, i -> i);
        double[] days = new double[20];
        Arrays.setAll(days, i -> i < 10 ? 0 : i);
        Observed series = new Observed(days, values);
        assertEquals(new Observed.Sides(1.5, 2.5), of(series, change(Kind.SLOPE, 10, 1.5, 2.5, 9, 11), 0, 10));
    }
}
