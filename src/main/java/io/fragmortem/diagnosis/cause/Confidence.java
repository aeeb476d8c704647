package io.fragmortem.diagnosis.cause;

/** How sure, in ascending order. */
public enum Confidence {
    LOW,
    MEDIUM,
    HIGH
}
