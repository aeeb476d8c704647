package io.fragmortem.diagnosis.cause;

import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A cause that the evidence supports.
 *
 * @param held its bytes: those of now while it stands, those of its worst moment when it is over
 * @param course what its bytes do over time, and since when they are there
 * @param share of what is to be explained at the decisive moment, as the {@link Ledger} has it, 0 to 1; 0 for what stands
 *     beside it, such as a fork's copies or a limit
 * @param said why, in sentences
 * @param remedies what would help against this cause
 */
public record Suspect(
        Cause cause,
        Severity severity,
        Confidence confidence,
        Claim held,
        Course course,
        double share,
        Said said,
        List<Action> remedies) {

    public Suspect {
        remedies = List.copyOf(remedies);
    }

    /**
     * What its bytes do over time.
     *
     * @param sinceMicros since when, where the timeline shows it
     * @param worst when they were the most, and
     * @param last when they were told last; empty where times are not known
     */
    public record Course(State state, OptionalLong sinceMicros, OptionalLong worst, OptionalLong last) {

        /** Nothing is known of any time. */
        public static final Course UNKNOWN =
                new Course(State.UNKNOWN, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * Why, in sentences.
     *
     * @param claim one sentence with bytes
     * @param evidence sentences with numbers
     * @param ruledOut rivals and how they were ruled out
     */
    public record Said(Phrase claim, List<Phrase> evidence, List<RuledOut> ruledOut) {

        public Said {
            evidence = List.copyOf(evidence);
            ruledOut = List.copyOf(ruledOut);
        }
    }

    /**
     * A rival that does not explain it.
     *
     * @param cause the rival
     * @param how the numbers that speak against it
     */
    public record RuledOut(Cause cause, Phrase how) {}

    /** Bytes by which it is told. */
    public double bytes() {
        return held.bytes();
    }

    /** These bytes as share of RSS (or of used memory, if larger) at their own moment, 0 to 1. */
    public double memoryShare() {
        return Math.min(1, held.share());
    }

    /** The moment by which it is told, where times are known. */
    public OptionalLong atMicros() {
        return held.isOver() ? course.worst() : course.last();
    }

    public State state() {
        return course.state();
    }

    public OptionalLong sinceMicros() {
        return course.sinceMicros();
    }

    public Phrase claim() {
        return said.claim();
    }

    public List<Phrase> evidence() {
        return said.evidence();
    }

    public List<RuledOut> ruledOut() {
        return said.ruledOut();
    }

    /** How strong it is, see {@link Score}. */
    public double score() {
        return Score.of(memoryShare(), confidence);
    }

    public Suspect withConfidence(Confidence other) {
        return new Suspect(cause, severity, other, held, course, share, said, remedies);
    }

    public Suspect withSeverity(Severity other) {
        return new Suspect(cause, other, confidence, held, course, share, said, remedies);
    }

    public Suspect withShare(double other) {
        return new Suspect(cause, severity, confidence, held, course, other, said, remedies);
    }

    public Suspect withRemedies(List<Action> other) {
        return new Suspect(cause, severity, confidence, held, course, share, said, other);
    }

    /** The same with other evidence and a course. */
    public Suspect with(List<Phrase> evidence, Course other) {
        Said told = new Said(said.claim(), evidence, said.ruledOut());
        return new Suspect(cause, severity, confidence, held, other, share, told, remedies);
    }

    /** The same with one more piece of evidence. */
    public Suspect withEvidence(Phrase more) {
        List<Phrase> told = new ArrayList<>(evidence());
        told.add(more);
        return with(told, course);
    }
}
