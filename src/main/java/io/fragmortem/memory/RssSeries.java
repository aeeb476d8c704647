package io.fragmortem.memory;

import java.util.Map;
import java.util.SortedMap;

/**
 * The breakdown over time, in columns for charts and statistics. NaN marks samples that do not tell.
 *
 * @param timeMicros ascending
 * @param parts one column per component
 * @param rss one value per time, bytes
 * @param used one value per time, bytes
 * @param limits horizontal lines by name (maxmemory, container limit, host memory), bytes
 */
public record RssSeries(
        long[] timeMicros,
        SortedMap<Component, double[]> parts,
        double[] rss,
        double[] used,
        Map<String, Double> limits) {}
