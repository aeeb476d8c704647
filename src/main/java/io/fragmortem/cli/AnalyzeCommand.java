package io.fragmortem.cli;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.ReportFolder;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Window;
import java.nio.file.Path;
import java.util.List;
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
        options.addOption(CommonOptions.valued("format", "NAME,...", "cli.option.format_of_summary"));
        options.addOption(CommonOptions.valued("keep-human", "REPORT", "cli.option.keep_human"));
        options.addOption(CommonOptions.valued("templates", "DIR", "cli.option.templates"));
        CommonOptions.addWording(options);
        return options;
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        List<String> inputs = line.getArgList();
        if (inputs.isEmpty()) {
            throw new UsageError("cli.usage.no_input");
        }
        Path out = CommonOptions.output(line, "analyze");
        Wording wording = CommonOptions.wording(line);
        Window window = MomentOption.window(line);
        ReportFolder folder = new ReportFolder(
                wording,
                CommonOptions.folder(line, "templates"),
                CommonOptions.summaries(line),
                CommonOptions.keptHuman(line));
        boolean quiet = line.hasOption("quiet");
        Progress progress = new Progress(console, wording, !quiet && !line.hasOption("no-progress"));
        Chain chain = new Chain(line, console, progress);
        Chain.Read read = chain.read(inputs);
        AnalysisResult result = chain.result(read, read.within(window), typed);
        progress.done();

        Messages messages = new Messages(console, quiet, inputs, wording);
        messages.inputs(result);
        if (result.instances().isEmpty()) {
            return messages.noData(result);
        }
        Path page = write(folder, result, out);
        console.out().println(page);
        return messages.exitCode(result, CommonOptions.failOn(line));
    }

    private static Path write(ReportFolder folder, AnalysisResult result, Path out) {
        try {
            return folder.write(result, out);
        } catch (IllegalArgumentException e) {
            throw result.instances().size() == 1
                    ? new UsageError("cli.usage.template", Phrase.name(String.valueOf(e.getMessage())))
                    : new UsageError(
                            "cli.usage.one_page",
                            Phrase.name(out.toString()),
                            Phrase.count(result.instances().size()));
        }
    }
}
