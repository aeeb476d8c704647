package io.fragmortem.web;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.report.redact.Redaction;
import java.util.ArrayList;
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

    /** The same with pseudonyms for all that identifies somebody, as {@code --redact} gives them. */
    Run redacted() {
        List<Object> shown = new ArrayList<>(results);
        shown.add(told);
        Redaction redaction = Redaction.numbered(new Redaction.Names().of(told), shown);
        return new Run(redaction.of(told), results.stream().map(redaction::of).toList());
    }

    /** How many instances there are. */
    int size() {
        return results.size();
    }
}
