package io.fragmortem.snapshot;

import io.fragmortem.phrase.Phrase;

/**
 * What a reader had to assume (zone, year, delimiter, unit), told once per stream.
 *
 * @param words the assumption as a sentence
 */
public record Assumption(Origin origin, Phrase words) implements Finding {

    @Override
    public Assumption from(Origin place) {
        return new Assumption(place, words);
    }
}
