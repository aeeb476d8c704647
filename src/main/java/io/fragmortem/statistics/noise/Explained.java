package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Recent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series on several sets of any columns, each under the noise of the grid that goes best with it. O(n p^2) for each noise that is asked for,
 * O(n p) where the columns were met lately.
 */
public final class Explained {

    /** Of the curves and of the smooth ways that changes are held against, where all places count and where some do not. */
    private static final Recent<RegressorGrid> RECENT = new Recent<>(4);

    private final double[][] values;
    private final int samples;
    private final RegressorGrid shared;
    private final List<int[]> sets;
    private final List<ArmaNoise> models;
    private final @Nullable Gram[] grams;
    private final double[][] deviances;
    private final List<NoiseSearch.Best> best = new ArrayList<>();

    /**
     * Looks for the noises.
     *
     * @param ok places that count
     * @param samples number of them
     * @param shared columns that other series of as many places have, too; they do not change any more
     * @param own columns of this series alone
     * @param sets numbers of columns, those of its own after the shared ones
     */
    public Explained(double[] y, boolean[] ok, int samples, double[][] shared, double[][] own, List<int[]> sets) {
        values = Arrays.copyOf(own, own.length + 1);
        values[own.length] = y;
        this.samples = samples;
        this.sets = sets;
        this.shared = RECENT.get(
                kept -> kept.isOf(ok, shared), () -> new RegressorGrid(ArmaNoise.grid(ok.length), ok, shared));
        models = ArmaNoise.grid(y.length);
        grams = new Gram[models.size()];
        deviances = new double[models.size()][];
        NoiseSearch search = new NoiseSearch(models.size());
        for (int i = 0; i < sets.size(); i++) {
            int set = i;
            best.add(search.least(m -> deviance(m, set)));
        }
    }

    private double deviance(int model, int set) {
        if (grams[model] == null) {
            deviances[model] = gram(model).deviances(sets, samples);
        }
        return deviances[model][set];
    }

    private Gram gram(int model) {
        Gram known = grams[model];
        if (known == null) {
            known = shared.with(model, values);
            grams[model] = known;
        }
        return known;
    }

    /** -2 log likelihood of a set under its noise, up to a constant. */
    public double deviance(int set) {
        return best.get(set).deviance();
    }

    /** The noise that goes best with a set. */
    public ArmaNoise noise(int set) {
        return models.get(best.get(set).model());
    }

    /** Coefficients of the columns of a set under its noise. */
    public double[] coefficients(int set) {
        return gram(best.get(set).model()).coefficients(sets.get(set));
    }
}
