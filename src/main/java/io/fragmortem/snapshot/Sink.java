package io.fragmortem.snapshot;

import io.fragmortem.phrase.Phrase;

/**
 * Receives what readers find, in the order of the input. It is one function, so that what stands between a reader and the
 * receiver is one as well: {@code finding -> next.accept(finding.from(place))} moves everything to another place.
 */
@FunctionalInterface
public interface Sink {

    void accept(Finding finding);

    default void sample(Sample sample) {
        accept(sample);
    }

    default void event(Event event) {
        accept(event);
    }

    default void exhibit(Exhibit exhibit) {
        accept(exhibit);
    }

    default void rejected(Rejected rejected) {
        accept(rejected);
    }

    default void assumed(Origin origin, Phrase assumption) {
        accept(new Assumption(origin, assumption));
    }

    default void unknownField(Origin origin, String name) {
        accept(new UnknownField(origin, name));
    }
}
