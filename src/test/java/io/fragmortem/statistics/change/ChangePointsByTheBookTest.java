package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.Seeded;
import io.fragmortem.statistics.base.SpikeMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The fast search against the slow one of {@link ByTheBook} on series of all the kinds it was made for. */
class ChangePointsByTheBookTest {

    private record Case(String name, double[] y, ByTheBook book) {}

    private static final List<Case> CASES = cases();

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int seed = 0; seed < 24; seed++) {
            int n = 60 + 8 * (seed % 12);
            double[] y = (seed % 4 == 3 ? Scenarios.studentAr(.5, 3) : Scenarios.ar(.3 * (seed % 4)))
                    .make(new SplittableRandom(seed), n);
            for (int t = 0; t < n; t++) {
                double half = t - n / 2;
                y[t] += switch (seed % 6) {
                    case 0 -> half < 0 ? 0 : 4;
                    case 1 -> half < 0 ? 0 : .25 * half;
                    case 2 -> t % (n / 3) * .2;
                    case 3 -> half >= 0 && half < 9 ? 9 : 0;
                    case 4 -> half < 0 ? 0 : 6 - .1 * half;
                    default -> 10 * Math.pow(t / (double) n, 2);
                };
            }
            for (int t = 7 + seed; t < n; t += 23) {
                y[t] = seed % 3 == 0 ? Double.NaN : seed % 3 == 1 ? y[t] + 30 : y[t];
            }
            double scale = seed % 2 == 0 ? 1 : 4096;
            double[] moved = Arrays.stream(y).map(v -> scale * v + 100).toArray();
            cases.add(new Case("case " + seed + ", n " + n, moved, new ByTheBook(moved)));
        }
        // long enough for the coarse steps of the search for the place; and walks, whose jumps only surprise tells
        double[] ramp = Scenarios.ar(.4).make(new SplittableRandom(101), 340);
        Arrays.setAll(ramp, t -> ramp[t] + (t < 150 ? 0 : .03 * (t - 150)));
        cases.add(new Case("long ramp", ramp, new ByTheBook(ramp)));
        for (int seed = 102; seed < 106; seed++) {
            double[] walk = Scenarios.ar(.97).make(new SplittableRandom(seed), 130);
            Arrays.setAll(walk, t -> walk[t] + (t < 80 ? 0 : 3) - (t < 40 ? 0 : 2.5));
            cases.add(new Case("walk " + seed, walk, new ByTheBook(walk)));
        }
        return cases;
    }

    @Test
    void theCasesHaveAllKindsInThem() {
        assertTrue(CASES.stream().anyMatch(c -> c.book().curved));
        for (int kind = 0; kind < 3; kind++) {
            int k = kind;
            assertTrue(CASES.stream().anyMatch(c -> c.book().found.stream().anyMatch(f -> f.kind() == k)), "kind " + k);
        }
        assertTrue(CASES.stream().anyMatch(c -> c.book().found.size() >= 2));
        assertTrue(CASES.stream()
                .anyMatch(c -> c.book().found.isEmpty() && !c.book().visible.isEmpty()));
    }

    @Test
    void spikesAndVisibleShifts() {
        for (Case c : CASES) {
            ChangePointResult result = ChangePoints.find(c.y());
            assertEquals(List.copyOf(c.book().spikes), result.spikes(), c.name());
            int[] shifts = new RegimeSearch(c.y(), SpikeMask.ok(c.y())).changes(RegimeSearch.PENALTY);
            assertEquals(c.book().visible, Arrays.stream(shifts).boxed().toList(), c.name());
        }
    }

    @Test
    void candidatesAreTheShiftsAndTheLargestSurprises() {
        int more = 0;
        for (Case c : CASES) {
            boolean[] ok = SpikeMask.ok(c.y());
            Certificate certificate = new Certificate(c.y(), ok);
            double[] z = Seeded.mapped(c.y(), 1, -certificate.mean());
            Arrays.setAll(z, t -> z[t] / certificate.deviation());
            int[] visible =
                    c.book().visible.stream().mapToInt(Integer::intValue).toArray();
            int[] candidates = certificate.withShocks(new Likelihood(z, ok, visible), visible);
            assertEquals(c.book().candidates, Arrays.stream(candidates).boxed().toList(), c.name());
            more += candidates.length > visible.length ? 1 : 0;
        }
        assertTrue(more >= 2, more + " series with surprises");
    }

    @Test
    void certifiedChangesWithPlaceKindSizeIntervalAndEvidence() {
        for (Case c : CASES) {
            ChangePointResult result = ChangePoints.find(c.y());
            assertEquals(c.book().curved, result.curvedTrend(), c.name());
            assertEquals(c.book().persistence, result.noisePersistence(), 1e-12, c.name());
            assertEquals(c.book().noiseDeviation, result.noiseDeviation(), 1e-6 * c.book().noiseDeviation, c.name());
            assertEquals(c.book().found.size(), result.certified().size(), c.name());
            for (int i = 0; i < c.book().found.size(); i++) {
                agree(c.book().found.get(i), result.certified().get(i), c, i);
            }
        }
    }

    private static void agree(ByTheBook.Found expected, ChangePoint actual, Case c, int i) {
        String what = c.name() + ", change " + i;
        assertEquals(expected.index(), actual.index(), what);
        assertEquals(ChangePoint.Kind.values()[expected.kind()], actual.kind(), what);
        assertEquals(expected.before(), actual.before(), 1e-5 * (1 + Math.abs(expected.before())), what);
        assertEquals(expected.after(), actual.after(), 1e-5 * (1 + Math.abs(expected.after())), what);
        assertEquals(expected.low(), actual.low(), what);
        assertEquals(expected.high(), actual.high(), what);
        assertEquals(expected.evidence(), actual.evidence(), 1e-6 * expected.evidence(), what);
        double reach = actual.kind() == ChangePoint.Kind.SLOPE ? c.y().length - actual.index() : 1;
        double size = Math.abs(expected.after() - expected.before()) * reach / c.book().noiseDeviation;
        assertEquals(size, actual.sizeInNoise(), 1e-4 * size, what);
    }
}
