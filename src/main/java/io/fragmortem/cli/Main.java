package io.fragmortem.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The entry point: hands the process's surroundings to {@link Cli}. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        // Java cannot tell whether standard output alone is a terminal; the launcher can.
        boolean terminal = "1".equals(System.getenv("FRAGMORTEM_TTY"));
        int code = Cli.run(args, new Console(System.in, out, err, System.getenv(), terminal));
        out.flush();
        System.exit(code);
    }
}
