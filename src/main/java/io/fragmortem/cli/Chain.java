package io.fragmortem.cli;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.engine.Plan;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.InstanceNames;
import io.fragmortem.timeline.Window;
import java.util.List;
import org.apache.commons.cli.CommandLine;

/** The chain as the options want it: what several commands begin with. */
final class Chain {

    private final CommandLine line;
    private final Console console;
    private final Progress progress;
    private final ReadOptions reading;
    private final Policy policy;

    Chain(CommandLine line, Console console, Progress progress) {
        this.line = line;
        this.console = console;
        this.progress = progress;
        this.reading = CommonOptions.reading(line, "input-format");
        this.policy = CommonOptions.policy(line);
    }

    /** Runs it over the part of the inputs that lies in the window. */
    void run(List<String> inputs, Window window, List<String> typed, Fleet.Audience audience) {
        Fleet.analyze(plan(inputs, window), new Fleet.Call(Version.TEXT, typed), progress, audience);
    }

    /** The results of few inputs, all at once, for each of the windows. */
    List<List<InstanceResult>> results(List<String> inputs, List<Window> windows) {
        return Fleet.results(plan(inputs, Window.ALWAYS), windows, progress);
    }

    private Plan plan(List<String> inputs, Window window) {
        return Plan.of(
                inputs,
                console.in(),
                reading,
                new InstanceNames(CommonOptions.instancePattern(line)),
                window,
                policy,
                Fleet.threads(CommonOptions.threads(line), Runtime.getRuntime().maxMemory()));
    }

    Policy policy() {
        return policy;
    }
}
