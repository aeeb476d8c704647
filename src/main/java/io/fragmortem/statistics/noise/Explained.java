package io.fragmortem.statistics.noise;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series on several sets of any columns, each under the noise of the grid that goes best with it. O(n p^2) for each noise that is asked for. */
public final class Explained {

    private final double[] y;
    private final boolean[] ok;
    private final int samples;
    private final double[][] columns;
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
     * @param sets numbers of columns
     */
    public Explained(double[] y, boolean[] ok, int samples, double[][] columns, List<int[]> sets) {
        this.y = y;
        this.ok = ok;
        this.samples = samples;
        this.sets = sets;
        this.columns = columns;
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
            known = new Regressors(new Whitener(models.get(model), ok), columns).with(y);
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
