package io.fragmortem.diagnosis.cause;

import io.fragmortem.phrase.Phrase;
import java.util.Optional;

/**
 * The answer in one line.
 *
 * @param sentence what is the matter, with bytes, and whether anything is lost or a restart is needed
 * @param context the one thing that the reader must know besides (the dataset is gone, the reading is rounded)
 */
public record Verdict(
        Severity severity, Cause cause, Confidence confidence, Phrase sentence, Optional<Phrase> context) {

    /** The sentence where only a rule that the user silenced has something to say. */
    public static final String SILENCED = "verdict.silenced";

    /** Whether nothing is the matter but for what the user silenced. */
    public boolean isSilenced() {
        return sentence.key().equals(SILENCED);
    }
}
