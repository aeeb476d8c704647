package io.fragmortem.cli;

import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** One subcommand. */
interface Command {

    String name();

    /** Its arguments, for the usage line. */
    String arguments();

    Options options();

    /** Command lines to start from, the simplest first. */
    List<String> examples();

    /** Runs it and gives the exit code. */
    int run(CommandLine line, List<String> typed, Console console);
}
