package io.fragmortem.source;

/** What is looked for below the inputs. */
public enum Scope {
    /** Captures: hidden files, READMEs and our own reports are none. */
    CAPTURES,
    /** Every file, whatever it is. */
    EVERYTHING
}
