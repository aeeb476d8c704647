package io.fragmortem.statistics.trend;

/** What a series does, as far as the evidence goes. Undecided is not steady. */
public enum Verdict {
    /** Proven to rise by at least the effect that matters. */
    GROWS(1),
    /** Proven to fall by at least the effect that matters. */
    FALLS(-1),
    /** Proven to move by less than the effect that matters (an equivalence test). */
    STEADY(0),
    /** None of the others could be shown. */
    UNDECIDED(0),
    /** All values are the same. */
    CONSTANT(0);

    private final int sign;

    Verdict(int sign) {
        this.sign = sign;
    }

    /** 1 for growth, -1 for a fall, 0 for none. */
    public int sign() {
        return sign;
    }
}
