package io.fragmortem.cli;

/** The version of this program, the same as in the POM (a test compares them). */
final class Version {

    static final String TEXT = "0.1.0";

    private Version() {}
}
