package io.fragmortem.timeline;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Splits a timeline where the server process changed. What identifies a process decides ({@link Processes}); only where
 * that is silent, weaker signs do: a start in the server's log between two samples, another used_memory_startup
 * (constant for the life of a process), a lower used_memory_peak (nothing but a restart lowers it).
 */
final class Runs {

    /** {@code 1.00G} is known to half a percent. */
    private static final double ROUNDED_PEAK = 0.994;

    /**
     * A time is written before the question or after the answer, often in whole seconds: samples nearer than this may
     * stand in the wrong order.
     */
    private static final long ORDER_MICROS = 2_000_000;

    private static final long SECOND = 1_000_000;

    private final Rows rows;
    private final Processes processes;
    private final Run.@Nullable Reason[] splits;
    private final boolean[] logged;

    private Runs(Rows rows, List<Event> events) {
        this.rows = rows;
        this.processes = new Processes(rows);
        this.splits = new Run.Reason[rows.time.length];
        this.logged = logged(rows, events);
    }

    static List<Run> find(Rows rows, List<Event> events) {
        Runs state = new Runs(rows, events);
        state.processes.restarts().forEach(state::place);
        state.weakSigns();
        return state.runs();
    }

    /** Per row: whether the log tells of a start between it and the row before, as far as their times can be told apart. */
    private static boolean[] logged(Rows rows, List<Event> events) {
        boolean[] logged = new boolean[rows.time.length];
        int row = 0;
        for (Event event : events) {
            if (event.kind() != Event.Kind.SERVER_START || !event.stamp().known()) {
                continue;
            }
            long start = event.stamp().epochMicros();
            while (row < logged.length && rows.time[row] < start) {
                row++;
            }
            // a sample of a whole second may have been taken after the start that it seems to precede
            boolean apart = row > 0
                    && row < logged.length
                    && start - rows.time[row - 1] >= (rows.time[row - 1] % SECOND == 0 ? SECOND : 1);
            if (apart) {
                logged[row] = true;
            }
        }
        return logged;
    }

    /** Finds the row at which a restart that identities prove shows first. */
    private void place(Processes.Restart restart) {
        int from = restart.after() + 1;
        int until = restart.until();
        boolean settled = false;
        for (int i = from; i <= until; i++) {
            settled |= splits[i] != null;
        }
        if (settled || held(from, until, restart.evidence())) {
            return;
        }
        boolean told = false;
        for (int i = from; i <= until; i++) {
            if (logged[i] && !processes.continues(i)) {
                splits[i] = restart.evidence().reason();
                told = true;
            }
        }
        if (!told) {
            splits[shown(restart)] = restart.evidence().reason();
        }
    }

    /** Whether as strong evidence says of all these rows that each continues the one before it. */
    private boolean held(int from, int until, Processes.Evidence evidence) {
        for (int i = from; i <= until; i++) {
            if (!processes.continues(i, evidence)) {
                return false;
            }
        }
        return true;
    }

    /** The first row that a weaker sign or the uptime gives to the new process; the row that names it, if none does. */
    private int shown(Processes.Restart restart) {
        double peak = before(Field.USED_MEMORY_PEAK, restart.after());
        double startup = before(Field.USED_MEMORY_STARTUP, restart.after());
        double start = rows.clocked ? processes.startMicros(restart.until()) : Double.NaN;
        for (int i = restart.after() + 1; i < restart.until(); i++) {
            boolean other = rows.at(Field.USED_MEMORY_PEAK, i) < lowered(peak)
                    || differs(startup, rows.at(Field.USED_MEMORY_STARTUP, i))
                    || rows.time[i] >= start;
            if (other && !processes.continues(i)) {
                return i;
            }
        }
        return restart.until();
    }

    private double before(Field field, int row) {
        for (int i = row; i >= 0 && i > row - 100; i--) {
            if (!Double.isNaN(rows.at(field, i))) {
                return rows.at(field, i);
            }
        }
        return Double.NaN;
    }

    private double lowered(double peak) {
        return peak * (rows.rounded ? ROUNDED_PEAK : 1);
    }

    private static boolean differs(double before, double value) {
        return !Double.isNaN(value) && !Double.isNaN(before) && value != before;
    }

    /** The signs that count where nothing identifies the process. */
    private void weakSigns() {
        double startup = Double.NaN;
        Peaks peaks = new Peaks();
        for (int i = 0; i < splits.length; i++) {
            double begun = rows.at(Field.USED_MEMORY_STARTUP, i);
            if (splits[i] == null && i > 0 && !processes.continues(i)) {
                splits[i] = logged[i]
                        ? Run.Reason.LOGGED
                        : differs(startup, begun) && !rows.rounded
                                ? Run.Reason.STARTUP_MEMORY
                                : peaks.fell(i) ? Run.Reason.PEAK : null;
            }
            if (splits[i] != null) {
                startup = Double.NaN;
                peaks = new Peaks();
            }
            startup = Double.isNaN(begun) ? startup : begun;
            peaks.see(i);
        }
    }

    /** The highest peak of the present process, and the highest one that is surely older than a row. */
    private final class Peaks {
        private double settled = Double.NaN;
        private int next = -1;

        void see(int row) {
            next = next < 0 ? row : next;
        }

        /** Whether the peak of this row is lower than one that was told before it for certain, and never told again. */
        boolean fell(int row) {
            double peak = rows.at(Field.USED_MEMORY_PEAK, row);
            if (Double.isNaN(peak) || next < 0) {
                return false;
            }
            long sure = rows.clocked ? ORDER_MICROS : 0;
            while (next < row && rows.time[row] - rows.time[next] >= sure) {
                double older = rows.at(Field.USED_MEMORY_PEAK, next++);
                settled = Double.isNaN(settled) || older > settled ? older : settled;
            }
            return peak < lowered(settled) && !toldAgain(row, peak);
        }

        /**
         * One late answer among others: the very number that fell is told again soon after. MEMORY STATS prints the peak
         * as the last tick of the timer left it, INFO raises it first: nothing comes after the last row, so there only
         * a peak that fell by more than a tick can raise it is believed.
         */
        private boolean toldAgain(int row, double peak) {
            boolean later = false;
            for (int i = row + 1; i < Math.min(rows.time.length, row + 4); i++) {
                double next = rows.at(Field.USED_MEMORY_PEAK, i);
                if (next == settled) {
                    return true;
                }
                later |= !Double.isNaN(next);
            }
            return !later && peak >= settled * ROUNDED_PEAK;
        }
    }

    private List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        Run.Reason reason = Run.Reason.FIRST;
        for (int i = 1; i <= splits.length; i++) {
            Run.@Nullable Reason next = i == splits.length ? Run.Reason.FIRST : splits[i];
            if (next != null) {
                runs.add(new Run(
                        runs.size(),
                        from,
                        i,
                        rows.time[from],
                        rows.time[i - 1],
                        began(from, i),
                        runId(from, i),
                        reason));
                from = i;
                reason = next;
            }
        }
        return List.copyOf(runs);
    }

    /** Of the first sample that tells its uptime, which counts whole seconds. */
    private OptionalLong began(int from, int to) {
        for (int i = from; i < to; i++) {
            double uptime = rows.at(Field.UPTIME_IN_SECONDS, i);
            if (uptime >= 0) {
                return OptionalLong.of(rows.time[i] - (long) (uptime * 1e6));
            }
        }
        return OptionalLong.empty();
    }

    private Optional<String> runId(int from, int to) {
        for (int i = from; i < to; i++) {
            String id = rows.facts.get(i).get(Fact.RUN_ID);
            if (id != null) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }
}
