package io.fragmortem.statistics.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.AnalysisOptions;
import io.fragmortem.statistics.SeriesAnalysis;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BinnedRunsTest {

    @Test
    void binsAscendThroughBreaksThatAreCloserThanABin() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double[] time = new double[400];
            for (int i = 1; i < time.length; i++) {
                time[i] = time[i - 1] + 0.1 + random.nextDouble();
            }
            double[] value = new double[400];
            Arrays.setAll(value, i -> random.nextGaussian());
            List<Integer> breaks = List.of(37 + random.nextInt(50), 120 + random.nextInt(100), 300, 301);
            BinnedRuns binned =
                    BinnedRuns.of(new Series(time, value), KnownCuts.breaks(breaks), 20 + random.nextInt(300), 0);
            for (int b = 1; b < binned.time().length; b++) {
                assertTrue(binned.time()[b] > binned.time()[b - 1], "seed " + seed + ", bin " + b);
            }
            assertEquals(400, binned.places()[5]);
            // and the whole analysis takes it
            assertEquals(
                    5,
                    SeriesAnalysis.analyze(new Series(time, value), breaks, AnalysisOptions.withDefaults())
                            .runs()
                            .size());
        }
    }
}
