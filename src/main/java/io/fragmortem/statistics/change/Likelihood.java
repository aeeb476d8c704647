package io.fragmortem.statistics.change;

import io.fragmortem.statistics.base.Column;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Explained;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.NoiseSearch;
import io.fragmortem.statistics.noise.Whitener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The series under all noise models of the grid, for one set of candidate changes.
 *
 * <p>Columns: 0 constant, 1 time, then a step and a bend per candidate. After the Gram matrices every subset of candidates
 * costs one small factorisation per model. Davis, Lee and Rodriguez-Yam 2006, JASA 101:223, for noise re-estimated with every
 * set of changes.
 */
final class Likelihood {

    final double[] y;
    final boolean[] ok;
    final int samples;
    final int[] candidates;
    final Column[] columns;
    final List<ArmaNoise> models;
    final NoiseSearch search;

    private final @Nullable Gram[] grams;
    private final Map<Integer, Whitener> filters = new HashMap<>();

    /**
     * Prepares all subsets.
     *
     * @param y scaled to mean 0 and variance 1
     * @param ok samples that count
     * @param candidates ascending places
     */
    Likelihood(double[] y, boolean[] ok, int[] candidates) {
        int n = y.length;
        this.y = y;
        this.ok = ok;
        this.candidates = candidates;
        int count = 0;
        for (boolean b : ok) {
            count += b ? 1 : 0;
        }
        samples = count;
        columns = new Column[2 + 2 * candidates.length];
        columns[0] = Column.constant();
        columns[1] = Column.time(n);
        for (int i = 0; i < candidates.length; i++) {
            columns[2 + 2 * i] = Column.step(candidates[i]);
            columns[3 + 2 * i] = Column.bend(candidates[i], n);
        }
        models = ArmaNoise.grid(n);
        grams = new Gram[models.size()];
        search = new NoiseSearch(models.size());
    }

    /** The inner products under a model, made once. */
    Gram gram(int model) {
        Gram known = grams[model];
        if (known == null) {
            known = Gram.of(models.get(model), ok, y, columns);
            grams[model] = known;
        }
        return known;
    }

    /** Column numbers of the constant, time, and the named candidates. */
    static int[] columnsOf(List<Integer> members) {
        int[] numbers = new int[2 + 2 * members.size()];
        numbers[1] = 1;
        for (int i = 0; i < members.size(); i++) {
            numbers[2 + 2 * i] = 2 + 2 * members.get(i);
            numbers[3 + 2 * i] = 3 + 2 * members.get(i);
        }
        return numbers;
    }

    /** The best model for some set of changes. */
    NoiseSearch.Best best(List<Integer> members) {
        int[] numbers = columnsOf(members);
        return search.least(m -> gram(m).deviance(numbers, samples));
    }

    /** Deviance with all candidates, under the best model of the grid. */
    double ofAll() {
        return best(IntStream.range(0, candidates.length).boxed().toList()).deviance();
    }

    /** For each named subset of any regressors, shared ones first, the deviance under the best model of the grid. */
    static double[] deviances(
            double[] y, boolean[] ok, int samples, double[][] shared, double[][] own, int[][] subsets) {
        Explained explained = new Explained(y, ok, samples, shared, own, List.of(subsets));
        return IntStream.range(0, subsets.length)
                .mapToDouble(explained::deviance)
                .toArray();
    }

    /** Series less the generalised least squares fit of the members under a model. */
    double[] residuals(List<Integer> members, int model) {
        int[] numbers = columnsOf(members);
        double[] beta = gram(model).coefficients(numbers);
        double[] residual = y.clone();
        double level = 0;
        double slope = 0;
        int from = 0;
        for (int j = 0; j < numbers.length; j++) {
            // the fitted mean is a line from one change to the next
            Column column = columns[numbers[j]];
            int end = j + 1 < numbers.length ? columns[numbers[j + 1]].from() : residual.length;
            level += slope * (column.from() - from) + beta[j] * column.level();
            slope += beta[j] * column.increment();
            from = column.from();
            for (int t = from; t < end; t++) {
                residual[t] -= level + slope * (t - from);
            }
        }
        return residual;
    }

    /** The filter of a model, made once. */
    Whitener filter(int model) {
        return filters.computeIfAbsent(model, m -> new Whitener(models.get(m), ok));
    }

    /** Standardised innovations of that fit, up to the common scale. */
    double[] innovations(List<Integer> members, int model) {
        return filter(model).whiten(residuals(members, model));
    }
}
