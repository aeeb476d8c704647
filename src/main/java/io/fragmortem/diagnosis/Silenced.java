package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.rule.Rule;
import io.fragmortem.phrase.Phrase;
import java.util.Optional;

/** What rules that the user silenced would have said: it moves no verdict, but nobody who reads of health shall take it for health. */
final class Silenced {

    private Optional<Phrase> said = Optional.empty();
    private double bytes;

    /** The largest of what somebody would have to look at is told. */
    void add(Rule.Outcome outcome, String reason) {
        for (Suspect suspect : outcome.suspects()) {
            if (suspect.severity().needsPerson() && suspect.bytes() > bytes) {
                bytes = suspect.bytes();
                said = Optional.of(Phrase.of(
                        Verdict.SILENCED,
                        Phrase.nested(Phrase.of("cause." + suspect.cause().id())),
                        Phrase.bytes(bytes),
                        Phrase.name(reason)));
            }
        }
    }

    /** The verdict with it: as its sentence where it would speak of health, else as the one thing besides. */
    Verdict beside(Verdict verdict) {
        if (said.isEmpty()
                || (verdict.severity() != Severity.OK && verdict.context().isPresent())) {
            return verdict;
        }
        boolean healthy = verdict.severity() == Severity.OK;
        return new Verdict(
                verdict.severity(),
                verdict.cause(),
                verdict.confidence(),
                healthy ? said.get() : verdict.sentence(),
                healthy ? verdict.context() : said);
    }
}
