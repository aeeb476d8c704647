package io.fragmortem.cli.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The process's surroundings, handed in so that tests can stand in for them.
 *
 * @param in standard input
 * @param out standard output: results only
 * @param err standard error: progress and errors
 * @param notes standard error too, for what is said beside errors; nothing where the user wants to hear nothing else
 * @param environment variables, of which NO_COLOR, COLUMNS, TERM and the locale are looked at; FRAGMORTEM_LOCALE is the
 *     terminal's where the launcher had to give the JVM another
 * @param terminal whether standard output is a terminal
 */
public record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        PrintStream notes,
        Map<String, String> environment,
        boolean terminal) {

    public Console(
            InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {
        this(in, out, err, err, environment, terminal);
    }

    /** The same, with errors only on standard error. */
    public Console quiet() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(in, out, err, nowhere, environment, terminal);
    }

    /** Whether standard input is a keyboard: then nothing comes before somebody knows what to type. */
    public boolean typing() {
        return "1".equals(environment.get("FRAGMORTEM_TTY_IN"));
    }

    public int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : 100;
    }

    public boolean colour() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Whether the locale of the environment can show more than ASCII; unknown counts as yes. */
    public boolean unicode() {
        String locale = Stream.of("FRAGMORTEM_LOCALE", "LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return !(terminal && (locale.equals("C") || locale.equals("POSIX")));
    }
}
