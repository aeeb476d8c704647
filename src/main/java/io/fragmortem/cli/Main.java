package io.fragmortem.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The entry point: hands the process's surroundings to {@link Cli}. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(args, System.in, out, err, System.getenv());
        out.flush();
        System.exit(code);
    }

    /**
     * Runs one command: the whole program, without the process around it.
     *
     * @param environment FRAGMORTEM_TTY=1 says that standard output is a terminal (Java cannot tell, the launcher can);
     *     NO_COLOR, COLUMNS, TERM and the locale's variables are looked at too
     * @return the exit code
     */
    public static int run(
            String[] args, InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        boolean terminal = "1".equals(environment.get("FRAGMORTEM_TTY"));
        return Cli.run(args, new Console(in, out, err, environment, terminal));
    }
}
