package io.fragmortem.cli.option;

import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.compare.Side;
import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.fleet.review.Earlier;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.phrase.NaturalOrder;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.FleetOptions;
import io.fragmortem.report.FleetOptions.ResultForm;
import io.fragmortem.report.json.ResultReader;
import io.fragmortem.report.redact.Redaction;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.source.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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

    /** Where a report's folder holds all results. */
    private static final List<String> WHOLE = List.of("result.json", "result.jsonl");

    private final FleetOptions options;
    private final Optional<LabelFile> labels;

    /** The earlier result as typed, empty without one. */
    private final String baseline;

    /** What of an earlier result could not be used. */
    private final List<Rejected> refused;

    private FleetFiles(FleetOptions options, Optional<LabelFile> labels, String baseline, List<Rejected> refused) {
        this.options = options;
        this.labels = labels;
        this.baseline = baseline;
        this.refused = refused;
    }

    public static void add(Options options) {
        options.addOption(CommonOptions.valued("labels", "FILE.csv", "cli.option.labels"));
        options.addOption(CommonOptions.valued("baseline", "RESULT", "cli.option.baseline"));
        options.addOption(Choice.among("engine", "NAME", "cli.option.engine", Engines::names));
        options.addOption(Choice.among("reports", "all|flagged|N", "cli.option.reports", () -> List.of(ALL, FLAGGED)));
        options.addOption(RESULTS);
    }

    /** Reads what the options name. */
    public static FleetFiles of(CommandLine line, Engine engine) {
        Optional<LabelFile> labels = CommonOptions.single(line, "labels").map(LabelFile::read);
        Optional<ResultReader.Found> baseline =
                CommonOptions.single(line, "baseline").map(FleetFiles::baseline);
        FleetOptions options = new FleetOptions(
                labels.map(LabelFile::labels).orElse(Labels.NONE),
                baseline.map(found -> earlier(found)),
                reports(line),
                results(line, engine),
                Optional.empty());
        return new FleetFiles(
                options,
                labels,
                CommonOptions.single(line, "baseline").orElse(""),
                baseline.map(ResultReader.Found::refused).orElse(List.of()));
    }

    /** What the report of a fleet shall have. */
    public FleetOptions options() {
        return options;
    }

    /** What of the files could not be used for the instances of a run. */
    public List<Rejected> told(List<InstanceSummary> instances) {
        List<Rejected> told = new ArrayList<>();
        labels.ifPresent(file -> told.addAll(file.told(instances)));
        told.addAll(refused);
        return told;
    }

    /**
     * That not one instance of the earlier run is in the input, which is a mistake in names more often than another fleet.
     *
     * @param shown the options under the names that the report has
     * @param instances under the same names
     */
    public List<Rejected> unmet(FleetOptions shown, List<InstanceSummary> instances, Optional<Redaction> redaction) {
        List<String> here = sorted(instances.stream().map(InstanceSummary::name));
        List<String> then = shown.earlier()
                .filter(earlier ->
                        earlier.gone(instances).size() == earlier.names().size())
                .map(earlier -> sorted(earlier.names().stream()))
                .orElse(List.of());
        if (here.isEmpty() || then.isEmpty()) {
            return List.of();
        }
        String from = redaction.map(r -> r.of(baseline)).orElse(baseline);
        return List.of(new Rejected(
                new Origin(from, 0, -1, Optional.empty()),
                Phrase.of("input.baseline.none", Phrase.count(then.size()), Phrase.nested(LabelFile.some(then))),
                Phrase.of("input.expected.baseline_names", Phrase.nested(LabelFile.some(here)))));
    }

    private static List<String> sorted(Stream<String> names) {
        return names.sorted(NaturalOrder.OF_NAMES).toList();
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

    private static ResultReader.Found baseline(String told) {
        List<Side> sides = new ArrayList<>();
        List<Rejected> refused = new ArrayList<>();
        Set<String> unread = new HashSet<>();
        for (Path file : resultsIn(CommonOptions.path(told))) {
            ResultReader.Found found = ResultReader.read(file.toString(), read(file));
            sides.addAll(found.sides());
            refused.addAll(found.refused());
            unread.addAll(found.unread());
        }
        if (sides.isEmpty()) {
            throw refused.isEmpty()
                    ? new UsageError("cli.usage.baseline", Phrase.name(told))
                    : UsageError.of(refused.get(0));
        }
        return new ResultReader.Found(sides, refused, unread);
    }

    private static Earlier earlier(ResultReader.Found found) {
        Map<String, Earlier.Verdict> verdicts = new HashMap<>();
        for (Side side : found.sides()) {
            side.verdict()
                    .ifPresent(said -> said.severity()
                            .ifPresent(severity -> verdicts.put(
                                    side.name(), new Earlier.Verdict(severity, said.cause(), said.silenced()))));
        }
        return new Earlier(verdicts, found.unread());
    }

    /** A result, or those of a report's folder: one of all instances, or parts as several machines write them. */
    private static List<Path> resultsIn(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        for (String whole : WHOLE) {
            if (Files.exists(path.resolve(whole))) {
                return List.of(path.resolve(whole));
            }
        }
        Path parts = path.resolve("results");
        if (!Files.isDirectory(parts)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(parts)) {
            return all.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UsageError("cli.usage.unreadable", Phrase.name(parts.toString()), Phrase.nested(Reason.of(e)));
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
