package io.fragmortem.cli;

import io.fragmortem.cli.option.Choice;
import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.option.Redacting;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Progress;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.text.TerminalText;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.instance.Dumps;
import io.fragmortem.timeline.instance.InstanceNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * {@code fragmortem diagnose FILE...}: for a person a verdict for each server over all that an input tells of it, for scripts
 * one for each dump.
 */
final class DiagnoseCommand implements Command {

    /** What is printed. */
    private enum Output {
        TEXT,
        JSON,
        MARKDOWN,
        JIRA,
        MAIL,
        CHAT
    }

    private static final Choice<Output> FORMAT =
            Choice.of("format", "FORMAT", "cli.option.format_of_output", List.of(Output.values()));

    @Override
    public String name() {
        return "diagnose";
    }

    @Override
    public String arguments() {
        return "[FILE...|-]";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(FORMAT);
        CommonOptions.addReading(options);
        CommonOptions.addThreads(options);
        Redacting.add(options);
        CommonOptions.addWording(options, "cli.option.fail_on");
        return options;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "redis-cli INFO everything | fragmortem diagnose",
                "fragmortem diagnose info.txt --format json",
                "fragmortem diagnose info.txt --format chat --redact");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        List<String> inputs = line.getArgList().isEmpty() ? List.of("-") : line.getArgList();
        Wording wording = CommonOptions.wording(line);
        Output format = FORMAT.one(line).orElse(Output.TEXT);
        Function<InstanceResult, String> renderer = renderer(format, wording, console);
        ReadOptions reading = CommonOptions.reading(line);
        Optional<Severity> failOn = CommonOptions.failOn(line);
        CommonOptions.threads(line); // one reads here, whatever is allowed: answers come in the order of the inputs

        boolean forScripts = format == Output.JSON;
        Answers.Reader reader = forScripts ? Answers.Reader.SCRIPT : Answers.Reader.PERSON;
        Answers answers =
                new Answers(console, wording, renderer, reader, CommonOptions.policy(line), failOn, Redacting.of(line));
        for (String input : inputs) {
            boolean typing = input.equals("-") && console.typing();
            if (typing) {
                console.err().println(wording.text("cli.waiting"));
            }
            InstanceNames names = new InstanceNames(CommonOptions.instancePattern(line));
            Dumps dumps =
                    forScripts ? new Dumps(names, answers::reject, answers::give) : new Dumps(names, answers::reject);
            long before = answers.count();
            boolean waits = !forScripts && !typing; // else answers or what is typed stand in the line of the progress
            Progress progress = waits ? Progress.of(line, console, wording) : Progress.none(console, wording);
            Ingest ingest =
                    Ingest.read(List.of(input), reading, console.in(), dumps, name -> progress.reading(name, 0, 0));
            progress.done();
            answers.read(ingest);
            List<Timeline> whole = answers.count() == before ? dumps.together() : List.of();
            if (!forScripts && dumps.speaking() > whole.size() && !whole.isEmpty()) {
                answers.joined(input, dumps.speaking());
            }
            whole.forEach(answers::give);
            if (answers.count() == before && whole.isEmpty()) {
                answers.mute(ingest.inputs());
            }
            if (forScripts && answers.count() == before && inputs.size() > 1) {
                answers.nothingIn(names.nameOf(new Origin(input, 0, 0, Optional.empty())));
            }
        }
        return answers.finish(inputs);
    }

    private static Function<InstanceResult, String> renderer(Output format, Wording wording, Console console) {
        return switch (format) {
            case TEXT -> {
                TerminalText text = new TerminalText(
                        wording,
                        console.width(),
                        console.colour() ? TerminalText.Colour.ON : TerminalText.Colour.OFF,
                        console.unicode() ? TerminalText.Glyphs.UNICODE : TerminalText.Glyphs.ASCII);
                yield text::render;
            }
            case JSON -> {
                JsonReport json = new JsonReport(wording);
                yield result -> json.instance(result) + "\n";
            }
            case MARKDOWN -> new TicketText(wording, TicketText.Form.MARKDOWN)::instance;
            case JIRA -> new TicketText(wording, TicketText.Form.JIRA)::instance;
            case CHAT -> new TicketText(wording, TicketText.Form.CHAT)::instance;
            case MAIL -> new TicketText(wording, TicketText.Form.MAIL)::instance;
        };
    }
}
