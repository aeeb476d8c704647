package io.fragmortem.report.chart;

import io.fragmortem.report.words.Quantities;
import java.util.ArrayList;
import java.util.List;

/** Round values for axes: bytes in powers of 1024, sample numbers, and times that a clock shows. */
final class Ticks {

    private static final double[] UNITS = {1, 0x1p10, 0x1p20, 0x1p30, 0x1p40, 0x1p50};
    private static final String[] UNIT_NAMES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final long[] TIME_STEPS = {
        1,
        2,
        5,
        10,
        15,
        30,
        60,
        120,
        300,
        600,
        900,
        1_800,
        3_600,
        7_200,
        10_800,
        21_600,
        43_200,
        86_400,
        172_800,
        604_800,
        1_209_600,
        2_592_000,
        7_776_000,
        31_536_000
    };
    private static final double STEPS_WANTED = 6;

    private Ticks() {}

    /** Rounded bytes from 0 to just above the largest. */
    static List<Double> bytes(double largest) {
        double upTo = Math.max(1, largest);
        double step = step(upTo);
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i == 0 || (i - 1) * step < upTo; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private static double step(double largest) {
        double unit = UNITS[unit(largest)];
        double raw = largest / unit / (STEPS_WANTED - 1);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            double step = factor * power;
            // Half bytes are no bytes.
            if (step >= raw && step * unit >= 1) {
                return step * unit;
            }
        }
        return Math.max(1, 10 * power * unit);
    }

    private static int unit(double bytes) {
        int unit = 0;
        while (unit + 1 < UNITS.length && bytes >= UNITS[unit + 1]) {
            unit++;
        }
        return unit;
    }

    /** The label of a tick on an axis that goes up to this many bytes: one unit for the whole axis. */
    static String label(double bytes, double largest) {
        int unit = unit(largest);
        double step = step(Math.max(1, largest)) / UNITS[unit];
        int decimals = step == Math.rint(step) ? 0 : step * 10 == Math.rint(step * 10) ? 1 : 2;
        return Quantities.grouped(bytes / UNITS[unit], bytes == 0 ? 0 : decimals) + " " + UNIT_NAMES[unit];
    }

    /** Seconds between ticks of a time axis, so that at most this many fit. */
    static long timeStep(double spanSeconds, int most) {
        for (long step : TIME_STEPS) {
            if (spanSeconds / step <= most) {
                return step;
            }
        }
        return TIME_STEPS[TIME_STEPS.length - 1] * (long) Math.ceil(spanSeconds / most / 31_536_000);
    }

    /** Round sample numbers between two indexes, at most this many. */
    static List<Long> numbers(long last, int most) {
        long step = 1;
        while (last / step > most) {
            step = step < 2 ? 2 : Long.toString(step).startsWith("2") ? step / 2 * 5 : step * 2;
        }
        List<Long> ticks = new ArrayList<>();
        for (long at = 0; at <= last; at += step) {
            ticks.add(at);
        }
        return ticks;
    }
}
