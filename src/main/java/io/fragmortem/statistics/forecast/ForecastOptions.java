package io.fragmortem.statistics.forecast;

/**
 * How a forecast is simulated.
 *
 * @param seed of the random numbers; same seed, same forecast
 * @param paths simulated futures, at least 100
 * @param horizonFactor how far to look, in lengths of the regime; positive
 * @param confidence of the interval from earliest to latest, in (0, 1)
 */
public record ForecastOptions(long seed, int paths, double horizonFactor, double confidence) {

    /** Checks the ranges. */
    public ForecastOptions {
        if (paths < 100 || !(horizonFactor > 0) || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("forecast options: paths " + paths + ", horizon " + horizonFactor
                    + ", confidence " + confidence + ", expected at least 100, above 0, between 0 and 1");
        }
    }

    /** 1,000 paths, three lengths of the regime, 90 %. */
    public static ForecastOptions withDefaults() {
        return new ForecastOptions(20261123, 1000, 3, 0.9);
    }
}
