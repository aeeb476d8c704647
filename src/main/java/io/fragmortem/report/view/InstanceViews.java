package io.fragmortem.report.view;

import io.fragmortem.diagnosis.Verdict;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Headline;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Turns one result into the strings of its page. */
public final class InstanceViews {

    private final Wording wording;
    private final ActionViews actions;

    public InstanceViews(Wording wording) {
        this.wording = wording;
        this.actions = new ActionViews(wording);
    }

    /**
     * The page of one instance.
     *
     * @param indexHref link back to the index, empty when this page is the index
     */
    public InstancePage page(AnalysisResult run, InstanceResult result, String indexHref) {
        ChartViews charts = new ChartViews(result, wording);
        TimelineViews timeline = new TimelineViews(result, wording);
        QualityViews quality = new QualityViews(wording);
        AppendixViews appendix = new AppendixViews(wording);
        CheckViews checks = new CheckViews(wording);
        List<Action> all = result.diagnosis().actions();
        return new InstancePage(
                verdict(result),
                indexHref,
                actions.of(all, EnumSet.of(Remedy.Kind.DO, Remedy.Kind.ASK)),
                actions.of(all, Set.of(Remedy.Kind.NOT)),
                actions.of(all, Set.of(Remedy.Kind.NEXT)),
                charts.chart(timeline.marks()),
                charts.bytes(),
                new LedgerViews(wording).of(result),
                figures(result),
                new SuspectViews(wording).of(result),
                new PeerViews(wording).of(result),
                timeline.rows(),
                timeline.hidden() > 0 ? wording.text("timeline.more", Phrase.count(timeline.hidden())) : "",
                checks.of(result),
                quality.facts(result),
                quality.assumptions(result),
                lists(checks.ofUser(result), indexHref.isEmpty() ? appendix.unusable(run) : List.of()),
                HumanBlocks.view(wording),
                appendix.of(run, result));
    }

    /** Title of the window or tab. */
    public String title(InstanceResult result) {
        return wording.text(
                "page.title",
                Phrase.name(Headline.name(result)),
                Phrase.nested(result.diagnosis().verdict().sentence()));
    }

    private InstancePage.VerdictView verdict(InstanceResult result) {
        Verdict verdict = result.diagnosis().verdict();
        return new InstancePage.VerdictView(
                Spelling.lower(verdict.severity()),
                Marks.of(verdict.severity()),
                wording.severity(verdict.severity()),
                wording.text("confidence.of", Phrase.name(wording.confidence(verdict.confidence()))),
                where(result),
                Unbroken.of(wording.plain(verdict.sentence())),
                verdict.context().map(wording::plain).orElse(""));
    }

    private String where(InstanceResult result) {
        List<String> parts = new ArrayList<>(Headline.parts(result, wording));
        if (result.quality().cadenceMicros() > 0) {
            parts.add(wording.text(
                    "head.coverage", Phrase.percent(result.quality().coverage())));
        }
        return String.join(" · ", parts);
    }

    private List<InstancePage.FigureView> figures(InstanceResult result) {
        return result.figures().stream()
                .map(figure -> new InstancePage.FigureView(
                        wording.plain(figure.label()),
                        wording.plain(figure.value()),
                        figure.note().map(wording::plain).orElse("")))
                .toList();
    }

    /** What the user wanted otherwise, before the rest. */
    private static List<InstancePage.NamedList> lists(
            List<InstancePage.NamedList> user, List<InstancePage.NamedList> rest) {
        return Stream.concat(user.stream(), rest.stream()).toList();
    }
}
