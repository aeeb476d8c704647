package io.fragmortem.diagnosis.cause;

/** What a suspect's bytes do over time. */
public enum State {
    /** One dump, or no column to look at. */
    UNKNOWN,
    /** Proven to grow in the last regime. */
    GROWING,
    /** Proven not to move by what matters. */
    STEADY,
    /** Proven to fall, or well below its worst and not growing. */
    RECOVERING,
    /** Less than a quarter of its worst is left. */
    RECOVERED,
    /** It came back, after restarts or by itself. */
    RECURRING,
    /** It was there for a small part of the window, and is gone. */
    ONE_OFF,
    /** It rises and falls with a cycle. */
    SEASONAL,
    /** It moves, or may move; the data does not decide how. */
    UNDECIDED
}
