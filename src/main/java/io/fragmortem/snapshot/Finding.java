package io.fragmortem.snapshot;

/** One thing that a reader found, with the place where it stands. */
public sealed interface Finding permits Sample, Event, Exhibit, Rejected, Assumption, UnknownField {

    Origin origin();

    /** The same finding, from another place. */
    Finding from(Origin place);
}
