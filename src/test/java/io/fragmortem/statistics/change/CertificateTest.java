package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What is proposed to the certificate, and what it does besides deciding. */
class CertificateTest {

    private static boolean[] ok(int n, int... masked) {
        boolean[] ok = new boolean[n];
        Arrays.fill(ok, true);
        for (int t : masked) {
            ok[t] = false;
        }
        return ok;
    }

    /** Even noise: nothing in it is a surprise. */
    private static double[] even(int seed, int n, IntToDoubleFunction signal) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] y = new double[n];
        Arrays.setAll(y, t -> random.nextDouble() - .5 + signal.applyAsDouble(t));
        return y;
    }

    private static int[] proposed(double[] y, boolean[] ok, int... visible) {
        Certificate certificate = new Certificate(y, ok);
        return certificate.withShocks(new Likelihood(certificate.scaled(), ok, visible), visible);
    }

    @Test
    void atMostThreeSurprisesTheLargestOnes() {
        assertArrayEquals(new int[0], proposed(even(1, 120, t -> 0), ok(120)));
        double[] y = even(1, 120, t -> 0);
        y[70] += 20;
        assertArrayEquals(new int[] {70}, proposed(y, ok(120)));
        y[20] -= 22;
        y[50] += 24;
        y[90] += 28;
        assertArrayEquals(new int[] {20, 50, 90}, proposed(y, ok(120)));
        assertArrayEquals(new int[] {20, 50, 70}, proposed(y, ok(120, 90)), "what is set aside surprises nobody");
        assertArrayEquals(new int[] {20, 50, 80, 90}, proposed(y, ok(120), 80));
    }

    @Test
    void notTooNearToTheEndsNorToWhatIsVisible() {
        double[] y = even(2, 120, t -> 0);
        y[5] += 20;
        y[115] -= 20;
        assertArrayEquals(new int[] {5, 115}, proposed(y, ok(120)));
        double[] outside = even(2, 120, t -> 0);
        outside[4] += 20;
        outside[116] -= 20;
        assertArrayEquals(new int[0], proposed(outside, ok(120)));
        double[] middle = even(2, 120, t -> 0);
        middle[60] += 20;
        assertArrayEquals(new int[] {62}, proposed(middle, ok(120), 62));
        assertArrayEquals(new int[] {58}, proposed(middle, ok(120), 58));
        assertArrayEquals(new int[] {60, 63}, proposed(middle, ok(120), 63));
        assertArrayEquals(new int[] {57, 60}, proposed(middle, ok(120), 57));
    }

    @Test
    void placesBesideASurpriseAreNoneOfTheirOwn() {
        double[] y = even(3, 120, t -> 0);
        y[60] += 30;
        y[62] -= 25;
        y[58] -= 25;
        assertArrayEquals(new int[] {60}, proposed(y, ok(120)));
        double[] apart = even(3, 120, t -> 0);
        apart[60] += 30;
        apart[63] -= 25;
        assertArrayEquals(new int[] {60, 63}, proposed(apart, ok(120)));
    }

    @Test
    void atMostSixteenShiftsGoOnAndTheStrongestOnes() {
        double[] y = even(4, 2000, t -> (t / 80) % 2 * (6 + t / 400.0));
        boolean[] ok = ok(2000);
        RegimeSearch search = new RegimeSearch(y, ok);
        int[] visible = search.changes(RegimeSearch.PENALTY);
        assertTrue(visible.length > 16, visible.length + " visible");
        int[] strongest = search.strongest(visible, Certificate.MOST_CANDIDATES);
        assertTrue(strongest.length <= 16);
        double weight = 3;
        while (search.changes(weight).length > 16) {
            weight *= 1.4;
        }
        assertArrayEquals(search.changes(weight), strongest);
        int[] sixteen = Arrays.copyOf(visible, 16);
        assertSame(sixteen, search.strongest(sixteen, Certificate.MOST_CANDIDATES));
    }

    @Test
    void spikesBesideAChangeThatFitOneOfItsSidesAreTakenBack() {
        double[] y = even(5, 200, t -> t < 100 ? 0 : 30);
        y[102] = 90;
        y[97] = Double.NaN;
        boolean[] masked = ok(200, 94, 95, 97, 98, 102, 105, 106, 150);
        Certificate certificate = new Certificate(y, masked);
        Certificate.Proven proven = certificate.certify(new int[] {100});
        assertEquals(100, proven.changes().get(0).index());
        boolean[] after = certificate.okAfterwards();
        for (int t : new int[] {95, 98, 105}) {
            assertTrue(after[t], "place " + t);
        }
        for (int t : new int[] {94, 97, 102, 106, 150}) {
            assertEquals(false, after[t], "place " + t);
        }
        assertEquals(false, masked[95], "the caller's array stays");
    }

    @Test
    void curvesOfEveryShapeAreCurvesAndAnElbowIsNone() {
        List<IntToDoubleFunction> curves = List.of(
                t -> 20 * (t / 300.0) * (t / 300.0),
                t -> 8 * Math.log(1 + 9 * t / 300.0),
                t -> -8 * Math.log(1 + 9 * (299 - t) / 300.0));
        for (int i = 0; i < curves.size(); i++) {
            ChangePointResult result = ChangePoints.find(even(6, 300, curves.get(i)));
            assertTrue(result.curvedTrend(), "curve " + i);
            assertTrue(result.certified().isEmpty(), "curve " + i);
        }
        ChangePointResult elbow = ChangePoints.find(even(6, 300, t -> t < 200 ? 0 : .1 * (t - 200)));
        assertEquals(false, elbow.curvedTrend());
        assertEquals(1, elbow.certified().size());
        assertEquals(ChangePoint.Kind.SLOPE, elbow.certified().get(0).kind());
    }

    @Test
    void theScaleIsThatOfTheSamplesThatCount() {
        double[] y = {1e9 + 1, Double.NaN, 1e9 + 3, 5e12, 1e9 + 5, 1e9 + 7};
        Certificate certificate = new Certificate(y, ok(6, 1, 3));
        assertEquals(1e9 + 4, certificate.mean());
        assertEquals(Math.sqrt(5), certificate.deviation(), 1e-12);
        double[] scaled = certificate.scaled();
        assertEquals(-3 / Math.sqrt(5), scaled[0], 1e-12);
        assertTrue(Double.isNaN(scaled[1]));
        assertTrue(scaled[3] > 1e12);
        Certificate none = new Certificate(new double[] {Double.NaN}, new boolean[1]);
        assertEquals(0, none.mean());
        assertEquals(0, none.deviation());
        assertEquals(3 * Math.log(100) + 2, Certificate.penalty(100));
    }
}
