package io.fragmortem.cli;

import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.option.UsageError;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.cli.process.Messages;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.redact.Leftovers;
import io.fragmortem.report.redact.RedactionMap;
import io.fragmortem.report.words.Wording;
import io.fragmortem.source.Limits;
import io.fragmortem.source.Scope;
import io.fragmortem.source.Source;
import io.fragmortem.source.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code fragmortem redact-check FILE...}: what is left over of names, addresses, paths and ids, before a text is shared. */
final class RedactCheckCommand implements Command {

    @Override
    public String name() {
        return "redact-check";
    }

    @Override
    public String arguments() {
        return "FILE...";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(CommonOptions.valued("redact-map", "FILE", "cli.option.check_map"));
        CommonOptions.addLanguageAndHelp(options);
        return options;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "fragmortem redact-check report/",
                "fragmortem redact-check mail.txt --redact-map names.tsv",
                "tar c report | fragmortem redact-check -");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        Wording wording = CommonOptions.wording(line);
        List<String> given = line.getArgList();
        if (given.isEmpty()) {
            throw new UsageError("cli.usage.nothing_to_check");
        }
        Optional<String> map = CommonOptions.single(line, "redact-map");
        LeftoverSearch search = new LeftoverSearch(new Leftovers(names(map)), console.out(), where -> console.err()
                .println(Messages.of(where, wording)));
        for (Source source : sources(given)) {
            search.name(source.name(), below(source.name(), given));
            Sources.read(source, Limits.defaults(), Scope.EVERYTHING, console.in(), search);
        }
        Phrase looked = Phrase.of(map.isEmpty() ? "cli.leftovers.shapes" : "cli.leftovers.map");
        console.err()
                .println(wording.text(
                        "cli.leftovers",
                        Phrase.count((double) search.found()),
                        Phrase.count((double) search.texts()),
                        Phrase.nested(looked)));
        if (search.found() > 0) {
            return Exit.FINDINGS;
        }
        return search.unread() > 0 ? Exit.PARTIAL : Exit.DONE;
    }

    private static List<String> names(Optional<String> map) {
        if (map.isEmpty()) {
            return List.of();
        }
        try {
            return RedactionMap.names(Path.of(map.get()));
        } catch (IOException e) {
            throw new UsageError("cli.usage.no_file", Phrase.name("redact-map"), Phrase.name(map.get()));
        }
    }

    /** All files, in order. What was typed and is not there is a slip of the keyboard, not a file without leftovers. */
    private static List<Source> sources(List<String> given) {
        List<Source> sources = new ArrayList<>(Sources.list(given, Limits.defaults(), Scope.EVERYTHING));
        for (Source source : sources) {
            if (source.refusal().isPresent() && given.contains(source.name())) {
                throw new UsageError(
                        "labelled",
                        Phrase.name(source.name()),
                        Phrase.nested(source.refusal().get()));
            }
        }
        return sources;
    }

    /** The part of a name that leaves with the file: what stands above a given folder stays where it is. */
    private static String below(String name, List<String> given) {
        return given.stream()
                .filter(above -> name.startsWith(above) && !name.equals(above))
                .findFirst()
                .map(above -> name.substring(above.length()).replaceFirst("^[/\\\\]+", ""))
                .orElse("");
    }
}
