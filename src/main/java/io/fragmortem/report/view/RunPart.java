package io.fragmortem.report.view;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * What the page of each instance says of its run: made once, the same on every page, and small whatever the run has.
 *
 * @param inputs what was read
 * @param facts of the tool and its call
 * @param unusable what could not be read or used
 */
public record RunPart(List<Parts.Table> inputs, List<Parts.Fact> facts, List<Parts.NamedList> unusable) {

    /** The part of this run, in these words. */
    public static RunPart of(AnalysisResult run, Wording wording) {
        AppendixViews appendix = new AppendixViews(wording);
        List<Parts.Table> inputs = new ArrayList<>();
        appendix.inputs(run, inputs);
        return new RunPart(inputs, appendix.facts(run), appendix.unusable(run));
    }
}
