package io.fragmortem.statistics.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is known of bursts after a few of them. */
class BurstsTest {

    private static final int DRAWN = 20_000;

    /** 500 surprises of at most one deviation, but for these, forty places apart. */
    private static double[] surprises(double... bursts) {
        double[] surprises = new double[500];
        Arrays.setAll(surprises, i -> Math.sin(i));
        for (int i = 0; i < bursts.length; i++) {
            surprises[20 + 40 * i] = bursts[i];
        }
        return surprises;
    }

    private static Bursts of(double... bursts) {
        return new Bursts(surprises(bursts), 1, 10);
    }

    /** How many come in as many places as were seen, and the share of them that is larger. */
    private static double[] future(Bursts bursts, double than) {
        Draws random = new Draws(1);
        double come = 0;
        double larger = 0;
        for (int i = 0; i < DRAWN; i++) {
            bursts.draw(random);
            come += bursts.comes(random) ? 500 * bursts.share() : 0;
            larger += bursts.size(random.nextDouble()) > than ? 1 : 0;
        }
        return new double[] {come / DRAWN, larger / DRAWN};
    }

    @Test
    void whatIsTooSmallForCertainIsSmaller() {
        Bursts bursts = of(4, 6, 9, 5);
        Draws random = new Draws(3);
        int told = 0;
        for (int i = 0; i < 1000; i++) {
            bursts.draw(random);
            double wanted = bursts.size(random.nextDouble());
            double tooSmall = bursts.smaller(wanted);
            told += tooSmall > 0 ? 1 : 0;
            assertTrue(tooSmall == 0 || bursts.size(tooSmall) <= wanted);
            double hardly = Math.min(1, tooSmall * (1 + 1e-6) + 1e-6);
            assertTrue(bursts.size(hardly) >= wanted);
        }
        assertTrue(told > 900);
        assertEquals(0, bursts.smaller(0));
        assertEquals(0, bursts.smaller(-5));
    }

    @Test
    void asManyComeAsWereSeenAndHalfOfOneMore() {
        assertEquals(0.5, future(of(), 0)[0], 0.05);
        assertEquals(3.5, future(of(4, 6, 9), 0)[0], 0.1);
    }

    @Test
    void theNextIsAsFarAwayAsTheyAreRare() {
        Bursts bursts = of(4, 6, 9);
        Draws random = new Draws(1);
        double soon = 0;
        for (int i = 0; i < DRAWN; i++) {
            bursts.draw(random);
            soon += bursts.wait(random) <= 100 ? 1 : 0;
        }
        // gamma of shape 3.5 in 500 places: none within 100 with (1 + 1/5)^-3.5
        assertEquals(1 - Math.pow(1.2, -3.5), soon / DRAWN, 0.02);
    }

    @Test
    void whatFollowsWithinTheMemoryOfABurstIsItsDecay() {
        double[] surprises = surprises(8, 8, 8);
        for (int at : new int[] {20, 60, 100}) {
            surprises[at + 2] = 5;
            surprises[at + 9] = 4;
        }
        assertEquals(3.5, future(new Bursts(surprises, 1, 10), 0)[0], 0.1);
        assertEquals(9.5, future(new Bursts(surprises, 1, 1), 0)[0], 0.2);
    }

    @Test
    void theNextMayBeLargerThanAnySoFarButNotOutOfAllProportion() {
        double beyond = future(of(4, 6, 9), 9)[1];
        assertTrue(beyond > 0.15 && beyond < 0.4, "share " + beyond);
        assertEquals(0, future(of(4, 6, 9), 90)[1]);
        assertEquals(0, future(of(), 30)[1]);
    }

    @Test
    void manyOfOneSizeStayAtThatSize() {
        double larger = future(of(8, 8, 8, 8, 8, 8, 8, 8), 9)[1];
        assertTrue(larger < 0.2, "share " + larger);
        assertEquals(1, future(of(8, 8, 8, 8, 8, 8, 8, 8), 7.99)[1]);
    }

    @Test
    void whereNothingSurprisesThereAreNone() {
        Bursts none = new Bursts(new double[500], 0, 10);
        assertFalse(none.bursts(1e-9));
        assertEquals(0, none.share());
        assertTrue(none.wait(new Draws(1)) > 1_000_000);
    }
}
