package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.statistics.base.Series;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Values computed by other people's software (pyMannKendall 1.4, SciPy, statsmodels, R) on 50 series, n = 5 to 10,000.
 *
 * <p>expected.tsv: path (series/package/function/field), tab, numbers. series.tsv: name, tab, times, tab, values.
 */
public final class Reference {

    private static final Map<String, double[]> EXPECTED = new TreeMap<>();
    private static final Map<String, Series> SERIES = new TreeMap<>();

    static {
        for (String line : lines("expected.tsv.gz")) {
            String[] cell = line.split("\t", -1);
            EXPECTED.put(cell[0], numbers(cell[1]));
        }
        for (String line : lines("series.tsv.gz")) {
            String[] cell = line.split("\t", -1);
            SERIES.put(cell[0], new Series(numbers(cell[1]), numbers(cell[2])));
        }
    }

    private Reference() {}

    public static List<String> names() {
        return List.copyOf(SERIES.keySet());
    }

    public static Series series(String name) {
        return Objects.requireNonNull(SERIES.get(name), name);
    }

    public static boolean has(String path) {
        return EXPECTED.containsKey(path);
    }

    public static double[] all(String path) {
        return Objects.requireNonNull(EXPECTED.get(path), path);
    }

    public static double value(String path) {
        return all(path)[0];
    }

    /** Equal to 1e-9 relative (absolute below 1e-12, where the oracles have no digits left either). */
    public static void assertClose(double expected, double actual, String what) {
        assertEquals(expected, actual, Math.max(1e-12, 1e-9 * Math.abs(expected)), what);
    }

    private static double[] numbers(String cell) {
        return cell.isEmpty()
                ? new double[0]
                : Arrays.stream(cell.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
    }

    private static List<String> lines(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(Reference.class.getResourceAsStream("/reference/" + name), name)),
                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
