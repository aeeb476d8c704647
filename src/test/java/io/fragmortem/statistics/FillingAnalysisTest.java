package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.MemoryShapes.Held;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When a store began to take more for its contents, while these come and go by the day. */
final class FillingAnalysisTest {

    @Test
    void theBeginningIsFoundWithinHalfADayAndNoneWhereThereIsNone() {
        MemoryCells.Beginnings shares = MemoryCells.beginnings(40, 20261205);
        assertTrue(shares.found() >= 0.85, shares.toString());
        assertTrue(shares.wrong() <= 0.05, shares.toString());
    }

    @Test
    void samplesThatTellOnlyOneOfBothAreLeftOut() {
        Held held = MemoryShapes.breathing(new SplittableRandom(1), 1);
        double[] contents = held.contents().value().clone();
        Arrays.fill(contents, 700, 760, Double.NaN);
        Held gapped = new Held(held.stock(), new Series(held.stock().time(), contents));
        assertFalse(MemoryCells.beginnings(gapped).isEmpty());
    }

    @Test
    void lessThanTwoPeriodsShowNoBend() {
        Held held = MemoryShapes.breathing(new SplittableRandom(2), 1);
        Held brief = new Held(held.stock().slice(0, 280), held.contents().slice(0, 280));
        assertEquals(List.of(), MemoryCells.beginnings(brief));
    }
}
