package io.fragmortem.cli;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.ReportFolder;
import io.fragmortem.report.html.TemplateFailure;
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
        FleetFiles.add(options);
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
                CommonOptions.keptHuman(line),
                FleetFiles.of(line));
        ReportFolder.require(out);
        boolean quiet = line.hasOption("quiet");
        Progress progress = new Progress(console, wording, !quiet && !line.hasOption("no-progress"));
        Chain chain = new Chain(line, console, progress);
        Messages messages = new Messages(console, quiet, inputs, wording);
        int[] exit = {Exit.DONE};
        chain.run(inputs, window, typed, (result, finished) -> {
            if (result.instances().isEmpty()) {
                progress.done();
                messages.inputs(result);
                exit[0] = messages.noData(result);
                return;
            }
            ReportFolder.Written written = write(folder, result, finished, out);
            progress.done();
            messages.inputs(written.told());
            written.first().ifPresent(page -> console.out().println(page));
            exit[0] = messages.exitCode(written.told(), CommonOptions.failOn(line));
        });
        return exit[0];
    }

    private static ReportFolder.Written write(
            ReportFolder folder, AnalysisResult result, Fleet.Finished finished, Path out) {
        int instances = result.instances().size();
        if (ReportFolder.isPage(out) && instances > 1) {
            throw new UsageError("cli.usage.one_page", Phrase.name(out.toString()), Phrase.count(instances));
        }
        try {
            return folder.write(result, finished, out);
        } catch (TemplateFailure e) {
            throw new UsageError("cli.usage.template", Phrase.name(String.valueOf(e.getMessage())));
        }
    }
}
