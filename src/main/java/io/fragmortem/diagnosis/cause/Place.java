package io.fragmortem.diagnosis.cause;

/** Where the bytes of a cause lie. Two causes of one place may claim the same bytes; those that stand alone never do. */
public enum Place {
    /** Between used memory and RSS. */
    GAP,
    /** Counted, and not resident. */
    ABSENT,
    /** In used memory, as data or as what data needs. */
    DATA,
    /** In fields of their own. */
    OWN,
    /** Not in RSS: a fork's copies, a limit, a reading that is wrong. */
    BESIDE;

    /** Whether several causes of this place may claim the same bytes. */
    public boolean isShared() {
        return this == GAP || this == ABSENT || this == DATA;
    }
}
