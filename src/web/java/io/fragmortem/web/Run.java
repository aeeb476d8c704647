package io.fragmortem.web;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import java.util.List;

/** A run with all its instances, the worst first. */
record Run(AnalysisResult told, List<InstanceResult> results) {

    /** Nothing yet. */
    static final Run NONE = new Run(
            new AnalysisResult(Version.TEXT, List.of(), List.of(), List.of(), List.of(), 0, List.of(), List.of()),
            List.of());

    Run {
        results = List.copyOf(results);
    }

    /** How many instances there are. */
    int size() {
        return results.size();
    }
}
