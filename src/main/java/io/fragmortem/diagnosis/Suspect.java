package io.fragmortem.diagnosis;

import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.OptionalLong;

/**
 * A cause that the evidence supports.
 *
 * @param bytes what it holds now, bytes
 * @param share of what is to be explained (the gap between RSS and used, or used itself), 0 to 1
 * @param sinceMicros since when, where the timeline shows it
 * @param claim one sentence with bytes
 * @param evidence sentences with numbers
 * @param ruledOut rivals and how they were ruled out
 * @param remedies what would help against this cause
 * @param state what its bytes do over time
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
        State state) {

    public Suspect {
        evidence = List.copyOf(evidence);
        ruledOut = List.copyOf(ruledOut);
        remedies = List.copyOf(remedies);
    }

    /** How strong it is, see {@link Score}. */
    public double score() {
        return Score.of(share, confidence);
    }

    /** A suspect whose course over time is not known. */
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
                State.UNKNOWN);
    }

    /** The same with other evidence and a state. */
    Suspect with(List<Phrase> other, State course) {
        return new Suspect(
                cause, severity, confidence, bytes, share, sinceMicros, claim, other, ruledOut, remedies, course);
    }

    /**
     * A rival that does not explain it.
     *
     * @param cause the rival
     * @param how the numbers that speak against it
     */
    public record RuledOut(Cause cause, Phrase how) {}
}
