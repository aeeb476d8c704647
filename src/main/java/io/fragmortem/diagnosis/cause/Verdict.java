package io.fragmortem.diagnosis.cause;

import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answer in one line.
 *
 * @param sentence what is the matter, with bytes, and whether anything is lost or a restart is needed
 * @param context the one thing that the reader must know besides (the dataset is gone, the reading is rounded)
 * @param silenced what rules that the user silenced would have added to it, the worst first
 */
public record Verdict(
        Severity severity,
        Cause cause,
        Confidence confidence,
        Phrase sentence,
        Optional<Phrase> context,
        List<Silence> silenced) {

    public Verdict {
        silenced = List.copyOf(silenced);
    }

    /** One under which nothing is silenced. */
    public Verdict(Severity severity, Cause cause, Confidence confidence, Phrase sentence, Optional<Phrase> context) {
        this(severity, cause, confidence, sentence, context, List.of());
    }

    /** A finding that somebody would have to look at, had the user not silenced its rule. */
    public record Silence(Cause cause, Severity severity, double bytes) {}

    /** The worst severity of each cause that is silenced, by its stable name. */
    public Map<String, Severity> silences() {
        Map<String, Severity> silences = new TreeMap<>();
        silenced.forEach(
                one -> silences.merge(one.cause().id(), one.severity(), (a, b) -> a.compareTo(b) >= 0 ? a : b));
        return silences;
    }

    /** The sentence where only a rule that the user silenced has something to say. */
    public static final String SILENCED = "verdict.silenced";

    /** Whether nothing is the matter but for what the user silenced. */
    public boolean isSilenced() {
        return sentence.key().equals(SILENCED);
    }
}
