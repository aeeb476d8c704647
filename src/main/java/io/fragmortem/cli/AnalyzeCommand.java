package io.fragmortem.cli;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.fleet.Analyses;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.Defect;
import io.fragmortem.fleet.Ingest;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.ReportFolder;
import io.fragmortem.report.html.TemplateFailure;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.InstanceNames;
import io.fragmortem.timeline.Instances;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
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
        options.addOption(Option.builder("o")
                .longOpt("output")
                .hasArg()
                .argName("OUT")
                .desc("cli.option.output")
                .get());
        CommonOptions.addReading(options);
        options.addOption(CommonOptions.valued("format", "NAME", "cli.option.format_of_input"));
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
        Path out = output(line);
        Policy policy = CommonOptions.policy(line);
        Wording wording = CommonOptions.wording(line);
        ReportFolder folder = new ReportFolder(wording, CommonOptions.folder(line, "templates"));
        ReportFolder.require(out);
        boolean quiet = line.hasOption("quiet");
        Progress progress = new Progress(console, wording, !quiet && !line.hasOption("no-progress"));

        Rejects rejects = new Rejects();
        Instances instances = new Instances(new InstanceNames(CommonOptions.instancePattern(line)), rejects::add);
        Ingest ingest = Ingest.read(
                inputs,
                CommonOptions.reading(line, "input-format", "format"),
                console.in(),
                instances,
                progress::reading);
        List<Instances.Unordered> found = instances.all();
        progress.analyzing(found.size());
        Analyses analyses = Analyses.of(found, policy);
        List<Defect> defects = new ArrayList<>(ingest.defects());
        defects.addAll(analyses.defects());
        AnalysisResult result = new AnalysisResult(
                Version.TEXT,
                typed,
                ingest.inputs(),
                analyses.ranked(policy),
                rejects.kept(),
                rejects.total(),
                ingest.problems(),
                defects);
        Messages messages = new Messages(console, quiet, inputs, wording);
        if (result.instances().isEmpty()) {
            progress.done();
            messages.inputs(result);
            return messages.noData(result);
        }
        ReportFolder.Written written = write(folder, result, out);
        progress.done();
        messages.inputs(written.told());
        written.first().ifPresent(page -> console.out().println(page));
        return messages.exitCode(written.told(), CommonOptions.failOn(line));
    }

    private static ReportFolder.Written write(ReportFolder folder, AnalysisResult result, Path out) {
        int instances = result.instances().size();
        if (ReportFolder.isPage(out) && instances > 1) {
            throw new UsageError("cli.usage.one_page", Phrase.name(out.toString()), Phrase.count(instances));
        }
        try {
            return folder.write(result, out);
        } catch (TemplateFailure e) {
            throw new UsageError("cli.usage.template", Phrase.name(String.valueOf(e.getMessage())));
        }
    }

    private static Path output(CommandLine line) {
        String out = CommonOptions.single(line, "output").orElse("");
        if (out.isEmpty()) {
            throw new UsageError("cli.usage.no_output");
        }
        try {
            return Path.of(out);
        } catch (InvalidPathException e) {
            throw new UsageError("cli.usage.output_no_path", Phrase.name(out));
        }
    }
}
