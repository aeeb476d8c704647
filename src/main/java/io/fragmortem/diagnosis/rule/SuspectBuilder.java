package io.fragmortem.diagnosis.rule;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.cause.Suspect;
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

    /** A worst moment this many times above now is told beside it. */
    private static final double NOTABLY = 1.25;

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

    /** The sentence while it stands. */
    SuspectBuilder claim(String key, Phrase.Arg... args) {
        return claim.isOver() ? this : saying(key, args);
    }

    /** The sentence once it is over; when that was, and what is left, is said once for all of them. */
    SuspectBuilder past(String key, Phrase.Arg... args) {
        return claim.isOver() ? saying(key, args) : this;
    }

    /** What to say of a gap between used memory and RSS when it is over. */
    SuspectBuilder pastGap() {
        int row = claim.at();
        return past(
                "gap.past",
                Phrase.bytes(claim.bytes()),
                Phrase.bytes(c.series().rss()[row]),
                Phrase.bytes(c.series().used()[row]));
    }

    private SuspectBuilder saying(String key, Phrase.Arg... args) {
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

    SuspectBuilder remedies(List<Action> actions) {
        remedies.addAll(actions);
        return this;
    }

    Suspect build() {
        Severity ofClaim = claim.isOver() ? Severity.INFO : Severity.WARNING;
        Suspect.Course course =
                new Suspect.Course(State.UNKNOWN, claim.since(), moment(claim.worst()), moment(claim.last()));
        if (!claim.isOver() && claim.worst().bytes() > NOTABLY * claim.last().bytes()) {
            evidence.add(worst(course));
        }
        return new Suspect(
                cause,
                severity.orElse(ofClaim),
                confidence,
                claim,
                course,
                memoryShare(),
                new Suspect.Said(claim.isOver() ? over(course) : sentence, evidence, ruledOut),
                claim.isOver()
                        ? remedies.stream().filter(a -> a.remedy().prevents()).toList()
                        : remedies);
    }

    /** Until the ledger is written: as share of all memory. */
    private double memoryShare() {
        return Math.min(1, claim.share());
    }

    private OptionalLong moment(Claim.Held held) {
        boolean known = c.timeline().timed() && held.row() < c.size();
        return known ? OptionalLong.of(c.series().timeMicros()[held.row()]) : OptionalLong.empty();
    }

    private Phrase over(Suspect.Course course) {
        Phrase.Arg now = claim.now() > 0 ? Phrase.bytes(claim.now()) : Phrase.nested(Phrase.of("told.nothing"));
        return course.worst().isEmpty()
                ? Phrase.of("told.over.untimed", Phrase.nested(sentence), now)
                : Phrase.of(
                        "told.over",
                        Phrase.nested(sentence),
                        Phrase.moment(course.worst().getAsLong()),
                        now);
    }

    private Phrase worst(Suspect.Course course) {
        Phrase.Arg most = Phrase.bytes(claim.worst().bytes());
        Phrase.Arg now = Phrase.bytes(claim.now());
        return course.worst().isEmpty()
                ? Phrase.of("told.worst.untimed", most, now)
                : Phrase.of("told.worst", most, Phrase.moment(course.worst().getAsLong()), now);
    }
}
