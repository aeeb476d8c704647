package io.fragmortem.snapshot;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Something that happened, as the input tells it.
 *
 * @param kind what
 * @param origin where it was read, and who spoke
 * @param stamp when
 * @param text the line or a short form of it, untrusted, at most 500 characters
 * @param numbers what the text counts or measures
 * @param writer id of the process in whose log the event stands, where the log says
 */
public record Event(
        Kind kind, Origin origin, Stamp stamp, String text, Map<Amount, Double> numbers, OptionalLong writer)
        implements Finding {

    public Event {
        text = text.length() > 500 ? text.substring(0, 500) : text;
        Map<Amount, Double> sorted = Amount.none();
        sorted.putAll(numbers);
        numbers = Collections.unmodifiableMap(sorted);
    }

    /** An event of which nobody says whose log it stands in. */
    public Event(Kind kind, Origin origin, Stamp stamp, String text, Map<Amount, Double> numbers) {
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

    /** Whether counters told it: it came at some time before the dump that tells it, within {@link Amount#DURATION_SECONDS}. */
    public boolean isCounted() {
        return numbers.containsKey(Amount.CALLS);
    }

    /** One of its numbers. */
    public OptionalDouble number(Amount amount) {
        Double value = numbers.get(amount);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
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
