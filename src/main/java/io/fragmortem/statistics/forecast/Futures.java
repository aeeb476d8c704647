package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Draws;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.forecast.Curves.Course;
import io.fragmortem.statistics.forecast.Curves.Weighted;
import java.util.Arrays;
import java.util.List;

/**
 * When simulated futures reach a limit.
 *
 * @param passages ascending; infinite for the futures that do not get there within the horizon
 * @param horizon time up to which was looked
 * @param effective independent samples that know as much as the past does
 * @param levelling weight of the courses that level off
 * @param stranded share of the futures that level off and never get there
 */
record Futures(double[] passages, double horizon, double effective, double levelling, double stranded) {

    /** Of one regime, its growth drawn from all courses by their weights. */
    static Futures of(Past past, double limit, ForecastOptions options) {
        Series last = past.last();
        double end = last.time()[last.size() - 1];
        double horizon = end + options.horizonFactor() * (end - last.time()[0]);
        Stretch whole = Stretch.of(last, past.removed().radians());
        Stretch regime = Stretch.of(past.regime(), past.removed().radians());
        List<Weighted> curves = Curves.weighed(last, past.kink());
        LineMean line = LineMean.of(regime.places(), past.now());
        double effective = line.effective();
        double straight = curves.isEmpty() ? 1 : Curves.weight(curves, Course.STRAIGHT);
        int paths = options.paths();
        double[] passages = new double[paths];
        Draws random = new Draws(options.seed());
        double share = straight;
        int from = (int) Math.round(paths * share);
        new FuturePaths(regime, line, Ahead.of(end, regime.step(), horizon, past.clock()), options)
                .passages(limit, passages, 0, from, random);
        int stranded = 0;
        Ahead ahead = Ahead.of(end, whole.step(), horizon, past.clock());
        for (Weighted curve : curves) {
            if (curve.curve().course() == Course.STRAIGHT) {
                continue;
            }
            share += curve.weight();
            int to = (int) Math.round(paths * share);
            if (to > from) {
                CurveMean mean = new CurveMean(whole.places(), curve, ahead.steps());
                new FuturePaths(whole, mean, ahead, options).passages(limit, passages, from, to, random);
                for (int i = from; i < to && curve.curve().course() == Course.SLOWER; i++) {
                    stranded += Double.isInfinite(passages[i]) ? 1 : 0;
                }
                effective = curve.weight() > straight ? Math.max(effective, mean.effective()) : effective;
            }
            from = to;
        }
        Arrays.sort(passages);
        double levelling = curves.isEmpty() ? 0 : Curves.weight(curves, Course.SLOWER);
        return new Futures(passages, horizon, effective, levelling, (double) stranded / paths);
    }

    /** The time by which so large a share of the futures is there; infinite when that is beyond the horizon. */
    double by(double share) {
        return passages[(int) Math.min(passages.length - 1, Math.floor(share * passages.length))];
    }
}
