package io.fragmortem.fleet;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.timeline.Instances;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Analyses instances one by one. One that fails becomes a named defect and costs the others nothing. */
public final class Analyses {

    private final List<Timeline> timelines = new ArrayList<>();
    private final List<InstanceResult> results = new ArrayList<>();
    private final List<Defect> defects = new ArrayList<>();

    private Analyses() {}

    /** Orders and analyses all of them. */
    public static Analyses of(List<Instances.Unordered> instances, Policy policy) {
        return of(instances, timeline -> InstanceChain.analyze(timeline, policy));
    }

    static Analyses of(List<Instances.Unordered> instances, Function<Timeline, InstanceResult> chain) {
        Analyses analyses = new Analyses();
        instances.forEach(instance -> analyses.add(instance, chain));
        return analyses;
    }

    private void add(Instances.Unordered instance, Function<Timeline, InstanceResult> chain) {
        try {
            Timeline timeline = instance.timeline();
            InstanceResult result = chain.apply(timeline);
            timelines.add(timeline);
            results.add(result);
        } catch (RuntimeException | StackOverflowError e) {
            defects.add(Defect.analysis(instance.name(), e));
        }
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
