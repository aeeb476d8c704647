package io.fragmortem.cli.option;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.source.Reason;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** A configuration file: lines of {@code key = value}, empty lines, and comments after {@code #} at the begin of a line. */
public final class ConfigFile {

    private static final long LARGEST = 1 << 20;

    private final String name;
    private final List<Entry> entries;

    private ConfigFile(String name, List<Entry> entries) {
        this.name = name;
        this.entries = entries;
    }

    /** One line, counted from 1. */
    record Entry(int line, String key, String value) {

        /** Whether the key begins with this family and a dot. */
        boolean isOf(String family) {
            return key.startsWith(family + ".");
        }

        /** The key without its family. */
        String rest() {
            return key.substring(key.indexOf('.') + 1);
        }
    }

    public static ConfigFile read(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LARGEST) {
                throw new UsageError("cli.usage.large_config", Phrase.name(file));
            }
            return of(file, Files.readAllLines(path, StandardCharsets.UTF_8));
        } catch (MalformedInputException e) {
            throw new UsageError("cli.usage.no_text", Phrase.name(file));
        } catch (IOException e) {
            throw new UsageError("cli.usage.unreadable", Phrase.name(file), Phrase.nested(Reason.of(e)));
        } catch (InvalidPathException e) {
            throw new UsageError(
                    "cli.usage.unreadable", Phrase.name(file), Phrase.nested(Phrase.of("input.problem.no_path")));
        }
    }

    static ConfigFile of(String name, List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw wrong(name, i + 1, Phrase.of("input.found.text", shown(line)), Phrase.of("cli.config.pair"));
            }
            Entry entry = new Entry(
                    i + 1,
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
            // An option such as map, and a rule that is silenced for several reasons, may come again.
            if (!seen.add(entry.key()) && !entry.isOf("ignore") && !entry.key().equals("map")) {
                throw wrong(
                        name,
                        entry.line(),
                        Phrase.of("cli.config.again", shown(entry.key())),
                        Phrase.of("cli.config.once"));
            }
            entries.add(entry);
        }
        return new ConfigFile(name, entries);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    UsageError wrong(Entry entry, String found, Phrase expected) {
        return wrong(name, entry.line(), Phrase.of("input.found.text", shown(found)), expected);
    }

    private static UsageError wrong(String name, int line, Phrase found, Phrase expected) {
        return new UsageError(
                "cli.config.wrong",
                Phrase.name(name),
                Phrase.name(String.valueOf(line)),
                Phrase.nested(found),
                Phrase.nested(expected));
    }

    private static Phrase.Arg shown(String found) {
        return Phrase.name(found.length() > 80 ? found.substring(0, 80) + "..." : found);
    }

    /**
     * The options of the file as arguments of a command line: those that the command has and that were not given.
     *
     * @param own options of the command
     * @param all options of any command: one file may serve several
     * @param given names that are on the command line
     */
    public List<String> arguments(Options own, Options all, Set<String> given) {
        List<String> arguments = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.isOf("threshold") || entry.isOf("ignore") || entry.isOf("rule")) {
                continue;
            }
            Option known = all.getOption(entry.key());
            if (known == null || entry.key().equals("config") || entry.key().equals("help")) {
                throw wrong(entry, entry.key(), Phrase.of("cli.config.option"));
            }
            if (!known.hasArg()
                    && !entry.value().equals("yes")
                    && !entry.value().equals("no")) {
                throw wrong(entry, entry.value(), Phrase.of("cli.config.yes_no"));
            }
            boolean wanted = known.hasArg() || entry.value().equals("yes");
            if (wanted && own.hasLongOption(known.getLongOpt()) && !given.contains(known.getLongOpt())) {
                arguments.add("--" + known.getLongOpt());
                if (known.hasArg()) {
                    arguments.add(entry.value());
                }
            }
        }
        return arguments;
    }
}
