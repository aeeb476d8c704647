package io.fragmortem.report.view;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.compare.ComparedRun;
import io.fragmortem.fleet.compare.ComparedRun.Pair;
import io.fragmortem.fleet.compare.Comparison;
import io.fragmortem.fleet.compare.Comparison.Outcome;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.chart.Frame;
import io.fragmortem.report.chart.RssStack;
import io.fragmortem.report.chart.SvgChart;
import io.fragmortem.report.chart.Textures;
import io.fragmortem.report.view.page.Answer;
import io.fragmortem.report.view.page.ComparePage;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a comparison of two inputs into the strings of its page. */
public final class ComparePageViews {

    /** More instances than this have no place for charts. */
    private static final int MOST_CHARTS = 12;

    private static final int MOST_PAIRS = 200;
    private static final int MOST_NAMES = 200;
    private static final int LONGEST_NAME = 160;

    private final Wording wording;
    private final CompareViews views;

    public ComparePageViews(Wording wording) {
        this.wording = wording;
        this.views = new CompareViews(wording);
    }

    /**
     * The page.
     *
     * @param where what was compared, in words
     */
    public ComparePage page(ComparedRun run, String where, List<Parts.Fact> facts) {
        List<ComparePage.Pair> pairs = new ArrayList<>();
        for (Pair pair : run.pairs()) {
            if (pairs.size() < MOST_PAIRS) {
                pairs.add(pair(pair, pairs.size()));
            }
        }
        return new ComparePage(new Markup(Textures.definitions()), verdict(run, where), pairs, alone(run), facts);
    }

    /** Title of the window or tab. */
    public String title(ComparedRun run) {
        if (run.pairs().size() == 1) {
            Comparison only = run.pairs().get(0).comparison();
            return wording.text("page.title", Phrase.name(name(only)), Phrase.nested(only.sentence()));
        }
        return sentence(run);
    }

    /** Its name, or both where the sides have two. */
    private static String name(Comparison comparison) {
        String before = Untrusted.cut(comparison.before().name(), LONGEST_NAME);
        String after = Untrusted.cut(comparison.after().name(), LONGEST_NAME);
        return before.equals(after) ? after : before + " → " + after;
    }

    private String sentence(ComparedRun run) {
        return run.pairs().isEmpty()
                ? wording.text("compare.none")
                : wording.text(
                        "compare.sentence",
                        Phrase.count(run.pairs().size()),
                        Phrase.count(run.count(Outcome.BETTER)),
                        Phrase.count(run.count(Outcome.WORSE)),
                        Phrase.count(run.count(Outcome.SAME)),
                        Phrase.count(run.count(Outcome.CANNOT_TELL)));
    }

    private Answer.Verdict verdict(ComparedRun run, String where) {
        boolean single = run.pairs().size() == 1;
        Outcome outcome = single
                ? run.pairs().get(0).comparison().outcome()
                : run.count(Outcome.WORSE) > 0 ? Outcome.WORSE : Outcome.SAME;
        String sentence = single ? wording.plain(run.pairs().get(0).comparison().sentence()) : sentence(run);
        return new Answer.Verdict(
                CompareViews.css(outcome),
                CompareViews.mark(outcome),
                single ? views.outcome(run.pairs().get(0).comparison()) : "",
                "",
                Unbroken.of(where),
                Unbroken.of(sentence),
                Markup.NONE,
                Markup.NONE);
    }

    private ComparePage.Pair pair(Pair pair, int number) {
        Comparison comparison = pair.comparison();
        return new ComparePage.Pair(
                CompareViews.css(comparison.outcome()),
                CompareViews.mark(comparison.outcome()),
                name(comparison),
                Unbroken.of(wording.plain(comparison.sentence())),
                views.caveats(comparison),
                number < MOST_CHARTS ? charts(pair, number) : List.of(),
                new ComparePage.Tables(views.sides(comparison), views.levels(comparison), views.settings(comparison)));
    }

    /** Both at one scale; none where one of the two cannot be drawn. */
    private List<Markup> charts(Pair pair, int number) {
        Optional<InstanceResult> before = pair.before().result().filter(ComparePageViews::isDrawable);
        Optional<InstanceResult> after = pair.after().result().filter(ComparePageViews::isDrawable);
        if (before.isEmpty() || after.isEmpty()) {
            return List.of();
        }
        RssStack first = RssStack.of(before.get());
        RssStack second = RssStack.of(after.get());
        double reach = Math.max(first.highest(), second.highest());
        return List.of(
                chart(before.get(), first, Frame.half("b" + number), reach, "compare.before"),
                chart(after.get(), second, Frame.half("a" + number), reach, "compare.after"));
    }

    private static boolean isDrawable(InstanceResult result) {
        return result.series().rss().length > 1;
    }

    private Markup chart(InstanceResult result, RssStack stack, Frame frame, double reach, String side) {
        String title = wording.text(
                "compare.chart",
                Phrase.name(Untrusted.cut(result.name(), LONGEST_NAME)),
                Phrase.nested(Phrase.of(side)));
        return new Markup(SvgChart.draw(result, stack, frame, reach, wording, title));
    }

    private List<Parts.NamedList> alone(ComparedRun run) {
        List<Parts.NamedList> lists = new ArrayList<>();
        add("compare.only_before", run.onlyBefore(), lists);
        add("compare.only_after", run.onlyAfter(), lists);
        return lists;
    }

    private void add(String title, List<String> names, List<Parts.NamedList> lists) {
        if (!names.isEmpty()) {
            lists.add(new Parts.NamedList(
                    wording.text(title),
                    names.stream()
                            .limit(MOST_NAMES)
                            .map(name -> Untrusted.cut(name, LONGEST_NAME))
                            .toList()));
        }
    }
}
