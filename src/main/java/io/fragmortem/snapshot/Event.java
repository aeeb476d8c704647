package io.fragmortem.snapshot;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Something that happened, as the input tells it.
 *
 * @param kind what
 * @param origin where it was read, and who spoke
 * @param stamp when
 * @param text the line or a short form of it, untrusted, at most 500 characters
 * @param numbers quantities of the event by name with their unit in the name, for example {@code cow_bytes},
 *     {@code pid}, {@code frag_percent}, {@code duration_seconds}; sorted by name
 * @param writer id of the process in whose log the event stands, where the log says
 */
public record Event(
        Kind kind, Origin origin, Stamp stamp, String text, Map<String, Double> numbers, OptionalLong writer)
        implements Finding {

    /** How often a command was called, in the numbers of an event that counters tell. */
    public static final String CALLS = "calls";

    /** The process that it happened to, in the numbers of an event. */
    public static final String PID = "pid";

    /** Whose memory ended, in the numbers of a kill: 1 a control group's, 0 the host's. */
    public static final String OF_GROUP = "of_group";

    /** How often an orchestrator had started the container anew, in the numbers of an event about its end. */
    public static final String RESTARTS = "restarts";

    public Event {
        text = text.length() > 500 ? text.substring(0, 500) : text;
        numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
    }

    /** An event of which nobody says whose log it stands in. */
    public Event(Kind kind, Origin origin, Stamp stamp, String text, Map<String, Double> numbers) {
        this(kind, origin, stamp, text, numbers, OptionalLong.empty());
    }

    @Override
    public Event from(Origin place) {
        return new Event(kind, place, stamp, text, numbers, writer);
    }

    /** The same at another moment. */
    public Event at(Stamp moment) {
        return new Event(kind, origin, moment, text, numbers, writer);
    }

    /** Whether counters told it: it came at some time before the dump that tells it, within {@code duration_seconds}. */
    public boolean isCounted() {
        return numbers.containsKey(CALLS);
    }

    /** The kinds of events. */
    public enum Kind {
        SERVER_START,
        SERVER_STOP,
        CRASH,
        UNREACHABLE,
        LOAD,
        FORK_START,
        FORK_END,
        FORK_FAILED,
        CHILD_KILLED,
        COPY_ON_WRITE,
        DEFRAG_START,
        DEFRAG_END,
        OUT_OF_MEMORY,
        KERNEL_OOM_KILL,
        CLIENT_CLOSED_BUFFER_LIMIT,
        CLIENT_EVICTED,
        FULL_SYNC,
        PARTIAL_SYNC,
        REPLICA_LOST,
        ROLE_CHANGE,
        CONFIG_WARNING,
        FLUSH,
        SLOW_SCRIPT,
        CLOCK_ANCHOR,
        COMMAND,
        NOTE
    }
}
