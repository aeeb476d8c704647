package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts a suspect together; severity follows from the state of the claim, once for all rules. */
final class SuspectBuilder {

    private final Case c;
    private final Cause cause;
    private final Claim claim;
    private Optional<Severity> severity = Optional.empty();
    private Confidence confidence = Confidence.MEDIUM;
    private Phrase sentence = Phrase.of("none");
    private final List<Phrase> evidence = new ArrayList<>();
    private final List<Suspect.RuledOut> ruledOut = new ArrayList<>();
    private final List<Action> remedies = new ArrayList<>();

    /** A suspect that is a warning while it lasts, and information once it is over. */
    SuspectBuilder(Case c, Cause cause, Claim claim) {
        this.c = c;
        this.cause = cause;
        this.claim = claim;
    }

    SuspectBuilder severity(Severity fixed) {
        severity = Optional.of(fixed);
        return this;
    }

    SuspectBuilder confidence(Confidence sure) {
        confidence = sure;
        return this;
    }

    SuspectBuilder claim(String key, Phrase.Arg... args) {
        sentence = Phrase.of(key, args);
        return this;
    }

    SuspectBuilder evidence(String key, Phrase.Arg... args) {
        evidence.add(Phrase.of(key, args));
        return this;
    }

    SuspectBuilder evidenceIf(boolean holds, String key, Phrase.Arg... args) {
        return holds ? evidence(key, args) : this;
    }

    SuspectBuilder ruledOut(Cause rival, String key, Phrase.Arg... args) {
        ruledOut.add(new Suspect.RuledOut(rival, Phrase.of(key, args)));
        return this;
    }

    SuspectBuilder ruledOutIf(boolean holds, Cause rival, String key, Phrase.Arg... args) {
        return holds ? ruledOut(rival, key, args) : this;
    }

    SuspectBuilder remedy(Action action) {
        remedies.add(action);
        return this;
    }

    private Severity ofClaim() {
        return claim.isRecovered(c.thresholds) ? Severity.INFO : Severity.WARNING;
    }

    Suspect build() {
        OptionalLong since = claim.since();
        // What only a log or another field tells has no row where nothing tells used memory or RSS.
        int row = c.size() == 0 ? -1 : claim.at();
        return new Suspect(
                cause,
                severity.orElseGet(this::ofClaim),
                confidence,
                claim.bytes(),
                Math.min(1, claim.share()),
                since,
                sentence,
                evidence,
                ruledOut,
                remedies,
                State.UNKNOWN,
                Math.min(1, claim.share()),
                row);
    }
}
