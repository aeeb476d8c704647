package io.fragmortem.fleet;

import io.fragmortem.memory.RssSeries;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Means of used memory and RSS over each day in UTC, the last ones of a long capture. Only samples that tell both count.
 *
 * @param firstDay days since 1970 of the first one
 * @param used bytes, NaN on a day without samples
 * @param rss bytes
 */
public record DayMeans(long firstDay, double[] used, double[] rss) {

    /** More days than these are no heat map any more. */
    public static final int MOST = 62;

    private static final long DAY_MICROS = 86_400_000_000L;

    /** The share of RSS beyond used memory on a day, empty where that is not known. */
    public OptionalDouble share(long day) {
        long at = day - firstDay;
        if (at < 0 || at >= rss.length || !(rss[(int) at] > 0)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.max(0, 1 - used[(int) at] / rss[(int) at]));
    }

    static DayMeans of(RssSeries series, boolean timed) {
        int n = series.timeMicros().length;
        if (!timed || n == 0) {
            return new DayMeans(0, new double[0], new double[0]);
        }
        long last = Math.floorDiv(series.timeMicros()[n - 1], DAY_MICROS);
        long first = Math.max(Math.floorDiv(series.timeMicros()[0], DAY_MICROS), last - MOST + 1);
        int days = (int) (last - first + 1);
        double[] used = new double[days];
        double[] rss = new double[days];
        int[] count = new int[days];
        for (int i = 0; i < n; i++) {
            int day = (int) (Math.floorDiv(series.timeMicros()[i], DAY_MICROS) - first);
            if (day >= 0 && series.isWhole(i)) {
                used[day] += series.used()[i];
                rss[day] += series.rss()[i];
                count[day]++;
            }
        }
        Arrays.setAll(used, day -> count[day] == 0 ? Double.NaN : used[day] / count[day]);
        Arrays.setAll(rss, day -> count[day] == 0 ? Double.NaN : rss[day] / count[day]);
        return new DayMeans(first, used, rss);
    }
}
