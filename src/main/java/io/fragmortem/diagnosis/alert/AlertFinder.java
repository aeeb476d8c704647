package io.fragmortem.diagnosis.alert;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.timeline.Columns;
import io.fragmortem.timeline.TimeOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the level at which an alert in bytes would have told of a cause before its worst moment: above everything that was
 * there before it began, well below what it became. A limit, where one is known, sets the level of what runs into it.
 */
public final class AlertFinder {

    /** As much of the way from the calm level to the worst one. */
    private static final double PART = 1.0 / 3;

    /** Without a certified beginning, this part of the way up still counts as calm. */
    private static final double CALM_PART = 0.05;

    /** Fewer calm samples say nothing of false alarms. */
    private static final int LEAST_CALM = 5;

    private static final long MINUTE = 60;
    private static final long LONGEST_HOLD = 15 * MINUTE;
    private static final double HELD_SAMPLES = 3;

    private final Case c;
    private final long[] time;
    private final double[] values;
    private final Metric metric;

    private AlertFinder(Case c, Metric metric) {
        this.c = c;
        this.metric = metric;
        this.time = c.series().timeMicros();
        this.values = c.series().column(metric);
    }

    /**
     * The alert for a cause.
     *
     * @param causeId stable name of the cause, for the alert's name
     * @param metrics series that show it: the first that the input tells and the exporter exports counts
     * @param sinceMicros when it began, where that is known
     * @param limited whether what grows is only told by the limit that it runs into
     * @return empty where the capture cannot carry one: no times, no calm before it, too little, or too late
     */
    public static Optional<Alert> of(
            Case c, String causeId, List<Metric> metrics, OptionalLong sinceMicros, boolean limited) {
        Optional<Metric> told = metrics.stream()
                .filter(metric -> Columns.lastOf(c.series().column(metric)).isPresent())
                .findFirst();
        if (told.isEmpty()
                || !c.timeline().timed()
                || ExporterQuery.of(told.get()).isEmpty()) {
            return Optional.empty();
        }
        return new AlertFinder(c, told.get()).find(causeId, sinceMicros, limited);
    }

    private Optional<Alert> find(String causeId, OptionalLong sinceMicros, boolean limited) {
        int worst = worst();
        double limit = limited ? limit() : Double.NaN;
        int onset = limited ? reaches(limit, worst) : onset(sinceMicros, worst);
        int calm = 0;
        double before = 0;
        for (int i = 0; i < onset; i++) {
            calm += Double.isNaN(values[i]) ? 0 : 1;
            before = Math.max(before, Double.isNaN(values[i]) ? 0 : values[i]);
        }
        double level = limited ? limit : before + PART * (values[worst] - before);
        boolean carries = calm >= LEAST_CALM
                && level > before
                && values[worst] > level
                && (limited || values[worst] - before >= c.thresholds().significantBytes());
        if (!carries) {
            return Optional.empty();
        }
        double rounded = rounded(level, before);
        return fired(causeId, rounded, hold(), worst).or(() -> fired(causeId, rounded, 0, worst));
    }

    /** The level lies above all that was there before it began: whatever fires does so for what was found. */
    private Optional<Alert> fired(String causeId, double level, long hold, int worst) {
        long heldSince = Long.MIN_VALUE;
        for (int i = 0; i < worst; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            if (values[i] <= level) {
                heldSince = Long.MIN_VALUE;
                continue;
            }
            heldSince = heldSince == Long.MIN_VALUE ? time[i] : heldSince;
            if (time[i] - heldSince >= hold * 1_000_000 && time[worst] > time[i]) {
                String expression = ExporterQuery.of(metric).orElseThrow() + " > " + (long) level;
                Alert.Replay replay = new Alert.Replay(time[i], time[worst]);
                return Optional.of(new Alert(Alert.nameOf(causeId), expression, hold, replay));
            }
        }
        return Optional.empty();
    }

    private int worst() {
        int worst = 0;
        for (int i = 1; i < values.length; i++) {
            worst = Double.isNaN(values[worst]) || values[i] > values[worst] ? i : worst;
        }
        return worst;
    }

    /** The first row above the level; what lies below it is calm. */
    private int reaches(double level, int worst) {
        int row = 0;
        while (row < worst && !(values[row] > level)) {
            row++;
        }
        return row;
    }

    /** The row at which it began: as told, but where that is the first one or not known behind the last row that was as low as ever. */
    private int onset(OptionalLong sinceMicros, int worst) {
        boolean told = sinceMicros.isPresent() && sinceMicros.getAsLong() <= time[worst];
        int since = told ? TimeOrder.firstAt(time, sinceMicros.getAsLong()) : 0;
        if (since > 0) {
            return since;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= worst; i++) {
            least = values[i] < least ? values[i] : least;
        }
        double low = least + CALM_PART * (values[worst] - least);
        int onset = worst;
        while (onset > 0 && !(values[onset - 1] <= low)) {
            onset--;
        }
        return onset;
    }

    /** What is told by a limit fires at the share of it at which headroom counts as narrow; NaN without a limit. */
    private double limit() {
        Optional<Bound> bound = metric == Total.USED_MEMORY_RSS
                ? c.series().hardLimit()
                : c.series().maxmemory().or(c.series()::hardLimit);
        return bound.map(b -> c.value(Thresholds.HEADROOM_SHARE) * b.bytes()).orElse(Double.NaN);
    }

    /** Three samples, in whole minutes: one scrape that failed or one spike must not wake anybody. */
    private long hold() {
        long[] steps = new long[Math.max(0, time.length - 1)];
        Arrays.setAll(steps, i -> time[i + 1] - time[i]);
        Arrays.sort(steps);
        double cadence = steps.length == 0 ? 0 : steps[steps.length / 2] / 1e6;
        long minutes = (long) Math.ceil(Math.max(MINUTE, HELD_SAMPLES * cadence) / MINUTE);
        return Math.min(LONGEST_HOLD, minutes * MINUTE);
    }

    /** To two digits of its MiB, still above what was there before. */
    private static double rounded(double level, double before) {
        double mebibytes = level / (1 << 20);
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, mebibytes))) - 1));
        double round = Math.floor(mebibytes / unit) * unit * (1 << 20);
        return round > before ? round : level;
    }
}
