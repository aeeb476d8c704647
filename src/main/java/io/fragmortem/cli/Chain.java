package io.fragmortem.cli;

import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Progress;
import io.fragmortem.cli.process.Version;
import io.fragmortem.diagnosis.Policy;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.fleet.engine.Few;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.engine.Gathered;
import io.fragmortem.fleet.engine.Plan;
import io.fragmortem.fleet.story.Note;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.source.Source;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.InstanceNames;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.commons.cli.CommandLine;

/** The chain as the options want it: what several commands begin with. */
final class Chain {

    private final CommandLine line;
    private final Console console;
    private final Progress progress;
    private final ReadOptions reading;
    private final Policy policy;
    private boolean partial;

    Chain(CommandLine line, Console console, Progress progress) {
        this.line = line;
        this.console = console;
        this.progress = progress;
        this.reading = CommonOptions.reading(line);
        this.policy = CommonOptions.policy(line);
    }

    /** Runs it over the part of the inputs that lies in the window, with what the user knows. */
    void run(
            Engine engine,
            List<String> inputs,
            Window window,
            List<Note> notes,
            List<String> typed,
            UnaryOperator<Plan> prepared,
            Fleet.Audience audience) {
        progress.planning(inputs.size());
        Plan plan = prepared.apply(plan(engine.sources(inputs), window).with(notes));
        engine.analyze(plan, new Fleet.Call(Version.TEXT, typed), progress, audience);
    }

    /** Reads the inputs and analyses nothing. */
    Gathered read(List<String> inputs) {
        return Fleet.read(plan(Engine.LOCAL.sources(inputs), Window.ALWAYS), progress);
    }

    /** Where the samples lie that a window left out; empty where there are none, or they cannot be read a second time. */
    Optional<String> missed(List<String> inputs, Window window, Wording wording) {
        return window.equals(Window.ALWAYS) ? Optional.empty() : found(inputs).map(all -> all.by(window, wording));
    }

    /** Where all samples lie on one side of a split, they say so. */
    Optional<String> missed(List<String> inputs, long splitMicros, Wording wording) {
        return found(inputs).flatMap(all -> all.bySplit(splitMicros, wording));
    }

    private Optional<Missed> found(List<String> inputs) {
        return inputs.contains("-") ? Optional.empty() : Missed.of(read(inputs).instances());
    }

    /** The results of few inputs, all at once, for each of the windows. */
    Few results(List<String> inputs, List<Window> windows) {
        Few few = Few.of(plan(Engine.LOCAL.sources(inputs), Window.ALWAYS), windows, progress);
        partial |= !few.books().problems().isEmpty()
                || !few.books().defects().isEmpty()
                || !few.defects().isEmpty();
        return few;
    }

    /** Names what was asked for and fits nothing of a run. */
    void tellUnused(AnalysisResult found, Console to, Wording wording) {
        CommonOptions.instancePattern(line)
                .filter(pattern -> found.inputs().stream()
                        .noneMatch(input -> pattern.matcher(input.name()).find()))
                .ifPresent(pattern ->
                        to.err().println(wording.text("cli.unused_pattern", Phrase.name(pattern.pattern()))));
        policy.ignores().stream()
                .filter(ignore -> found.instances().stream()
                        .noneMatch(instance ->
                                ignore.instances().matcher(instance.name()).find()))
                .forEach(ignore -> to.err()
                        .println(wording.text(
                                "cli.unused_ignore",
                                Phrase.name(ignore.rule()),
                                Phrase.name(ignore.instances().pattern()))));
    }

    /** Whether some input could not be read, or some instance not be analyzed. */
    boolean isPartial() {
        return partial;
    }

    private Plan plan(List<Source> sources, Window window) {
        return Plan.of(
                sources,
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
