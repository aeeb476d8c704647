package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.SpikeMask;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which confidence set a visible shift has: its own, or that of the certified change that came from it. */
class VisiblePlacesTest {

    private static void setsOfTheCertified(ChangePointResult result) {
        for (ChangePoint c : result.certified()) {
            VisibleShift v = result.visible().stream()
                    .filter(s -> s.index() == c.seen())
                    .findFirst()
                    .orElseThrow();
            assertEquals(Math.min(v.index(), c.low()), v.low(), "shift " + v.index());
            assertEquals(Math.max(v.index(), c.high()), v.high(), "shift " + v.index());
        }
    }

    @Test
    void whereAllAreCertified() {
        double[] y = Scenarios.ar(0.3).make(new SplittableRandom(3), 300);
        Arrays.setAll(y, t -> y[t] + (t < 100 ? 0 : t < 180 ? 4 : 1.5 + 0.08 * (t - 180)));
        ChangePointResult result = ChangePoints.find(y);
        assertEquals(2, result.certified().size());
        assertEquals(2, result.visible().size());
        setsOfTheCertified(result);
        assertTrue(result.visible().get(0).high() < result.visible().get(1).low());
    }

    @Test
    void whereOneIsCertifiedAndOthersAreNot() {
        for (int seed : new int[] {1, 2, 6, 17, 19}) {
            double[] y = Scenarios.ar(0.9).make(new SplittableRandom(seed), 220);
            Arrays.setAll(y, t -> y[t] + 0.2 * Math.max(0, Math.min(50, t - 60)) + (t < 160 ? 0 : 20));
            ChangePointResult result = ChangePoints.find(y);
            assertTrue(result.visible().size() > result.certified().size(), "seed " + seed);
            setsOfTheCertified(result);
            for (VisibleShift v : result.unproven()) {
                assertTrue(v.low() <= v.index() && v.index() <= v.high(), "seed " + seed);
            }
        }
    }

    @Test
    void moreThanSixteenStandWhereTheSearchHasThem() {
        double[] y = Scenarios.ar(0.3).make(new SplittableRandom(4), 1900);
        Arrays.setAll(y, t -> y[t] + (t / 100 % 2 == 0 ? 0 : 7));
        ChangePointResult result = ChangePoints.find(y);
        List<Integer> searched = Arrays.stream(new RegimeSearch(y, SpikeMask.ok(y)).changes(RegimeSearch.PENALTY))
                .boxed()
                .toList();
        assertTrue(searched.size() > 16, searched.size() + " visible");
        assertEquals(
                searched, result.visible().stream().map(VisibleShift::index).toList());
    }
}
