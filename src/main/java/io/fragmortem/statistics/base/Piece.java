package io.fragmortem.statistics.base;

/**
 * An ordinary least squares line through the ok samples of one piece.
 *
 * @param centre mean place
 * @param level value there
 * @param slope per place
 * @param deviation of the residuals; negative when there are too few samples to have one
 */
public record Piece(double centre, double level, double slope, double deviation) {

    public static Piece fit(double[] y, boolean[] ok, int from, int to) {
        int m = 0;
        double t0 = 0;
        double y0 = 0;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int t = from; t < to; t++) {
            if (ok[t]) {
                // Welford's update keeps the digits of large offsets
                m++;
                double dt = t - t0;
                double dy = y[t] - y0;
                t0 += dt / m;
                y0 += dy / m;
                xx += dt * (t - t0);
                xy += dt * (y[t] - y0);
                yy += dy * (y[t] - y0);
            }
        }
        double slope = xx > 0 ? xy / xx : 0;
        double rss = Math.max(0, yy - slope * xy);
        return new Piece(t0, y0, slope, m >= 3 ? Math.sqrt(rss / m) : -1);
    }

    public double at(double t) {
        return level + slope * (t - centre);
    }

    public boolean covers(int t, double value) {
        return Math.abs(value - at(t)) <= SpikeMask.LIMIT * deviation;
    }
}
