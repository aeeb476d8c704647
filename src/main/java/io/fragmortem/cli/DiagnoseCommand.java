package io.fragmortem.cli;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.Severity;
import io.fragmortem.fleet.Ingest;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.text.TerminalText;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.Dumps;
import io.fragmortem.timeline.InstanceNames;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code fragmortem diagnose FILE...}: a verdict per dump, on the terminal or as text for scripts. */
final class DiagnoseCommand implements Command {

    /** A person does not read more verdicts of one stream than this: then all its dumps get one. */
    private static final int MOST_FOR_A_PERSON = 10;

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
        options.addOption(CommonOptions.valued("format", "FORMAT", "cli.option.format_of_output"));
        CommonOptions.addReading(options);
        CommonOptions.addWording(options);
        return options;
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        List<String> inputs = line.getArgList().isEmpty() ? List.of("-") : line.getArgList();
        Wording wording = CommonOptions.wording(line);
        String format = CommonOptions.single(line, "format").orElse("text");
        Function<InstanceResult, String> renderer = renderer(format, wording, console);
        ReadOptions reading = CommonOptions.reading(line, "input-format");
        Optional<Severity> failOn = CommonOptions.failOn(line);

        Rejects rejects = new Rejects();
        boolean forScripts = format.equals("json");
        Answers answers = new Answers(console, renderer, forScripts ? "" : "\n", CommonOptions.policy(line), failOn);
        boolean unread = false;
        for (String input : inputs) {
            InstanceNames names = new InstanceNames(CommonOptions.instancePattern(line));
            List<Timeline> first = new ArrayList<>();
            Dumps dumps = forScripts
                    ? new Dumps(names, rejects::add, answers::give, Long.MAX_VALUE)
                    : new Dumps(names, rejects::add, first::add, MOST_FOR_A_PERSON);
            long before = answers.given;
            Ingest ingest = Ingest.read(List.of(input), reading, console.in(), dumps, name -> {});
            unread |= !ingest.problems().isEmpty() || dumps.size() == 0;
            ingest.problems().forEach(p -> console.err().println(Messages.of(p, wording)));
            if (dumps.size() == 0) {
                Messages.withoutMemory(ingest.inputs(), console, wording);
            }
            if (!forScripts) {
                forAPerson(first, dumps, input, console, wording).forEach(answers::give);
            } else if (answers.given == before && inputs.size() > 1) {
                answers.nothingIn(names.nameOf(new Origin(input, 0, 0, Optional.empty())));
            }
        }
        rejects.kept().stream()
                .limit(Messages.MOST_LINES)
                .forEach(r -> console.err().println(Messages.of(r, wording)));
        if (answers.given == 0) {
            console.err().println(wording.text("cli.no_dump"));
            return Exit.NO_DATA;
        }
        return answers.found ? Exit.FINDINGS : unread ? Exit.PARTIAL : Exit.DONE;
    }

    /** A person who hands over a long capture gets one verdict over all of it; scripts get every dump. */
    private static List<Timeline> forAPerson(
            List<Timeline> first, Dumps dumps, String input, Console console, Wording wording) {
        if (dumps.size() <= MOST_FOR_A_PERSON) {
            return first;
        }
        console.err().println(wording.text("cli.together", Phrase.name(input), Phrase.count((double) dumps.size())));
        return dumps.together();
    }

    /** Diagnoses and prints one timeline after the other. */
    private static final class Answers {
        private final Console console;
        private final Function<InstanceResult, String> renderer;
        private final String separator;
        private final Policy policy;
        private final Optional<Severity> failOn;
        private long given;
        private boolean found;

        Answers(
                Console console,
                Function<InstanceResult, String> renderer,
                String separator,
                Policy policy,
                Optional<Severity> failOn) {
            this.console = console;
            this.renderer = renderer;
            this.separator = separator;
            this.policy = policy;
            this.failOn = failOn;
        }

        void give(Timeline timeline) {
            InstanceResult result = InstanceChain.analyze(timeline, policy);
            console.out().print((given > 0 ? separator : "") + renderer.apply(result));
            found |= failOn.isPresent() && result.diagnosis().worst().compareTo(failOn.get()) >= 0;
            given++;
        }

        /** Whoever hands over several files counts on a line for each, in their order. */
        void nothingIn(String name) {
            console.out().print(renderer.apply(InstanceChain.nothing(Dumps.none(name))));
        }
    }

    private static Function<InstanceResult, String> renderer(String format, Wording wording, Console console) {
        return switch (format) {
            case "text" -> {
                TerminalText text = new TerminalText(
                        wording,
                        console.width(),
                        console.colour() ? TerminalText.Colour.ON : TerminalText.Colour.OFF,
                        console.unicode() ? TerminalText.Glyphs.UNICODE : TerminalText.Glyphs.ASCII);
                yield text::render;
            }
            case "json" -> {
                JsonReport json = new JsonReport(wording);
                yield result -> json.instance(result) + "\n";
            }
            case "markdown" -> new TicketText(wording, TicketText.Form.MARKDOWN)::instance;
            case "jira" -> new TicketText(wording, TicketText.Form.JIRA)::instance;
            case "chat" -> new TicketText(wording, TicketText.Form.CHAT)::instance;
            case "mail" -> new TicketText(wording, TicketText.Form.MAIL)::instance;
            default -> throw new UsageError("cli.usage.output_format", Phrase.name(format));
        };
    }
}
