package io.fragmortem.cli;

import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.option.UsageError;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.TextFile;
import io.fragmortem.report.html.BuiltIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;

/** {@code fragmortem templates DIR}: writes the templates of the pages, to start from; {@code --templates DIR} takes them. */
final class TemplatesCommand implements Command {

    @Override
    public String name() {
        return "templates";
    }

    @Override
    public String arguments() {
        return "DIR";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "fragmortem templates my-templates", "fragmortem analyze capture/ -o report --templates my-templates");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        CommonOptions.wording(line);
        if (line.getArgList().size() != 1) {
            throw new UsageError(
                    "cli.usage.one_folder", Phrase.count(line.getArgList().size()));
        }
        Path folder = CommonOptions.path(line.getArgList().get(0));
        for (String name : BuiltIn.NAMES) {
            if (Files.exists(folder.resolve(name))) {
                throw new UsageError(
                        "cli.usage.template_exists",
                        Phrase.name(folder.resolve(name).toString()));
            }
        }
        for (String name : BuiltIn.NAMES) {
            TextFile.write(folder.resolve(name), BuiltIn.text(name));
            console.out().println(folder.resolve(name));
        }
        return Exit.DONE;
    }
}
