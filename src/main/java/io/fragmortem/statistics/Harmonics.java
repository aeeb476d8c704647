package io.fragmortem.statistics;

/**
 * What a removed cycle costs a trend test.
 *
 * @param radians angular frequencies per place of the harmonics
 * @param collinearity factor on the variance of the slope, at least 1
 */
record Harmonics(double[] radians, double collinearity) {

    static final Harmonics NONE = new Harmonics(new double[0], 1);
}
