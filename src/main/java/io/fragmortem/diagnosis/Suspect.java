package io.fragmortem.diagnosis;

import io.fragmortem.phrase.Phrase;
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
        double memoryShare,
        int row) {

    public Suspect {
        evidence = List.copyOf(evidence);
        ruledOut = List.copyOf(ruledOut);
        remedies = List.copyOf(remedies);
    }

    /** A suspect whose moment is not known. */
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
        this(cause, severity, confidence, bytes, share, sinceMicros, claim, evidence, ruledOut, remedies, share, -1);
    }

    /** How strong it is, see {@link Score}. */
    public double score() {
        return Score.of(memoryShare, confidence);
    }

    Suspect withConfidence(Confidence other) {
        return new Suspect(
                cause, severity, other, bytes, share, sinceMicros, claim, evidence, ruledOut, remedies, memoryShare, row);
    }

    Suspect withShare(double other) {
        return new Suspect(
                cause,
                severity,
                confidence,
                bytes,
                other,
                sinceMicros,
                claim,
                evidence,
                ruledOut,
                remedies,
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
