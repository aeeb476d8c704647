package io.fragmortem.statistics.change;

import io.fragmortem.statistics.noise.NoiseSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Greedy choice among candidate changes: one added or removed at a time while deviance plus penalty falls.
 *
 * <p>Keeps one swept tableau per noise model (Beaton 1964; Goodnight 1979, Am. Stat. 33:149), so that the effect of toggling
 * any candidate is a 2 by 2 block. O(k) per look and O(p^2) per move and model.
 */
final class Selection {

    private static final double LEAST_GAIN = 1e-9;
    private static final double PIVOT_FLOOR = 1e-12;

    private final Likelihood likelihood;
    private final double penalty;
    /** Of the models that were asked for. */
    private final double[] @Nullable [][] tableau;

    private final boolean[][] swept;
    private final boolean[] member;

    private Selection(Likelihood likelihood, double penalty) {
        this.likelihood = likelihood;
        this.penalty = penalty;
        int models = likelihood.models.size();
        tableau = new double[models][][];
        swept = new boolean[models][likelihood.columns.length];
        member = new boolean[likelihood.candidates.length];
    }

    /** The tableau of a model with the members swept in. */
    private double[][] tableau(int m) {
        double[][] known = tableau[m];
        if (known == null) {
            double[][] product = likelihood.gram(m).product;
            known = Arrays.stream(product).map(double[]::clone).toArray(double[][]::new);
            tableau[m] = known;
            sweep(m, known, 0);
            sweep(m, known, 1);
            for (int i = 0; i < member.length; i++) {
                if (member[i]) {
                    toggle(m, known, i);
                }
            }
        }
        return known;
    }

    /** The choice, with tableaux that have its members swept in and nothing else. */
    static Selection choose(Likelihood likelihood, double penalty) {
        Selection up = new Selection(likelihood, penalty);
        if (likelihood.candidates.length == 0) {
            return up;
        }
        double fromNone = up.descend();
        Selection down = new Selection(likelihood, penalty);
        for (int i = 0; i < down.member.length; i++) {
            down.toggle(i);
        }
        Selection chosen = new Selection(likelihood, penalty);
        for (int i : (down.descend() < fromNone - LEAST_GAIN ? down : up).members()) {
            chosen.toggle(i);
        }
        return chosen;
    }

    /**
     * Goes down as far as it goes; the score there. Candidates a few places apart have nearly the same columns, and a tableau
     * may then promise a fall that is nothing but rounding: each move is made only if a factorisation of its own agrees.
     */
    private double descend() {
        double current = exact();
        boolean[] refused = new boolean[member.length];
        while (true) {
            int best = -1;
            double least = current - LEAST_GAIN;
            for (int i = 0; i < member.length; i++) {
                double score = refused[i] ? Double.POSITIVE_INFINITY : score(i);
                if (score < least) {
                    least = score;
                    best = i;
                }
            }
            if (best < 0) {
                return current;
            }
            toggle(best);
            double reached = exact();
            if (reached < current - LEAST_GAIN) {
                current = reached;
                Arrays.fill(refused, false);
            } else {
                toggle(best);
                refused[best] = true;
            }
        }
    }

    private double exact() {
        List<Integer> members = members();
        return likelihood.best(members).deviance() + penalty * members.size();
    }

    /** Numbers of the chosen candidates, ascending. */
    List<Integer> members() {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < member.length; i++) {
            if (member[i]) {
                members.add(i);
            }
        }
        return members;
    }

    /** Deviance plus penalty with candidate i toggled; -1: as it stands. */
    private double score(int i) {
        double least = best(i).deviance();
        int count = 0;
        for (int j = 0; j < member.length; j++) {
            count += member[j] != (j == i) ? 1 : 0;
        }
        return least + penalty * count;
    }

    /** The best model of the grid with candidate i toggled; -1: as it stands. */
    NoiseSearch.Best best(int i) {
        int p = likelihood.columns.length;
        return likelihood.search.least(m -> {
            double[][] table = tableau(m);
            double rss = table[p][p] - (i < 0 ? 0 : change(table, 2 + 2 * i, p));
            return likelihood.gram(m).deviance(Math.max(0, rss), likelihood.samples);
        });
    }

    /** By how much the residual sum of squares falls when the pair of columns at a is toggled. */
    private static double change(double[][] table, int a, int p) {
        double aa = table[a][a];
        double ab = table[a][a + 1];
        double bb = table[a + 1][a + 1];
        double ya = table[a][p];
        double yb = table[a + 1][p];
        double determinant = aa * bb - ab * ab;
        if (determinant > PIVOT_FLOOR * aa * bb) {
            return (ya * ya * bb - 2 * ya * yb * ab + yb * yb * aa) / determinant;
        }
        return 0;
    }

    void toggle(int i) {
        member[i] = !member[i];
        for (int m = 0; m < tableau.length; m++) {
            double[][] known = tableau[m];
            if (known != null) {
                toggle(m, known, i);
            }
        }
    }

    /** Sweeps the columns of a candidate in where it is a member, else out. */
    private void toggle(int m, double[][] table, int i) {
        for (int column = 2 + 2 * i; column < 4 + 2 * i; column++) {
            if (swept[m][column] != member[i]) {
                sweep(m, table, column);
            }
        }
    }

    private void sweep(int m, double[][] a, int k) {
        double pivot = a[k][k];
        boolean back = swept[m][k];
        if (!back && !(pivot > PIVOT_FLOOR * likelihood.gram(m).product[k][k])) {
            return;
        }
        int size = a.length;
        double[] row = a[k];
        for (int i = 0; i < size; i++) {
            double factor = a[i][k] / pivot;
            if (i == k || factor == 0) {
                continue;
            }
            double[] target = a[i];
            for (int j = 0; j < size; j++) {
                target[j] -= factor * row[j];
            }
            target[k] = back ? -factor : factor;
        }
        for (int j = 0; j < size; j++) {
            row[j] = j == k ? -1 / pivot : a[j][k];
        }
        swept[m][k] = !back;
    }
}
