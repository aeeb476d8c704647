package io.fragmortem.report.view;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.report.words.Wording;

/** Moments of one capture: of a capture within one day, which its headline names, the time of day tells them. */
final class Moments {

    private Moments() {}

    /** For example {@code 08:38:04}, or {@code 2026-11-22 08:38:04} where the capture spans more than one day. */
    static String of(long atMicros, InstanceResult result, Wording wording) {
        long from = result.fromMicros().orElse(atMicros);
        long to = result.toMicros().orElse(from);
        return isOneDay(from, to, wording) && isOneDay(from, atMicros, wording)
                ? wording.timeOfDay(atMicros)
                : wording.moment(atMicros);
    }

    /** The later of two moments that are told together: its day only where it is another one. */
    static String later(long atMicros, long earlierMicros, Wording wording) {
        return isOneDay(earlierMicros, atMicros, wording) ? wording.timeOfDay(atMicros) : wording.moment(atMicros);
    }

    private static boolean isOneDay(long fromMicros, long toMicros, Wording wording) {
        return wording.local(fromMicros)
                .toLocalDate()
                .equals(wording.local(toMicros).toLocalDate());
    }
}
