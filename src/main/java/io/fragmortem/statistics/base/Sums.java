package io.fragmortem.statistics.base;

/** Sums that are the same on every platform: the streams of the library compensate their rounding in ways of their own. */
public final class Sums {

    private Sums() {}

    /** From the first to the last. */
    public static double of(double... values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }

    /** Of squares. */
    public static double ofSquares(double... values) {
        double sum = 0;
        for (double v : values) {
            sum += v * v;
        }
        return sum;
    }

    /** Of values near each other without losing digits to what they share; 0 for none. */
    public static double mean(double... values) {
        if (values.length == 0) {
            return 0;
        }
        double sum = 0;
        for (double v : values) {
            sum += v - values[0];
        }
        return values[0] + sum / values.length;
    }
}
