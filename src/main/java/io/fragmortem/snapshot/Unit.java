package io.fragmortem.snapshot;

/** Unit of a {@link Field}. */
public enum Unit {
    BYTES,
    RATIO,
    PERCENT,
    COUNT,
    SECONDS,
    MILLISECONDS,
    MICROSECONDS,
    EPOCH_SECONDS,
    EPOCH_MICROSECONDS,
    FLAG
}
