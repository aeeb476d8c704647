package io.fragmortem.statistics.noise;

/**
 * What a removed cycle costs a trend test.
 *
 * @param radians angular frequencies per place of the harmonics
 * @param collinearity factor on the variance of the slope, at least 1
 * @param amplitude half the distance between the highest and the lowest value of what was removed
 */
public record Harmonics(double[] radians, double collinearity, double amplitude) {

    public static final Harmonics NONE = new Harmonics(new double[0], 1, 0);
}
