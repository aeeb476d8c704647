package io.fragmortem.report.json;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments for machines. */
final class IsoTime {

    private IsoTime() {}

    /** For example {@code 2026-11-22T08:38:04Z}; a fraction only where there is one. */
    static String utc(long epochMicros) {
        return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS).toString();
    }
}
