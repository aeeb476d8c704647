package io.fragmortem.statistics.noise;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns whitened under each noise of a grid, when it is asked for: series whose samples are all there have the same. What two threads make
 * at a time is the same twice.
 */
public final class RegressorGrid {

    private final List<ArmaNoise> noises;
    private final boolean[] ok;
    private final double[][] columns;
    private final @Nullable Regressors[] whitened;

    /**
     * Takes columns that do not change any more.
     *
     * @param ok places that count; they are copied
     */
    public RegressorGrid(List<ArmaNoise> noises, boolean[] ok, double[][] columns) {
        this.noises = noises;
        this.ok = ok.clone();
        this.columns = columns;
        whitened = new Regressors[noises.size()];
    }

    /**
     * Their inner products under the noise of this number, and with more columns.
     *
     * @param others the other columns, the series last
     */
    public Gram with(int noise, double[]... others) {
        return under(noise).with(others);
    }

    private Regressors under(int noise) {
        Regressors known = whitened[noise];
        if (known == null) {
            known = new Regressors(new Whitener(noises.get(noise), ok), columns);
            whitened[noise] = known;
        }
        return known;
    }

    /** Whether it is that of these columns. */
    boolean isOf(boolean[] others, double[][] given) {
        return Arrays.equals(ok, others) && Arrays.deepEquals(columns, given);
    }
}
