package io.fragmortem.diagnosis;

import io.fragmortem.statistics.ChangePoint;

/**
 * A certified change of one metric.
 *
 * @param metric field or component name
 * @param atMicros first moment of the new regime
 * @param lowMicros earliest moment it may have been
 * @param highMicros latest moment it may have been
 * @param before level before, or slope per day for a bend
 * @param after the same after it
 */
public record Change(
        String metric,
        long atMicros,
        long lowMicros,
        long highMicros,
        ChangePoint.Kind kind,
        double before,
        double after) {}
