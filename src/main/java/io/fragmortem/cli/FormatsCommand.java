package io.fragmortem.cli;

import io.fragmortem.snapshot.Formats;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code fragmortem formats}: what can be read and how each is recognised. */
final class FormatsCommand implements Command {

    @Override
    public String name() {
        return "formats";
    }

    @Override
    public String summary() {
        return "list the input formats and how each is recognised";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption("h", "help", false, "this text");
        return options;
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        console.out().print(Formats.describe());
        return Exit.DONE;
    }
}
