package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A cause that the evidence supports.
 *
 * @param bytes the most that it held for longer than the allocator's decay takes
 * @param share of what is to be explained at the decisive moment, as the {@link Ledger} has it, 0 to 1; 0 for what stands
 *     beside it, such as a fork's copies or a limit
 * @param sinceMicros since when, where the timeline shows it
 * @param claim one sentence with bytes
 * @param evidence sentences with numbers
 * @param ruledOut rivals and how they were ruled out
 * @param remedies what would help against this cause
 * @param state what its bytes do over time
 * @param memoryShare these bytes as share of RSS (or of used memory, if larger) at their own moment, 0 to 1
 * @param row of the series where it held them, -1 when that is not known
 */
public record Suspect(
        Cause cause,
        Severity severity,
        Confidence confidence,
        double bytes,
        double share,
        OptionalLong sinceMicros,
        Phrase claim,
        List<Phrase> evidence,
        List<RuledOut> ruledOut,
        List<Action> remedies,
        State state,
        double memoryShare,
        int row) {

    public Suspect {
        evidence = List.copyOf(evidence);
        ruledOut = List.copyOf(ruledOut);
        remedies = List.copyOf(remedies);
    }

    /** A suspect whose moment and course over time are not known. */
    public Suspect(
            Cause cause,
            Severity severity,
            Confidence confidence,
            double bytes,
            double share,
            OptionalLong sinceMicros,
            Phrase claim,
            List<Phrase> evidence,
            List<RuledOut> ruledOut,
            List<Action> remedies) {
        this(
                cause,
                severity,
                confidence,
                bytes,
                share,
                sinceMicros,
                claim,
                evidence,
                ruledOut,
                remedies,
                State.UNKNOWN,
                share,
                -1);
    }

    /** How strong it is, see {@link Score}. */
    public double score() {
        return Score.of(memoryShare, confidence);
    }

    Suspect withConfidence(Confidence other) {
        return copy(other, share, evidence, state);
    }

    Suspect withShare(double other) {
        return copy(confidence, other, evidence, state);
    }

    /** The same with other evidence and a state. */
    Suspect with(List<Phrase> other, State course) {
        return copy(confidence, share, other, course);
    }

    /** The same with one more piece of evidence. */
    Suspect withEvidence(Phrase more) {
        List<Phrase> told = new ArrayList<>(evidence);
        told.add(more);
        return copy(confidence, share, told, state);
    }

    private Suspect copy(Confidence sure, double part, List<Phrase> shown, State course) {
        return new Suspect(
                cause,
                severity,
                sure,
                bytes,
                part,
                sinceMicros,
                claim,
                shown,
                ruledOut,
                remedies,
                course,
                memoryShare,
                row);
    }

    /**
     * A rival that does not explain it.
     *
     * @param cause the rival
     * @param how the numbers that speak against it
     */
    public record RuledOut(Cause cause, Phrase how) {}
}
