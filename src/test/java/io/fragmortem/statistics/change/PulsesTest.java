package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.SpikeMask;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Excursions of a few places that come back. */
class PulsesTest {

    private static double[] noise(int seed, double rho) {
        return Scenarios.ar(rho).make(new SplittableRandom(seed), 250);
    }

    private static double[] away(int seed, int from, int to, double height) {
        double[] y = noise(seed, 0.3);
        Arrays.setAll(y, t -> y[t] + (t >= from && t < to ? height : 0));
        return y;
    }

    private static List<Integer> places(List<VisibleShift> shifts) {
        return shifts.stream().map(VisibleShift::index).toList();
    }

    @Test
    void aPulseIsShownWhereItBeginsAndEndsAndIsNoSpike() {
        double[] y = away(5, 120, 124, 7);
        ChangePointResult result = ChangePoints.find(y);
        assertEquals(List.of(120, 124), places(result.visible()));
        assertTrue(result.certified().isEmpty());
        assertTrue(IntStream.range(120, 124).noneMatch(result.spikes()::contains), () -> "" + result.spikes());
        VisibleShift up = result.visible().get(0);
        assertEquals(0, up.before(), 0.5);
        assertEquals(7, up.after(), 1);
        assertEquals(up.after(), result.visible().get(1).before());
        assertEquals(0, result.visible().get(1).after(), 0.5);
        assertEquals(List.of(120, 124), places(ChangePoints.visible(y)), "in a series with a season of its own, too");
    }

    @Test
    void oneOrTwoSpikesAreNone() {
        for (int length : new int[] {1, 2}) {
            ChangePointResult result = ChangePoints.find(away(5, 120, 120 + length, 12));
            assertTrue(result.visible().isEmpty(), "of " + length);
            assertTrue(result.spikes().contains(120), "of " + length);
        }
    }

    @Test
    void aPulseBesideAStepLeavesWhatIsCertifiedOfIt() {
        double[] y = away(5, 60, 64, 7);
        double[] without = noise(5, 0.3);
        for (int t = 150; t < y.length; t++) {
            y[t] += 4;
            without[t] += 4;
        }
        ChangePointResult result = ChangePoints.find(y);
        assertEquals(
                ChangePoints.find(without).certified().get(0).index(),
                result.certified().get(0).index());
        assertEquals(1, result.certified().size());
        assertTrue(places(result.visible()).containsAll(List.of(60, 64)));
    }

    @Test
    void missingPlacesAreNoneOfThePulse() {
        double[] y = away(5, 120, 127, 7);
        for (int t = 122; t < 125; t++) {
            y[t] = Double.NaN;
        }
        assertEquals(List.of(120, 127), places(ChangePoints.find(y).visible()));
    }

    @Test
    void noiseHasHardlyAny() {
        long shown = IntStream.range(0, 200)
                .filter(seed -> {
                    double[] y = noise(seed, 0.3);
                    int[] searched = new RegimeSearch(y, SpikeMask.ok(y)).changes(RegimeSearch.PENALTY);
                    return ChangePoints.visible(y).size() > searched.length;
                })
                .count();
        assertTrue(shown <= 4, shown + " of 200");
    }
}
