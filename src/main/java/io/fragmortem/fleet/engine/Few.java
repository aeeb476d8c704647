package io.fragmortem.fleet.engine;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.timeline.Window;
import java.util.List;

/**
 * A few instances, all at once and each as the only one of its run.
 *
 * @param results by name, for each of several windows; those that fail are left out
 * @param defects where the analysis failed
 * @param books what was read, and what could not be
 */
public record Few(List<List<InstanceResult>> results, List<Defect> defects, Ingest books) {

    public Few {
        results = List.copyOf(results);
        defects = List.copyOf(defects);
    }

    /** Reads the plan's sources once and analyses them for each window. */
    public static Few of(Plan plan, List<Window> windows, Watcher watcher) {
        return Fleet.few(plan, windows, watcher);
    }
}
