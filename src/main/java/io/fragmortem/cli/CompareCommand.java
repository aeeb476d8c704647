package io.fragmortem.cli;

import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.option.MomentOption;
import io.fragmortem.cli.option.Redacting;
import io.fragmortem.cli.option.TemplateFolder;
import io.fragmortem.cli.option.UsageError;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.cli.process.Progress;
import io.fragmortem.cli.process.Version;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.compare.ComparedRun;
import io.fragmortem.fleet.compare.ComparedRun.Sided;
import io.fragmortem.fleet.compare.Comparer;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.CompareFolder;
import io.fragmortem.report.Occupied;
import io.fragmortem.report.ReportFolder;
import io.fragmortem.report.redact.Redaction;
import io.fragmortem.report.text.CompareLines;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code fragmortem compare BEFORE AFTER -o OUT}, or one capture with {@code --split TIME}: did it help? */
final class CompareCommand implements Command {

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String arguments() {
        return "BEFORE AFTER -o OUT";
    }

    @Override
    public Options options() {
        Options options = new Options();
        CommonOptions.addOutput(options);
        options.addOption(CommonOptions.valued("split", "TIME", "cli.option.split"));
        CommonOptions.addReading(options);
        options.addOption(CommonOptions.SUMMARIES);
        options.addOption(CommonOptions.valued("templates", "DIR", "cli.option.templates"));
        Redacting.add(options);
        CommonOptions.addThreads(options);
        CommonOptions.addWording(options, "cli.option.fail_on_worse");
        return options;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "fragmortem compare before.txt after.txt -o comparison",
                "fragmortem compare capture/ --split \"2026-11-22 08:40\" -o comparison",
                "fragmortem compare report-of-may/ report-of-june/ -o comparison.html --fail-on warning");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        Optional<Long> split = MomentOption.of(line, "split");
        List<String> inputs = line.getArgList();
        if (inputs.size() != (split.isPresent() ? 1 : 2)) {
            throw new UsageError(
                    split.isPresent() ? "cli.usage.split_inputs" : "cli.usage.two_inputs", Phrase.count(inputs.size()));
        }
        Path out = CommonOptions.output(line, "compare");
        Wording wording = CommonOptions.wording(line);
        Optional<Severity> failOn = CommonOptions.failOn(line);
        Redacting redacting = Redacting.of(line);
        Set<TicketText.Form> summaries = CommonOptions.summaries(line);
        CompareFolder folder = new CompareFolder(wording, TemplateFolder.of(line), summaries);
        ReportFolder.require(out);
        Occupied.by(out, Occupied.Work.COMPARE, Occupied.Typing.LOST, summaries).ifPresent(why -> {
            throw new UsageError(why);
        });
        Progress progress = Progress.of(line, console, wording);
        Chain chain = new Chain(line, console, progress);
        SideReader reader = new SideReader(chain, console, wording);
        List<List<Sided>> found = split.isPresent()
                ? reader.split(inputs.get(0), split.get())
                : reader.sides(inputs.get(0), inputs.get(1));
        progress.done();

        Redaction.Names names = new Redaction.Names();
        inputs.forEach(names::stream);
        found.forEach(side -> side.forEach(sided -> names.instance(sided.side().name())));
        Optional<Redaction> redaction = redacting.over(names, List.of(found, inputs, typed));
        List<List<Sided>> sides = redaction.map(r -> reader.redacted(found, r)).orElse(found);
        List<String> given = redaction.map(r -> r.of(inputs)).orElse(inputs);
        ComparedRun run = ComparedRun.of(
                sides.get(0), sides.get(1), new Comparer(chain.policy().thresholds()));
        if (run.pairs().isEmpty()
                && (run.onlyBefore().isEmpty() || run.onlyAfter().isEmpty())) {
            Optional<String> missed = split.flatMap(at -> chain.missed(inputs, at, wording));
            console.err().println(missed.orElseGet(() -> wording.text("cli.no_dump")));
            return Exit.NO_DATA;
        }
        String where = where(given, split, wording);
        List<String> shown = redaction.map(r -> r.of(typed)).orElse(typed);
        console.out().println(folder.write(run, where, Version.TEXT, shown, out));
        redacting.writeMap(redaction);
        new CompareLines(wording, console.width()).of(run).forEach(console.notes()::println);
        return exitCode(run, chain, failOn);
    }

    private static String where(List<String> inputs, Optional<Long> split, Wording wording) {
        if (split.isEmpty()) {
            return wording.text("compare.where", name(inputs.get(0)), name(inputs.get(1)));
        }
        String moment = wording.moment(split.get()) + " " + wording.zoneName();
        return wording.text("compare.where.split", name(inputs.get(0)), Phrase.name(moment));
    }

    private static int exitCode(ComparedRun run, Chain chain, Optional<Severity> failOn) {
        if (run.pairs().isEmpty()) {
            return Exit.NO_DATA;
        }
        if (failOn.isPresent() && run.worsened(failOn.get())) {
            return Exit.FINDINGS;
        }
        return chain.isPartial() ? Exit.PARTIAL : Exit.DONE;
    }

    private static Phrase.Arg name(String input) {
        return Phrase.name(Untrusted.cut(input, 160));
    }
}
