package io.fragmortem.timeline;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the command statistics of INFO tell between two dumps of one process: a command that frees memory or changes settings
 * was called in that time. When within it nobody knows, so the event stands at its end and says how long it was.
 */
final class CommandCounts {

    /** A counter of a command, and the command as people know it. */
    private record Counted(Field field, String command, Event.Kind kind) {}

    private static final List<Counted> COUNTED = List.of(
            new Counted(Field.CMDSTAT_FLUSHALL, "FLUSHALL", Event.Kind.FLUSH),
            new Counted(Field.CMDSTAT_FLUSHDB, "FLUSHDB", Event.Kind.FLUSH),
            new Counted(Field.CMDSTAT_MEMORY_PURGE, "MEMORY PURGE", Event.Kind.COMMAND),
            new Counted(Field.CMDSTAT_SCRIPT_FLUSH, "SCRIPT FLUSH", Event.Kind.COMMAND),
            new Counted(Field.CMDSTAT_CONFIG_SET, "CONFIG SET", Event.Kind.COMMAND),
            new Counted(Field.CMDSTAT_CLIENT_KILL, "CLIENT KILL", Event.Kind.COMMAND));

    private CommandCounts() {}

    /** The events of a timeline with times, by command, then time. */
    static List<Event> events(Rows rows, List<Run> runs) {
        List<Event> events = new ArrayList<>();
        for (Counted counted : COUNTED) {
            double[] column = rows.columns.get(counted.field());
            if (column != null) {
                runs.forEach(run -> events(rows, run, column, counted, events));
            }
        }
        return events;
    }

    private static void events(Rows rows, Run run, double[] column, Counted counted, List<Event> events) {
        int known = -1;
        for (int row = run.from(); row < run.to(); row++) {
            if (Double.isNaN(column[row])) {
                continue;
            }
            double calls = known < 0 ? 0 : column[row] - column[known];
            if (calls > 0) {
                double seconds = (rows.time[row] - rows.time[known]) / 1e6;
                events.add(new Event(
                        counted.kind(),
                        rows.origins.get(row),
                        new Stamp(rows.time[row], TimeSource.STATED),
                        counted.command(),
                        Map.of(Amount.CALLS, calls, Amount.DURATION_SECONDS, seconds)));
            }
            known = row;
        }
    }
}
