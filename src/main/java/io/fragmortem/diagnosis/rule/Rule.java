package io.fragmortem.diagnosis.rule;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Optional;

/** Decides about one cause, or checks one thing. A rule never looks at another rule. */
public interface Rule {

    /** What it is, what it looks at and what it decides by. */
    Declaration declaration();

    /** Looks at one instance; says ok, what it found, or which of its declared inputs is missing. */
    Outcome apply(Case c);

    /** The cause that it is named after; only for rules that name causes. */
    default Cause cause() {
        return declaration().causes().get(0);
    }

    /**
     * What a rule found.
     *
     * @param check for the list of checks
     * @param suspects none when all is well
     */
    record Outcome(Check check, List<Suspect> suspects) {

        public Outcome {
            suspects = List.copyOf(suspects);
        }

        public Optional<Suspect> first() {
            return suspects.stream().findFirst();
        }
    }

    /** All is well, and why. */
    default Outcome ok(String key, Phrase.Arg... args) {
        return new Outcome(new Check(declaration().checkId(), Check.Status.OK, Phrase.of(key, args)), List.of());
    }

    /** All is well: so much, and such a share of the whole. */
    default Outcome ok(String key, Claim claim) {
        return ok(key, Phrase.bytes(claim.bytes()), Phrase.percent(claim.share()));
    }

    /**
     * Cannot be decided, because these are missing.
     *
     * @param inputs declared ones; one of them would be enough
     */
    default Outcome missing(Input... inputs) {
        for (Input input : inputs) {
            if (declaration().needs().stream().noneMatch(need -> need.anyOf().contains(input))) {
                throw new IllegalArgumentException(declaration().id() + " does not declare that it needs " + input);
            }
        }
        return new Outcome(Check.missing(declaration().checkId(), List.of(inputs)), List.of());
    }

    /** Cannot be decided, because used memory or RSS is missing. */
    default Outcome missingGap(Case c) {
        return missing(c.levels().hasRss() ? Input.USED : Input.RSS);
    }

    /** Found, with one suspect or more. */
    default Outcome found(Suspect... suspects) {
        Suspect first = suspects[0];
        Check check = new Check(
                declaration().checkId(),
                Check.Status.FINDING,
                first.claim(),
                Optional.of(first.severity()),
                first.score(),
                List.of());
        return new Outcome(check, List.of(suspects));
    }

    /** A check that is not fulfilled. */
    default Outcome broken(String key, Phrase.Arg... args) {
        Check check = new Check(
                declaration().checkId(),
                Check.Status.FINDING,
                Phrase.of(key, args),
                Optional.of(declaration().worst()),
                0,
                List.of());
        return new Outcome(check, List.of());
    }
}
