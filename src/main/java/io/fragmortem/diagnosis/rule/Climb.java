package io.fragmortem.diagnosis.rule;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.memory.Metric;
import io.fragmortem.statistics.change.ChangePoint;

/**
 * Growth that its way shows where no trend is proven.
 *
 * @param metric what moved in the last run
 * @param first row of that run that tells it
 * @param last row that tells it
 */
record Climb(Case c, Metric metric, int first, int last) {

    /** Within a day the tide turns, microseconds. */
    private static final long TIDE = 86_400_000_000L;

    /** Parts of the time since a bend whose means are looked at: noise from sample to sample is no movement. */
    private static final int PARTS = 24;

    /** Whether no chance moves it like that. */
    boolean isCertain(double grown) {
        return inSteps() || sinceItsBend() || grown >= c.value(GrowthRule.CLIMB) * moved();
    }

    /** At least two certified steps or bends upwards within the last run, of which most is not taken back: a see-saw climbs nowhere. */
    private boolean inSteps() {
        long start = c.timeline().lastRun().fromMicros();
        int climbs = 0;
        double up = 0;
        double down = 0;
        for (Change change : c.trends().changes()) {
            if (change.metric() != metric || change.atMicros() <= start) {
                continue;
            }
            double rise = change.after() - change.before();
            boolean bytes = change.kind() != ChangePoint.Kind.SLOPE;
            climbs += rise > 0 ? 1 : 0;
            up += bytes ? Math.max(0, rise) : 0;
            down += bytes ? Math.max(0, -rise) : 0;
        }
        return climbs >= 2 && down <= Claim.HALF * up;
    }

    /** Whether it climbed all the way from a certified bend upwards on, for so long that a tide would have turned. */
    private boolean sinceItsBend() {
        long[] time = c.series().timeMicros();
        long bend = c.trends().changes().stream()
                .filter(change -> change.metric() == metric && change.kind() == ChangePoint.Kind.SLOPE)
                .filter(change -> change.after() > Math.max(0, change.before()) && change.atMicros() > time[first])
                .mapToLong(Change::atMicros)
                .max()
                .orElse(Long.MAX_VALUE);
        if (bend > time[last] - TIDE) {
            return false;
        }
        double[] column = c.series().column(metric);
        double[] sum = new double[PARTS];
        int[] known = new int[PARTS];
        for (int row = last; row >= first && time[row] > bend; row--) {
            int part = (int) ((time[row] - bend - 1) * PARTS / (time[last] - bend));
            sum[part] += Double.isNaN(column[row]) ? 0 : column[row];
            known[part] += Double.isNaN(column[row]) ? 0 : 1;
        }
        double begin = Double.NaN;
        double before = Double.NaN;
        double moved = 0;
        for (int part = 0; part < PARTS; part++) {
            if (known[part] > 0) {
                double mean = sum[part] / known[part];
                begin = Double.isNaN(begin) ? mean : begin;
                moved += Double.isNaN(before) ? 0 : Math.abs(mean - before);
                before = mean;
            }
        }
        return before - begin >= c.value(GrowthRule.CLIMB) * moved && before > begin;
    }

    /** All ups and downs from row to row, bytes. */
    private double moved() {
        double[] column = c.series().column(metric);
        double moved = 0;
        double before = column[first];
        for (int i = first + 1; i <= last; i++) {
            moved += Double.isNaN(column[i]) ? 0 : Math.abs(column[i] - before);
            before = Double.isNaN(column[i]) ? before : column[i];
        }
        return moved;
    }
}
