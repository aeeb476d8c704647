package io.fragmortem.fleet;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.timeline.Instances;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Analyses instances one by one. One that fails becomes a named defect and costs the others nothing. */
public final class Analyses {

    private final List<Timeline> timelines = new ArrayList<>();
    private final List<InstanceResult> results = new ArrayList<>();
    private final List<Defect> defects = new ArrayList<>();

    private Analyses() {}

    /** Orders and analyses the part of all of them that lies in the window. */
    public static Analyses of(List<Instances.Unordered> instances, Window window, Policy policy) {
        return of(instances, window, timeline -> InstanceChain.analyze(timeline, policy));
    }

    static Analyses of(List<Instances.Unordered> instances, Window window, Function<Timeline, InstanceResult> chain) {
        Analyses analyses = new Analyses();
        instances.forEach(instance -> analyses.add(instance, window, chain));
        return analyses;
    }

    private void add(Instances.Unordered instance, Window window, Function<Timeline, InstanceResult> chain) {
        try {
            Optional<Timeline> part = window.cut(instance.timeline());
            if (part.isPresent()) {
                InstanceResult result = chain.apply(part.get());
                timelines.add(part.get());
                results.add(result);
            }
        } catch (RuntimeException | StackOverflowError e) {
            defects.add(Defect.analysis(instance.name(), e));
        }
    }

    /** The results in the order of the instances. */
    public List<InstanceResult> results() {
        return List.copyOf(results);
    }

    /** The results beside each other: with their peers, corrected for their number, worst first. */
    public List<InstanceResult> ranked(Policy policy) {
        return Ranking.worstFirst(FleetCorrection.adjust(Peers.compare(timelines, results, policy.thresholds())));
    }

    /** The instances that failed. */
    public List<Defect> defects() {
        return List.copyOf(defects);
    }
}
