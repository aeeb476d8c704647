package io.fragmortem.diagnosis.rule;

import io.fragmortem.diagnosis.cause.Score;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Optional;

/**
 * One rule or check and what came of it.
 *
 * @param id stable name, for example {@code rule.external-fragmentation} or {@code identity.rss-overhead-bytes}
 * @param status what came of it
 * @param text one sentence; for NOT_APPLICABLE the input that is missing, for IGNORED the user's reason
 * @param severity of the finding
 * @param score of the finding, see {@link Score}; 0 when nothing was found
 * @param missing what would have been needed; one of these is enough
 */
public record Check(
        String id, Status status, Phrase text, Optional<Severity> severity, double score, List<Input> missing) {

    public Check {
        missing = List.copyOf(missing);
    }

    /** A check without a finding. */
    public Check(String id, Status status, Phrase text) {
        this(id, status, text, Optional.empty(), 0, List.of());
    }

    /** Not applicable, because this is missing. */
    static Check missing(String id, List<Input> inputs) {
        Phrase text = Phrase.of("check.missing", oneOf(inputs));
        return new Check(id, Status.NOT_APPLICABLE, text, Optional.empty(), 0, inputs);
    }

    /** The inputs in words, joined by "or". */
    static Phrase.Arg oneOf(List<Input> inputs) {
        Phrase.Arg words = inputs.get(0).shown();
        for (Input input : inputs.subList(1, inputs.size())) {
            words = Phrase.nested(Phrase.of("check.or", words, input.shown()));
        }
        return words;
    }

    /** What came of a check. */
    public enum Status {
        OK,
        FINDING,
        NOT_APPLICABLE,
        IGNORED
    }
}
