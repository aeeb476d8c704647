package io.fragmortem.statistics.forecast;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * What lies ahead of a stretch: places up to the horizon with what the clock adds to each.
 *
 * @param end time of the last place seen
 * @param step between places
 * @param clock what cycle and weekend add at each step; place 0 is the last one seen
 */
record Ahead(double end, double step, double[] clock) {

    static Ahead of(double end, double step, double horizon, DoubleUnaryOperator clock) {
        double[] added = new double[(int) Math.ceil((horizon - end) / step - 1e-6) + 1];
        Arrays.setAll(added, k -> clock.applyAsDouble(end + k * step));
        return new Ahead(end, step, added);
    }

    int steps() {
        return clock.length - 1;
    }

    double time(int place) {
        return end + place * step;
    }
}
