package io.fragmortem.statistics.change;

import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.HeavyTail;
import io.fragmortem.statistics.noise.NoiseSearch;
import io.fragmortem.statistics.noise.Whitener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Backward elimination: every change must beat the other stories that could explain it, or it is dropped.
 *
 * <p>The other stories: one heavy-tailed shock, a burst of variance, a random walk. Fox 1972, JRSS B 34:350; Tsay 1988, J.
 * Forecasting 7:1; Chen and Liu 1993, JASA 88:284, for shocks and level shifts as rivals. O(n k) per round.
 */
final class Rivals {

    private static final int NEAR = 5;
    private static final int BURST = 25;
    private static final double PERSISTENT = 0.98;
    private static final double UNIT_ROOT_SURCHARGE = 3;

    private final Likelihood likelihood;
    private final double penalty;
    private final Selection chosen;
    private final double back;
    private List<Integer> members;
    private Map<Integer, Double> strength = new TreeMap<>();
    private HeavyTail tail = new HeavyTail(1000, 1);

    private Rivals(Likelihood likelihood, double penalty, Selection chosen) {
        this.likelihood = likelihood;
        this.penalty = penalty;
        this.chosen = chosen;
        members = chosen.members();
        back = 2 * Math.max(0, Math.min(1, (likelihood.y.length - 100) / 200.0));
    }

    /**
     * What survives.
     *
     * @param members numbers of the surviving candidates, ascending
     * @param strength for each of them, likelihood ratio after all rivals
     * @param tail of the innovations
     */
    record Survivors(List<Integer> members, Map<Integer, Double> strength, HeavyTail tail) {}

    static Survivors eliminate(Likelihood likelihood, double penalty, Selection chosen) {
        Rivals rivals = new Rivals(likelihood, penalty, chosen);
        while (!rivals.members.isEmpty() && rivals.dropWeakest()) {
            rivals.strength = new TreeMap<>();
        }
        return new Survivors(rivals.members, Collections.unmodifiableMap(rivals.strength), rivals.tail);
    }

    private boolean dropWeakest() {
        NoiseSearch.Best full = chosen.best(-1);
        double[] innovations = likelihood.innovations(members, full.model());
        double variance = Math.max(
                Gram.dot(innovations, innovations, likelihood.ok) / likelihood.samples, Gram.SMALLEST_VARIANCE);
        tail = HeavyTail.fit(censored(innovations, variance));
        int weakest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int c : members) {
            double stat = statistic(c, full, innovations, variance);
            strength.put(c, stat);
            if (stat < least) {
                least = stat;
                weakest = c;
            }
        }
        if (least >= penalty) {
            return false;
        }
        members = without(weakest);
        chosen.toggle(weakest);
        return true;
    }

    private List<Integer> without(int c) {
        List<Integer> rest = new ArrayList<>(members);
        rest.remove(Integer.valueOf(c));
        return rest;
    }

    /** Innovations in units of their deviation; at the changes the largest of the others: no change hides its evidence. */
    private double[] censored(double[] innovations, double variance) {
        double[] u = new double[likelihood.samples];
        boolean[] isChange = new boolean[innovations.length + 1];
        for (int c : members) {
            isChange[likelihood.candidates[c]] = true;
        }
        double deviation = Math.sqrt(variance);
        double largest = 0;
        for (int t = 0; t < innovations.length; t++) {
            if (likelihood.ok[t] && !isChange[t]) {
                largest = Math.max(largest, Math.abs(innovations[t]) / deviation);
            }
        }
        int k = 0;
        for (int t = 0; t < innovations.length; t++) {
            if (likelihood.ok[t]) {
                u[k++] = isChange[t] ? largest : innovations[t] / deviation;
            }
        }
        return u;
    }

    private double statistic(int c, NoiseSearch.Best full, double[] innovations, double variance) {
        List<Integer> rest = without(c);
        NoiseSearch.Best reduced = chosen.best(c);
        double ratio = reduced.deviance() - full.deviance();
        double shock = afterShock(c, rest, reduced, ratio);
        double burst = afterBurst(c, likelihood.innovations(rest, full.model()), innovations, variance, ratio);
        double stat = Math.min(ratio, Math.min(shock, burst));
        double phi = likelihood.models.get(reduced.model()).phi();
        return phi >= PERSISTENT ? stat - UNIT_ROOT_SURCHARGE : stat;
    }

    /** (a) The largest surprise near the change as one shock, priced by the tail of the noise itself. */
    private double afterShock(int c, List<Integer> rest, NoiseSearch.Best reduced, double ratio) {
        ArmaNoise noise = likelihood.models.get(reduced.model());
        Whitener filter = likelihood.filter(reduced.model());
        double[] u = filter.whiten(likelihood.residuals(rest, reduced.model()));
        int change = likelihood.candidates[c];
        int at = -1;
        for (int t = Math.max(0, change - NEAR); t <= Math.min(u.length - 1, change + NEAR); t++) {
            if (likelihood.ok[t] && (at < 0 || Math.abs(u[t]) > Math.abs(u[at]))) {
                at = t;
            }
        }
        if (at < 0) {
            return ratio;
        }
        double[] shock = new double[u.length];
        double height = 1;
        for (int t = at; t < shock.length; t++) {
            shock[t] = height;
            height *= noise.phi();
        }
        Whitener.Suffixes inner = filter.suffixes(shock);
        int[] numbers = Likelihood.columnsOf(rest);
        double[] withColumns = new double[numbers.length];
        for (int j = 0; j < numbers.length; j++) {
            withColumns[j] = inner.with(likelihood.columns[numbers[j]]);
        }
        Gram gram = likelihood.gram(reduced.model());
        double own = inner.square() - gram.explained(numbers, withColumns);
        double cross = Gram.dot(filter.whiten(shock), u, likelihood.ok);
        int n = likelihood.samples;
        double floor = Gram.SMALLEST_VARIANCE * n;
        double before = Math.max(floor, gram.rss(numbers));
        double after = Math.max(floor, before - (own > 1e-12 * inner.square() ? cross * cross / own : 0));
        double g = n * Math.log(before / after);
        return ratio - g + tail.price(g);
    }

    /** (b) The windows beside the change with a variance of their own: their gain counts by its logarithm. */
    private double afterBurst(int c, double[] v, double[] u, double variance, double ratio) {
        int change = likelihood.candidates[c];
        int position = members.indexOf(c);
        int previous = position > 0 ? likelihood.candidates[members.get(position - 1)] : 0;
        int next =
                position + 1 < members.size() ? likelihood.candidates[members.get(position + 1)] : likelihood.y.length;
        double total = Gram.dot(v, v, likelihood.ok) / variance - likelihood.samples;
        if (total <= 0) {
            return ratio;
        }
        double left = lost(v, u, variance, Math.max(previous, change - BURST), change);
        double right = lost(v, u, variance, change, Math.min(next, change + BURST));
        double share = Math.max(0, Math.min(1, Math.max(left, right) / total));
        return ratio * (1 - share) + back;
    }

    private double lost(double[] v, double[] u, double variance, int from, int to) {
        double q0 = 0;
        double q1 = 0;
        int m = 0;
        for (int t = from; t < to; t++) {
            if (likelihood.ok[t]) {
                q0 += v[t] * v[t] / variance;
                q1 += u[t] * u[t] / variance;
                m++;
            }
        }
        if (m < 4) {
            return Double.NEGATIVE_INFINITY;
        }
        double v1 = Math.max(q1 / (m - 2), 1);
        double v0 = Math.max(q0 / m, v1);
        return q0 - q1 - m * Math.log(v0 / v1);
    }
}
