package io.fragmortem.diagnosis.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CliffsTest {

    private static List<Cliffs.Cliff> of(double[] values) {
        return Cliffs.within(values, 0, values.length, 0.5);
    }

    /** Fills up to 600 in steps of 4, stays, is flushed at sample 200. */
    private static double[] flushed() {
        double[] values = new double[300];
        Arrays.setAll(values, i -> i >= 200 ? 5 : Math.min(600, 4.0 * i));
        return values;
    }

    @Test
    void aFlushIsACliffAndTheFillingBeforeItIsNot() {
        assertEquals(List.of(new Cliffs.Cliff(200, 600, 5)), of(flushed()));
    }

    @Test
    void missingSamplesAreLookedThroughAndPlacesStay() {
        double[] values = flushed();
        values[199] = Double.NaN;
        values[200] = Double.NaN;
        assertEquals(List.of(new Cliffs.Cliff(201, 600, 5)), of(values));
    }

    @Test
    void whatComesBackIsASpike() {
        double[] values = flushed();
        Arrays.fill(values, 200, 206, 5);
        Arrays.fill(values, 206, 300, 600);
        assertEquals(List.of(), of(values));
    }

    @Test
    void aDeclineOverManySamplesIsNoCliff() {
        double[] values = flushed();
        for (int i = 180; i < 200; i++) {
            values[i] = 600 - 29 * (i - 179.0);
        }
        assertEquals(List.of(), of(values));
    }

    @Test
    void aShortRunShowsNoLevels() {
        double[] values = flushed();
        assertEquals(List.of(), Cliffs.within(values, 185, 214, 0.5));
        assertEquals(1, Cliffs.within(values, 185, 215, 0.5).size());
    }

    @Test
    void noiseHasNoCliffs() {
        int found = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            double rho = new double[] {0, 0.6, 0.9, 1}[seed % 4];
            double[] values = new double[30 + 10 * (seed % 20)];
            for (int i = 1; i < values.length; i++) {
                values[i] = rho * values[i - 1] + random.nextGaussian();
            }
            found += of(values).size();
        }
        assertTrue(found <= 2, found + " cliffs in 2000 series of noise");
    }

    /** What the levels of these stand on. */
    private static final double GROUND = 1000;

    /** Forty samples, so much more from sample {@code at} on. */
    private static double[] step(int at, double after) {
        double[] values = new double[40];
        Arrays.fill(values, GROUND);
        Arrays.fill(values, at, 40, GROUND + after);
        return values;
    }

    @ParameterizedTest
    @CsvSource({"9, false", "10, true", "30, true", "31, false"})
    void tenSamplesMustStandOnEitherSide(int at, boolean cliff) {
        assertEquals(cliff ? List.of(new Cliffs.Cliff(at, GROUND, GROUND + 600)) : List.of(), of(step(at, 600)));
    }

    @Test
    void whatNeverMovesHasNoCliff() {
        assertEquals(List.of(), of(step(20, 0)));
    }

    /** A range of 600, half of which is the least that counts: by the step itself, and between the levels. */
    @ParameterizedTest
    @CsvSource({"300, 300, true", "299, 300, false", "301, 299, false"})
    void aCliffIsHalfOfAllThatTheRunDid(double step, double levels, boolean cliff) {
        double[] values = new double[80];
        Arrays.fill(values, GROUND);
        Arrays.fill(values, 20, 80, GROUND + levels);
        values[20] = GROUND + step;
        values[60] = GROUND + 600;
        assertEquals(cliff ? 1 : 0, of(values).size(), of(values).toString());
    }

    /** Any other step near it may be a quarter as large, nine samples away on either side. */
    @ParameterizedTest
    @CsvSource({"11, 150, true", "11, 151, false", "10, 151, true", "29, 150, true", "29, 151, false", "30, 151, true"})
    void aCliffIsFourTimesAnyOtherStepNearIt(int other, double size, boolean cliff) {
        double[] values = step(20, 600);
        for (int i = 0; i < 40; i++) {
            values[i] += other < 20 && i < other ? size : other > 20 && i >= other ? -size : 0;
        }
        assertEquals(cliff ? 1 : 0, of(values).size(), of(values).toString());
    }

    /** Between the fifth and the sixth of ten, whatever their order. */
    @Test
    void levelsAreMedians() {
        double[] values = step(20, 600);
        for (int i = 0; i < 20; i++) {
            values[i] += 7 * i % 10;
            values[20 + i] += 7 * i % 10;
        }
        assertEquals(List.of(new Cliffs.Cliff(20, 1004.5, 1604.5)), of(values));
    }
}
