package io.fragmortem.statistics.change;

import java.util.Arrays;

/**
 * A series at which a search for changes has looked: what the choice of the scale has found out need not be found out once more. Changes no
 * answer.
 */
public final class Looked {

    final double[] values;
    final boolean[] ok;
    /** Places that the eye sees. */
    final int[] visible;
    /** Nobody certifies with this one where the look was not the last: it knows the likelihood that was asked for last. */
    final Certificate certificate;

    private final RegimeSearch search;

    private Looked(double[] values, boolean[] ok, RegimeSearch search, int[] visible, Certificate certificate) {
        this.values = values;
        this.ok = ok;
        this.search = search;
        this.visible = visible;
        this.certificate = certificate;
    }

    /**
     * Looks.
     *
     * @param values at equidistant places, NaN where missing
     * @param ok samples that count
     */
    static Looked at(double[] values, boolean[] ok) {
        RegimeSearch search = new RegimeSearch(values, ok);
        return new Looked(values, ok, search, search.changes(RegimeSearch.PENALTY), new Certificate(values, ok));
    }

    /** At most 16 of the visible places. */
    int[] strongest() {
        return search.strongest(visible, Certificate.MOST_CANDIDATES);
    }

    /** This where it is about the same, else a new look. */
    Looked again(double[] otherValues, boolean[] otherOk) {
        return Arrays.equals(values, otherValues) && Arrays.equals(ok, otherOk)
                ? new Looked(values, ok, search, visible, certificate.again())
                : at(otherValues, otherOk);
    }
}
