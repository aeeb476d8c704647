package io.fragmortem.snapshot.info;

/** Whether a line came with its end: the last one of a stream may have been cut inside a number. */
enum LineEnd {
    PRESENT,
    MISSING,
    /** What was written next stands behind it: it was cut, in a number as well as in a word. */
    CUT
}
