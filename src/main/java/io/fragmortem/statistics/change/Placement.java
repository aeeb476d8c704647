package io.fragmortem.statistics.change;

import io.fragmortem.statistics.base.Column;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Energy;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.Whitener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where exactly each certified change is, and of which kind, under one noise model.
 *
 * <p>All inner products come from {@link Energy} and {@link Whitener.Suffixes}, so a place costs O(k^2) and not O(n k).
 */
final class Placement {

    private static final int FINE = 10;
    private static final int COARSE = 20;
    private static final int LEAST_LENGTH = 5;
    /** Places closer than this tie (where samples are missing they are the same place): the first one wins. */
    private static final double TIE = 1e-9;
    /** 95 % point of the location of a jump, (1 - exp(-x/2))^2 = 0.95: Hansen 2000, Econometrica 68:575. */
    private static final double JUMP_SET = -2 * Math.log(1 - Math.sqrt(0.95));
    /** 95 % point of chi squared with one degree of freedom: a bend's place is an ordinary parameter. */
    private static final double BEND_SET = 3.841458820694124;

    private static final ChangePoint.Kind[] KINDS = ChangePoint.Kind.values();

    private final double[] y;
    private final int n;
    private final int samples;
    private final Whitener filter;
    private final Energy energy;
    private final Whitener.Suffixes ofY;
    private final Map<Column, Whitener.Suffixes> cache = new HashMap<>();
    final int[] place;
    final ChangePoint.Kind[] kind;

    Placement(double[] y, boolean[] ok, ArmaNoise noise, int[] place, ChangePoint.Kind[] kind) {
        this.y = y;
        n = y.length;
        filter = new Whitener(noise, ok);
        energy = new Energy(filter);
        ofY = filter.suffixes(y);
        int count = 0;
        for (boolean b : ok) {
            count += b ? 1 : 0;
        }
        samples = count;
        this.place = place.clone();
        this.kind = kind.clone();
    }

    /** Moves every change once, in order. */
    void sweep() {
        for (int i = 0; i < place.length; i++) {
            move(i);
        }
    }

    /** Moves change i to its best place while the others stand. */
    void move(int i) {
        Search search = new Search(i);
        search.run();
        place[i] = search.bestPlace;
        kind[i] = search.bestKind;
    }

    /** First and last place of the confidence set of change i. */
    int[] interval(int i) {
        Search search = new Search(i);
        double least = search.criteria(place[i])[kind[i].ordinal()];
        double limit = least + (kind[i] == ChangePoint.Kind.SLOPE ? BEND_SET : JUMP_SET);
        int low = place[i];
        int high = place[i];
        for (int c = search.first; c <= search.last; c++) {
            if (search.criteria(c)[kind[i].ordinal()] <= limit) {
                low = Math.min(low, c);
                high = Math.max(high, c);
            }
        }
        return new int[] {low, high};
    }

    /** Constant, time, and what each change adds, in the order of their places; {@code skip} names a change to leave out, -1 none. */
    List<Column> columns(int skip) {
        List<Column> columns = new ArrayList<>(List.of(Column.constant(), Column.time(n)));
        for (int j = 0; j < place.length; j++) {
            if (j != skip && kind[j] != ChangePoint.Kind.SLOPE) {
                columns.add(Column.step(place[j]));
            }
            if (j != skip && kind[j] != ChangePoint.Kind.LEVEL) {
                columns.add(Column.bend(place[j], n));
            }
        }
        return columns;
    }

    /** Generalised least squares coefficients of all columns, and the residual sum of squares. */
    Fit fit() {
        List<Column> columns = columns(-1);
        Gram gram = Gram.of(filter.noise, filter.ok, y, columns.toArray(new Column[0]));
        int[] all = new int[columns.size()];
        Arrays.setAll(all, i -> i);
        return new Fit(columns, gram.coefficients(all), gram.rss(all) / samples);
    }

    /** A fitted mean function, and the innovation variance around it. */
    record Fit(List<Column> columns, double[] beta, double variance) {
        double at(int t) {
            double sum = 0;
            for (int j = 0; j < beta.length; j++) {
                sum += beta[j] * columns.get(j).at(t);
            }
            return sum;
        }

        double coefficient(Column column) {
            int j = columns.indexOf(column);
            return j < 0 ? 0 : beta[j];
        }

        /** Slope per place from place t on. */
        double slopeFrom(int t) {
            double sum = 0;
            for (int j = 0; j < beta.length; j++) {
                sum += columns.get(j).from() <= t ? beta[j] * columns.get(j).increment() : 0;
            }
            return sum;
        }
    }

    private Whitener.Suffixes suffixes(Column column) {
        return cache.computeIfAbsent(column, c -> filter.suffixes(c.values(n)));
    }

    /** The places one change may take while the others stand. */
    private final class Search {
        private final int start;
        private final int span;
        final int first;
        final int last;
        private final Whitener.Suffixes[] others;
        private final double[][] factor;
        private final double[] z;
        private final double rest;
        private final double[] stepRow;
        private final double[] bendRow;
        private double least = Double.POSITIVE_INFINITY;
        int bestPlace;
        ChangePoint.Kind bestKind;

        Search(int i) {
            start = place[i];
            bestPlace = start;
            bestKind = kind[i];
            span = Math.max(FINE, n / 8);
            int previous = i > 0 ? place[i - 1] : 0;
            int next = i + 1 < place.length ? place[i + 1] : n;
            first = Math.min(start, Math.max(previous + LEAST_LENGTH, start - span));
            last = Math.max(start, Math.min(next - LEAST_LENGTH, start + span));
            List<Column> columns = columns(i);
            int q = columns.size();
            others = new Whitener.Suffixes[q];
            for (int j = 0; j < q; j++) {
                others[j] = suffixes(columns.get(j));
            }
            factor = new double[q][];
            z = new double[q];
            double explained = 0;
            for (int a = 0; a < q; a++) {
                double[] row = new double[q];
                for (int b = 0; b <= a; b++) {
                    row[b] = others[a].with(columns.get(b));
                }
                factor[a] = forward(row, a);
                double pivot = row[a] - dot(factor[a], factor[a], a);
                factor[a][a] = Math.sqrt(Math.max(pivot, Math.max(1e-12 * row[a], Double.MIN_NORMAL)));
                z[a] = (ofY.with(columns.get(a)) - dot(factor[a], z, a)) / factor[a][a];
                explained += z[a] * z[a];
            }
            rest = ofY.square() - explained;
            stepRow = new double[q];
            bendRow = new double[q];
        }

        /** Solves for the first {@code size} entries with the rows of the factor made so far. */
        private double[] forward(double[] right, int size) {
            double[] x = right.clone();
            for (int a = 0; a < size; a++) {
                x[a] = (right[a] - dot(factor[a], x, a)) / factor[a][a];
            }
            return x;
        }

        void run() {
            int stride = Math.max(1, span / COARSE);
            for (int d = -FINE; d <= FINE; d++) {
                consider(start + d);
            }
            for (int d = -COARSE; d <= COARSE; d++) {
                consider(start + d * stride);
            }
            int centre = bestPlace;
            for (int d = -stride; d <= stride; d++) {
                consider(centre + d);
            }
        }

        private void consider(int c) {
            if (c < first || c > last) {
                return;
            }
            double[] values = criteria(c);
            for (ChangePoint.Kind k : KINDS) {
                if (values[k.ordinal()] < least - TIE) {
                    least = values[k.ordinal()];
                    bestPlace = c;
                    bestKind = k;
                }
            }
        }

        /** Deviance of the change at c plus the price of its parameters, for a level, a slope and both. */
        double[] criteria(int c) {
            int q = others.length;
            for (int j = 0; j < q; j++) {
                stepRow[j] = others[j].step()[c];
                bendRow[j] = others[j].ramp()[c] / n;
            }
            double[] step = forward(stepRow, q);
            double[] bend = forward(bendRow, q);
            Column jump = Column.step(c);
            Column slope = Column.bend(c, n);
            double ss = floored(energy.product(jump, jump), dot(step, step, q));
            double bb = floored(energy.product(slope, slope), dot(bend, bend, q));
            double sb = energy.product(jump, slope) - dot(step, bend, q);
            double sy = ofY.with(jump) - dot(step, z, q);
            double by = ofY.with(slope) - dot(bend, z, q);
            double left = Math.max(bb - sb * sb / ss, 1e-12 * bb);
            double remaining = by - sb * sy / ss;
            double level = sy * sy / ss;
            return new double[] {
                price(level, 1), price(by * by / bb, 1), price(level + remaining * remaining / left, 2),
            };
        }

        private double price(double gain, int parameters) {
            return samples * Math.log(Math.max((rest - gain) / samples, Gram.SMALLEST_VARIANCE))
                    + Math.log(samples) * parameters;
        }

        private static double floored(double norm, double explained) {
            return Math.max(norm - explained, Math.max(1e-12 * norm, Double.MIN_NORMAL));
        }
    }

    private static double dot(double[] a, double[] b, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
