package io.fragmortem.fleet.compare;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.statistics.level.Level;
import java.util.List;

/**
 * Two sides of one instance, and what it means.
 *
 * @param levels of the metrics that both sides tell, the totals first
 * @param settings that differ
 * @param caveats what to know before believing the outcome
 */
public record Comparison(
        Side before,
        Side after,
        Outcome outcome,
        Phrase sentence,
        List<Moved> levels,
        List<Changed> settings,
        List<Phrase> caveats) {

    public Comparison {
        levels = List.copyOf(levels);
        settings = List.copyOf(settings);
        caveats = List.copyOf(caveats);
    }

    /** Whether it helped. */
    public enum Outcome {
        BETTER,
        WORSE,
        SAME,
        CANNOT_TELL
    }

    /** A metric on both sides. */
    public record Moved(String metric, Level before, Level after) {

        public Level.Difference difference() {
            return after.minus(before);
        }
    }

    /** A setting that both sides tell, with another text. */
    public record Changed(String name, String before, String after) {}
}
