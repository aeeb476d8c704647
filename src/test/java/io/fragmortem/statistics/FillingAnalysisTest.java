package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.FillingAnalysis.Bend;
import io.fragmortem.statistics.MemoryShapes.Held;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When a store began to take more for its contents, while these come and go by the day. */
final class FillingAnalysisTest {

    private static final int SERIES = 40;

    private static List<Bend> bends(Held held) {
        AnalysisOptions options = AnalysisOptions.withDefaults()
                .withMaxBins(500)
                .withCycle(MemoryShapes.DAY)
                .withCalendar(MemoryShapes.UTC);
        return FillingAnalysis.bends(
                held.contents().time(), held.stock().value(), held.contents().value(), options);
    }

    /** Material growth after the bend, of a ratio near 1. */
    private static boolean begins(Bend bend) {
        return bend.after() > bend.before() && bend.after() * MemoryShapes.DAY > 0.05;
    }

    @Test
    void theOnsetIsFoundWithinHalfADay() {
        SplittableRandom random = new SplittableRandom(20261205);
        int found = 0;
        for (int i = 0; i < SERIES; i++) {
            Held held = MemoryShapes.breathing(random, 0.5 + 1.3 * random.nextDouble());
            double[] time = held.stock().time();
            double onset = time[0] + MemoryShapes.ONSET * (time[time.length - 1] - time[0]);
            found += bends(held).stream().anyMatch(b -> begins(b) && Math.abs(b.time() - onset) <= MemoryShapes.DAY / 2)
                    ? 1
                    : 0;
        }
        assertTrue(found >= 0.9 * SERIES, found + " of " + SERIES);
    }

    @Test
    void breathAloneBeginsNothing() {
        SplittableRandom random = new SplittableRandom(20261206);
        long wrong = 0;
        for (int i = 0; i < SERIES; i++) {
            wrong += bends(MemoryShapes.breathing(random, 0)).stream()
                    .filter(FillingAnalysisTest::begins)
                    .count();
        }
        assertEquals(0, wrong);
    }

    @Test
    void samplesThatTellOnlyOneOfBothAreLeftOut() {
        Held held = MemoryShapes.breathing(new SplittableRandom(1), 1);
        double[] contents = held.contents().value().clone();
        Arrays.fill(contents, 700, 760, Double.NaN);
        Held gapped = new Held(
                held.stock(),
                new io.fragmortem.statistics.base.Series(held.stock().time(), contents));
        assertTrue(bends(gapped).stream().anyMatch(FillingAnalysisTest::begins));
    }

    @Test
    void lessThanTwoPeriodsShowNoBend() {
        Held held = MemoryShapes.breathing(new SplittableRandom(2), 1);
        assertEquals(
                List.of(),
                bends(new Held(held.stock().slice(0, 280), held.contents().slice(0, 280))));
    }
}
