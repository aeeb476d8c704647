package io.fragmortem.report.view;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceResult.ChangeLine;
import io.fragmortem.fleet.InstanceResult.TrendLine;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.view.page.Basis;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Quantities;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.source.LeftOut;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.ArrayList;
import java.util.List;

/** How it was found: methods with their numbers, inputs with their checksums, the last sample as it was. */
public final class AppendixViews {

    private static final int MOST_INPUTS = 40;
    private static final int MOST_ROWS = 200;
    private static final List<String> GLOSSARY =
            List.of("rss", "used", "allocated", "active", "resident", "ratio", "mib", "sen", "effective_n");

    private final Wording wording;

    public AppendixViews(Wording wording) {
        this.wording = wording;
    }

    Basis.Appendix of(RunPart run, InstanceResult result) {
        List<Parts.Table> tables = new ArrayList<>();
        trends(result, tables);
        changes(result, tables);
        latest(result, tables);
        tables.addAll(run.inputs());
        List<Parts.Fact> glossary = GLOSSARY.stream()
                .map(word ->
                        new Parts.Fact(wording.text("glossary." + word), wording.text("glossary." + word + ".means")))
                .toList();
        return new Basis.Appendix(List.copyOf(tables), run.facts(), glossary);
    }

    public List<Parts.Fact> facts(AnalysisResult run) {
        List<Parts.Fact> facts = new ArrayList<>();
        facts.add(fact("appendix.tool", "fragmortem " + Untrusted.visible(run.toolVersion())));
        facts.add(fact("appendix.command", Untrusted.cut("fragmortem " + String.join(" ", run.commandLine()), 400)));
        facts.add(fact("appendix.zone", wording.zoneName()));
        facts.add(fact("appendix.units", wording.text("appendix.units.text")));
        facts.add(fact("appendix.method", wording.text("appendix.method.text")));
        return facts;
    }

    private Parts.Fact fact(String key, String value) {
        return new Parts.Fact(wording.text(key), value);
    }

    private void trends(InstanceResult result, List<Parts.Table> tables) {
        if (result.trends().isEmpty()) {
            return;
        }
        List<List<String>> rows = result.trends().stream()
                .limit(MOST_ROWS)
                .map(line -> trend(line, result.seenSeconds()))
                .toList();
        tables.add(table(
                "appendix.trends",
                "n3",
                rows,
                "trend.metric",
                "trend.run",
                "trend.n",
                "trend.slope",
                "trend.p",
                "trend.verdict"));
    }

    private List<String> trend(TrendLine line, double seenSeconds) {
        TrendResult trend = line.trend();
        String effective =
                wording.text("trend.effective", Phrase.count(trend.n()), Phrase.count(Math.rint(trend.effectiveN())));
        String verdict =
                wording.text("trend.verdict." + Spelling.lower(trend.verdict())) + (trend.confirmed() ? " ✓" : "");
        List<String> caveats = trend.caveats().stream()
                .map(caveat -> wording.text("caveat." + Spelling.dashed(caveat)))
                .toList();
        return List.of(
                metric(line.metric()),
                over(line),
                effective,
                slope(trend, seenSeconds),
                trend.p().isPresent() ? pValue(trend.p().getAsDouble()) : Quantities.NONE,
                caveats.isEmpty()
                        ? verdict
                        : wording.text("trend.caveats", Phrase.name(verdict), Phrase.name(wording.list(caveats))));
    }

    private String over(TrendLine line) {
        String key = "trend.over." + Spelling.dashed(line.scoped().scope());
        return wording.text(key, Phrase.count(line.scoped().run() + 1.0));
    }

    /** A slope with its interval, for example {@code 1.2 GiB/day (0.9 GiB/day to 1.6 GiB/day)}. */
    String slope(TrendResult trend, double seenSeconds) {
        String middle = wording.slope(trend.slope(), seenSeconds);
        if (trend.slopeLow().isEmpty() || trend.slopeHigh().isEmpty()) {
            return middle;
        }
        return wording.text(
                "trend.interval",
                Phrase.name(middle),
                Phrase.name(wording.slope(trend.slopeLow().getAsDouble(), seenSeconds)),
                Phrase.name(wording.slope(trend.slopeHigh().getAsDouble(), seenSeconds)));
    }

    private static String pValue(double p) {
        return p < 0.001 ? "<0.001" : Quantities.grouped(p, 3);
    }

    /** A component's name in words, any other metric as INFO prints it. */
    private String metric(Metric metric) {
        return metric instanceof Component component ? wording.component(component) : metric.jsonName();
    }

    private void changes(InstanceResult result, List<Parts.Table> tables) {
        if (result.changes().isEmpty()) {
            return;
        }
        List<List<String>> rows = result.changes().stream()
                .limit(MOST_ROWS)
                .map(line -> change(line, result.seenSeconds()))
                .toList();
        tables.add(table(
                "appendix.changes",
                "n5",
                rows,
                "change.metric",
                "change.at",
                "change.kind",
                "change.before",
                "change.after",
                "change.certified",
                "change.explained"));
    }

    private List<String> change(ChangeLine line, double seenSeconds) {
        Change change = line.change();
        return List.of(
                metric(change.metric()),
                wording.moment(change.atMicros()),
                wording.text("change.kind." + Spelling.lower(change.kind())),
                level(change, change.before(), seenSeconds),
                level(change, change.after(), seenSeconds),
                wording.text(change.certified() ? "yes" : "no"),
                line.explainedBy().map(wording::plain).orElse(""));
    }

    private String level(Change change, double value, double seenSeconds) {
        return change.kind() == ChangePoint.Kind.SLOPE ? wording.slope(value, seenSeconds) : wording.bytes(value);
    }

    private void latest(InstanceResult result, List<Parts.Table> tables) {
        if (result.latest().isEmpty()) {
            return;
        }
        List<List<String>> rows = result.latest().entrySet().stream()
                .map(entry -> List.of(Untrusted.cut(entry.getKey(), 80), plain(entry.getValue())))
                .toList();
        tables.add(table("appendix.latest", "n2", rows, "latest.field", "latest.value"));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Quantities.grouped(value, 0) : Quantities.ratio(value);
    }

    void inputs(AnalysisResult run, List<Parts.Table> tables) {
        if (run.inputs().isEmpty()) {
            return;
        }
        List<List<String>> rows = run.inputs().stream()
                .limit(MOST_INPUTS)
                .map(input -> List.of(
                        Untrusted.cut(input.name(), 160),
                        input.format().isEmpty() ? wording.text("input.unknown") : Untrusted.cut(input.format(), 40),
                        wording.bytes((double) input.bytes()),
                        wording.count((double) input.samples()),
                        wording.count((double) input.events()),
                        wording.count((double) input.rejected()),
                        input.sha256()))
                .toList();
        String title = run.inputs().size() > MOST_INPUTS
                ? wording.text(
                        "appendix.inputs.some",
                        Phrase.count(MOST_INPUTS),
                        Phrase.count(run.inputs().size()))
                : wording.text("appendix.inputs");
        tables.add(new Parts.Table(
                title,
                "n36",
                List.of(
                        wording.text("input.name"),
                        wording.text("input.format"),
                        wording.text("input.bytes"),
                        wording.text("input.samples"),
                        wording.text("input.events"),
                        wording.text("input.rejected"),
                        wording.text("input.sha256")),
                rows));
    }

    private Parts.Table table(String title, String css, List<List<String>> rows, String... head) {
        return new Parts.Table(
                wording.text(title),
                css,
                List.of(head).stream().map(key -> wording.text(key)).toList(),
                rows);
    }

    /** Regions and streams that could not be used, for the page. */
    public List<Parts.NamedList> unusable(AnalysisResult run) {
        List<Parts.NamedList> lists = new ArrayList<>();
        if (!run.defects().isEmpty()) {
            lists.add(new Parts.NamedList(
                    wording.text("defects.title", Phrase.count(run.defects().size())),
                    run.defects().stream()
                            .limit(MOST_ROWS)
                            .map(defect -> Untrusted.cut(wording.plain(defect.what()), 400))
                            .toList()));
        }
        if (!run.problems().isEmpty()) {
            lists.add(new Parts.NamedList(
                    wording.text("unreadable.title", Phrase.count(run.problems().size())),
                    run.problems().stream()
                            .limit(MOST_ROWS)
                            .map(problem -> wording.text(
                                    "labelled",
                                    Phrase.name(Untrusted.cut(problem.name(), 160)),
                                    Phrase.name(Untrusted.cut(wording.plain(problem.reason()), 200))))
                            .toList()));
        }
        List<Rejected> left =
                run.rejected().stream().filter(AppendixViews::isLeftOut).toList();
        long unusable = run.rejectedTotal() - left.size();
        if (unusable > 0) {
            lists.add(new Parts.NamedList(
                    wording.text("rejected.title", Phrase.count((double) unusable)),
                    run.rejected().stream()
                            .filter(region -> !isLeftOut(region))
                            .limit(MOST_ROWS)
                            .map(this::rejected)
                            .toList()));
        }
        if (!left.isEmpty()) {
            lists.add(new Parts.NamedList(
                    wording.text("left_out.title"),
                    left.stream()
                            .limit(MOST_ROWS)
                            .map(region -> wording.labelled(
                                    Untrusted.cut(region.origin().stream(), 160),
                                    Untrusted.cut(wording.plain(region.found()), 300)))
                            .toList()));
        }
        return lists;
    }

    /** What this program wrote itself, and what is hidden, is no trouble of the input. */
    private static boolean isLeftOut(Rejected region) {
        return LeftOut.isReason(region.found());
    }

    /** What was found where; a whole stream has no line. */
    private String rejected(Rejected region) {
        Phrase.Arg stream = Phrase.name(Untrusted.cut(region.origin().stream(), 160));
        Phrase.Arg found = Phrase.name(Untrusted.cut(wording.plain(region.found()), 300));
        Phrase.Arg expected = Phrase.name(wording.plain(region.expected()));
        long line = region.origin().line();
        return line == 0
                ? wording.text("rejected.whole", stream, found, expected)
                : wording.text("rejected.line", stream, Phrase.name(String.valueOf(line)), found, expected);
    }
}
