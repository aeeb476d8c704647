package io.fragmortem.timeline;

import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.SampleBlock;
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
     */
    public record Traits(
            Map<String, Integer> unknown,
            long samples,
            long leftOut,
            boolean usable,
            boolean telling,
            boolean signed,
            OptionalDouble port,
            List<Life> lives) {}

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
}
