package io.fragmortem.statistics.base;

/**
 * A regressor: 0 before {@code from}, then level + increment (t - from).
 *
 * @param from first place that is not 0
 * @param level value there
 * @param increment per place
 */
public record Column(int from, double level, double increment) {

    public static Column constant() {
        return new Column(0, 1, 0);
    }

    /** Time, centred, in units of the whole length. */
    public static Column time(int n) {
        return new Column(0, -(n - 1) / 2.0 / n, 1.0 / n);
    }

    public static Column step(int from) {
        return new Column(from, 1, 0);
    }

    public static Column bend(int from, int n) {
        return new Column(from, 0, 1.0 / n);
    }

    public double at(int t) {
        return t < from ? 0 : level + increment * (t - from);
    }

    public double[] values(int n) {
        double[] values = new double[n];
        for (int t = from; t < n; t++) {
            values[t] = level + increment * (t - from);
        }
        return values;
    }
}
