package io.fragmortem.cli;

import io.fragmortem.fleet.Defect;
import io.fragmortem.fleet.engine.Gathered;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.TextFile;
import io.fragmortem.report.export.ExportForm;
import io.fragmortem.report.export.Exported;
import io.fragmortem.report.redact.Redaction;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Instances;
import io.fragmortem.timeline.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code fragmortem export INPUT... --to csv|jsonl|openmetrics}: the samples for other programs. */
final class ExportCommand implements Command {

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String arguments() {
        return "INPUT... --to FORMAT";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(CommonOptions.valued("to", "FORMAT", "cli.option.to"));
        CommonOptions.addFile(options);
        CommonOptions.addWindow(options);
        CommonOptions.addReading(options);
        Redacting.add(options);
        CommonOptions.addProgress(options);
        CommonOptions.addLanguageAndHelp(options);
        return options;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "fragmortem export capture/ --to csv -o samples.csv",
                "fragmortem export capture/ --to jsonl --redact",
                "fragmortem export capture/ --to openmetrics -o samples.om && promtool tsdb create-blocks-from openmetrics samples.om data");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        List<String> inputs = line.getArgList();
        if (inputs.isEmpty()) {
            throw new UsageError("cli.usage.no_input_for", Phrase.name(name()));
        }
        String to = CommonOptions.single(line, "to").orElse("");
        ExportForm form =
                ExportForm.named(to).orElseThrow(() -> new UsageError("cli.usage.export_format", Phrase.name(to)));
        Wording wording = CommonOptions.wording(line);
        Window window = MomentOption.window(line);
        Redacting redacting = Redacting.of(line);
        Optional<Path> file = CommonOptions.file(line);
        boolean quiet = line.hasOption("quiet");
        Progress progress = new Progress(console, wording, !quiet && !line.hasOption("no-progress"));
        Gathered read = new Chain(line, console, progress).read(inputs);
        progress.done();
        List<Defect> defects = new ArrayList<>(read.books().defects());
        List<Exported> found = exported(read.instances(), window, defects);

        Redaction.Names names = new Redaction.Names();
        found.forEach(instance -> names.instance(instance.name()));
        read.books().problems().forEach(problem -> names.stream(problem.name()));
        Optional<Redaction> redaction =
                redacting.over(names, List.of(found, read.books().problems()));
        redaction
                .map(r -> r.of(read.books().problems()))
                .orElse(read.books().problems())
                .forEach(problem -> console.err().println(Messages.of(problem, wording)));
        Messages.defects(defects, console, wording);
        List<Exported> shown = redaction.map(r -> r.of(found)).orElse(found);
        boolean untimed = shown.stream().anyMatch(instance -> !instance.timed());
        if (shown.isEmpty() || (!form.takesUntimed() && shown.stream().noneMatch(Exported::timed))) {
            console.err().println(wording.text(shown.isEmpty() ? "cli.no_dump" : "cli.no_times"));
            return Exit.NO_DATA;
        }
        if (untimed && !form.takesUntimed()) {
            console.err().println(wording.text("cli.untimed_left_out"));
        }
        if (file.isPresent()) {
            TextFile.write(file.get(), out -> form.write(shown, out));
            console.out().println(file.get());
        } else {
            form.write(shown, console.out());
        }
        redacting.writeMap(redaction);
        return read.books().problems().isEmpty() && defects.isEmpty() ? Exit.DONE : Exit.PARTIAL;
    }

    private static List<Exported> exported(List<Instances.Unordered> instances, Window window, List<Defect> defects) {
        List<Exported> exported = new ArrayList<>();
        for (Instances.Unordered instance : instances) {
            try {
                window.cut(instance.timeline())
                        .filter(timeline -> timeline.size() > 0)
                        .map(Exported::of)
                        .ifPresent(exported::add);
            } catch (RuntimeException | StackOverflowError e) {
                defects.add(Defect.analysis(instance.name(), e));
            }
        }
        return exported;
    }
}
