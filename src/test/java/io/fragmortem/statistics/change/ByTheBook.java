package io.fragmortem.statistics.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.math3.special.Gamma;

/**
 * The search for changes written down literally and slowly, with nothing shared with the code under test: every fit whitens
 * every column and solves least squares by orthogonalisation, every choice is tried. What it gives is the definition. Longer
 * than other files because it reads from top to bottom in the order of the algorithm.
 */
final class ByTheBook {

    /** A change: place, kind (0 level, 1 slope, 2 both), and what is told about it. */
    record Found(int index, int kind, double before, double after, int low, int high, double evidence) {}

    final TreeSet<Integer> spikes = new TreeSet<>();
    final List<Found> found = new ArrayList<>();
    final List<Integer> visible;
    final List<Integer> candidates;
    boolean curved;
    double persistence;
    double noiseDeviation;

    private final int n;
    private final boolean[] present;
    private final boolean[] ok;
    private final double[] y;
    private final double deviation;
    private final double mean;

    /** Regressors of one set of changes. */
    private record Change(int place, int kind) {}

    private record Fit(double deviance, double rss, double phi, double theta, double[] beta, double[] innovation) {}

    ByTheBook(double[] raw) {
        n = raw.length;
        present = new boolean[n];
        for (int t = 0; t < n; t++) {
            present[t] = Math.abs(raw[t]) <= 1e150;
        }
        ok = mask(raw);
        visible = search(raw, 3);
        double sum = 0;
        int count = count();
        for (int t = 0; t < n; t++) {
            sum += ok[t] ? raw[t] : 0;
        }
        mean = sum / count;
        double square = 0;
        for (int t = 0; t < n; t++) {
            square += ok[t] ? (raw[t] - mean) * (raw[t] - mean) : 0;
        }
        deviation = Math.sqrt(square / count);
        y = new double[n];
        Arrays.setAll(y, t -> (raw[t] - mean) / deviation);
        List<Integer> shortList = visible;
        for (double weight = 3 * 1.4; shortList.size() > 16; weight *= 1.4) {
            shortList = search(raw, weight);
        }
        candidates = withShocks(shortList);
        eliminate(select(candidates));
        for (int t = 0; t < n; t++) {
            if (present[t] && !ok[t]) {
                spikes.add(t);
            }
        }
    }

    private int count() {
        int count = 0;
        for (boolean b : ok) {
            count += b ? 1 : 0;
        }
        return count;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int m = sorted.size();
        return (sorted.get((m - 1) / 2) + sorted.get(m / 2)) / 2;
    }

    /** 1.1 */
    private boolean[] mask(double[] raw) {
        if (n < 11) {
            return present.clone();
        }
        double[] distance = new double[n];
        List<Double> known = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int t = 0; t < n; t++) {
            if (!present[t]) {
                continue;
            }
            int a = Math.max(0, Math.min(t - 5, n - 11));
            List<Double> window = new ArrayList<>();
            for (int i = a; i < a + 11; i++) {
                if (present[i]) {
                    window.add(raw[i]);
                }
            }
            distance[t] = Math.abs(raw[t] - median(window));
            known.add(distance[t]);
            values.add(raw[t]);
        }
        values.sort(Comparator.naturalOrder());
        double quantum = Double.POSITIVE_INFINITY;
        for (int i = 1; i < values.size(); i++) {
            double gap = values.get(i) - values.get(i - 1);
            quantum = gap > 1e-9 * Math.abs(values.get(i)) ? Math.min(quantum, gap) : quantum;
        }
        double s = 1.4826 * median(known);
        if (s == 0) {
            s = 1.2533 * known.stream().mapToDouble(d -> d).average().orElseThrow();
        }
        s = Math.max(s, Double.isInfinite(quantum) ? 0 : quantum / 2);
        boolean[] kept = new boolean[n];
        int count = 0;
        for (int t = 0; t < n; t++) {
            kept[t] = present[t] && (s == 0 || distance[t] <= 4.5 * s);
            count += kept[t] ? 1 : 0;
        }
        return count < 0.8 * known.size() ? present.clone() : kept;
    }

    /** 1.2 without pruning. */
    private List<Integer> search(double[] raw, double weight) {
        List<Integer> at = new ArrayList<>();
        for (int t = 0; t < n; t++) {
            if (ok[t]) {
                at.add(t);
            }
        }
        int m = at.size();
        double s2 = about(raw, at, 0, m, true) / m;
        double[] best = new double[m + 1];
        int[] from = new int[m + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        double pc = weight * Math.log(n);
        for (int e = 5; e <= m; e++) {
            for (int s = 0; s <= e - 5; s++) {
                double cost = best[s]
                        + Math.min(about(raw, at, s, e, false) / s2 + pc, about(raw, at, s, e, true) / s2 + 1.5 * pc);
                if (cost < best[e] - 1e-9) {
                    best[e] = cost;
                    from[e] = s;
                }
            }
        }
        List<Integer> changes = new ArrayList<>();
        for (int e = from[m]; e > 0; e = from[e]) {
            changes.add(0, at.get(e - 1) + 1);
        }
        return changes;
    }

    private static double about(double[] raw, List<Integer> at, int s, int e, boolean line) {
        double x = 0;
        double v = 0;
        for (int i = s; i < e; i++) {
            x += (double) at.get(i) / (e - s);
            v += raw[at.get(i)] / (e - s);
        }
        double xx = 0;
        double xv = 0;
        double vv = 0;
        for (int i = s; i < e; i++) {
            xx += (at.get(i) - x) * (at.get(i) - x);
            xv += (at.get(i) - x) * (raw[at.get(i)] - v);
            vv += (raw[at.get(i)] - v) * (raw[at.get(i)] - v);
        }
        return vv - (line ? xv * xv / xx : 0);
    }

    /** 1.4: places where not ok hold a prediction error; the last entry is the sum of ln S. */
    private double[] whiten(double[] column, double phi, double theta) {
        double r = phi == 0 ? 0 : theta / ((phi - theta) * (1 - phi * theta));
        double[] out = new double[n + 1];
        double p = 1 / (1 - phi * phi);
        double x = 0;
        for (int t = 0; t < n; t++) {
            if (t > 0) {
                p = phi * phi * p + 1;
                x = phi * x;
            }
            double s = p + r;
            double value = Math.abs(column[t]) <= 1e150 ? column[t] : x;
            out[t] = (value - x) / Math.sqrt(s);
            if (ok[t]) {
                double k = p / s;
                x += k * (value - x);
                p *= 1 - k;
                out[n] += Math.log(s);
            }
        }
        return out;
    }

    private double dot(double[] a, double[] b) {
        double sum = 0;
        for (int t = 0; t < n; t++) {
            sum += ok[t] ? a[t] * b[t] : 0;
        }
        return sum;
    }

    private List<double[]> regressors(List<Change> changes) {
        List<double[]> columns = new ArrayList<>();
        double[] one = new double[n];
        Arrays.fill(one, 1);
        double[] tau = new double[n];
        Arrays.setAll(tau, t -> (t - (n - 1) / 2.0) / n);
        columns.add(one);
        columns.add(tau);
        for (Change c : changes) {
            double[] step = new double[n];
            double[] bend = new double[n];
            for (int t = c.place(); t < n; t++) {
                step[t] = 1;
                bend[t] = (t - c.place()) / (double) n;
            }
            if (c.kind() != 1) {
                columns.add(step);
            }
            if (c.kind() != 0) {
                columns.add(bend);
            }
        }
        return columns;
    }

    private Fit fit(List<double[]> columns, double phi, double theta) {
        int p = columns.size();
        double[][] q = new double[p][];
        double[][] r = new double[p][p];
        double[] u = whiten(y, phi, theta);
        double logs = u[n];
        double[] z = new double[p];
        for (int j = 0; j < p; j++) {
            double[] v = whiten(columns.get(j), phi, theta);
            for (int i = 0; i < j; i++) {
                r[i][j] = dot(q[i], v);
                for (int t = 0; t < n; t++) {
                    v[t] -= r[i][j] * q[i][t];
                }
            }
            r[j][j] = Math.sqrt(dot(v, v));
            q[j] = v;
            for (int t = 0; t < n; t++) {
                v[t] /= r[j][j];
            }
            z[j] = dot(v, u);
            for (int t = 0; t < n; t++) {
                u[t] -= z[j] * v[t];
            }
        }
        double[] beta = new double[p];
        for (int j = p - 1; j >= 0; j--) {
            beta[j] = z[j];
            for (int i = j + 1; i < p; i++) {
                beta[j] -= r[j][i] * beta[i];
            }
            beta[j] /= r[j][j];
        }
        double rss = dot(u, u);
        int count = count();
        return new Fit(count * Math.log(Math.max(rss / count, 1e-10)) + logs, rss, phi, theta, beta, u);
    }

    private Fit best(List<double[]> columns) {
        Fit best = fit(columns, 0, 0);
        double[][] phis = {{.15, .3, .45}, {.6, .7, .8, .87, .92, .95, .97, .985, 1 - 1.0 / n}};
        double[][] kappas = {{0, .5}, {0, .3, .55, .75, .87, .94}};
        for (int g = 0; g < 2; g++) {
            for (double phi : phis[g]) {
                for (double kappa : kappas[g]) {
                    Fit fit = fit(columns, phi, phi * kappa);
                    best = fit.deviance() < best.deviance() ? fit : best;
                }
            }
        }
        return best;
    }

    private Fit bestOf(List<Integer> places) {
        return best(regressors(places.stream().map(c -> new Change(c, 2)).toList()));
    }

    /** 1.3 */
    private List<Integer> withShocks(List<Integer> shifts) {
        TreeSet<Integer> candidates = new TreeSet<>(shifts);
        double[] u = bestOf(List.of()).innovation();
        List<Double> size = new ArrayList<>();
        for (int t = 0; t < n; t++) {
            u[t] = ok[t] ? Math.abs(u[t]) : 0;
            if (ok[t]) {
                size.add(u[t]);
            }
        }
        double s = 1.4826 * median(size);
        for (int round = 0; round < 3; round++) {
            int at = 0;
            for (int t = 0; t < n; t++) {
                at = u[t] > u[at] ? t : at;
            }
            if (u[at] < 4.5 * s) {
                break;
            }
            for (int t = Math.max(0, at - 2); t <= Math.min(n - 1, at + 2); t++) {
                u[t] = 0;
            }
            int place = at;
            if (at >= 5 && at <= n - 5 && candidates.stream().noneMatch(c -> Math.abs(c - place) <= 2)) {
                candidates.add(at);
            }
        }
        return List.copyOf(candidates);
    }

    private double penalty() {
        return 3 * Math.log(n) + 2;
    }

    /** 1.5 */
    private List<Integer> select(List<Integer> candidates) {
        List<Integer> up = descend(candidates, List.of());
        List<Integer> down = descend(candidates, candidates);
        return value(down) < value(up) - 1e-9 ? down : up;
    }

    private double value(List<Integer> places) {
        return bestOf(places).deviance() + penalty() * places.size();
    }

    private List<Integer> descend(List<Integer> candidates, List<Integer> start) {
        List<Integer> now = start;
        double current = value(now);
        while (true) {
            List<Integer> next = null;
            double least = current - 1e-9;
            for (Integer c : candidates) {
                List<Integer> other = new ArrayList<>(now);
                if (!other.remove(c)) {
                    other.add(c);
                }
                other.sort(Comparator.naturalOrder());
                double value = value(other);
                if (value < least) {
                    least = value;
                    next = other;
                }
            }
            if (next == null) {
                return now;
            }
            now = next;
            current = least;
        }
    }

    /** 1.6 */
    private void eliminate(List<Integer> chosen) {
        List<Integer> members = new ArrayList<>(chosen);
        double[] strength = {};
        while (!members.isEmpty()) {
            Fit full = bestOf(members);
            double s2 = Math.max(full.rss() / count(), 1e-10);
            double[] tail = tail(full, members, s2);
            strength = new double[members.size()];
            int weakest = 0;
            for (int i = 0; i < strength.length; i++) {
                strength[i] = strength(members, i, full, s2, tail);
                weakest = strength[i] < strength[weakest] ? i : weakest;
            }
            if (strength[weakest] >= penalty()) {
                break;
            }
            members.remove(weakest);
        }
        place(members, strength, bestOf(members));
    }

    private double[] tail(Fit full, List<Integer> members, double s2) {
        double largest = 0;
        for (int t = 0; t < n; t++) {
            if (ok[t] && !members.contains(t)) {
                largest = Math.max(largest, Math.abs(full.innovation()[t]) / Math.sqrt(s2));
            }
        }
        List<Double> squares = new ArrayList<>();
        for (int t = 0; t < n; t++) {
            if (ok[t]) {
                double u = members.contains(t) ? largest : full.innovation()[t] / Math.sqrt(s2);
                squares.add(u * u);
            }
        }
        double[] best = {1000, 1};
        double most = Double.NEGATIVE_INFINITY;
        for (double nu : new double[] {1.5, 2, 3, 4, 6, 10, 20, 1000}) {
            double sc = Math.max(2.2 * median(squares), 1e-10);
            for (int round = 0; round < 12; round++) {
                double sum = 0;
                for (double s : squares) {
                    sum += (nu + 1) * s / (nu + s / sc);
                }
                sc = sum / squares.size();
            }
            double log = squares.size()
                    * (Gamma.logGamma((nu + 1) / 2) - Gamma.logGamma(nu / 2) - Math.log(nu * Math.PI * sc) / 2);
            for (double s : squares) {
                log -= (nu + 1) / 2 * Math.log(1 + s / (nu * sc));
            }
            if (log > most) {
                most = log;
                best = new double[] {nu, sc};
            }
        }
        return best;
    }

    private double strength(List<Integer> members, int i, Fit full, double s2, double[] tail) {
        int c = members.get(i);
        List<Integer> rest = new ArrayList<>(members);
        rest.remove(i);
        Fit without = bestOf(rest);
        double lr = without.deviance() - full.deviance();
        double stat = lr;
        int at = -1;
        for (int t = Math.max(0, c - 5); t <= Math.min(n - 1, c + 5); t++) {
            double u = Math.abs(without.innovation()[t]);
            if (ok[t] && (at < 0 || u > Math.abs(without.innovation()[at]))) {
                at = t;
            }
        }
        if (at >= 0) {
            List<double[]> columns =
                    regressors(rest.stream().map(p -> new Change(p, 2)).toList());
            double[] shock = new double[n];
            for (int t = at; t < n; t++) {
                shock[t] = Math.pow(without.phi(), t - at);
            }
            columns.add(shock);
            double after = fit(columns, without.phi(), without.theta()).rss();
            double floor = 1e-10 * count();
            double g = count() * Math.log(Math.max(floor, without.rss()) / Math.max(floor, after));
            stat = Math.min(stat, lr - g + (tail[0] + 1) * Math.log(1 + g / (tail[0] * tail[1])));
        }
        List<double[]> restColumns =
                regressors(rest.stream().map(p -> new Change(p, 2)).toList());
        double[] v = fit(restColumns, full.phi(), full.theta()).innovation();
        double total = dot(v, v) / s2 - count();
        int previous = i > 0 ? members.get(i - 1) : 0;
        int next = i + 1 < members.size() ? members.get(i + 1) : n;
        double back = 2 * Math.max(0, Math.min(1, (n - 100) / 200.0));
        for (int[] window : new int[][] {{Math.max(previous, c - 25), c}, {c, Math.min(next, c + 25)}}) {
            double q0 = 0;
            double q1 = 0;
            int m = 0;
            for (int t = window[0]; t < window[1]; t++) {
                if (ok[t]) {
                    q0 += v[t] * v[t] / s2;
                    q1 += full.innovation()[t] * full.innovation()[t] / s2;
                    m++;
                }
            }
            if (m >= 4 && total > 0) {
                double v1 = Math.max(q1 / (m - 2), 1);
                double v0 = Math.max(q0 / m, v1);
                double lost = q0 - q1 - m * Math.log(v0 / v1);
                stat = Math.min(stat, lr * (1 - Math.max(0, Math.min(1, lost / total))) + back);
            }
        }
        return without.phi() >= .98 ? stat - 3 : stat;
    }

    /** 1.7 and 1.8 */
    private void place(List<Integer> members, double[] strength, Fit noise) {
        Change[] at = members.stream().map(c -> new Change(c, 2)).toArray(Change[]::new);
        sweep(at, noise);
        sweep(at, noise);
        if (unmask(at)) {
            sweep(at, noise);
        }
        Fit fit = fit(regressors(List.of(at)), noise.phi(), noise.theta());
        double phi = noise.phi();
        double theta = noise.theta();
        double r = phi == 0 ? 0 : theta / ((phi - theta) * (1 - phi * theta));
        persistence = phi;
        noiseDeviation = Math.sqrt(fit.rss() / count() * (1 / (1 - phi * phi) + r)) * deviation;
        curved = at.length > 0 && smooth(at);
        for (int i = 0; i < at.length && !curved; i++) {
            double[] around = around(at, i, fit.beta());
            boolean bend = at[i].kind() == 1;
            double offset = bend ? 0 : mean;
            int[] interval = interval(at, i, noise);
            found.add(new Found(
                    at[i].place(),
                    at[i].kind(),
                    around[0] * deviation + offset,
                    around[1] * deviation + offset,
                    interval[0],
                    interval[1],
                    strength[i] / penalty()));
        }
    }

    /** Level (for a bend: slope per place) of the fitted mean before and after change i. */
    private double[] around(Change[] at, int i, double[] beta) {
        List<double[]> columns = regressors(List.of(at));
        int c = at[i].place();
        double[] mean = new double[n];
        for (int j = 0; j < beta.length; j++) {
            for (int t = 0; t < n; t++) {
                mean[t] += beta[j] * columns.get(j)[t];
            }
        }
        if (at[i].kind() == 1) {
            return new double[] {mean[c] - mean[c - 1], mean[c + 1] - mean[c]};
        }
        int column = 2;
        for (int j = 0; j < i; j++) {
            column += at[j].kind() == 2 ? 2 : 1;
        }
        return new double[] {mean[c] - beta[column], mean[c]};
    }

    private double criterion(Change[] at, int i, int place, int kind, Fit noise) {
        Change[] other = at.clone();
        other[i] = new Change(place, kind);
        double rss = fit(regressors(List.of(other)), noise.phi(), noise.theta()).rss();
        int count = count();
        return count * Math.log(Math.max(rss / count, 1e-10)) + Math.log(count) * (kind == 2 ? 2 : 1);
    }

    private int[] range(Change[] at, int i) {
        int span = Math.max(10, n / 8);
        int c = at[i].place();
        int low = Math.max((i > 0 ? at[i - 1].place() : 0) + 5, c - span);
        int high = Math.min((i + 1 < at.length ? at[i + 1].place() : n) - 5, c + span);
        return new int[] {Math.min(c, low), Math.max(c, high)};
    }

    private void sweep(Change[] at, Fit noise) {
        int stride = Math.max(1, Math.max(10, n / 8) / 20);
        for (int i = 0; i < at.length; i++) {
            int[] range = range(at, i);
            int c = at[i].place();
            double least = Double.POSITIVE_INFINITY;
            Change best = at[i];
            List<Integer> tries = new ArrayList<>();
            for (int d = -10; d <= 10; d++) {
                tries.add(c + d);
            }
            for (int d = -20; d <= 20; d++) {
                tries.add(c + d * stride);
            }
            for (int round = 0; round < 2; round++) {
                for (int p : tries) {
                    for (int kind = 0; kind < 3 && p >= range[0] && p <= range[1]; kind++) {
                        double value = criterion(at, i, p, kind, noise);
                        if (value < least - 1e-9) {
                            least = value;
                            best = new Change(p, kind);
                        }
                    }
                }
                tries.clear();
                for (int d = -stride; d <= stride; d++) {
                    tries.add(best.place() + d);
                }
            }
            at[i] = best;
        }
    }

    private int[] interval(Change[] at, int i, Fit noise) {
        int kind = at[i].kind();
        double limit = criterion(at, i, at[i].place(), kind, noise)
                + (kind == 1 ? 3.841458820694124 : -2 * Math.log(1 - Math.sqrt(.95)));
        int[] range = range(at, i);
        TreeSet<Integer> inside = new TreeSet<>(List.of(at[i].place()));
        for (int c = range[0]; c <= range[1]; c++) {
            if (criterion(at, i, c, kind, noise) <= limit) {
                inside.add(c);
            }
        }
        return new int[] {inside.first(), inside.last()};
    }

    private boolean unmask(Change[] at) {
        boolean any = false;
        boolean[] before = ok.clone();
        for (int i = 0; i < at.length; i++) {
            int c = at[i].place();
            int[][] pieces = {{i > 0 ? at[i - 1].place() : 0, c}, {c, i + 1 < at.length ? at[i + 1].place() : n}};
            for (int[] piece : pieces) {
                List<Integer> places = new ArrayList<>();
                for (int t = piece[0]; t < piece[1]; t++) {
                    if (before[t]) {
                        places.add(t);
                    }
                }
                if (places.size() < 3) {
                    continue;
                }
                double m = places.size();
                double x = places.stream().mapToInt(t -> t).average().orElseThrow();
                double v = places.stream().mapToDouble(t -> y[t]).average().orElseThrow();
                double xx = places.stream().mapToDouble(t -> (t - x) * (t - x)).sum();
                double slope =
                        places.stream().mapToDouble(t -> (t - x) * (y[t] - v)).sum() / xx;
                double rss = Math.max(0, about(y, places, 0, places.size(), true));
                for (int t = Math.max(0, c - 5); t <= Math.min(n - 1, c + 5); t++) {
                    if (present[t] && !before[t] && Math.abs(y[t] - v - slope * (t - x)) <= 4.5 * Math.sqrt(rss / m)) {
                        any |= !ok[t];
                        ok[t] = true;
                    }
                }
            }
        }
        return any;
    }

    private boolean smooth(Change[] at) {
        if (Arrays.stream(at).anyMatch(c -> c.kind() != 1)) {
            return false;
        }
        double curve = Double.POSITIVE_INFINITY;
        for (int q = 0; q < 3; q++) {
            List<double[]> columns = regressors(List.of());
            double[] tau = columns.get(1);
            double[] column = new double[n];
            for (int t = 0; t < n; t++) {
                column[t] = q == 0 ? tau[t] * tau[t] : Math.log(1 + 9.0 * (q == 1 ? t : n - 1 - t) / n);
            }
            columns.add(column);
            curve = Math.min(curve, best(columns).deviance());
        }
        double kinked = best(regressors(List.of(at))).deviance();
        return curve + Math.log(n) <= kinked + 2 * at.length * Math.log(n);
    }
}
