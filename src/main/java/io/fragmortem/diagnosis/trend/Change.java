package io.fragmortem.diagnosis.trend;

import io.fragmortem.memory.Metric;
import io.fragmortem.statistics.change.ChangePoint;

/**
 * A change of one metric.
 *
 * @param metric what changed
 * @param atMicros first moment of the new regime
 * @param lowMicros earliest moment it may have been
 * @param highMicros latest moment it may have been
 * @param before level before, or slope per day for a bend
 * @param after the same after it
 * @param certified whether the test against noise certifies it; a cliff (see {@link Cliffs}) is a fact without a test
 */
public record Change(
        Metric metric,
        long atMicros,
        long lowMicros,
        long highMicros,
        ChangePoint.Kind kind,
        double before,
        double after,
        boolean certified) {

    /** A certified change. */
    public Change(
            Metric metric,
            long atMicros,
            long lowMicros,
            long highMicros,
            ChangePoint.Kind kind,
            double before,
            double after) {
        this(metric, atMicros, lowMicros, highMicros, kind, before, after, true);
    }
}
