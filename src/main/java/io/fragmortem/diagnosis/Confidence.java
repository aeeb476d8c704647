package io.fragmortem.diagnosis;

/** How sure, in ascending order. */
public enum Confidence {
    LOW,
    MEDIUM,
    HIGH
}
