package io.fragmortem.diagnosis;

import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Optional;

/** Decides about one cause. A rule never looks at another rule. */
interface Rule {

    /** The cause that it may find. */
    Cause cause();

    Outcome apply(Case c);

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

        Optional<Suspect> first() {
            return suspects.stream().findFirst();
        }
    }

    /** All is well, and why. */
    default Outcome ok(String key, Phrase.Arg... args) {
        return new Outcome(new Check("rule." + cause().id(), Check.Status.OK, Phrase.of(key, args)), List.of());
    }

    /** Cannot be decided, because this input is missing. */
    default Outcome missing(String inputs) {
        Phrase text = Phrase.of("check.missing", Phrase.name(inputs));
        return new Outcome(new Check("rule." + cause().id(), Check.Status.NOT_APPLICABLE, text), List.of());
    }

    /** Found, with one suspect or more. */
    default Outcome found(Suspect... suspects) {
        Check check = new Check("rule." + cause().id(), Check.Status.FINDING, suspects[0].claim());
        return new Outcome(check, List.of(suspects));
    }
}
