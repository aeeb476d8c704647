package io.fragmortem.cli;

import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.process.Console;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** One subcommand. */
interface Command {

    String name();

    /** Its arguments, for the usage line; most that print what the program knows take none. */
    default String arguments() {
        return "";
    }

    /** Its options; every command speaks a language and helps. */
    default Options options() {
        Options options = new Options();
        CommonOptions.addLanguageAndHelp(options);
        return options;
    }

    /** Key of what a reader of its output should know; empty where nothing needs saying. */
    default Optional<String> explained() {
        return Optional.empty();
    }

    /** Command lines to start from, the simplest first. */
    List<String> examples();

    /** Runs it and gives the exit code. */
    int run(CommandLine line, List<String> typed, Console console);
}
