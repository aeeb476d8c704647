package io.fragmortem.diagnosis;

/** How bad, in ascending order. */
public enum Severity {
    OK,
    INFO,
    WARNING,
    CRITICAL
}
