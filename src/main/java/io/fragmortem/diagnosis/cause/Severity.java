package io.fragmortem.diagnosis.cause;

/** How bad, in ascending order. */
public enum Severity {
    OK,
    INFO,
    WARNING,
    CRITICAL;

    /** Whether a person has to look at it. */
    public boolean needsPerson() {
        return compareTo(WARNING) >= 0;
    }
}
