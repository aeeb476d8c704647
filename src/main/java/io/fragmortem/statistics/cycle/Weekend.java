package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Calendar;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Cosines;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.Whitener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Two days in seven that are different, as one regressor beside the daily cycle and a line per piece.
 *
 * <p>A week or two of load looks like a trend or like changes of level where a weekend lies at an end or in the middle. With a calendar it
 * is known which days may be weekends: Saturday and Sunday, or Friday and Saturday, whichever is likelier. Without one, from two
 * weeks on, the best pair of days of seven, which counts as two parameters. Kept when AICc, with ARMA(1,1) noise refitted, says so: Hurvich
 * and Tsai 1989, Biometrika 76:297. O(n), then about 10^6 operations.
 *
 * @param effect on the two days, in units of the values
 * @param column 1 on the two days, 0 else
 */
record Weekend(double effect, double[] column) {

    /** Without a calendar so many days must be seen. */
    private static final int DAYS_TO_GUESS = 14;

    private static final int[] SATURDAY_AND_FRIDAY = {5, 4};
    /** Hourly blocks of two weeks. */
    private static final int MOST_BLOCKS = 336;

    /** A pair of days, and how many parameters it took to find it. */
    private record Candidate(double[] column, int parameters) {}

    /**
     * The weekend, if there is one.
     *
     * @param value with the series' gaps
     * @param harmonics of the daily cycle, not freed of the lines; none when there is no cycle
     * @param day length of a day; absent when nobody knows it
     */
    static Optional<Weekend> fit(
            PieceLines lines,
            double[] time,
            double[] value,
            double[][] harmonics,
            Optional<Calendar> calendar,
            double day) {
        List<Candidate> candidates = candidates(time, calendar, day);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        double[] y = lines.freed(value);
        double[][] x = lines.freed(harmonics);
        List<double[]> freed = new ArrayList<>();
        for (Candidate c : candidates) {
            freed.add(lines.freed(c.column()));
        }
        int best = chosen(lines.ok, y, x, freed, candidates);
        if (best < 0) {
            return Optional.empty();
        }
        double[][] all = with(x, freed.get(best));
        double[] beta = lines.coefficients(y, all);
        return Optional.of(
                new Weekend(beta[beta.length - 1], candidates.get(best).column()));
    }

    private static List<Candidate> candidates(double[] time, Optional<Calendar> calendar, double day) {
        int n = time.length;
        // as many places as there are, each as wide as they are apart on average
        double span = n > 1 ? (time[n - 1] - time[0]) * n / (n - 1) : 0;
        List<Candidate> candidates = new ArrayList<>();
        if (calendar.isPresent() && span >= Calendar.WEEK * calendar.get().day()) {
            for (int first : SATURDAY_AND_FRIDAY) {
                candidates.add(new Candidate(
                        column(
                                time,
                                t -> Math.floorMod(calendar.get().weekday().applyAsInt(t) - first, Calendar.WEEK) < 2),
                        1));
            }
        } else if (calendar.isEmpty() && span >= DAYS_TO_GUESS * day) {
            for (int first = 0; first < Calendar.WEEK; first++) {
                int phase = first;
                candidates.add(new Candidate(
                        column(
                                time,
                                t -> Math.floorMod((long) Math.floor((t - time[0]) / day) - phase, Calendar.WEEK) < 2),
                        2));
            }
        }
        candidates.removeIf(c -> isConstant(c.column()));
        return candidates;
    }

    private interface Days {
        boolean holds(double time);
    }

    private static double[] column(double[] time, Days days) {
        double[] column = new double[time.length];
        for (int t = 0; t < column.length; t++) {
            column[t] = days.holds(time[t]) ? 1 : 0;
        }
        return column;
    }

    private static boolean isConstant(double[] column) {
        for (double v : column) {
            if (v != column[0]) {
                return false;
            }
        }
        return true;
    }

    /** Number of the likeliest candidate; -1 when the series does better without. */
    private static int chosen(
            boolean[] ok, double[] y, double[][] x, List<double[]> freed, List<Candidate> candidates) {
        int blocks = Math.min(MOST_BLOCKS, y.length);
        double[] shortY = blocks(y, ok, blocks);
        boolean[] present = new boolean[blocks];
        int samples = 0;
        for (int b = 0; b < blocks; b++) {
            present[b] = !Double.isNaN(shortY[b]);
            samples += present[b] ? 1 : 0;
        }
        double[][] columns = new double[x.length + freed.size()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = zeroed(blocks(j < x.length ? x[j] : freed.get(j - x.length), ok, blocks));
        }
        double[] least = deviances(zeroed(shortY), present, samples, columns, x.length);
        int fixed = x.length + 2;
        double without = aicc(least[freed.size()], samples, fixed);
        int best = -1;
        for (int c = 0; c < freed.size(); c++) {
            double with = aicc(least[c], samples, fixed + candidates.get(c).parameters());
            if (with < without) {
                without = with;
                best = c;
            }
        }
        return best;
    }

    /** Least deviance with each candidate, then without any. */
    private static double[] deviances(double[] y, boolean[] ok, int samples, double[][] columns, int fixed) {
        int candidates = columns.length - fixed;
        double[] least = new double[candidates + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (ArmaNoise noise : ArmaNoise.grid(y.length)) {
            Gram gram = Gram.ofValues(new Whitener(noise, ok), y, columns);
            for (int c = 0; c <= candidates; c++) {
                int[] subset = new int[c < candidates ? fixed + 1 : fixed];
                for (int j = 0; j < fixed; j++) {
                    subset[j] = j;
                }
                if (c < candidates) {
                    subset[fixed] = fixed + c;
                }
                least[c] = Math.min(least[c], gram.deviance(subset, samples));
            }
        }
        return least;
    }

    private static double aicc(double deviance, int n, int parameters) {
        // three more of the noise
        int k = parameters + 3;
        return n > k + 1 ? deviance + 2.0 * k * n / (n - k - 1) : Double.POSITIVE_INFINITY;
    }

    private static double[] blocks(double[] column, boolean[] ok, int count) {
        double[] masked = new double[column.length];
        for (int t = 0; t < masked.length; t++) {
            masked[t] = ok[t] ? column[t] : Double.NaN;
        }
        return Cosines.blocks(masked, count);
    }

    private static double[] zeroed(double[] column) {
        double[] rest = column.clone();
        for (int t = 0; t < rest.length; t++) {
            rest[t] = Double.isNaN(rest[t]) ? 0 : rest[t];
        }
        return rest;
    }

    private static double[][] with(double[][] columns, double[] last) {
        double[][] all = Arrays.copyOf(columns, columns.length + 1);
        all[columns.length] = last;
        return all;
    }

    /** What it adds at each place. */
    double[] values() {
        double[] values = new double[column.length];
        for (int t = 0; t < values.length; t++) {
            values[t] = effect * column[t];
        }
        return values;
    }
}
