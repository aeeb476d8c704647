package io.fragmortem.statistics.noise;

import java.util.ArrayList;
import java.util.List;

/**
 * Noise that is an AR(1) state of innovation variance 1 plus white noise, which is ARMA(1,1): Granger and Morris 1976, JRSS
 * A 139:246.
 *
 * @param phi persistence of the state
 * @param theta moving-average parameter, between 0 and phi
 */
public record ArmaNoise(double phi, double theta) {

    /** Variance of the white part. */
    public double whiteVariance() {
        return theta == 0 ? 0 : theta / ((phi - theta) * (1 - phi * theta));
    }

    /** Variance of state plus white part. */
    public double marginalVariance() {
        return 1 / (1 - phi * phi) + whiteVariance();
    }

    /** The 61 models that a series of n places is compared under, the simplest first. */
    public static List<ArmaNoise> grid(int n) {
        List<ArmaNoise> grid = new ArrayList<>();
        grid.add(new ArmaNoise(0, 0));
        for (double phi : new double[] {.15, .3, .45}) {
            for (double kappa : new double[] {0, .5}) {
                grid.add(new ArmaNoise(phi, phi * kappa));
            }
        }
        for (double phi : new double[] {.6, .7, .8, .87, .92, .95, .97, .985, 1 - 1.0 / n}) {
            for (double kappa : new double[] {0, .3, .55, .75, .87, .94}) {
                grid.add(new ArmaNoise(phi, phi * kappa));
            }
        }
        return List.copyOf(grid);
    }
}
