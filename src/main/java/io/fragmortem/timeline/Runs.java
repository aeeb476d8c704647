package io.fragmortem.timeline;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Splits a timeline where the server process changed. Evidence, any of: another run_id, another process_id, uptime lower
 * than before, another used_memory_startup (constant for the life of a process), a lower used_memory_peak (nothing but a
 * restart lowers it), a start in the server's log between two samples.
 */
final class Runs {

    /** Uptime counts whole seconds and is read a moment before or after the sample's time. */
    private static final double UPTIME_SLACK_SECONDS = 2;

    /** {@code 1.00G} is known to half a percent. */
    private static final double ROUNDED_PEAK = 0.994;

    private final Rows rows;
    private @Nullable String runId;
    private double processId = Double.NaN;
    private double uptime = Double.NaN;
    private double startup = Double.NaN;
    private double peak = Double.NaN;

    private Runs(Rows rows) {
        this.rows = rows;
    }

    static List<Run> find(Rows rows, List<Event> events) {
        Runs state = new Runs(rows);
        List<Run> runs = new ArrayList<>();
        List<Event> starts = events.stream()
                .filter(e -> e.kind() == Event.Kind.SERVER_START && e.stamp().known())
                .toList();
        int next = 0;
        int from = 0;
        Run.Reason reason = Run.Reason.FIRST;
        Optional<String> id = Optional.empty();
        for (int i = 0; i < rows.time.length; i++) {
            boolean logged = false;
            while (next < starts.size() && starts.get(next).stamp().epochMicros() <= rows.time[i]) {
                logged |= i > 0 && starts.get(next).stamp().epochMicros() > rows.time[i - 1];
                next++;
            }
            Optional<Run.Reason> split = i == 0 ? Optional.empty() : state.split(i, logged);
            if (split.isPresent()) {
                runs.add(run(runs.size(), from, i, rows, id, reason));
                from = i;
                reason = split.get();
                id = Optional.empty();
                state.forget();
            }
            state.remember(i);
            if (id.isEmpty()) {
                id = Optional.ofNullable(rows.facts.get(i).get(Fact.RUN_ID));
            }
        }
        if (rows.time.length > 0) {
            runs.add(run(runs.size(), from, rows.time.length, rows, id, reason));
        }
        return List.copyOf(runs);
    }

    private static Run run(int index, int from, int to, Rows rows, Optional<String> id, Run.Reason reason) {
        return new Run(index, from, to, rows.time[from], rows.time[to - 1], id, reason);
    }

    private Optional<Run.Reason> split(int row, boolean logged) {
        String id = rows.facts.get(row).get(Fact.RUN_ID);
        if (id != null && runId != null) {
            return id.equals(runId) ? Optional.empty() : Optional.of(Run.Reason.RUN_ID);
        }
        if (differs(Field.PROCESS_ID, row, processId)) {
            return Optional.of(Run.Reason.PROCESS_ID);
        }
        double up = rows.column(Field.UPTIME_IN_SECONDS)[row];
        if (up < uptime - UPTIME_SLACK_SECONDS) {
            return Optional.of(Run.Reason.UPTIME);
        }
        if (differs(Field.USED_MEMORY_STARTUP, row, startup)) {
            return Optional.of(Run.Reason.STARTUP_MEMORY);
        }
        if (isPeakLower(row)) {
            return Optional.of(Run.Reason.PEAK);
        }
        return logged ? Optional.of(Run.Reason.LOGGED) : Optional.empty();
    }

    /**
     * MEMORY STATS prints the peak as the last tick of the timer left it, INFO raises it first: a peak that is back in the next
     * row never fell.
     */
    private boolean isPeakLower(int row) {
        double[] peaks = rows.column(Field.USED_MEMORY_PEAK);
        double least = peak * (rows.rounded ? ROUNDED_PEAK : 1);
        if (!(peaks[row] < least)) {
            return false;
        }
        for (int next = row + 1; next < peaks.length; next++) {
            if (!Double.isNaN(peaks[next])) {
                return peaks[next] < least;
            }
        }
        return peaks[row] < peak * ROUNDED_PEAK;
    }

    private boolean differs(Field field, int row, double before) {
        double value = rows.column(field)[row];
        return !Double.isNaN(value) && !Double.isNaN(before) && value != before;
    }

    private void forget() {
        runId = null;
        processId = Double.NaN;
        uptime = Double.NaN;
        startup = Double.NaN;
        peak = Double.NaN;
    }

    private void remember(int row) {
        String id = rows.facts.get(row).get(Fact.RUN_ID);
        runId = id == null ? runId : id;
        processId = newer(Field.PROCESS_ID, row, processId);
        uptime = newer(Field.UPTIME_IN_SECONDS, row, uptime);
        startup = newer(Field.USED_MEMORY_STARTUP, row, startup);
        peak = newer(Field.USED_MEMORY_PEAK, row, peak);
    }

    private double newer(Field field, int row, double before) {
        double value = rows.column(field)[row];
        return Double.isNaN(value) ? before : value;
    }
}
