package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.cause.Verdict.Silence;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What rules that the user silenced would have said: it moves no verdict, but nobody who reads of health shall take it for health. */
final class Silenced {

    private static final Comparator<Silence> WORST_FIRST = Comparator.comparing(
                    Silence::severity, Comparator.reverseOrder())
            .thenComparing(Comparator.comparingDouble(Silence::bytes).reversed())
            .thenComparing(Silence::cause);

    private final List<Silence> all = new ArrayList<>();
    private Optional<Phrase> said = Optional.empty();
    private double bytes;

    /** Takes what somebody would have to look at; the largest of it is told in a sentence. */
    void add(List<Suspect> suspects, String reason) {
        for (Suspect suspect : suspects) {
            if (suspect.severity().needsPerson()) {
                all.add(new Silence(suspect.cause(), suspect.severity(), suspect.bytes()));
            }
            if (suspect.severity().needsPerson() && (said.isEmpty() || suspect.bytes() > bytes)) {
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
        boolean healthy = verdict.severity() == Severity.OK;
        return new Verdict(
                verdict.severity(),
                verdict.cause(),
                verdict.confidence(),
                healthy ? said.orElse(verdict.sentence()) : verdict.sentence(),
                healthy ? verdict.context() : verdict.context().or(() -> said),
                all.stream().sorted(WORST_FIRST).toList());
    }
}
