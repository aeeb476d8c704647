package io.fragmortem.statistics.trend;

/** What a series does, as far as the evidence goes. Undecided is not steady. */
public enum Verdict {
    /** Proven to rise by at least the effect that matters. */
    GROWS,
    /** Proven to fall by at least the effect that matters. */
    FALLS,
    /** Proven to move by less than the effect that matters (an equivalence test). */
    STEADY,
    /** None of the others could be shown. */
    UNDECIDED,
    /** All values are the same. */
    CONSTANT
}
