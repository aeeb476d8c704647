package io.fragmortem.statistics.base;

/** What a reader of a result has to know before believing it. */
public enum Caveat {
    /** Fewer samples, or less time, than a verdict asks for. */
    SHORT,
    /** All values are the same. */
    CONSTANT,
    /** Only two distinct values. */
    TWO_VALUES,
    /** Equal values occur; the variance is corrected for them. */
    TIES,
    /** The steps of the reading are coarse against its noise. */
    COARSE_QUANTUM,
    /** Neighbouring samples resemble each other; the effective n is well below n. */
    AUTOCORRELATED,
    /** So few effectively independent samples (under 8) that the test refuses. */
    FEW_EFFECTIVE,
    /** The noise cannot be told from a random walk. */
    UNIT_ROOT,
    /** The noise cannot be told from a random walk with jumps (heavy tails on top). */
    RANDOM_WALK_WITH_JUMPS,
    /** Some samples are missing. */
    GAPS,
    /** Infinite or absurdly large values were treated as missing. */
    NOT_FINITE,
    /** Steps of the time axis differ; the noise model took the samples in order. */
    IRREGULAR,
    /** A cycle (daily, weekly) was removed first. */
    CYCLE_REMOVED,
    /** The series has known breaks (restarts) and was never fitted across them. */
    BREAKS,
    /** Certified changes cut the series; the verdict weighs what happened between them and at them. */
    CHANGES,
    /** It moved in one step, or in steps without an order: that is no trend. */
    STEPS,
    /** The last regime moves, but within the range of earlier regimes. */
    WITHIN_RANGE,
    /** It rises and falls back again and again; judged from peak to peak. */
    RECURRENT,
    /** The trend is beyond chance, but too small to count: within the steps of the reading, or below the effect that was asked for. */
    TOO_SMALL,
    /** All values lie on one straight line: there is no noise to test against. */
    EXACT_LINE,
    /** Shorter than a week, and a weekend lies in it: what the weekend does cannot be told from a trend. */
    CALENDAR,
    /** Not tested: its whole range is below the effect that counts. */
    BELOW_EFFECT
}
