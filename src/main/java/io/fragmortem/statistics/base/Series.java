package io.fragmortem.statistics.base;

import java.util.Arrays;

/**
 * Samples over time. The unit of time is the caller's choice and is the unit of every slope and forecast made from it.
 *
 * <p>Example: {@code new Series(new double[] {0, 60, 120}, new double[] {5, Double.NaN, 7})} has one missing sample.
 *
 * <p>The arrays are copied on the way in; who gets them from the accessors must not write to them.
 *
 * @param time strictly ascending, finite
 * @param value same length; what is NaN, infinite or beyond 1e150 in size counts as missing
 */
public record Series(double[] time, double[] value) {

    /** Fewer present samples than this prove nothing: no change, no cycle, no date. */
    public static final int LEAST_TO_JUDGE = 30;

    /** Beyond this a square overflows; no memory reading comes near it. */
    public static final double LARGEST = 1e150;

    /** Copies both arrays and checks the time axis. */
    public Series {
        if (time.length != value.length) {
            throw new IllegalArgumentException(
                    "series: " + time.length + " times, " + value.length + " values, expected as many of each");
        }
        time = time.clone();
        value = value.clone();
        for (int i = 0; i < time.length; i++) {
            if (!(Math.abs(time[i]) <= LARGEST) || (i > 0 && !(time[i] > time[i - 1]))) {
                throw new IllegalArgumentException(
                        "series: time[" + i + "] = " + time[i] + ", expected finite and strictly ascending");
            }
        }
    }

    /** Values at times 0, 1, 2, ...: slopes are then per sample. */
    public static Series of(double... value) {
        double[] time = new double[value.length];
        Arrays.setAll(time, i -> i);
        return new Series(time, value);
    }

    /** Whether a number can be calculated with. */
    public static boolean usable(double x) {
        return Math.abs(x) <= LARGEST;
    }

    /** Number of places on the time axis, missing ones included. */
    public int size() {
        return time.length;
    }

    /** Number of samples that are not missing. */
    public int present() {
        int n = 0;
        for (double v : value) {
            n += usable(v) ? 1 : 0;
        }
        return n;
    }

    /** Number of values that are infinite or too large, as opposed to absent. */
    public int notFinite() {
        int n = 0;
        for (double v : value) {
            n += usable(v) || Double.isNaN(v) ? 0 : 1;
        }
        return n;
    }

    /** The same series without its missing samples. */
    public Series withoutMissing() {
        int n = present();
        if (n == size()) {
            return this;
        }
        double[] t = new double[n];
        double[] v = new double[n];
        int k = 0;
        for (int i = 0; i < time.length; i++) {
            if (usable(value[i])) {
                t[k] = time[i];
                v[k++] = value[i];
            }
        }
        return new Series(t, v);
    }

    /** Places {@code from} (included) to {@code to} (excluded). */
    public Series slice(int from, int to) {
        return new Series(Arrays.copyOfRange(time, from, to), Arrays.copyOfRange(value, from, to));
    }

    /** Whether all steps of the time axis are the same to one part in a million. */
    public boolean equidistant() {
        int n = time.length;
        if (n < 3) {
            return true;
        }
        double step = (time[n - 1] - time[0]) / (n - 1);
        for (int i = 1; i < n; i++) {
            if (Math.abs(time[i] - time[0] - i * step) > 1e-6 * step) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series that && Arrays.equals(time, that.time) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(time) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Series[" + size() + " places, " + present() + " present]";
    }
}
