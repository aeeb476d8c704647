package io.fragmortem.diagnosis.cause;

/** How bad, in ascending order. */
public enum Severity {
    OK,
    INFO,
    WARNING,
    CRITICAL
}
