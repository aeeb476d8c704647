package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.FleetSums;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.Twins;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.phrase.NaturalOrder;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.chart.Sparkline;
import io.fragmortem.report.view.page.Answer;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Quantities;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.trend.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns the results of one run into the strings of the index page. */
public final class IndexViews {

    private static final int MANY = 1_000;

    /** Rows of the page, which must open in a browser whatever the size of the fleet. */
    private static final int MOST_ROWS = 5_000;

    private static final int COLUMNS = 60;
    private static final int COLUMNS_OF_MANY = 24;
    private static final int LONGEST_NAME = 160;
    private static final int MOST_TWINS = 3;

    /** Share of RSS below which what is more than asked for is no news. */
    private static final double WORTH_TELLING = 0.01;

    private final Wording wording;

    public IndexViews(Wording wording) {
        this.wording = wording;
    }

    /** @param hrefs links to the pages of the instances, empty where one has no page */
    public IndexPage page(AnalysisResult run, FleetReview review, List<String> hrefs) {
        FleetSums sums = FleetSums.of(run.instances());
        AppendixViews appendix = new AppendixViews(wording);
        List<Parts.Table> tables = new ArrayList<>();
        appendix.inputs(run, tables);
        FleetViews fleet = new FleetViews(wording, run, review, hrefs);
        List<IndexPage.IndexRow> rows = new ArrayList<>();
        Map<String, List<String>> twins = Twins.of(run.instances());
        int[] byName = placesByName(run.instances());
        int columns = run.instances().size() > MANY ? COLUMNS_OF_MANY : COLUMNS;
        for (int i = 0; i < Math.min(MOST_ROWS, run.instances().size()); i++) {
            InstanceSummary instance = run.instances().get(i);
            List<String> same = twins.getOrDefault(instance.name(), List.of()).stream()
                    .sorted(NaturalOrder.OF_NAMES)
                    .toList();
            List<String> notes = notes(instance, same, fleet.standing(i));
            rows.add(row(instance, new Place(i + 1, byName[i]), hrefs.get(i), notes, columns));
        }
        return new IndexPage(
                verdict(run, sums, fleet.context()),
                counts(sums),
                new AttentionViews(wording).of(run.instances(), hrefs),
                new AttentionViews(wording).more(run.instances()),
                rows,
                Wording.sentences(List.of(rest(rows.size(), run.instances().size(), wording), fleet.tests())),
                fleet.sections(),
                appendix.unusable(run),
                tables,
                appendix.facts(run));
    }

    /** That a list of the worst does not have all, and where all are. */
    public static String rest(int listed, int all, Wording wording) {
        return listed == all ? "" : wording.text("index.rest", Phrase.count(listed), Phrase.count(all));
    }

    /** Title of the window or tab. */
    public String title(AnalysisResult run) {
        return sentence(run, FleetSums.of(run.instances()));
    }

    /** That a part of the input is in no number, empty where all was read. */
    public String unread(AnalysisResult run) {
        int problems = run.problems().size();
        return problems == 0 ? "" : wording.text("index.unread", Phrase.count(problems));
    }

    private String sentence(AnalysisResult run, FleetSums sums) {
        int people = sums.count(Severity.CRITICAL) + sums.count(Severity.WARNING);
        int all = run.instances().size();
        return people == 0
                ? wording.text("index.fine", Phrase.count(all))
                : wording.text("index.sentence", Phrase.count(people), Phrase.count(all));
    }

    private Answer.Verdict verdict(AnalysisResult run, FleetSums sums, String more) {
        Severity worst = FleetSums.WORST_FIRST.stream()
                .filter(severity -> sums.count(severity) > 0)
                .findFirst()
                .orElse(Severity.OK);
        String wasted = sums.gap() > WORTH_TELLING * sums.rss()
                ? wording.text("index.context", Phrase.bytes(sums.gap()), Phrase.bytes(sums.rss()))
                : "";
        String context = Wording.sentences(Stream.of(wasted, more, unread(run))
                .filter(text -> !text.isEmpty())
                .toList());
        long samples =
                run.instances().stream().mapToLong(i -> i.seen().samples()).sum();
        return new Answer.Verdict(
                Spelling.lower(worst),
                Marks.of(worst),
                "",
                "",
                Unbroken.of(wording.text(
                        "index.where",
                        Phrase.count(run.instances().size()),
                        Phrase.count((double) samples),
                        Phrase.name(window(run)))),
                Unbroken.of(sentence(run, sums)),
                Markup.NONE,
                Unbroken.of(context));
    }

    private String window(AnalysisResult run) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        // A file that was copied or unpacked years later would stretch the window.
        boolean allAssumed = run.instances().stream().allMatch(i -> i.seen().fileTime());
        for (InstanceSummary instance : run.instances()) {
            InstanceSummary.Seen seen = instance.seen();
            if (seen.fromMicros().isPresent() && (allAssumed || !seen.fileTime())) {
                from = Math.min(from, seen.fromMicros().getAsLong());
                to = Math.max(to, seen.toMicros().orElse(seen.fromMicros().getAsLong()));
            }
        }
        return from > to ? wording.text("index.untimed") : wording.window(from, to);
    }

    private List<IndexPage.CountView> counts(FleetSums sums) {
        Stream<IndexPage.CountView> silenced = Stream.of(new CauseViews(wording).count(sums))
                .filter(text -> !text.isEmpty())
                .map(text -> new IndexPage.CountView("silenced", text));
        Stream<IndexPage.CountView> severities = FleetSums.WORST_FIRST.stream()
                .filter(severity -> sums.count(severity) > 0)
                .map(severity -> new IndexPage.CountView(
                        Spelling.lower(severity),
                        wording.text(
                                "index.count",
                                Phrase.name(Marks.of(severity)),
                                Phrase.count(sums.count(severity)),
                                Phrase.name(wording.severity(severity)))));
        return Stream.concat(severities, silenced).toList();
    }

    private List<String> notes(InstanceSummary result, List<String> same, String standing) {
        List<String> notes = new ArrayList<>();
        io.fragmortem.diagnosis.cause.Verdict verdict = result.found().verdict();
        String sentence = verdict.isSilenced() ? wording.plain(verdict.sentence()) : "";
        // The sentence tells the largest of what is silenced: alone, it says all.
        boolean told = verdict.isSilenced() && verdict.silenced().size() == 1;
        String cause = told ? sentence : new CauseViews(wording).of(verdict);
        notes.add(standing.isEmpty() ? cause : wording.text("labelled", Phrase.name(standing), Phrase.name(cause)));
        if (verdict.isSilenced() && !told) {
            notes.add(sentence);
        }
        if (!same.isEmpty()) {
            List<String> names = same.stream()
                    .limit(MOST_TWINS)
                    .map(name -> Untrusted.cut(name, LONGEST_NAME))
                    .toList();
            notes.add(wording.text("index.twins", Phrase.name(wording.list(names))));
        }
        if (result.seen().fileTime()) {
            notes.add(wording.text("index.file_time"));
        }
        return notes;
    }

    /** Where an instance stands in the list, and where it would stand by its name. */
    private record Place(int number, int byName) {}

    /** The place of each instance among all when these are sorted by name, from 1 on. */
    private static int[] placesByName(List<InstanceSummary> instances) {
        List<Integer> sorted = IntStream.range(0, instances.size())
                .boxed()
                .sorted(Comparator.comparing(i -> instances.get(i).name(), NaturalOrder.OF_NAMES))
                .toList();
        int[] places = new int[instances.size()];
        for (int place = 0; place < places.length; place++) {
            places[sorted.get(place)] = place + 1;
        }
        return places;
    }

    private IndexPage.IndexRow row(InstanceSummary result, Place place, String href, List<String> notes, int columns) {
        Severity severity = result.found().verdict().severity();
        Optional<Breakdown> now = result.now().filter(bytes -> bytes.split() != Breakdown.Split.USED_ONLY);
        Optional<Breakdown> both = now.filter(bytes -> bytes.split() != Breakdown.Split.RSS_ONLY);
        String share = both.filter(bytes -> bytes.rss() > 0)
                .map(bytes -> wording.text("index.share", Phrase.percent(bytes.gap() / bytes.rss())))
                .orElse("");
        return new IndexPage.IndexRow(
                Spelling.lower(severity),
                Quantities.count(place.number()),
                new IndexPage.Cell(wording.severity(severity), String.valueOf(severity.ordinal())),
                Marks.of(severity),
                new IndexPage.Link(href, Untrusted.cut(result.name(), LONGEST_NAME)),
                String.valueOf(place.byName()),
                notes,
                bytes(both.map(Breakdown::gap)),
                share,
                bytes(now.map(Breakdown::rss)),
                growth(result),
                new Markup(Sparkline.draw(
                        result.course().sketch().used(),
                        result.course().sketch().rss(),
                        columns,
                        columns == COLUMNS_OF_MANY ? "" : wording.text("index.spark"))));
    }

    private IndexPage.Cell bytes(Optional<Double> bytes) {
        return new IndexPage.Cell(
                bytes.map(wording::bytes).orElse(Quantities.NONE),
                bytes.map(value -> Long.toString(Math.round(value))).orElse(""));
    }

    /** Growth of RSS as it goes now, where it was tested: a slope only where it is proven to grow or fall. */
    private IndexPage.Cell growth(InstanceSummary result) {
        return result.course()
                .growth()
                .map(line -> growth(line, result.seen().seconds()))
                .orElse(new IndexPage.Cell(Quantities.NONE, ""));
    }

    private IndexPage.Cell growth(InstanceResult.TrendLine line, double seenSeconds) {
        Verdict verdict = line.trend().verdict();
        if (Trends.isMove(line.trend())) {
            double slope = line.trend().slope();
            return new IndexPage.Cell(wording.slope(slope, seenSeconds), Long.toString(Math.round(slope)));
        }
        boolean undecided = verdict == Verdict.GROWS || verdict == Verdict.FALLS || verdict == Verdict.UNDECIDED;
        Verdict shown = undecided ? Verdict.UNDECIDED : verdict;
        return new IndexPage.Cell(wording.text("trend.verdict." + Spelling.lower(shown)), undecided ? "" : "0");
    }
}
