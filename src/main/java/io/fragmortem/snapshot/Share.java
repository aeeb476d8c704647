package io.fragmortem.snapshot;

/** How far a stream whose head shows one format most surely belongs to it. */
public enum Share {
    /** All of it, whatever else its head shows. */
    WHOLE,
    /** All of it unless its head shows dumps of INFO as well: such streams are too long to be looked through line by line. */
    ALONE,
    /** Only its passages: everything else in the stream is looked for too. */
    PASSAGES
}
