package io.fragmortem.cli.option;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.FleetOptions;
import io.fragmortem.report.InstanceFiles;
import io.fragmortem.report.WriteFailure;
import io.fragmortem.report.redact.Redaction;
import io.fragmortem.report.redact.RedactionMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code --redact}, {@code --redact-key FILE} and {@code --redact-map FILE}: pseudonyms in all that leaves the program. */
public final class Redacting {

    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 1 << 20;

    private final boolean wanted;
    private final Optional<byte[]> key;
    private final Optional<Path> map;

    private Redacting(boolean wanted, Optional<byte[]> key, Optional<Path> map) {
        this.wanted = wanted;
        this.key = key;
        this.map = map;
    }

    public static void add(Options options) {
        options.addOption(null, "redact", false, "cli.option.redact");
        options.addOption(CommonOptions.valued("redact-key", "FILE", "cli.option.redact_key"));
        options.addOption(CommonOptions.valued("redact-map", "FILE", "cli.option.redact_map"));
    }

    /** Whether names are to be hidden. */
    static boolean isAsked(CommandLine line) {
        return line.hasOption("redact") || line.hasOption("redact-key") || line.hasOption("redact-map");
    }

    /** What was asked for, with the key read: it is an input like any other. */
    public static Redacting of(CommandLine line) {
        Optional<String> keyFile = CommonOptions.single(line, "redact-key");
        Optional<String> mapFile = CommonOptions.single(line, "redact-map");
        return new Redacting(isAsked(line), keyFile.map(Redacting::key), mapFile.map(file -> path("redact-map", file)));
    }

    private static Path path(String option, String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageError("cli.usage.no_file", Phrase.name(option), Phrase.name(file));
        }
    }

    private static byte[] key(String file) {
        Path path = path("redact-key", file);
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > LONGEST_KEY) {
                throw new UsageError("cli.usage.no_file", Phrase.name("redact-key"), Phrase.name(file));
            }
            byte[] key = Files.readAllBytes(path);
            if (key.length < SHORTEST_KEY) {
                throw new UsageError("cli.usage.short_key", Phrase.name(file), Phrase.count(SHORTEST_KEY));
            }
            return key;
        } catch (IOException e) {
            throw new UsageError("cli.usage.no_file", Phrase.name("redact-key"), Phrase.name(file));
        }
    }

    /** Several machines agree on pseudonyms only under a key. */
    public void requireKeyFor(Engine engine) {
        if (wanted && key.isEmpty() && engine != Engine.LOCAL) {
            throw new UsageError("cli.usage.key_for_engine", Phrase.name(engine.name()));
        }
    }

    /** How a report takes these pseudonyms. */
    public FleetOptions.Pseudonyms pseudonyms(Redaction redaction) {
        return new FleetOptions.Pseudonyms(
                redaction, map.isPresent() ? InstanceFiles.Mapping.TOLD : InstanceFiles.Mapping.DROPPED);
    }

    /** Whether anything is to be redacted. */
    public boolean isWanted() {
        return wanted;
    }

    /**
     * The pseudonyms of a run; empty where none are wanted.
     *
     * @param subjects everything of the run that will be shown
     */
    public Optional<Redaction> over(Redaction.Names names, Collection<?> subjects) {
        if (!wanted) {
            return Optional.empty();
        }
        return Optional.of(
                key.map(bytes -> Redaction.keyed(names, bytes, taker -> subjects.forEach(taker)))
                        .orElseGet(() -> Redaction.numbered(names, subjects)));
    }

    /**
     * The same for a fleet: its results are gone through once more where pseudonyms are numbered, or the user wrote about them.
     *
     * @param wrote whether there is text of the user's, in which the names of the run are looked for
     */
    public Optional<Redaction> over(
            Redaction.Names names, AnalysisResult run, List<String> inputs, boolean wrote, Fleet.Finished finished) {
        if (!wanted || (key.isPresent() && !wrote)) {
            return over(names, List.of());
        }
        Redaction.Subjects subjects = taker -> {
            taker.accept(run);
            taker.accept(inputs);
            finished.forEach((rank, result) -> {
                synchronized (taker) {
                    taker.accept(result);
                }
            });
        };
        return Optional.of(key.map(bytes -> Redaction.keyed(names, bytes, subjects))
                .orElseGet(() -> Redaction.numbered(names, subjects)));
    }

    /** Writes what the pseudonyms stand for, where that was asked for, readable by its owner alone. */
    public void writeMap(Optional<Redaction> redaction) {
        if (map.isEmpty() || redaction.isEmpty()) {
            return;
        }
        try {
            RedactionMap.write(redaction.get().map(), map.get());
        } catch (IOException e) {
            throw new WriteFailure(map.get().toString(), e);
        }
    }
}
