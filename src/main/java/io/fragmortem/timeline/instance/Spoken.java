package io.fragmortem.timeline.instance;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBlock;
import io.fragmortem.snapshot.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one speaker says in one stream, as a value that can travel to where its instance is analysed.
 *
 * @param stream name of the stream
 * @param label who spoke, as the stream says it
 * @param traits what must be known of it before its instance is known
 * @param blocks its samples
 * @param others its other findings
 */
public record Spoken(
        String stream, Optional<String> label, Traits traits, List<SampleBlock> blocks, List<Others> others) {

    /** Findings that are no samples, in order. */
    public record Others(List<Finding> findings) {}

    /**
     * The little that decides whose words they are and whether they matter.
     *
     * @param unknown fields that nobody here knows, by name
     * @param leftOut events that were too many
     * @param usable whether some sample says something about the server's memory
     * @param telling whether some event speaks of memory by itself
     * @param signed whether some event says which process wrote it
     * @param port the newest tcp_port
     * @param lives the processes that certainly spoke, the first ones where they are many
     * @param glimpses a few of its samples
     */
    public record Traits(
            Map<String, Integer> unknown,
            long samples,
            long leftOut,
            boolean usable,
            boolean telling,
            boolean signed,
            OptionalDouble port,
            List<Life> lives,
            List<Glimpse> glimpses) {}

    /**
     * What one sample says of its server's size.
     *
     * @param used used memory in bytes, NaN where it is not told
     * @param rss likewise
     */
    public record Glimpse(long micros, double used, double rss) {}

    /**
     * The speakers of one source.
     *
     * @param sightings which process shows where, in the order of the input
     */
    public record Speech(List<Spoken> speakers, List<Sighting> sightings) {}

    /**
     * A process shows with a speaker.
     *
     * @param speaker its place among the speakers of the source
     */
    public record Sighting(String runId, int speaker) {}

    /**
     * From when to when one process is known to have run: its uptime tells the beginning, the dump's own time the end.
     *
     * @param process which one: its run_id, or {@code pid} and its number where that is masked or missing
     * @param from epoch microseconds
     * @param to epoch microseconds
     */
    public record Life(String process, long from, long to) {

        /** {@code CONFIG_RUN_ID_SIZE} in server.h: so many hex digits, chosen at random at each start. */
        private static final int RUN_ID_DIGITS = 40;

        private static final String PID = "pid ";

        /** Two clocks may differ by this, and the end of one process and the beginning of the next are as near. */
        private static final long SLACK = 60_000_000;

        /** An uptime above is a clock that was set after the start. */
        private static final double MOST_UPTIME_SECONDS = 10 * 365.25 * 86_400;

        /**
         * Whether this is a run_id as servers make it, which no two processes share; people mask it before they send a dump. Asked
         * for each sample, so without a pattern.
         */
        static boolean identifies(String runId) {
            boolean digits = runId.length() == RUN_ID_DIGITS;
            boolean zero = true;
            for (int i = 0; digits && i < RUN_ID_DIGITS; i++) {
                char c = runId.charAt(i);
                digits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                zero &= c == '0';
            }
            return digits && !zero;
        }

        /** What one sample shows; empty where its time or process is not certain. */
        static Optional<Life> of(Sample sample) {
            double uptime = sample.get(Field.UPTIME_IN_SECONDS).orElse(-1);
            boolean certain = sample.stamp().source().certainty() == TimeSource.Certainty.CERTAIN
                    && uptime >= 0
                    && uptime <= MOST_UPTIME_SECONDS;
            long now = sample.stamp().epochMicros();
            return certain
                    ? process(sample).map(process -> new Life(process, now - (long) (uptime * 1e6), now))
                    : Optional.empty();
        }

        private static Optional<String> process(Sample sample) {
            OptionalDouble pid = sample.get(Field.PROCESS_ID);
            return Optional.ofNullable(sample.facts().get(Fact.RUN_ID))
                    .filter(Life::identifies)
                    .or(() -> pid.isPresent() ? Optional.of(PID + (long) pid.getAsDouble()) : Optional.empty());
        }

        /** Both together, of one process. */
        Life with(Life other) {
            return new Life(process, Math.min(from, other.from), Math.max(to, other.to));
        }

        /** Whether another process ran beside this one: no server is both. */
        boolean isBeside(Life other) {
            boolean comparable = process.startsWith(PID) == other.process.startsWith(PID);
            return comparable && !process.equals(other.process) && to - other.from > SLACK && other.to - from > SLACK;
        }
    }
}
