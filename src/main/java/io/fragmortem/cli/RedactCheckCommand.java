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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
        return List.of("fragmortem redact-check report/", "fragmortem redact-check mail.txt --redact-map names.tsv");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        Wording wording = CommonOptions.wording(line);
        if (line.getArgList().isEmpty()) {
            throw new UsageError("cli.usage.nothing_to_check");
        }
        Leftovers leftovers = new Leftovers(names(CommonOptions.single(line, "redact-map")));
        long found = 0;
        for (String argument : line.getArgList()) {
            for (Path file : files(argument)) {
                String inside = Path.of(argument).relativize(file).toString();
                for (Leftovers.Leftover left : leftovers.in(Messages.safe(inside))) {
                    console.out().println(Messages.safe(file + ": " + left.text()));
                    found++;
                }
                for (Leftovers.Leftover left : leftovers.in(read(file))) {
                    console.out().println(Messages.safe(file + ":" + left.line() + ": " + left.text()));
                    found++;
                }
            }
        }
        console.err().println(wording.text("cli.leftovers", Phrase.count((double) found)));
        return found > 0 ? Exit.FINDINGS : Exit.DONE;
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

    /** A folder stands for all files in it: that is what a report is. */
    private static List<Path> files(String argument) {
        try (Stream<Path> all = Files.walk(Path.of(argument))) {
            return new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
        } catch (IOException e) {
            throw new UsageError("cli.usage.no_file", Phrase.name("redact-check"), Phrase.name(argument));
        }
    }

    private static String read(Path file) {
        try {
            // Bytes that are no UTF-8 stay apart from each other and never stop the search.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageError("cli.usage.no_file", Phrase.name("redact-check"), Phrase.name(file.toString()));
        }
    }
}
