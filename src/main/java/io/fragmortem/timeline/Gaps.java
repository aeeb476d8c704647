package io.fragmortem.timeline;

import io.fragmortem.snapshot.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds stretches without samples from the cadence of the capture. */
final class Gaps {

    /** A distance is a gap when it is longer than this many times the cadence, so that a jittering loop has none. */
    private static final double FACTOR = 3.5;

    private Gaps() {}

    /** Median distance of neighbouring samples of used memory or RSS, 0 below two of them. */
    static long cadence(Rows rows) {
        long[] times = speaking(rows);
        long[] steps = new long[Math.max(0, times.length - 1)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(steps);
        return steps.length == 0 ? 0 : steps[steps.length / 2];
    }

    /** @param cadence of these rows */
    static List<Gap> find(Rows rows, long cadence) {
        long[] times = speaking(rows);
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < times.length && times.length > 4 && cadence > 0; i++) {
            long step = times[i] - times[i - 1];
            if (step > FACTOR * cadence) {
                gaps.add(new Gap(times[i - 1], times[i], Math.round((double) step / cadence) - 1));
            }
        }
        return List.copyOf(gaps);
    }

    private static long[] speaking(Rows rows) {
        long[] times = new long[rows.time.length];
        int n = 0;
        for (int i = 0; i < times.length; i++) {
            boolean speaks =
                    !Double.isNaN(rows.at(Field.USED_MEMORY, i)) || !Double.isNaN(rows.at(Field.USED_MEMORY_RSS, i));
            if (speaks) {
                times[n++] = rows.time[i];
            }
        }
        return Arrays.copyOf(times, n);
    }
}
