package io.fragmortem.statistics;

import io.fragmortem.statistics.base.Ranks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * Noise of real servers: RSS and fragmentation of the repository's samples about a moving median, in blocks drawn at random.
 *
 * <p>Blocks of 25 samples, drawn with replacement, keep the persistence inside a block and nothing beyond it, so that no trend
 * is left.
 */
final class ShuffledCaptures {

    private static final List<String> SAMPLES =
            List.of("healthy", "client-buffers", "dataset-growth", "fragmentation-ratchet");
    private static final int BLOCK = 25;
    private static final int HALF_WINDOW = 50;

    private ShuffledCaptures() {}

    static Map<String, Scenarios.Noise> nulls() throws IOException {
        Map<String, Scenarios.Noise> nulls = new LinkedHashMap<>();
        for (String sample : SAMPLES) {
            for (String field : List.of("used_memory_rss", "mem_fragmentation_ratio")) {
                double[] rest = rest(read(sample, field));
                if (Arrays.stream(rest).distinct().count() > 2) {
                    nulls.put(sample + " " + field + ", shuffled", (random, n) -> shuffled(rest, random, n));
                }
            }
        }
        return nulls;
    }

    private static double[] read(String sample, String field) throws IOException {
        Path file = Path.of("samples", sample, "info-memory.log.gz");
        List<Double> values = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(field + ":")) {
                    values.add(Double.parseDouble(
                            line.substring(field.length() + 1).trim()));
                }
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** About a moving median, in standard deviations. */
    private static double[] rest(double[] value) {
        double[] rest = new double[value.length];
        double square = 0;
        for (int t = 0; t < rest.length; t++) {
            int from = Math.max(0, t - HALF_WINDOW);
            int to = Math.min(rest.length, t + HALF_WINDOW + 1);
            rest[t] = value[t] - Ranks.medianInPlace(Arrays.copyOfRange(value, from, to));
            square += rest[t] * rest[t] / rest.length;
        }
        double deviation = square > 0 ? Math.sqrt(square) : 1;
        Arrays.setAll(rest, t -> rest[t] / deviation);
        return rest;
    }

    private static double[] shuffled(double[] rest, SplittableRandom random, int n) {
        double[] x = new double[n];
        for (int at = 0; at < n; at += BLOCK) {
            int from = random.nextInt(rest.length - BLOCK + 1);
            System.arraycopy(rest, from, x, at, Math.min(BLOCK, n - at));
        }
        return x;
    }
}
