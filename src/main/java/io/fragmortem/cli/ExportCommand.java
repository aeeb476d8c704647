package io.fragmortem.cli;

import io.fragmortem.cli.option.Choice;
import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.option.MomentOption;
import io.fragmortem.cli.option.Redacting;
import io.fragmortem.cli.option.UsageError;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.cli.process.Messages;
import io.fragmortem.cli.process.Progress;
import io.fragmortem.fleet.engine.Gathered;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.TextFile;
import io.fragmortem.report.export.ExportForm;
import io.fragmortem.report.export.Exported;
import io.fragmortem.report.redact.Redaction;
import io.fragmortem.report.words.Wording;
import io.fragmortem.source.Problem;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.Instances;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code fragmortem export INPUT... --to csv|jsonl|openmetrics}: the samples for other programs. */
final class ExportCommand implements Command {

    private static final Choice<ExportForm> TO =
            Choice.of("to", "FORMAT", "cli.option.to", List.of(ExportForm.values()));

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
        options.addOption(TO);
        CommonOptions.addFile(options);
        CommonOptions.addWindow(options);
        CommonOptions.addReading(options);
        Redacting.add(options);
        CommonOptions.addThreads(options);
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
        ExportForm form = TO.required(line);
        Wording wording = CommonOptions.wording(line);
        Window window = MomentOption.window(line);
        Redacting redacting = Redacting.of(line);
        Optional<Path> file = CommonOptions.file(line);
        Progress progress = Progress.of(line, console, wording);
        Gathered read = new Chain(line, console, progress).read(inputs);
        progress.done();
        List<Defect> defects = new ArrayList<>(read.books().defects());
        List<Exported> instances = exported(read.instances(), window, defects);
        Found found = new Found(instances, read.books().problems(), defects);

        Redaction.Names names = new Redaction.Names();
        instances.forEach(instance -> names.instance(instance.name()));
        found.problems().forEach(problem -> names.stream(problem.name()));
        Optional<Redaction> redaction = redacting.over(names, List.of(found));
        Found shown = redaction.map(r -> r.of(found)).orElse(found);
        shown.problems().forEach(problem -> console.err().println(Messages.of(problem, wording)));
        Messages.defects(shown.defects(), console, wording);
        Optional<String> missed = instances.isEmpty()
                ? Missed.of(read.instances()).map(all -> all.by(window, wording))
                : Optional.empty();
        if (missed.isPresent()) {
            console.err().println(missed.get());
            return Exit.NO_DATA;
        }
        int code = write(shown, form, file, console, wording);
        redacting.writeMap(redaction);
        return code;
    }

    /** What goes out, and what could not be read. */
    private record Found(List<Exported> instances, List<Problem> problems, List<Defect> defects) {}

    private static int write(Found found, ExportForm form, Optional<Path> file, Console console, Wording wording) {
        boolean untimed = found.instances().stream().anyMatch(instance -> !instance.timed());
        boolean timed = found.instances().stream().anyMatch(Exported::timed);
        if (!timed && (!untimed || !form.takesUntimed())) {
            console.err().println(wording.text(untimed ? "cli.no_times" : "cli.no_dump"));
            return Exit.NO_DATA;
        }
        if (untimed && !form.takesUntimed()) {
            console.notes().println(wording.text("cli.untimed_left_out"));
        }
        if (file.isPresent()) {
            TextFile.write(file.get(), out -> form.write(found.instances(), out));
            console.out().println(file.get());
        } else {
            form.write(found.instances(), console.out());
        }
        return found.problems().isEmpty() && found.defects().isEmpty() ? Exit.DONE : Exit.PARTIAL;
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
