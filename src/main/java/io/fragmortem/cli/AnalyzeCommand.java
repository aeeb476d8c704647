package io.fragmortem.cli;

import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.option.Engines;
import io.fragmortem.cli.option.FleetFiles;
import io.fragmortem.cli.option.MomentOption;
import io.fragmortem.cli.option.NoteOptions;
import io.fragmortem.cli.option.Redacting;
import io.fragmortem.cli.option.Resuming;
import io.fragmortem.cli.option.TemplateFolder;
import io.fragmortem.cli.option.UsageError;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.cli.process.Messages;
import io.fragmortem.cli.process.Progress;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.story.Note;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.FleetOptions;
import io.fragmortem.report.KeptHuman;
import io.fragmortem.report.Occupied;
import io.fragmortem.report.ReportFolder;
import io.fragmortem.report.html.TemplateFailure;
import io.fragmortem.report.redact.Redaction;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.text.VerdictLines;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code fragmortem analyze INPUT... -o OUT}: the main job. */
final class AnalyzeCommand implements Command {

    @Override
    public String name() {
        return "analyze";
    }

    @Override
    public String arguments() {
        return "INPUT... -o OUT";
    }

    @Override
    public Options options() {
        Options options = new Options();
        CommonOptions.addOutput(options);
        CommonOptions.addWindow(options);
        CommonOptions.addReading(options);
        options.addOption(CommonOptions.SUMMARIES);
        NoteOptions.add(options);
        options.addOption(CommonOptions.valued("keep-human", "REPORT", "cli.option.keep_human"));
        options.addOption(CommonOptions.valued("templates", "DIR", "cli.option.templates"));
        FleetFiles.add(options);
        Resuming.add(options);
        Redacting.add(options);
        CommonOptions.addThreads(options);
        CommonOptions.addWording(options, "cli.option.fail_on");
        return options;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "fragmortem analyze capture/ -o report",
                "fragmortem analyze info.log redis.log smaps.txt -o postmortem.html",
                "fragmortem analyze fleet.csv -o report --fail-on warning --format markdown,jira",
                "fragmortem analyze capture/ -o report --note \"2026-11-22 08:38 deployed 4.2\" --redact");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        List<String> inputs = line.getArgList();
        if (inputs.isEmpty()) {
            throw new UsageError("cli.usage.no_input");
        }
        Engine engine = Engines.of(line);
        String out = place(line, engine);
        Wording wording = CommonOptions.wording(line);
        Window window = MomentOption.window(line);
        List<Note> notes = NoteOptions.of(line);
        Optional<Severity> failOn = CommonOptions.failOn(line);
        Redacting redacting = Redacting.of(line);
        redacting.requireKeyFor(engine);
        FleetFiles files = FleetFiles.of(line, engine);
        FleetOptions fleet = files.options();
        KeptHuman kept = CommonOptions.keptHuman(line);
        Optional<Path> templates = TemplateFolder.of(line);
        Set<TicketText.Form> summaries = CommonOptions.summaries(line);
        requireFree(out, line, summaries);
        Progress progress = Progress.of(line, console, wording);
        Chain chain = new Chain(line, console, progress);
        int[] exit = {Exit.DONE};
        Resuming resuming = Resuming.of(
                line, engine, out, () -> console.err().println("fragmortem: " + wording.text("cli.interrupted")));
        List<String> told = Resuming.told(typed);
        Fleet.Audience report = (read, finished) -> {
            AnalysisResult found = read.with(files.told(read.instances()));
            boolean wrote = !notes.isEmpty() || kept.size() > 0;
            Optional<Redaction> redaction =
                    redacting.over(names(found, fleet), found, subjects(inputs, fleet), wrote, finished);
            List<Note> shownNotes = redaction
                    .map(r -> notes.stream()
                            .map(note -> new Note(note.atMicros(), r.typed(note.text()), note.source()))
                            .toList())
                    .orElse(notes);
            chain.tellUnused(found, console, wording);
            NoteOptions.tellUnused(shownNotes, found.instances(), console, wording);
            AnalysisResult harmless = redaction.map(r -> r.of(found)).orElse(found);
            FleetOptions options = redaction
                    .map(r -> fleet.redacted(redacting.pseudonyms(r), harmless.instances()))
                    .orElse(fleet);
            AnalysisResult result = harmless.with(files.unmet(options, harmless.instances(), redaction));
            List<String> given = redaction.map(r -> r.of(inputs)).orElse(inputs);
            Messages messages = new Messages(console, given, wording);
            if (result.instances().isEmpty()) {
                progress.done();
                messages.inputs(result);
                Optional<String> missed =
                        engine == Engine.LOCAL ? chain.missed(inputs, window, wording) : Optional.empty();
                missed.ifPresent(console.err()::println);
                exit[0] = missed.isPresent() ? Exit.NO_DATA : messages.noData(result);
                return;
            }
            KeptHuman shown = redaction.map(r -> kept.rewritten(r::typed)).orElse(kept);
            ReportFolder folder = new ReportFolder(wording, templates, summaries, shown, options);
            ReportFolder.Written written = write(folder, result, finished, out);
            redacting.writeMap(redaction);
            progress.done();
            messages.inputs(written.told());
            written.first().ifPresent(page -> console.out().println(page));
            new VerdictLines(wording, console.width())
                    .of(written.told(), written.since())
                    .forEach(console.notes()::println);
            exit[0] = messages.exitCode(written.told(), failOn);
        };
        try (resuming) {
            chain.run(engine, inputs, window, notes, told, resuming::prepared, report);
            resuming.done();
        }
        return exit[0];
    }

    /** What identifies by its place: instances also where only files beside the inputs name them. */
    private static Redaction.Names names(AnalysisResult found, FleetOptions fleet) {
        Redaction.Names names = new Redaction.Names().of(found);
        fleet.names().forEach(names::instance);
        return names;
    }

    private static List<String> subjects(List<String> inputs, FleetOptions fleet) {
        return Stream.concat(inputs.stream(), fleet.texts().stream()).toList();
    }

    /** Where the report goes; whether it can go there is found out before a long analysis. */
    private static String place(CommandLine line, Engine engine) {
        String told = CommonOptions.single(line, "output").orElse("");
        if (!ReportFolder.isAddress(told)) {
            Path out = CommonOptions.output(line, "analyze");
            ReportFolder.require(out);
            return out.toString();
        }
        if (!engine.reaches(told)) {
            throw new UsageError("cli.usage.out_of_reach", Phrase.name(told), Phrase.name(engine.name()));
        }
        return told;
    }

    /** Nothing of anybody else is overwritten. */
    private static void requireFree(String out, CommandLine line, Set<TicketText.Form> summaries) {
        Occupied.Typing typing = line.hasOption("keep-human") ? Occupied.Typing.KEPT : Occupied.Typing.LOST;
        if (!ReportFolder.isAddress(out)) {
            Occupied.by(Path.of(out), Occupied.Work.ANALYZE, typing, summaries).ifPresent(why -> {
                throw new UsageError(why);
            });
        }
    }

    private static ReportFolder.Written write(
            ReportFolder folder, AnalysisResult result, Fleet.Finished finished, String out) {
        int instances = result.instances().size();
        if (instances > 1 && !ReportFolder.isAddress(out) && ReportFolder.isPage(Path.of(out))) {
            throw new UsageError("cli.usage.one_page", Phrase.name(out), Phrase.count(instances));
        }
        try {
            return folder.write(result, finished, out);
        } catch (TemplateFailure e) {
            throw new UsageError("cli.usage.template", Phrase.name(String.valueOf(e.getMessage())));
        }
    }
}
