package io.fragmortem.timeline;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The samples between two starts of the server process.
 *
 * @param index 0-based
 * @param from index of its first sample
 * @param to index after its last sample
 * @param fromMicros time of the first sample
 * @param toMicros time of the last sample
 * @param beganMicros when its process began by the first uptime that is told, on the clock of the samples
 * @param runId the server's run_id where the input has it
 * @param reason how we know that it began
 */
public record Run(
        int index,
        int from,
        int to,
        long fromMicros,
        long toMicros,
        OptionalLong beganMicros,
        Optional<String> runId,
        Reason reason) {

    public int size() {
        return to - from;
    }

    /** What told us that a new process began. */
    public enum Reason {
        /** It is the first run seen. */
        FIRST,
        RUN_ID,
        PROCESS_ID,
        UPTIME,
        STARTUP_MEMORY,
        /** The server log or the kernel says so. */
        LOGGED,
        /** The peak fell: it survives everything but a restart. */
        PEAK
    }
}
