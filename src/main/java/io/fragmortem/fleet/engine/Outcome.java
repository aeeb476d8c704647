package io.fragmortem.fleet.engine;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.Replication;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.Instances;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one instance became: a result with its summary, or a defect, or neither where it has nothing in the window.
 *
 * @param defect where the analysis failed; the others are not harmed by it
 */
public record Outcome(Optional<InstanceSummary> summary, Optional<InstanceResult> result, Optional<Defect> defect) {

    /** Analyses the part of an instance that lies in the window. */
    public static Outcome of(Instances.Unordered instance, Window window, Function<Timeline, InstanceResult> chain) {
        Optional<Timeline> part = window.cut(instance.timeline());
        if (part.isEmpty()) {
            return new Outcome(Optional.empty(), Optional.empty(), Optional.empty());
        }
        InstanceResult result = chain.apply(part.get());
        return new Outcome(
                Optional.of(InstanceSummary.of(result, Replication.of(result.server(), part.get()))),
                Optional.of(result),
                Optional.empty());
    }

    /** Of an instance that failed. */
    public static Outcome failed(String instance, Throwable thrown) {
        return new Outcome(Optional.empty(), Optional.empty(), Optional.of(Defect.analysis(instance, thrown)));
    }

    /** The same without the result. */
    public Outcome light() {
        return new Outcome(summary, Optional.empty(), defect);
    }
}
