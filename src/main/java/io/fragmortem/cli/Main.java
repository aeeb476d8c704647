package io.fragmortem.cli;

import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.cli.process.StandardOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The entry point: hands the process's surroundings to {@link Cli}. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and exits with its code. The JVM's own failures end with 1, as findings do: where somebody watches, he
     * says in FRAGMORTEM_FINDINGS by what other code to tell them.
     */
    public static void main(String[] args) {
        OutputStream standard = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintStream out = new PrintStream(standard, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(args, System.in, out, err, System.getenv());
        String findings = System.getenv("FRAGMORTEM_FINDINGS");
        System.exit(code == Exit.FINDINGS && findings != null ? Integer.parseInt(findings) : code);
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
