package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Unit;
import java.util.Optional;

/**
 * A number into which the time of the next dump ran, because whoever wrote was stopped in the middle of a line: {@code
 * used_memory_lua:317} and {@code 1791310440} make {@code used_memory_lua:3171791310440}.
 *
 * @param field whose number it is
 * @param number as it stands there
 * @param time that ran into it
 */
record JoinedTime(Field field, double number, Stamp time) {

    /** Digits of seconds and of milliseconds since the epoch. */
    private static final double[] DIGITS = {1e10, 1e13};

    private static final double[] PER_SECOND = {1, 1e3};

    /** The next dump comes after the usual time, or some of them are missing. */
    private static final double GAPS = 10;

    /** Seconds within which it comes where two dumps have the same time. */
    private static final double LEAST_GAP = 6;

    /** A number this many times larger than a moment ago has more digits than were its own. */
    private static final double GROWN = 1.5;

    /** Looks for one in a dump with a time, against the dump before it. */
    static Optional<JoinedTime> in(Sample sample, Sample before) {
        double now = sample.stamp().epochMicros() / 1e6;
        double latest = now + GAPS * Math.max(LEAST_GAP, now - before.stamp().epochMicros() / 1e6);
        for (int i = 0; i < sample.layout().size(); i++) {
            double value = sample.value(i);
            if (value < DIGITS[0] / 10 || Double.isNaN(value)) {
                continue;
            }
            Field field = sample.layout().field(i);
            double last = sample.layout() == before.layout()
                    ? before.value(i)
                    : before.get(field).orElse(Double.NaN);
            if (value < GROWN * last || (Double.isNaN(last) && field.unit() == Unit.EPOCH_SECONDS)) {
                continue; // the dump before may have been cut, too; a moment may be one of its own
            }
            for (int d = 0; d < DIGITS.length; d++) {
                double time = value % DIGITS[d] / PER_SECOND[d];
                if (time > now && time <= latest) {
                    Stamp next = new Stamp((long) (time * 1e6), sample.stamp().source());
                    return Optional.of(new JoinedTime(field, value, next));
                }
            }
        }
        return Optional.empty();
    }
}
