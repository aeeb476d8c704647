package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Series;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A first day without the troughs of the later ones, when nothing had been kept from a peak yet. */
class BeginningsTest {

    private static final int DAY = 144;
    private static final int ROWS = 7 * DAY;
    private static final int ONSET = 400;

    /** Pages of a week stay near the last peak of data that breathe, and hold the more from the onset on. */
    private static List<Integer> bends(double growth) {
        double[] noise = Scenarios.ar(0.6).make(new SplittableRandom(1), ROWS);
        double[] pages = new double[ROWS];
        double peak = 0;
        for (int t = 0; t < ROWS; t++) {
            double used = 1 + 0.3 * Math.sin(2 * Math.PI * t / DAY + 4);
            peak = Math.max(used, 0.9993 * peak);
            double more = 1 + growth * Math.max(0, t - ONSET) / (ROWS - ONSET);
            pages[t] = (1000 + 2.6 * noise[t]) * Math.max(used, 0.86 * peak) * more;
        }
        AnalysisOptions options = AnalysisOptions.withDefaults().withCycle(DAY);
        return SeriesAnalysis.analyze(Series.of(pages), List.of(), options).changes().stream()
                .filter(SeriesAnalysis.Change::certified)
                .map(SeriesAnalysis.Change::index)
                .toList();
    }

    @Test
    void theFirstDayDoesNotHideWhereGrowthBegins() {
        List<Integer> bends = bends(0.5);
        List<Integer> later = bends.stream().filter(b -> b > DAY).toList();
        assertEquals(1, later.size(), bends.toString());
        assertEquals(ONSET, later.get(0), DAY / 4.0);
        // the first rise of the data is a change all the same
        assertTrue(bends.get(0) < DAY / 2, bends.toString());
    }

    @Test
    void withoutGrowthNothingBendsAfterTheFirstDay() {
        assertTrue(bends(0).stream().allMatch(b -> b < DAY), bends(0).toString());
    }
}
