package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.trend.Regimes.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A series that rises and falls back again and again (keys that expire in waves, a job every hour), or the same upside down: at
 * least three certified falls with a rise between any two of them that makes up half of the smaller one. Whether such a series
 * moves is judged from peak to peak: inside a tooth it always does.
 *
 * @param falls how many times it fell back
 * @param period mean time between falls
 * @param height median fall, in units of the values; negative where the series falls slowly and jumps back up
 * @param peakSlope of the least squares line through the peaks, per unit of time
 * @param peakError its standard error, with two degrees of freedom fewer than falls
 */
public record Recurrence(int falls, double period, double height, double peakSlope, double peakError) {

    private static final int LEAST_FALLS = 3;
    /** A fall is one when it is so many deviations of the residuals. */
    private static final double CLEAR = 2;
    /** Of the smaller of two falls: the rise between them. */
    private static final double REGAINED = 0.5;

    /** The same in other units of the values. */
    public Recurrence times(double unit) {
        return new Recurrence(falls, period, height * unit, peakSlope * unit, peakError * unit);
    }

    /** A recurrence with its peaks, which a trend is judged by. */
    record Found(Recurrence recurrence, Peaks peaks) {}

    /** The recurrence in one run, if there is one. */
    static Optional<Found> in(List<Line> run) {
        for (int sign : new int[] {1, -1}) {
            List<Double> falls = new ArrayList<>();
            List<double[]> peaks = peaks(run, sign, falls);
            if (peaks.size() >= LEAST_FALLS) {
                double[] first = peaks.get(0);
                double[] last = peaks.get(peaks.size() - 1);
                Peaks line = Peaks.of(List.of(peaks));
                double period = (last[0] - first[0]) / (peaks.size() - 1);
                double height = falls.stream().sorted().toList().get(falls.size() / 2);
                return Optional.of(new Found(
                        new Recurrence(peaks.size(), period, sign * height, line.slope(), line.error()), line));
            }
        }
        return Optional.empty();
    }

    /** Time and value right before each fall; adjacent falls without a rise between them are one. */
    private static List<double[]> peaks(List<Line> run, int sign, List<Double> falls) {
        double least = CLEAR * Regimes.noise(run);
        List<double[]> peaks = new ArrayList<>();
        double trough = 0;
        for (int k = 0; k + 1 < run.size(); k++) {
            double peak = sign * run.get(k).last();
            double next = sign * run.get(k + 1).first();
            if (peak - next > least) {
                int of = falls.size() - 1;
                if (of < 0 || peak - trough >= REGAINED * Math.min(falls.get(of), peak - next)) {
                    peaks.add(new double[] {run.get(k).until(), run.get(k).last()});
                    falls.add(peak - next);
                } else {
                    falls.set(of, falls.get(of) + peak - next);
                }
                trough = next;
            }
        }
        return peaks;
    }
}
