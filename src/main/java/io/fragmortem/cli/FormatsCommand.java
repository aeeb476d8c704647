package io.fragmortem.cli;

import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Formats;
import java.util.List;
import org.apache.commons.cli.CommandLine;

/** {@code fragmortem formats}: what can be read and how each is recognised. */
final class FormatsCommand implements Command {

    @Override
    public String name() {
        return "formats";
    }

    @Override
    public List<String> examples() {
        return List.of("fragmortem formats");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        Wording wording = CommonOptions.wording(line);
        int width = Formats.all().stream()
                .mapToInt(format -> format.name().length())
                .max()
                .orElse(0);
        for (Format format : Formats.all()) {
            String gap = " ".repeat(width - format.name().length() + 2);
            console.out().println(format.name() + gap + wording.text("format." + format.name()));
        }
        return Exit.DONE;
    }
}
