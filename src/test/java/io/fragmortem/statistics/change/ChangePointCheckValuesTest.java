package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.NoiseSearch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every stage against the values of the prototype (Python, numba) on one series that any language can generate. */
class ChangePointCheckValuesTest {

    /** 200 samples: AR(1) with coefficient .6 from a linear congruential generator, trend, step at 120, two spikes. */
    static double[] series() {
        long state = 20261122;
        double[] y = new double[200];
        double a = 0;
        for (int t = 0; t < y.length; t++) {
            double gauss = -6;
            for (int i = 0; i < 12; i++) {
                state = (1103515245L * state + 12345) % (1L << 31);
                gauss += state / (double) (1L << 31);
            }
            a = t == 0 ? .8 * gauss : .6 * a + .8 * gauss;
            y[t] = a + (t >= 120 ? 3 : 0) + .01 * t;
        }
        y[40] += 9;
        y[150] -= 11;
        return y;
    }

    private static double[] scaled(Certificate certificate, double[] y) {
        return Arrays.stream(y)
                .map(v -> (v - certificate.mean()) / certificate.deviation())
                .toArray();
    }

    @Test
    void theSeriesIsTheSame() {
        double[] y = series();
        assertEquals(0.272336565703, y[0], 1e-12);
        assertEquals(-0.677105159760, y[1], 1e-12);
        assertEquals(5.549100170656, y[199], 1e-12);
        assertEquals(430.646498695428, Arrays.stream(y).sum(), 1e-9);
    }

    @Test
    void theSpikesAreMasked() {
        boolean[] ok = SpikeMask.ok(series());
        for (int t = 0; t < ok.length; t++) {
            assertEquals(t != 40 && t != 150, ok[t], "place " + t);
        }
    }

    @Test
    void theSearchSeesTheStep() {
        double[] y = series();
        assertArrayEquals(new int[] {120}, new RegimeSearch(y, SpikeMask.ok(y)).changes(RegimeSearch.PENALTY));
    }

    @Test
    void theScaleAndTheCandidatesAgree() {
        double[] y = series();
        boolean[] ok = SpikeMask.ok(y);
        Certificate certificate = new Certificate(y, ok);
        assertEquals(2.165172148811, certificate.mean(), 1e-11);
        assertEquals(2.130499176714, certificate.deviation(), 1e-11);
        Likelihood likelihood = new Likelihood(scaled(certificate, y), ok, new int[] {120});
        assertArrayEquals(new int[] {120}, certificate.withShocks(likelihood, new int[] {120}));
    }

    @Test
    void theLikelihoodsAgree() {
        double[] y = series();
        boolean[] ok = SpikeMask.ok(y);
        double[] z = scaled(new Certificate(y, ok), y);
        Likelihood likelihood = new Likelihood(z, ok, new int[] {120});
        agree(likelihood, new ArmaNoise(0, 0), 0, 65.135298490, 37.328161808);
        agree(likelihood, new ArmaNoise(.3, .15), 146.430335338, 25.012889375, 15.868630941);
        agree(likelihood, new ArmaNoise(.7, 0), 1.470896793, 35.930689419, 32.486776970);
        NoiseSearch.Best without = likelihood.best(List.of());
        assertEquals(-340.751879178, without.deviance(), 1e-8);
        assertEquals(.8, likelihood.models.get(without.model()).phi());
        assertEquals(.8 * .3, likelihood.models.get(without.model()).theta(), 1e-15);
        NoiseSearch.Best with = likelihood.best(List.of(0));
        assertEquals(-372.042724214, with.deviance(), 1e-8);
        assertEquals(new ArmaNoise(.45, 0), likelihood.models.get(with.model()));
        assertEquals(17.894952100, Certificate.penalty(200), 1e-9);
    }

    private static void agree(Likelihood likelihood, ArmaNoise noise, double logS, double rssNone, double rssAll) {
        Gram gram = likelihood.gram(likelihood.models.indexOf(noise));
        assertEquals(logS, gram.logS, 1e-8);
        assertEquals(rssNone, gram.rss(Likelihood.columnsOf(List.of())), 1e-8);
        assertEquals(rssAll, gram.rss(Likelihood.columnsOf(List.of(0))), 1e-8);
    }

    @Test
    void theResultAgrees() {
        ChangePointResult result = ChangePoints.find(series());
        assertArrayEquals(new int[] {120}, result.certifiedIndices());
        assertEquals(ChangePoint.Kind.LEVEL, result.certified().get(0).kind());
        assertEquals(List.of(40, 150), result.spikes());
        assertFalse(result.curvedTrend());
    }
}
