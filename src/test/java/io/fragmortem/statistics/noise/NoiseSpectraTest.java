package io.fragmortem.statistics.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.statistics.Scenarios;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NoiseSpectraTest {

    private static final double[] W = {.1, 1, 3};

    private static double autoregression(double rho, double w) {
        return (1 - rho * rho) / (1 - 2 * rho * Math.cos(w) + rho * rho);
    }

    private static double[] row(double share, double rho, double other) {
        return Arrays.stream(W)
                .map(w -> share * autoregression(rho, w) + (1 - share) * autoregression(other, w))
                .toArray();
    }

    @Test
    void allKindsOfNoiseAreThere() {
        NoiseSpectra family = NoiseSpectra.at(W, 200);
        // 12 persistences below .99 and two at the end; 11 of them from .45 on, 8 from .8 on
        assertEquals(14 + 4 * 11 + 6 * 8 + 12, family.density().size());
        assertEquals(family.density().size(), family.logPrior().size());
        assertArrayEquals(new double[] {1, 1, 1}, family.density().get(0), 1e-15);
        assertArrayEquals(row(1, .15, 0), family.density().get(1), 1e-12);
        assertArrayEquals(row(1, .45, 0), family.density().get(3), 1e-12);
        assertArrayEquals(row(.7, .45, 0), family.density().get(4), 1e-12);
        assertArrayEquals(row(.15, .45, 0), family.density().get(7), 1e-12);
        assertArrayEquals(row(1, .8, 0), family.density().get(18), 1e-12);
        assertArrayEquals(row(.5, .8, .3), family.density().get(23), 1e-12);
        assertArrayEquals(row(.1, .8, .6), family.density().get(28), 1e-12);
        // at the end: long memory, which grows without bound towards frequency 0
        double[] last = family.density().get(family.density().size() - 1);
        double[] quick = row(1, .7, 0);
        for (int k = 0; k < W.length; k++) {
            assertEquals(quick[k] * Math.pow(2 * Math.sin(W[k] / 2), -.8), last[k], 1e-12);
        }
        assertArrayEquals(
                row(1, 1 - .1 / 200, 0), family.density().get(family.density().size() - 12 - 11), 1e-12);
    }

    @Test
    void theWeightsAddUpByKind() {
        NoiseSpectra family = NoiseSpectra.at(W, 200);
        double[] prior = family.logPrior().stream().mapToDouble(Math::exp).toArray();
        // as much as the distance to the neighbours, to the power of 3/2: .075 and .15
        assertEquals(Math.pow(2, 1.5), prior[1] / prior[0], 1e-9);
        double weight = 0;
        double over = 0;
        double slow = 0;
        double[] rho = {0, .15, .3, .45, .6, .7, .8, .87, .92, .95, .97, .985, .995, .9995};
        for (int i = 0; i < rho.length; i++) {
            double low = i == 0 ? 0 : (rho[i - 1] + rho[i]) / 2;
            double high = i + 1 == rho.length ? 1 : (rho[i] + rho[i + 1]) / 2;
            double power = Math.pow(high - low, 1.5);
            weight += power;
            over += rho[i] >= .45 ? power : 0;
            slow += rho[i] >= .8 ? power : 0;
        }
        assertEquals(.25 * Math.pow(.075, 1.5) / weight, prior[0], 1e-12);
        assertEquals(.35 / .25 / 4, prior[4] / prior[3], 1e-9);
        assertEquals(.2 / .25 / 6, prior[23] / prior[18], 1e-9);
        assertEquals(.2 / 12, prior[prior.length - 1], 1e-12);
        assertEquals(
                .25 + .35 * over / weight + .2 * slow / weight + .2,
                Arrays.stream(prior).sum(),
                1e-9);
    }

    @Test
    void shortSeriesDoNotTellAsManyPersistences() {
        // 20 places: nothing from .9 on but the two at the end, .95 and .995
        NoiseSpectra family = NoiseSpectra.at(W, 20);
        assertEquals(10 + 4 * 7 + 6 * 4 + 12, family.density().size());
    }

    @Test
    void theFittedOneComesLastAndPaysForItsCoefficients() {
        NoiseSpectra family = NoiseSpectra.at(W, 200);
        int before = family.density().size();
        double[] y = Scenarios.ar(.6).make(new SplittableRandom(1), 200);
        Burg ar = Burg.fit(y, 3);
        family.addFitted(ar, W);
        assertEquals(before + 1, family.density().size());
        assertArrayEquals(
                Arrays.stream(W).map(ar::spectrum).toArray(), family.density().get(before), 1e-15);
        assertEquals(Math.log(.1) - ar.phi().length, family.logPrior().get(before), 1e-12);
    }
}
