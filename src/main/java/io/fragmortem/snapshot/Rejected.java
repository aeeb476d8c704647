package io.fragmortem.snapshot;

import io.fragmortem.phrase.Phrase;

/**
 * A region of the input that could not be used.
 *
 * @param origin where
 * @param found what was found there, cut and with control characters escaped by the maker
 * @param expected what would have been usable
 */
public record Rejected(Origin origin, Phrase found, Phrase expected) implements Finding {

    @Override
    public Rejected from(Origin place) {
        return new Rejected(place, found, expected);
    }
}
