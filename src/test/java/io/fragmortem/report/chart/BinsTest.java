package io.fragmortem.report.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is worked out once for all pictures says the same as a look at every sample and its neighbours. */
final class BinsTest {

    private static final int WIDTH = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everySampleCountsAsFarAsItsNeighbours(long seed) {
        Random random = new Random(seed);
        int[] column = random.ints(60 + random.nextInt(200), 0, WIDTH).sorted().toArray();
        int[] samples = IntStream.range(0, column.length).toArray();
        int cut = 1 + random.nextInt(column.length - 2);
        List<RssStack.Stretch> stretches = List.of(
                new RssStack.Stretch(0, cut),
                new RssStack.Stretch(cut, cut + 1),
                new RssStack.Stretch(cut + 1, column.length));
        double[] edge = random.doubles(column.length).toArray();
        edge[random.nextInt(edge.length)] = Double.NaN;
        double[] lowest = new double[WIDTH];
        double[] highest = new double[WIDTH];
        Arrays.fill(lowest, Double.NaN);
        Arrays.fill(highest, Double.NaN);
        for (RssStack.Stretch range : stretches) {
            for (int i = range.from(); i < range.to() && range.to() - range.from() > 1; i++) {
                int from = column[Math.max(range.from(), i - 1)];
                int to = column[Math.min(range.to() - 1, i + 1)];
                for (int c = from; c <= to && !Double.isNaN(edge[i]); c++) {
                    lowest[c] = lowest[c] <= edge[i] ? lowest[c] : edge[i];
                    highest[c] = highest[c] >= edge[i] ? highest[c] : edge[i];
                }
            }
        }
        double[] at = Arrays.stream(column).asDoubleStream().toArray();
        // A second picture of another width parts the bins elsewhere, and changes nothing.
        Bins bins = Bins.of(at, samples, stretches, List.of(x -> x, x -> x / 3), List.of(edge));
        Bins.Reach reach = bins.edge(edge).reach(bins.columns(x -> x), WIDTH);
        assertArrayEquals(lowest, reach.lowest());
        assertArrayEquals(highest, reach.highest());
    }
}
