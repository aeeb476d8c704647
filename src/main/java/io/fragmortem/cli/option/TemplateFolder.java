package io.fragmortem.cli.option;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.html.BuiltIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/** {@code --templates DIR}: pages in the user's own words. */
public final class TemplateFolder {

    private TemplateFolder() {}

    /** The folder; one without any template would change nothing, which nobody asks for. */
    public static Optional<Path> of(CommandLine line) {
        Optional<Path> folder = CommonOptions.folder(line, "templates");
        folder.filter(f -> BuiltIn.NAMES.stream().noneMatch(name -> Files.exists(f.resolve(name))))
                .ifPresent(f -> {
                    throw new UsageError(
                            "cli.usage.no_templates",
                            Phrase.name(f.toString()),
                            Phrase.name(String.join(", ", BuiltIn.NAMES)));
                });
        return folder;
    }
}
