package io.fragmortem.cli.option;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.compare.Side;
import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.fleet.review.Earlier;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.FleetOptions;
import io.fragmortem.report.FleetOptions.ResultForm;
import io.fragmortem.report.json.ResultReader;
import io.fragmortem.snapshot.csv.CellRows;
import io.fragmortem.source.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** The options of a fleet's report: labels, an earlier run, which instances get pages. */
public final class FleetFiles {

    private static final String ALL = "all";
    private static final String FLAGGED = "flagged";

    private static final Choice<ResultForm> RESULTS =
            Choice.of("results", "json,jsonl", "cli.option.results", List.of(ResultForm.values()));

    private FleetFiles() {}

    public static void add(Options options) {
        options.addOption(CommonOptions.valued("labels", "FILE.csv", "cli.option.labels"));
        options.addOption(CommonOptions.valued("baseline", "RESULT", "cli.option.baseline"));
        options.addOption(Choice.among("engine", "NAME", "cli.option.engine", Engines::names));
        options.addOption(Choice.among("reports", "all|flagged|N", "cli.option.reports", () -> List.of(ALL, FLAGGED)));
        options.addOption(RESULTS);
    }

    public static FleetOptions of(CommandLine line, Engine engine) {
        return new FleetOptions(labels(line), earlier(line), reports(line), results(line, engine), Optional.empty());
    }

    private static FleetOptions.Reports reports(CommandLine line) {
        String told = CommonOptions.single(line, "reports").orElse(ALL);
        if (told.equals(ALL)) {
            return FleetOptions.Reports.ALL;
        }
        if (told.equals(FLAGGED)) {
            return FleetOptions.Reports.FLAGGED;
        }
        if (!told.matches("\\d{1,9}")) {
            throw new UsageError("cli.usage.reports", Phrase.name(told));
        }
        return new FleetOptions.Reports(Integer.parseInt(told), false);
    }

    /** Many machines write many files; one object of all results passes through a single one and is made when asked for. */
    private static Set<ResultForm> results(CommandLine line, Engine engine) {
        Set<ResultForm> forms = RESULTS.several(line);
        ResultForm usual = engine == Engine.LOCAL ? ResultForm.JSON : ResultForm.JSONL;
        return forms.isEmpty() ? EnumSet.of(usual) : EnumSet.copyOf(forms);
    }

    private static Optional<Earlier> earlier(CommandLine line) {
        Optional<String> told = CommonOptions.single(line, "baseline");
        if (told.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, Earlier.Verdict> verdicts = new HashMap<>();
            for (Path file : resultsIn(Path.of(told.get()))) {
                for (Side side : ResultReader.sides(read(file))) {
                    verdicts.put(side.name(), verdict(side));
                }
            }
            return Optional.of(new Earlier(verdicts));
        } catch (IllegalArgumentException e) {
            throw new UsageError(
                    "cli.usage.no_result", Phrase.name(told.get()), Phrase.name(String.valueOf(e.getMessage())));
        }
    }

    /** A result, or those of a report's folder: one of all instances, or parts as several machines write them. */
    private static List<Path> resultsIn(Path path) {
        Path parts = path.resolve("results");
        if (Files.exists(path.resolve("result.json")) || !Files.isDirectory(parts)) {
            return List.of(Files.isDirectory(path) ? path.resolve("result.json") : path);
        }
        try (Stream<Path> all = Files.list(parts)) {
            return all.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UsageError("cli.usage.unreadable", Phrase.name(parts.toString()), Phrase.nested(Reason.of(e)));
        }
    }

    private static Earlier.Verdict verdict(Side side) {
        Optional<Severity> severity = side.verdict().flatMap(Side.Verdict::severity);
        return new Earlier.Verdict(
                severity.orElseThrow(() -> new IllegalArgumentException("tells no severity of " + side.name())),
                side.verdict().map(Side.Verdict::cause).orElse(""));
    }

    private static Labels labels(CommandLine line) {
        Optional<String> told = CommonOptions.single(line, "labels");
        if (told.isEmpty()) {
            return Labels.NONE;
        }
        List<List<String>> rows = table(told.get());
        if (rows.isEmpty() || rows.get(0).size() < 2) {
            throw new UsageError("cli.usage.labels", Phrase.name(told.get()));
        }
        Map<String, List<String>> values = new HashMap<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            values.put(row.get(0), List.copyOf(row.subList(1, row.size())));
        }
        return new Labels(rows.get(0).subList(1, rows.get(0).size()), values);
    }

    private static List<List<String>> table(String file) {
        try (InputStream in = Files.newInputStream(CommonOptions.path(file))) {
            return CellRows.read(in);
        } catch (IOException e) {
            throw new UsageError("cli.usage.unreadable", Phrase.name(file), Phrase.nested(Reason.of(e)));
        } catch (IllegalArgumentException e) {
            throw new UsageError("cli.usage.labels", Phrase.name(file));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageError("cli.usage.unreadable", Phrase.name(file.toString()), Phrase.nested(Reason.of(e)));
        }
    }
}
