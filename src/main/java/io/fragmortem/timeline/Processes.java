package io.fragmortem.timeline;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which process answered: what identifies it (run_id, process_id, the moment of its start that uptime tells) is compared
 * from each row that states it to the next one that does. Between two rows of one process there is no restart, whatever
 * weaker signs lie between them; between rows of two processes there is at least one.
 */
final class Processes {

    /** Uptime counts whole seconds and is read a moment before or after the sample's time. */
    private static final double UPTIME_SLACK_SECONDS = 2;

    /** The start that uptime tells may wander by this: a blocked server's clock stands still, scrapes are answered late. */
    private static final double START_SLACK_SECONDS = 45;

    /** Clocks of a server and of whoever watches it drift apart by less than this share of the time between two rows. */
    private static final double DRIFT = 0.01;

    private static final long MINUTE = 60_000_000;

    /**
     * Linux gives process ids below this only while it boots, and in a container, where each start gets the same one again
     * ({@code RESERVED_PIDS} in kernel/pid.c): an equal one says nothing.
     */
    private static final double RESERVED_PROCESS_IDS = 300;

    /** Two servers that answer in turn give one row each. */
    private static final int SURELY_BACK = 2;

    /** What tells processes apart, weakest first. */
    enum Evidence {
        UPTIME(Run.Reason.UPTIME),
        PROCESS_ID(Run.Reason.PROCESS_ID),
        RUN_ID(Run.Reason.RUN_ID);

        private final Run.Reason reason;

        Evidence(Run.Reason reason) {
            this.reason = reason;
        }

        Run.Reason reason() {
            return reason;
        }
    }

    /** Two rows of different processes: somewhere after the first and not after the second another one started. */
    record Restart(int after, int until, Evidence evidence) {}

    private enum Answer {
        SAME,
        OTHER,
        UNKNOWN
    }

    private final Rows rows;

    /** Per row: one more than the ordinal of the strongest evidence that it continues the process of the row before it. */
    private final byte[] held;

    private final List<Restart> restarts = new ArrayList<>();

    Processes(Rows rows) {
        this.rows = rows;
        this.held = new byte[rows.time.length];
        for (Evidence evidence : Evidence.values()) {
            compare(evidence);
        }
    }

    /** Restarts that identities prove, strongest evidence first; one row may lie in several of them. */
    List<Restart> restarts() {
        List<Restart> strongest = new ArrayList<>(restarts);
        strongest.sort((a, b) -> b.evidence().compareTo(a.evidence()));
        return strongest;
    }

    /** Whether this row's process is that of the row before it. */
    boolean continues(int row) {
        return held[row] > 0;
    }

    /** Whether at least this much evidence says that the row's process is that of the row before it. */
    boolean continues(int row, Evidence evidence) {
        return held[row] > evidence.ordinal();
    }

    private void compare(Evidence evidence) {
        int last = -1;
        for (int i = 0; i < held.length; i++) {
            if (!states(evidence, i)) {
                continue;
            }
            if (last >= 0 && isMisread(evidence, last, i)) {
                continue;
            }
            if (last >= 0) {
                take(evidence, last, i);
            }
            last = i;
        }
    }

    /**
     * Whether a row alone names another process, and the rows after it that of before: a process that ended does not come back,
     * but a line may be cut in the middle of an identity.
     */
    private boolean isMisread(Evidence evidence, int before, int row) {
        if ((evidence == Evidence.UPTIME && !rows.clocked) || answer(evidence, before, row) != Answer.OTHER) {
            return false;
        }
        int back = 0;
        for (int i = row + 1; i < held.length && back < SURELY_BACK; i++) {
            if (states(evidence, i)) {
                if (answer(evidence, before, i) != Answer.SAME) {
                    return false;
                }
                back++;
            }
        }
        return back == SURELY_BACK;
    }

    private void take(Evidence evidence, int before, int row) {
        switch (answer(evidence, before, row)) {
            case SAME -> {
                for (int i = before + 1; i <= row; i++) {
                    held[i] = (byte) (evidence.ordinal() + 1);
                }
            }
            case OTHER -> restarts.add(new Restart(before, row, evidence));
            case UNKNOWN -> {}
        }
    }

    private boolean states(Evidence evidence, int row) {
        return switch (evidence) {
            case RUN_ID -> rows.facts.get(row).containsKey(Fact.RUN_ID);
            case PROCESS_ID -> !Double.isNaN(rows.at(Field.PROCESS_ID, row));
            case UPTIME -> !Double.isNaN(rows.at(Field.UPTIME_IN_SECONDS, row));
        };
    }

    private Answer answer(Evidence evidence, int before, int row) {
        return switch (evidence) {
            case RUN_ID -> runId(before, row);
            case PROCESS_ID -> processId(before, row);
            case UPTIME -> uptime(before, row);
        };
    }

    private Answer runId(int before, int row) {
        boolean equal = Objects.equals(
                rows.facts.get(before).get(Fact.RUN_ID), rows.facts.get(row).get(Fact.RUN_ID));
        return equal ? Answer.SAME : Answer.OTHER;
    }

    private Answer processId(int before, int row) {
        double id = rows.at(Field.PROCESS_ID, row);
        if (id != rows.at(Field.PROCESS_ID, before)) {
            return Answer.OTHER;
        }
        return id >= RESERVED_PROCESS_IDS ? Answer.SAME : Answer.UNKNOWN;
    }

    private Answer uptime(int before, int row) {
        double grown = rows.at(Field.UPTIME_IN_SECONDS, row) - rows.at(Field.UPTIME_IN_SECONDS, before);
        if (grown < -UPTIME_SLACK_SECONDS) {
            return Answer.OTHER;
        }
        if (!rows.clocked) {
            return Answer.SAME;
        }
        double passed = (rows.time[row] - rows.time[before]) / 1e6;
        boolean minutes = rows.time[row] % MINUTE == 0 && rows.time[before] % MINUTE == 0;
        double slack = Math.max(START_SLACK_SECONDS, DRIFT * passed) + (minutes ? 60 : 0);
        // uptime that grew by less than the time that passed began anew in between
        return passed - grown > slack ? Answer.OTHER : Answer.SAME;
    }

    /** The moment at which the process of this row started, in microseconds; only for rows that tell uptime. */
    double startMicros(int row) {
        return rows.time[row] - 1e6 * rows.at(Field.UPTIME_IN_SECONDS, row);
    }
}
