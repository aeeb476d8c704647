package io.fragmortem.cli.process;

/** Exit codes, as {@code --help} lists them. */
public final class Exit {

    public static final int DONE = 0;
    public static final int FINDINGS = 1;
    public static final int USAGE = 2;
    public static final int NO_DATA = 3;
    public static final int PARTIAL = 4;
    public static final int DEFECT = 70;

    /** EX_IOERR of sysexits.h: the output could not be written. */
    public static final int UNWRITABLE = 74;

    private Exit() {}
}
