package io.fragmortem.cli;

/** Exit codes, as {@code --help} lists them. */
final class Exit {

    static final int DONE = 0;
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int NO_DATA = 3;
    static final int PARTIAL = 4;
    static final int DEFECT = 70;

    /** EX_IOERR of sysexits.h: the output could not be written. */
    static final int UNWRITABLE = 74;

    private Exit() {}
}
