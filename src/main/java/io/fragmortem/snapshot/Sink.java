package io.fragmortem.snapshot;

import io.fragmortem.phrase.Phrase;

/** Receives what readers find, in the order of the input. */
public interface Sink {

    void sample(Sample sample);

    void event(Event event);

    void exhibit(Exhibit exhibit);

    void rejected(Rejected rejected);

    /** An assumption that the reader had to make (zone, year, delimiter, unit), once per stream. */
    void assumed(Origin origin, Phrase assumption);

    /** Counts a field that nobody here knows; unknown fields are kept by name and never fatal. */
    void unknownField(Origin origin, String name);
}
