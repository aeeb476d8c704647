package io.fragmortem.snapshot.info;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times that dumps have from the one before them: one above a whole round of servers, or one that ran into a number of it. */
final class NeighbourTimes {

    private final Sink sink;

    /** The dump given last, where it has a time. */
    private @Nullable Sample above;

    /** The last one that had a time. */
    private @Nullable Sample timed;

    /** The time of the next dump where it ran into a number of this one. */
    private Stamp ranIn = Stamp.NONE;

    NeighbourTimes(Sink sink) {
        this.sink = sink;
    }

    /**
     * The dump with the time that the one before it tells, and without a number that is none.
     *
     * @param timesFollow whether times stand below their dumps
     */
    Sample settled(Sample given, boolean timesFollow) {
        Sample sample = apart(given.stamp().known() ? given : given.at(told(given, timesFollow)));
        above = sample.stamp().known() ? sample : null;
        timed = above == null ? timed : above;
        return sample;
    }

    /** Where another process answers, a loop over several servers prints the time once. */
    private Stamp told(Sample sample, boolean timesFollow) {
        if (ranIn.known()) {
            return ranIn;
        }
        if (above == null || timesFollow) {
            return Stamp.NONE;
        }
        String runId = sample.facts().getOrDefault(Fact.RUN_ID, "");
        boolean another = !runId.isEmpty() && !runId.equals(above.facts().getOrDefault(Fact.RUN_ID, runId));
        return another ? above.stamp() : Stamp.NONE;
    }

    /** Without a number into which the time of the next dump ran; that one gets its time. */
    private Sample apart(Sample sample) {
        ranIn = Stamp.NONE;
        Sample before = timed;
        if (before == null
                || !sample.stamp().known()
                || !sample.origin().label().equals(before.origin().label())) {
            return sample;
        }
        Optional<JoinedTime> joined = JoinedTime.in(sample, before);
        if (joined.isEmpty()) {
            return sample;
        }
        ranIn = joined.get().time();
        String found = joined.get().field().infoName() + ":"
                + BigDecimal.valueOf(joined.get().number()).toPlainString();
        sink.rejected(new Rejected(
                sample.origin(),
                Phrase.of("input.found.joined_time", Phrase.name(found)),
                Phrase.of("input.expected.line_end")));
        return sample.without(joined.get().field());
    }
}
