package io.fragmortem.timeline;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about how good a timeline is.
 *
 * @param samples used samples
 * @param duplicates samples dropped because another one of the same moment said the same
 * @param merged samples of one moment joined into one
 * @param marked number of samples with each mark that any has
 * @param derived samples with computed byte counts
 * @param cadenceMicros median distance of neighbouring samples, 0 below two samples
 * @param coverage share of the window that has samples at the cadence, 0 to 1
 * @param timeSources number of samples by source of time
 * @param clockJumps moments at which the clock was set back, microseconds since the epoch
 * @param assumptions what readers had to assume
 * @param leftOut the assumption that more samples were left out than are kept, and why, where it is so: a reader must know
 *     before all else
 * @param unknownFields number of samples' fields that nobody here knows, by name
 */
public record Quality(
        int samples,
        int duplicates,
        int merged,
        Map<Sample.Mark, Integer> marked,
        int derived,
        long cadenceMicros,
        double coverage,
        Map<TimeSource, Integer> timeSources,
        List<Long> clockJumps,
        List<Phrase> assumptions,
        Optional<Phrase> leftOut,
        Map<String, Integer> unknownFields) {

    /** Samples from dumps that were cut. */
    public int partial() {
        return with(Sample.Mark.PARTIAL);
    }

    /** Samples with values near 2^64, read as negative. */
    public int wrapped() {
        return with(Sample.Mark.WRAPPED);
    }

    /** Samples with nan or inf ratios. */
    public int notFinite() {
        return with(Sample.Mark.NOT_FINITE);
    }

    /** Samples with byte counts read from rounded texts. */
    public int rounded() {
        return with(Sample.Mark.ROUNDED);
    }

    private int with(Sample.Mark mark) {
        return marked.getOrDefault(mark, 0);
    }

    /** The same of a part with so many samples. */
    Quality of(int part) {
        return with(part, derived, assumptions);
    }

    /** The same with byte counts that were computed in so many samples, and how. */
    public Quality derived(int count, List<Phrase> how) {
        List<Phrase> all = new ArrayList<>(assumptions);
        all.addAll(how);
        return with(samples, count, all);
    }

    private Quality with(int used, int computed, List<Phrase> assumed) {
        return new Quality(
                used,
                duplicates,
                merged,
                marked,
                computed,
                cadenceMicros,
                coverage,
                timeSources,
                clockJumps,
                List.copyOf(assumed),
                leftOut,
                unknownFields);
    }
}
