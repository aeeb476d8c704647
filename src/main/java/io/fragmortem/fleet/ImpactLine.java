package io.fragmortem.fleet;

import java.util.OptionalLong;

/**
 * One way in which trouble with memory reaches users, and what the input shows of it.
 *
 * @param count how often; 0 also where it is not visible
 * @param lastMicros when last, where a log tells
 */
public record ImpactLine(Kind kind, Sight sight, double count, OptionalLong lastMicros) {

    /** What may happen to users. */
    public enum Kind {
        EVICTED_KEYS,
        REFUSED_WRITES,
        REFUSED_CONNECTIONS,
        CLOSED_CLIENTS,
        FAILED_FORKS,
        KERNEL_KILLS,
        /** As an orchestrator counts them, however each of them came about. */
        CONTAINER_RESTARTS,
        CRASHES,
        LOST_REPLICAS,
        /** The backlog did not reach back far enough: each is a full synchronisation, with a fork and its copies. */
        REFUSED_PARTIAL_SYNCS
    }

    /** How far the input shows it. */
    public enum Sight {
        /** Within the window. */
        WINDOW,
        /** A counter of one moment: since the server started. */
        SINCE_START,
        /** Neither a counter nor a log of it is in the input. */
        NOT_VISIBLE
    }
}
