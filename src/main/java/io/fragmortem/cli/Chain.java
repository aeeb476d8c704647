package io.fragmortem.cli;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.FleetCorrection;
import io.fragmortem.fleet.Ingest;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.Peers;
import io.fragmortem.fleet.Ranking;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.InstanceNames;
import io.fragmortem.timeline.Instances;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.Window;
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

    Chain(CommandLine line, Console console, Progress progress) {
        this.console = console;
        this.progress = progress;
        this.reading = CommonOptions.reading(line, "input-format");
        this.names = new InstanceNames(CommonOptions.instancePattern(line));
        this.policy = CommonOptions.policy(line);
    }

    /** What was read: one timeline per instance, and the books. */
    record Read(List<Timeline> timelines, Ingest ingest) {

        /** The part of every instance that lies in a window. */
        List<Timeline> within(Window window) {
            return timelines.stream()
                    .flatMap(timeline -> window.cut(timeline).stream())
                    .toList();
        }
    }

    /** Reads the inputs. */
    Read read(List<String> inputs) {
        Instances instances = new Instances(names, rejects::add);
        Ingest ingest = Ingest.read(inputs, reading, console.in(), instances, progress::reading);
        return new Read(instances.timelines(), ingest);
    }

    /** Analyzes each timeline. */
    List<InstanceResult> analyze(List<Timeline> timelines) {
        progress.analyzing(timelines.size());
        return timelines.stream()
                .map(timeline -> InstanceChain.analyze(timeline, policy))
                .toList();
    }

    /** Analyzes what was read, each instance beside its peers, the worst first. */
    AnalysisResult result(Read read, List<Timeline> timelines, List<String> typed) {
        List<InstanceResult> results = analyze(timelines);
        return new AnalysisResult(
                Version.TEXT,
                typed,
                read.ingest().inputs(),
                Ranking.worstFirst(FleetCorrection.adjust(Peers.compare(timelines, results, policy.thresholds()))),
                rejects.kept(),
                rejects.total(),
                read.ingest().problems());
    }

    Policy policy() {
        return policy;
    }
}
