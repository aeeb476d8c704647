package io.fragmortem.memory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * The breakdown over time, in columns for charts and statistics. NaN marks samples that do not tell.
 *
 * @param timeMicros ascending
 * @param parts one column per component
 * @param rss one value per time, bytes
 * @param used one value per time, bytes
 * @param limits horizontal lines, bytes
 */
public record RssSeries(
        long[] timeMicros,
        SortedMap<Component, double[]> parts,
        double[] rss,
        double[] used,
        Map<Limit, Double> limits) {

    /** Whether a row tells both used memory and RSS; a server that has not measured its RSS yet prints 0. */
    public boolean isWhole(int row) {
        return row < used.length && used[row] > 0 && rss[row] > 0;
    }

    /**
     * The moment that counts as now: the last row that tells both used memory and RSS, else the last row at all. Every part
     * of a report that speaks of now means this row.
     *
     * @return empty when there is no row
     */
    public OptionalInt lastWhole() {
        return lastWholeUntil(Long.MAX_VALUE);
    }

    /** The same among the rows up to a moment. */
    public OptionalInt lastWholeUntil(long micros) {
        int last = -1;
        for (int row = timeMicros.length - 1; row >= 0; row--) {
            if (timeMicros[row] <= micros) {
                if (isWhole(row)) {
                    return OptionalInt.of(row);
                }
                last = Math.max(last, row);
            }
        }
        return last < 0 ? OptionalInt.empty() : OptionalInt.of(last);
    }

    /** What RSS runs into first: the smallest of the container's and the host's memory. */
    public Optional<Bound> hardLimit() {
        return limits.entrySet().stream()
                .filter(e -> e.getKey().isHard())
                .map(e -> new Bound(e.getKey(), e.getValue()))
                .min(Comparator.comparingDouble(Bound::bytes));
    }

    /** The server's own limit on used memory. */
    public Optional<Bound> maxmemory() {
        return Optional.ofNullable(limits.get(Limit.MAXMEMORY)).map(bytes -> new Bound(Limit.MAXMEMORY, bytes));
    }

    /** The values of a metric, all NaN when the input does not tell it. Not a copy: do not write. */
    public double[] column(Metric metric) {
        if (metric == Total.USED_MEMORY) {
            return used;
        }
        if (metric == Total.USED_MEMORY_RSS) {
            return rss;
        }
        double[] column = metric instanceof Component component ? parts.get(component) : null;
        if (column != null) {
            return column;
        }
        double[] unknown = new double[timeMicros.length];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }
}
