package io.fragmortem.cli;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.Instances;
import java.util.List;
import java.util.Optional;

/**
 * Where the samples lie that a selection of time left out altogether: then the times that were typed are at fault, not the inputs.
 *
 * @param samples how many there are
 * @param fromMicros the first of them
 * @param toMicros the last of them
 */
record Missed(long samples, long fromMicros, long toMicros) {

    /** Empty where there is no sample with a time. */
    static Optional<Missed> of(List<Instances.Unordered> instances) {
        long samples = 0;
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (Instances.Unordered instance : instances) {
            Timeline timeline = instance.timeline();
            if (timeline.timed() && timeline.size() > 0) {
                samples += timeline.size();
                from = Math.min(from, timeline.timeMicros()[0]);
                to = Math.max(to, timeline.timeMicros()[timeline.size() - 1]);
            }
        }
        return samples == 0 ? Optional.empty() : Optional.of(new Missed(samples, from, to));
    }

    /** All of it lies before a window, after it, or on both of its sides. */
    String by(Window window, Wording wording) {
        if (toMicros < window.fromMicros()) {
            return before("--since", window.fromMicros(), wording);
        }
        if (fromMicros >= window.toMicros()) {
            return after("--until", window.toMicros(), wording);
        }
        return wording.text("cli.missed.between", Phrase.count((double) samples), capture(wording));
    }

    /** All of it lies on one side of a split; empty where it does not. */
    Optional<String> bySplit(long atMicros, Wording wording) {
        if (toMicros < atMicros) {
            return Optional.of(before("--split", atMicros, wording));
        }
        return fromMicros >= atMicros ? Optional.of(after("--split", atMicros, wording)) : Optional.empty();
    }

    private String before(String option, long micros, Wording wording) {
        return said("cli.missed.before", option, micros, wording);
    }

    private String after(String option, long micros, Wording wording) {
        return said("cli.missed.after", option, micros, wording);
    }

    private String said(String key, String option, long micros, Wording wording) {
        Phrase.Arg typed = Phrase.name(option + " " + wording.moment(micros));
        return wording.text(key, Phrase.count((double) samples), typed, capture(wording));
    }

    private Phrase.Arg capture(Wording wording) {
        return Phrase.nested(Phrase.of(
                "cli.missed.capture",
                Phrase.name(wording.moment(fromMicros)),
                Phrase.name(wording.moment(toMicros) + " " + wording.zoneName())));
    }
}
