package io.fragmortem.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * The process's surroundings, handed in so that tests can stand in for them.
 *
 * @param in standard input
 * @param out standard output: results only
 * @param err standard error: progress and messages
 * @param environment variables, of which NO_COLOR, COLUMNS, TERM and LANG are looked at
 * @param terminal whether standard output is a terminal
 */
record Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {

    int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : 100;
    }

    boolean colour() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Whether the locale of the environment can show more than ASCII; unknown counts as yes. */
    boolean unicode() {
        String locale = environment.getOrDefault(
                "LC_ALL", environment.getOrDefault("LC_CTYPE", environment.getOrDefault("LANG", "")));
        return !(terminal && (locale.equals("C") || locale.equals("POSIX")));
    }
}
