package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.chart.RssStack;
import io.fragmortem.report.chart.Textures;
import io.fragmortem.report.view.page.Answer;
import io.fragmortem.report.view.page.Basis;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.view.page.InstancePage;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.view.page.Typed;
import io.fragmortem.report.words.Headline;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Turns one result into the strings of its page. */
public final class InstanceViews {

    /** Commands that are shown before the chart; of more only the first, or the chart leaves the screen of a telephone. */
    private static final int MOST_COMMANDS = 2;

    private static final String SCRIPT = "fragmortem capture-script";

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
     * @param typed what people typed into an earlier page of it
     */
    public InstancePage page(RunPart run, InstanceResult result, String indexHref, Typed typed) {
        RssStack stack = RssStack.of(result);
        Answer answer = answer(result, stack, indexHref);
        return new InstancePage(
                new Markup(Textures.definitions()),
                answer,
                evidence(result, stack, !answer.chart().isEmpty()),
                basis(run, result, indexHref.isEmpty(), typed));
    }

    /** Title of the window or tab. */
    public String title(InstanceResult result) {
        return wording.text(
                "page.title",
                Phrase.name(Headline.name(result)),
                Phrase.nested(result.diagnosis().verdict().sentence()));
    }

    private Answer answer(InstanceResult result, RssStack stack, String indexHref) {
        List<Action> all = result.diagnosis().actions();
        List<Action> asked = ofKinds(result, EnumSet.of(Remedy.Kind.ASK));
        List<Action> toDo = ofKinds(result, EnumSet.of(Remedy.Kind.DO));
        // what must be answered before anything is done stands first, and beside it what can be typed
        Stream<Action> first =
                Stream.concat(asked.stream().limit(1), toDo.stream().limit(1));
        List<Answer.Chart> chart =
                new ChartViews(result, stack, wording).chart(new TimelineViews(result, wording).marks());
        return new Answer(
                verdict(result),
                indexHref,
                first.map(this::first).toList(),
                chart,
                chart.isEmpty() ? new BytesViews(result, stack, wording).bytes() : List.of(),
                FigureViews.of(result, wording),
                Stream.concat(asked.stream().skip(1), toDo.stream().skip(1))
                        .map(actions::of)
                        .toList(),
                actions.of(all, Set.of(Remedy.Kind.NOT)));
    }

    private static List<Action> ofKinds(InstanceResult result, Set<Remedy.Kind> kinds) {
        return result.diagnosis().actions().stream()
                .filter(action -> kinds.contains(action.kind()))
                .toList();
    }

    private Answer.First first(Action action) {
        Parts.ActionItem item = actions.of(action);
        int all = item.commands().size();
        int shown = all > MOST_COMMANDS ? 1 : all;
        return new Answer.First(
                wording.text("first." + Spelling.lower(action.kind())),
                item,
                item.commands().subList(0, shown),
                shown < all ? wording.text("action.commands", Phrase.count(all - shown)) : "",
                item.commands().subList(shown, all));
    }

    private Answer.Verdict verdict(InstanceResult result) {
        Verdict verdict = result.diagnosis().verdict();
        return new Answer.Verdict(
                Spelling.lower(verdict.severity()),
                Marks.of(verdict.severity()),
                wording.severity(verdict.severity()),
                wording.text("confidence.of", Phrase.name(wording.confidence(verdict.confidence()))),
                where(result),
                Unbroken.of(claim(verdict.sentence())),
                Unbroken.of(new SinceViews(wording).of(result)),
                Unbroken.of(context(result)));
    }

    /** A sentence that tells first what was and then how it is at the end: a heading takes the first part. */
    private String claim(Phrase sentence) {
        String whole = wording.plain(sentence);
        if (!sentence.args().isEmpty() && sentence.args().get(0) instanceof Phrase.Nested inner) {
            String first = wording.plain(inner.phrase());
            boolean complete = first.endsWith(".") || first.endsWith("。");
            return complete && whole.startsWith(first) ? first : whole;
        }
        return whole;
    }

    /** The rest of the sentence, and what to know besides, unless the first action asks just that. */
    private String context(InstanceResult result) {
        Verdict verdict = result.diagnosis().verdict();
        String rest = wording.plain(verdict.sentence())
                .substring(claim(verdict.sentence()).length())
                .strip();
        boolean asked = ofKinds(result, EnumSet.of(Remedy.Kind.DO, Remedy.Kind.ASK)).stream()
                .limit(1)
                .anyMatch(action -> action.remedy() == Remedy.DATA_GONE);
        String besides = asked ? "" : verdict.context().map(wording::plain).orElse("");
        return Wording.sentences(List.of(rest, besides)).strip();
    }

    private Markup where(InstanceResult result) {
        List<String> parts = new ArrayList<>(Headline.parts(result, wording));
        if (result.quality().cadenceMicros() > 0) {
            parts.add(wording.text(
                    "head.coverage", Phrase.percent(result.quality().coverage())));
        }
        return Unbroken.dotted(parts);
    }

    /**
     * @param charted whether the answer shows a chart, and not the bytes in its place
     */
    private Evidence evidence(InstanceResult result, RssStack stack, boolean charted) {
        return new Evidence(
                charted ? new BytesViews(result, stack, wording).bytes() : List.of(),
                new LedgerViews(wording).of(result),
                new PictureViews(result, wording).picture(),
                new SuspectViews(wording).of(result),
                new TimelineViews(result, wording).story(),
                new ImpactViews(result, wording).impact(),
                new Evidence.Course(
                        new GrowthViews(result, stack, wording).growth(),
                        new TurningViews(wording).of(result),
                        new AlertViews(wording).of(result)),
                new PeerViews(wording).of(result));
    }

    /**
     * @param alone whether no index tells what could not be read
     */
    private Basis basis(RunPart run, InstanceResult result, boolean alone, Typed typed) {
        CheckViews checks = new CheckViews(wording);
        QualityViews quality = new QualityViews(wording);
        AppendixViews appendix = new AppendixViews(wording);
        List<Parts.NamedList> unusable = alone ? run.unusable() : List.of();
        return new Basis(
                checks.of(result),
                new Basis.Quality(
                        quality.facts(result),
                        quality.assumptions(result),
                        Stream.concat(checks.ofUser(result).stream(), unusable.stream())
                                .toList()),
                actions.of(result.diagnosis().actions(), EnumSet.of(Remedy.Kind.NEXT)),
                SCRIPT,
                HumanBlocks.view(wording, typed),
                appendix.of(run, result));
    }
}
