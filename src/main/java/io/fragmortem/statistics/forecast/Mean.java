package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Draws;

/** The mean of a stretch and of its future, known only as well as it could be fitted. Places count from the last one: 0 is today. */
interface Mean {

    /** What the fitted mean leaves of each place of the stretch, NaN = missing. */
    double[] residual();

    /** The fitted mean. */
    double fitted(int place);

    /** The mean drawn last is nowhere higher than this, from one place on to another. */
    double highest(int from, int to);

    /** Parameters of the fit. */
    int parameters();

    /** Degrees of freedom of its errors. */
    double df();

    /** Independent samples that would know as much. */
    double effective();

    /**
     * Draws a mean for one future.
     *
     * @param spread factor on all errors: what makes a Student law of a normal one
     * @param noise this future's noise; through more persistent noise a mean is known less well
     */
    void draw(Draws random, double spread, PathNoise.Drawn noise);

    /** The mean drawn last. */
    double drawn(int place);
}
