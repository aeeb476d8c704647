package io.fragmortem.fleet.story;

import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.OptionalLong;

/**
 * One row of the report's timeline: facts only.
 *
 * @param untilMicros end of what lasts
 * @param kind picks the mark in chart and table
 * @param turn whether it divides the capture into a before and an after
 * @param words what it says
 * @param source file and line, empty where it was computed from many
 * @param movedBytes by which RSS or used memory changed, signed, the larger of the two; 0 where nothing moved
 */
public record TimelineRow(
        long atMicros, OptionalLong untilMicros, Kind kind, Turn turn, Words words, String source, double movedBytes) {

    /**
     * What a row says.
     *
     * @param label a few words for a chart, never text of the input
     * @param what one sentence
     * @param also what belongs to it: the event that explains a step, what came with a restart
     */
    public record Words(Phrase label, Phrase what, List<Phrase> also) {

        public Words {
            also = List.copyOf(also);
        }
    }

    public Phrase label() {
        return words.label;
    }

    public Phrase what() {
        return words.what;
    }

    public List<Phrase> also() {
        return words.also;
    }

    /** What somebody did, or what happened, that a before and an after are compared around. */
    public enum Turn {
        RESTART,
        DEFRAGMENTATION,
        /** A certified step, whatever made it. */
        STEP,
        /** Nothing of the kind. */
        NONE
    }

    /** What a row tells, in the order of the rows of one moment. */
    public enum Kind {
        FIRST,
        RESTART,
        EVENT,
        CHANGE,
        GAP,
        PEAK,
        NOTE,
        LAST
    }
}
