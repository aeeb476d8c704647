package io.fragmortem.cli;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.fleet.Analyses;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.Defect;
import io.fragmortem.fleet.Ingest;
import io.fragmortem.fleet.Rejects;
import io.fragmortem.fleet.story.Note;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.InstanceNames;
import io.fragmortem.timeline.Instances;
import io.fragmortem.timeline.Window;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;

/** Reads inputs into timelines and runs the chain over them: what several commands begin with. */
final class Chain {

    private final Console console;
    private final Progress progress;
    private final ReadOptions reading;
    private final InstanceNames names;
    private final Policy policy;
    private final Rejects rejects = new Rejects();
    private boolean partial;

    Chain(CommandLine line, Console console, Progress progress) {
        this.console = console;
        this.progress = progress;
        this.reading = CommonOptions.reading(line, "input-format");
        this.names = new InstanceNames(CommonOptions.instancePattern(line));
        this.policy = CommonOptions.policy(line);
    }

    /** What was read: the instances, and the books. */
    record Read(List<Instances.Unordered> instances, Ingest ingest) {}

    /** Reads the inputs. */
    Read read(List<String> inputs) {
        Instances instances = new Instances(names, rejects::add);
        Ingest ingest = Ingest.read(inputs, reading, console.in(), instances, progress::reading);
        partial |= !ingest.problems().isEmpty() || !ingest.defects().isEmpty();
        return new Read(instances.all(), ingest);
    }

    /** Analyzes the part of each instance that lies in the window. */
    Analyses analyze(Read read, Window window) {
        progress.analyzing(read.instances().size());
        Analyses analyses = Analyses.of(read.instances(), window, policy);
        partial |= !analyses.defects().isEmpty();
        return analyses;
    }

    /** Whether some input could not be read, or some instance not be analyzed. */
    boolean isPartial() {
        return partial;
    }

    /** Analyzes what was read, each instance beside its peers, the worst first, with what the user knows. */
    AnalysisResult result(Read read, Window window, List<Note> notes, List<String> typed) {
        Analyses analyses = analyze(read, window);
        List<Defect> defects = new ArrayList<>(read.ingest().defects());
        defects.addAll(analyses.defects());
        return new AnalysisResult(
                Version.TEXT,
                typed,
                read.ingest().inputs(),
                analyses.ranked(policy).stream()
                        .map(result -> result.with(notes))
                        .toList(),
                rejects.kept(),
                rejects.total(),
                read.ingest().problems(),
                defects);
    }

    Policy policy() {
        return policy;
    }
}
