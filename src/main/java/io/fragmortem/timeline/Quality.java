package io.fragmortem.timeline;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known about how good a timeline is. */
public record Quality(Counts counts, Times times, Words words) {

    /**
     * Numbers of samples.
     *
     * @param samples used
     * @param duplicates dropped because another one of the same moment said the same
     * @param merged of one moment, joined into one
     * @param derived with computed byte counts
     * @param marked with each mark that any has
     */
    public record Counts(int samples, int duplicates, int merged, int derived, Map<Sample.Mark, Integer> marked) {}

    /**
     * How the samples lie in time.
     *
     * @param cadenceMicros median distance of neighbours, 0 below two samples
     * @param coverage share of the window that has samples at the cadence, 0 to 1
     * @param sources number of samples by source of time
     * @param clockJumps moments at which the clock was set back, microseconds since the epoch
     */
    public record Times(long cadenceMicros, double coverage, Map<TimeSource, Integer> sources, List<Long> clockJumps) {}

    /**
     * What a reader must know beside.
     *
     * @param assumptions what readers had to assume
     * @param leftOut the assumption that more samples were left out than are kept, and why, where it is so: to be said before all
     *     else
     * @param unknownFields number of samples' fields that nobody here knows, by name
     */
    public record Words(List<Phrase> assumptions, Optional<Phrase> leftOut, Map<String, Integer> unknownFields) {

        public Words {
            assumptions = List.copyOf(assumptions);
        }
    }

    public int samples() {
        return counts.samples;
    }

    public int duplicates() {
        return counts.duplicates;
    }

    public int merged() {
        return counts.merged;
    }

    public int derived() {
        return counts.derived;
    }

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
        return counts.marked.getOrDefault(mark, 0);
    }

    public long cadenceMicros() {
        return times.cadenceMicros;
    }

    public double coverage() {
        return times.coverage;
    }

    public Map<TimeSource, Integer> timeSources() {
        return times.sources;
    }

    public List<Long> clockJumps() {
        return times.clockJumps;
    }

    public List<Phrase> assumptions() {
        return words.assumptions;
    }

    public Optional<Phrase> leftOut() {
        return words.leftOut;
    }

    public Map<String, Integer> unknownFields() {
        return words.unknownFields;
    }

    /** The same of a part with so many samples. */
    Quality of(int part) {
        return new Quality(
                new Counts(part, counts.duplicates, counts.merged, counts.derived, counts.marked), times, words);
    }

    /** The same with byte counts that were computed in so many samples, and how. */
    public Quality derived(int count, List<Phrase> how) {
        List<Phrase> all = new ArrayList<>(words.assumptions);
        all.addAll(how);
        return new Quality(
                new Counts(counts.samples, counts.duplicates, counts.merged, count, counts.marked),
                times,
                new Words(all, words.leftOut, words.unknownFields));
    }
}
