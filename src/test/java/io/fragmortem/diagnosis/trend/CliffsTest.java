package io.fragmortem.diagnosis.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
}
