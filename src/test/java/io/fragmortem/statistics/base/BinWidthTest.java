package io.fragmortem.statistics.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BinWidthTest {

    private static Series at(DoubleStream... times) {
        double[] time =
                Arrays.stream(times).flatMapToDouble(t -> t).distinct().sorted().toArray();
        return new Series(time, time);
    }

    private static DoubleStream every(double step, double from, int count) {
        return DoubleStream.iterate(from, t -> t + step).limit(count);
    }

    private static double width(Series... stretches) {
        return new BinWidth(List.of(stretches)).atLeast(0);
    }

    @Test
    void regularRowsHaveBinsOfTheirOwn() {
        assertEquals(60, width(at(every(60, 1e9, 500))));
        assertEquals(60, width(at(every(60, 0, 100)), at(every(60, 1e6, 100))));
        assertEquals(1000, new BinWidth(List.of(at(every(60, 0, 500)))).atLeast(1000));
    }

    @Test
    void holesAreGapsAndNoReasonToWiden() {
        Series holes = at(every(60, 0, 150), every(60, 60 * 200, 150), every(60, 60 * 400, 150));
        assertEquals(60, width(holes));
        double[] odd = every(60, 0, 600).filter(t -> t / 60 % 13 != 5).toArray();
        assertEquals(60, width(new Series(odd, odd)), "one row in thirteen is missing");
    }

    @Test
    void aCloseWatchDoesNotNarrowThem() {
        Series watched =
                at(every(300, 0, 288), every(1, 20_000.5, 300), every(1, 50_000.5, 300), every(1, 70_000.5, 300));
        assertEquals(300, width(watched));
        Series rates = at(every(900, 0, 48), every(15, 43_200, 2880));
        assertEquals(900, width(rates));
    }

    @Test
    void randomRowsFillNineBinsInTenOutsideTheirLongestGaps() {
        SplittableRandom random = new SplittableRandom(3);
        Series gaps = at(every(0, 0, 400).map(t -> random.nextDouble() * 100_000));
        Bins bins = Bins.ofWidth(gaps, width(gaps));
        assertTrue(bins.coverage() >= 0.87, bins.coverage() + " of " + bins.width());
        // a mean step of 250: with 90 % filled, exp(-w / 250) is .1
        assertEquals(250 * Math.log(10), bins.width(), 150);
    }

    @Test
    void aFewRowsAreTakenAsTheyCome() {
        assertEquals(10, width(at(every(10, 0, 15), every(40, 200, 10))));
        assertEquals(0, width(Series.of()));
        assertEquals(0, width(Series.of(1)));
        assertEquals(1, width(Series.of(1, 2)));
    }
}
