package io.fragmortem.statistics.change;

import io.fragmortem.statistics.base.Column;
import io.fragmortem.statistics.base.Piece;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.HeavyTail;
import io.fragmortem.statistics.noise.NoiseSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which visible shifts are proven: proposals, choice by likelihood with the noise refitted, rivals, place and kind.
 *
 * <p>Breaks against persistence: Perron 1989, Econometrica 57:1361; Davis, Lee and Rodriguez-Yam 2006, JASA 101:223; Chakar et
 * al. 2017, Bernoulli 23:1408.
 *
 * <p>Long because its steps, from candidates to their places and kinds, ask one likelihood of one series.
 */
public final class Certificate {

    /** Of more visible shifts only the strongest are candidates. */
    static final int MOST_CANDIDATES = 16;

    private static final int SHOCKS = 3;
    private static final int MOST_FOR_BENDS = 8;
    /** Shorter series hardly show a bend under noise that remembers, and more candidates cost false alarms. */
    private static final int LEAST_FOR_BENDS = 300;

    private static final int NEAR = 5;

    private final int n;
    private final boolean[] ok;
    private final double mean;
    private final double deviation;
    private final double[] y;
    /** Of the places that were asked for last. */
    private @Nullable Likelihood known;

    public Certificate(double[] raw, boolean[] ok) {
        this.ok = ok.clone();
        n = raw.length;
        double[] kept = new double[n];
        int count = 0;
        for (int t = 0; t < n; t++) {
            if (ok[t]) {
                kept[count++] = raw[t];
            }
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += kept[i] - kept[0];
        }
        mean = count > 0 ? kept[0] + sum / count : 0;
        double square = 0;
        for (int i = 0; i < count; i++) {
            square += (kept[i] - mean) * (kept[i] - mean);
        }
        deviation = count > 0 ? Math.sqrt(square / count) : 0;
        y = new double[n];
        for (int t = 0; t < n; t++) {
            y[t] = Series.usable(raw[t]) ? (raw[t] - mean) / deviation : Double.NaN;
        }
    }

    private Certificate(Certificate other) {
        ok = other.ok.clone();
        n = other.n;
        mean = other.mean;
        deviation = other.deviation;
        y = other.y;
        known = other.known;
    }

    /** One that certifies by itself and knows what this one knows. */
    Certificate again() {
        return new Certificate(this);
    }

    /** The series under all noise models with changes at these places. */
    Likelihood likelihood(int[] places) {
        if (known == null || !Arrays.equals(known.candidates, places)) {
            known = new Likelihood(y, ok.clone(), places);
        }
        return known;
    }

    /** What is proven, in units of the input. */
    record Proven(
            List<ChangePoint> changes,
            boolean curved,
            double persistence,
            double noiseDeviation,
            HeavyTail tail,
            ArmaNoise aroundVisible) {}

    /** The series in units of its deviation, about its mean; NaN where missing. */
    public double[] scaled() {
        return y.clone();
    }

    public double mean() {
        return mean;
    }

    public double deviation() {
        return deviation;
    }

    static double penalty(int n) {
        return 3 * Math.log(n) + 2;
    }

    Proven certify(int[] visible) {
        Likelihood likelihood = likelihood(visible);
        likelihood = likelihood(withBends(likelihood, visible, withShocks(likelihood, visible)));
        double penalty = penalty(n);
        Selection chosen = Selection.choose(likelihood, penalty);
        Rivals.Survivors survivors = Rivals.eliminate(likelihood, penalty, chosen);
        NoiseSearch.Best best = likelihood.best(survivors.members());
        ArmaNoise noise = likelihood.models.get(best.model());
        return place(likelihood, survivors, noise, visible);
    }

    /** Adds the largest surprises under the noise of no change at all: jumps that persistent noise hides from the search. */
    int[] withShocks(Likelihood likelihood, int[] visible) {
        TreeSet<Integer> candidates = new TreeSet<>();
        for (int c : visible) {
            candidates.add(c);
        }
        double[] u =
                likelihood.innovations(List.of(), likelihood.best(List.of()).model());
        double[] size = new double[likelihood.samples];
        int k = 0;
        for (int t = 0; t < n; t++) {
            u[t] = ok[t] ? Math.abs(u[t]) : 0;
            if (ok[t]) {
                size[k++] = u[t];
            }
        }
        double scale = 1.4826 * Ranks.medianInPlace(size);
        for (int round = 0; round < SHOCKS; round++) {
            int at = 0;
            for (int t = 1; t < n; t++) {
                at = u[t] > u[at] ? t : at;
            }
            if (!(u[at] >= SpikeMask.LIMIT * scale) || u[at] == 0) {
                break;
            }
            Arrays.fill(u, Math.max(0, at - 2), Math.min(n, at + 3), 0);
            if (at >= NEAR
                    && at <= n - NEAR
                    && candidates.subSet(at - 2, at + 3).isEmpty()) {
                candidates.add(at);
            }
        }
        return candidates.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Adds the bends that visible places turn into under noise that remembers: the search allows a jump everywhere and misses them. */
    private int[] withBends(Likelihood likelihood, int[] visible, int[] candidates) {
        if (n < LEAST_FOR_BENDS || visible.length == 0 || visible.length > MOST_FOR_BENDS) {
            return candidates;
        }
        List<Integer> all = numbers(likelihood, visible);
        ArmaNoise noise = likelihood.models.get(likelihood.best(all).model());
        ChangePoint.Kind[] kinds = new ChangePoint.Kind[visible.length];
        Arrays.fill(kinds, ChangePoint.Kind.BOTH);
        Placement placement = new Placement(y, ok, noise, visible, kinds);
        placement.sweep();
        TreeSet<Integer> places = new TreeSet<>();
        for (int c : candidates) {
            places.add(c);
        }
        for (int i = 0; i < visible.length; i++) {
            int c = placement.place[i];
            boolean bend = placement.kind[i] == ChangePoint.Kind.SLOPE;
            if (bend
                    && c >= NEAR
                    && c <= n - NEAR
                    && places.subSet(c - 2, c + 3).isEmpty()) {
                places.add(c);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Integer> numbers(Likelihood likelihood, int[] visible) {
        return Arrays.stream(visible)
                .mapToObj(c -> Arrays.binarySearch(likelihood.candidates, c))
                .toList();
    }

    private Proven place(Likelihood likelihood, Rivals.Survivors survivors, ArmaNoise noise, int[] visible) {
        List<Integer> members = survivors.members();
        int k = members.size();
        int[] start = new int[k];
        ChangePoint.Kind[] kinds = new ChangePoint.Kind[k];
        for (int i = 0; i < k; i++) {
            start[i] = likelihood.candidates[members.get(i)];
            kinds[i] = ChangePoint.Kind.BOTH;
        }
        Placement placement = new Placement(y, ok, noise, start, kinds);
        placement.sweep();
        placement.sweep();
        if (unmask(placement.place)) {
            placement = new Placement(y, ok, noise, placement.place, placement.kind);
            placement.sweep();
        }
        Placement.Fit fit = placement.fit();
        double noiseDeviation = Math.sqrt(fit.variance() * noise.marginalVariance());
        boolean curved = k > 0 && curved(placement);
        List<ChangePoint> changes = new ArrayList<>();
        for (int i = 0; i < k && !curved; i++) {
            double evidence = survivors.strength().getOrDefault(members.get(i), 0.0) / penalty(n);
            changes.add(describe(placement, fit, i, start[i], evidence, noiseDeviation));
        }
        return new Proven(
                changes,
                curved,
                noise.phi(),
                noiseDeviation * deviation,
                survivors.tail(),
                likelihood.models.get(
                        likelihood.best(numbers(likelihood, visible)).model()));
    }

    private ChangePoint describe(
            Placement placement, Placement.Fit fit, int i, int seen, double evidence, double noiseDeviation) {
        int c = placement.place[i];
        ChangePoint.Kind kind = placement.kind[i];
        int[] interval = placement.interval(i);
        boolean bend = kind == ChangePoint.Kind.SLOPE;
        double before = bend ? fit.slopeFrom(c - 1) : fit.at(c) - fit.coefficient(Column.step(c));
        double after = bend ? fit.slopeFrom(c) : fit.at(c);
        double size = Math.abs(after - before) * (bend ? n - c : 1) / Math.max(noiseDeviation, 1e-12);
        double offset = bend ? 0 : mean;
        return new ChangePoint(
                c,
                seen,
                kind,
                before * deviation + offset,
                after * deviation + offset,
                interval[0],
                interval[1],
                evidence,
                size);
    }

    /** Takes spikes beside a change back that fit the piece on either side; true when there were any. */
    private boolean unmask(int[] place) {
        boolean any = false;
        boolean[] before = ok.clone();
        for (int i = 0; i < place.length; i++) {
            int c = place[i];
            Piece left = Piece.fit(y, before, i > 0 ? place[i - 1] : 0, c);
            Piece right = Piece.fit(y, before, c, i + 1 < place.length ? place[i + 1] : n);
            for (int t = Math.max(0, c - NEAR); t <= Math.min(n - 1, c + NEAR); t++) {
                if (!ok[t] && Series.usable(y[t]) && (left.covers(t, y[t]) || right.covers(t, y[t]))) {
                    ok[t] = true;
                    any = true;
                }
            }
        }
        return any;
    }

    boolean[] okAfterwards() {
        return ok.clone();
    }

    /** Whether a parabola or a logarithm explains the bends just as well. */
    private boolean curved(Placement placement) {
        for (ChangePoint.Kind kind : placement.kind) {
            if (kind != ChangePoint.Kind.SLOPE) {
                return false;
            }
        }
        int samples = 0;
        for (boolean b : ok) {
            samples += b ? 1 : 0;
        }
        double[] constant = Column.constant().values(n);
        double[] tau = Column.time(n).values(n);
        double[] square = new double[n];
        double[] early = new double[n];
        double[] late = new double[n];
        for (int t = 0; t < n; t++) {
            square[t] = tau[t] * tau[t];
            early[t] = Math.log(1 + 9.0 * t / n);
            late[n - 1 - t] = early[t];
        }
        List<Column> columns = placement.columns(-1);
        int bends = columns.size() - 2;
        double[][] smoothly = {constant, tau, square, early, late};
        double[][] own = new double[bends][];
        int[] kinked = new int[2 + bends];
        kinked[1] = 1;
        for (int j = 0; j < bends; j++) {
            own[j] = columns.get(2 + j).values(n);
            kinked[2 + j] = smoothly.length + j;
        }
        int[][] subsets = {{0, 1, 2}, {0, 1, 3}, {0, 1, 4}, kinked};
        double[] deviance = Likelihood.deviances(y, ok, samples, smoothly, own, subsets);
        double smooth = Math.min(deviance[0], Math.min(deviance[1], deviance[2]));
        double logN = Math.log(n);
        return smooth + logN <= deviance[3] + 2 * placement.place.length * logN;
    }
}
