package io.fragmortem.fleet.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.phrase.Phrase;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RecordCodecTest {

    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    record Leaf(String text, double number, OptionalDouble maybe, OptionalLong at, Optional<Colour> colour) {}

    record Tree(
            List<Leaf> leaves,
            Map<Colour, Leaf> byColour,
            SortedMap<String, Double> sorted,
            Set<Colour> colours,
            Phrase phrase,
            Optional<Tree> below) {}

    private static Leaf leaf(String text) {
        return new Leaf(text, -0.0, OptionalDouble.of(1.5), OptionalLong.empty(), Optional.of(Colour.GREEN));
    }

    @Test
    void recordsComeBackAsTheyWere() {
        Tree small = new Tree(List.of(), Map.of(), new TreeMap<>(), Set.of(), Phrase.of("a"), Optional.empty());
        Phrase said = Phrase.of("b", Phrase.bytes(7), Phrase.name("x"), Phrase.nested(Phrase.of("c", Phrase.count(2))));
        Map<Colour, Leaf> backwards = new LinkedHashMap<>();
        backwards.put(Colour.BLUE, leaf("é世"));
        backwards.put(Colour.RED, leaf(""));
        Tree tree = new Tree(
                List.of(leaf("x"), leaf("x")),
                backwards,
                new TreeMap<>(Map.of("b", 1.0, "a", 2.0)),
                Set.of(Colour.RED),
                said,
                Optional.of(small));
        Tree back = (Tree) RecordCodec.read(RecordCodec.write(tree));
        assertEquals(tree, back);
        assertEquals("[BLUE, RED]", back.byColour().keySet().toString());
    }

    @Test
    void whatIsNoRecordIsRefusedWhenItIsWritten() {
        assertThrows(IllegalArgumentException.class, () -> RecordCodec.write(new Object()));
    }

    private static double[] back(double... values) {
        return (double[]) RecordCodec.read(RecordCodec.write(values));
    }

    @Test
    void numbersComeBackToTheBit() {
        double nan = Double.NaN;
        for (double[] values : new double[][] {
            {},
            {nan},
            {nan, nan, 3, nan},
            {-0.0},
            {0.0, -0.0},
            {1.07, 1.08, 9.0},
            {9e15, 1.07},
            {9.1e15, 9.2e15},
            {1, 2.5, nan, -7},
            {1e9, 3, -4, 2.25},
            {1e9, 3, -4, -0.0},
            {Math.PI, 1},
            {Double.POSITIVE_INFINITY, 1},
            {1e300, -1e300}
        }) {
            double[] back = back(values);
            for (int i = 0; i < values.length; i++) {
                assertEquals(
                        Double.doubleToRawLongBits(values[i]),
                        Double.doubleToRawLongBits(back[i]),
                        Arrays.toString(values));
            }
            assertEquals(values.length, back.length);
        }
    }

    @Test
    void longsComeBackAndEvenTimesAreSmall() {
        long[] times = new long[1000];
        for (int i = 0; i < times.length; i++) {
            times[i] = 1_700_000_000_000_000L + i * 60_000_000L;
        }
        byte[] bytes = RecordCodec.write(times);
        assertArrayEquals(times, (long[]) RecordCodec.read(bytes));
        assertTrue(bytes.length < 1100, bytes.length + " bytes");
        Random random = new Random(3);
        long[] any = random.longs(100).toArray();
        assertArrayEquals(any, (long[]) RecordCodec.read(RecordCodec.write(any)));
    }
}
