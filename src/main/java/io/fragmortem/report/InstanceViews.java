package io.fragmortem.report;

import io.fragmortem.diagnosis.Action;
import io.fragmortem.diagnosis.Check;
import io.fragmortem.diagnosis.Severity;
import io.fragmortem.diagnosis.UserRule;
import io.fragmortem.diagnosis.Verdict;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Turns one result into the strings of its page. */
final class InstanceViews {

    private final Wording wording;
    private final ActionViews actions;

    InstanceViews(Wording wording) {
        this.wording = wording;
        this.actions = new ActionViews(wording);
    }

    /**
     * The page of one instance.
     *
     * @param indexHref link back to the index, empty when this page is the index
     */
    InstancePage page(AnalysisResult run, InstanceResult result, String indexHref, InstancePage.PageFrame frame) {
        ChartViews charts = new ChartViews(result, wording);
        TimelineViews timeline = new TimelineViews(result, wording);
        QualityViews quality = new QualityViews(wording);
        AppendixViews appendix = new AppendixViews(wording);
        List<Action> all = result.diagnosis().actions();
        return new InstancePage(
                frame,
                verdict(result),
                indexHref,
                actions.of(all, EnumSet.of(Action.Kind.DO, Action.Kind.ASK)),
                actions.of(all, Set.of(Action.Kind.NOT)),
                actions.of(all, Set.of(Action.Kind.NEXT)),
                charts.chart(timeline.marks()),
                charts.bytes(),
                new LedgerViews(wording).of(result),
                figures(result),
                new SuspectViews(wording).of(result),
                new PeerViews(wording).of(result),
                timeline.rows(),
                timeline.hidden() > 0 ? wording.text("timeline.more", Phrase.count(timeline.hidden())) : "",
                checks(result),
                quality.facts(result),
                quality.assumptions(result),
                lists(result, indexHref.isEmpty() ? appendix.unusable(run) : List.of()),
                HumanBlocks.view(wording),
                appendix.of(run, result));
    }

    /** Title of the window or tab. */
    String title(InstanceResult result) {
        return wording.text(
                "page.title",
                Phrase.name(Headline.name(result)),
                Phrase.nested(result.diagnosis().verdict().sentence()));
    }

    private InstancePage.VerdictView verdict(InstanceResult result) {
        Verdict verdict = result.diagnosis().verdict();
        return new InstancePage.VerdictView(
                Wording.lower(verdict.severity()),
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

    private InstancePage.ChecksView checks(InstanceResult result) {
        List<InstancePage.CheckView> passed = checks(result, Set.of(Check.Status.OK));
        List<InstancePage.CheckView> missing =
                checks(result, EnumSet.of(Check.Status.NOT_APPLICABLE, Check.Status.IGNORED));
        return new InstancePage.ChecksView(
                wording.text("checks.passed", Phrase.count(passed.size())),
                passed,
                wording.text("checks.missing", Phrase.count(missing.size())),
                missing,
                result.diagnosis().doctor().stream().map(wording::plain).toList());
    }

    /** What the user's own rules found, before the rest. */
    private List<InstancePage.NamedList> lists(InstanceResult result, List<InstancePage.NamedList> rest) {
        List<String> own = result.diagnosis().checks().stream()
                .filter(check ->
                        check.status() == Check.Status.FINDING && check.id().startsWith(UserRule.FAMILY))
                .map(check -> Marks.of(check.severity().orElse(Severity.INFO)) + " " + wording.plain(check.text()))
                .toList();
        if (own.isEmpty()) {
            return rest;
        }
        List<InstancePage.NamedList> lists = new ArrayList<>();
        lists.add(new InstancePage.NamedList(wording.text("checks.own"), own));
        lists.addAll(rest);
        return lists;
    }

    private List<InstancePage.CheckView> checks(InstanceResult result, Set<Check.Status> statuses) {
        return result.diagnosis().checks().stream()
                .filter(check -> statuses.contains(check.status()))
                .map(check -> new InstancePage.CheckView(
                        check.status() == Check.Status.OK ? "✓" : "–",
                        wording.plain(check.text()),
                        Untrusted.visible(check.id())))
                .toList();
    }
}
