package io.fragmortem.report;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceResult.ChangeLine;
import io.fragmortem.fleet.InstanceResult.TrendLine;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;

/** How it was found: methods with their numbers, inputs with their checksums, the last sample as it was. */
final class AppendixViews {

    private static final int MOST_INPUTS = 40;
    private static final int MOST_ROWS = 200;
    private static final List<String> GLOSSARY =
            List.of("rss", "used", "allocated", "active", "resident", "ratio", "mib", "sen", "effective_n");

    private final Wording wording;

    AppendixViews(Wording wording) {
        this.wording = wording;
    }

    InstancePage.AppendixView of(AnalysisResult run, InstanceResult result) {
        List<InstancePage.TableView> tables = new ArrayList<>();
        trends(result, tables);
        changes(result, tables);
        latest(result, tables);
        inputs(run, tables);
        List<InstancePage.FactView> facts = facts(run);
        List<InstancePage.FactView> glossary = GLOSSARY.stream()
                .map(word -> new InstancePage.FactView(
                        wording.text("glossary." + word), wording.text("glossary." + word + ".means")))
                .toList();
        return new InstancePage.AppendixView(List.copyOf(tables), facts, glossary);
    }

    List<InstancePage.FactView> facts(AnalysisResult run) {
        List<InstancePage.FactView> facts = new ArrayList<>();
        facts.add(fact("appendix.tool", "fragmortem " + Untrusted.visible(run.toolVersion())));
        facts.add(fact("appendix.command", Untrusted.cut("fragmortem " + String.join(" ", run.commandLine()), 400)));
        facts.add(fact("appendix.zone", wording.zoneName()));
        facts.add(fact("appendix.units", wording.text("appendix.units.text")));
        facts.add(fact("appendix.method", wording.text("appendix.method.text")));
        return facts;
    }

    private InstancePage.FactView fact(String key, String value) {
        return new InstancePage.FactView(wording.text(key), value);
    }

    private void trends(InstanceResult result, List<InstancePage.TableView> tables) {
        if (result.trends().isEmpty()) {
            return;
        }
        List<List<String>> rows = result.trends().stream()
                .limit(MOST_ROWS)
                .map(line -> trend(line, seenSeconds(result)))
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
        boolean ratio = line.metric().contains("ratio");
        String effective = line.effectiveN().isPresent()
                ? wording.text(
                        "trend.effective",
                        Phrase.count(line.n()),
                        Phrase.count(Math.rint(line.effectiveN().getAsDouble())))
                : wording.count(line.n());
        String verdict = words("trend.verdict.", line.verdict()) + (line.confirmed() ? " ✓" : "");
        List<String> caveats =
                line.caveats().stream().map(caveat -> words("caveat.", caveat)).toList();
        return List.of(
                metric(line.metric()),
                over(line),
                effective,
                slope(line, ratio, seenSeconds),
                line.p().isPresent() ? pValue(line.p().getAsDouble()) : Quantities.NONE,
                caveats.isEmpty()
                        ? verdict
                        : wording.text("trend.caveats", Phrase.name(verdict), Phrase.name(wording.list(caveats))));
    }

    private String over(TrendLine line) {
        String key = "trend.over." + line.scope();
        return wording.has(key) ? wording.text(key, Phrase.count(line.run() + 1.0)) : Untrusted.cut(line.scope(), 40);
    }

    /** A slope with its interval, for example {@code 1.2 GiB/day (0.9 GiB/day to 1.6 GiB/day)}. */
    String slope(TrendLine line, boolean ratio, double seenSeconds) {
        if (line.slopePerDay().isEmpty()) {
            return Quantities.NONE;
        }
        String middle = rate(line.slopePerDay().getAsDouble(), ratio, seenSeconds);
        if (line.low().isEmpty() || line.high().isEmpty()) {
            return middle;
        }
        return wording.text(
                "trend.interval",
                Phrase.name(middle),
                Phrase.name(rate(line.low().getAsDouble(), ratio, seenSeconds)),
                Phrase.name(rate(line.high().getAsDouble(), ratio, seenSeconds)));
    }

    private static double seenSeconds(InstanceResult result) {
        return result.fromMicros().isPresent() && result.toMicros().isPresent()
                ? (result.toMicros().getAsLong() - result.fromMicros().getAsLong()) / 1e6
                : Double.POSITIVE_INFINITY;
    }

    private String rate(double slope, boolean ratio, double seenSeconds) {
        return ratio
                ? wording.text("slope.day", Phrase.name(Quantities.ratio(slope)))
                : wording.slope(slope, seenSeconds);
    }

    private static String pValue(double p) {
        return p < 0.001 ? "<0.001" : Quantities.grouped(p, 3);
    }

    /** A component's name in words, any other metric as INFO prints it. */
    private String metric(String metric) {
        return words("component.", metric);
    }

    private String words(String prefix, String name) {
        return wording.has(prefix + name) ? wording.text(prefix + name) : Untrusted.cut(name, 80);
    }

    private void changes(InstanceResult result, List<InstancePage.TableView> tables) {
        if (result.changes().isEmpty()) {
            return;
        }
        List<List<String>> rows = result.changes().stream()
                .limit(MOST_ROWS)
                .map(line -> change(line, seenSeconds(result)))
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
        boolean ratio = line.metric().contains("ratio");
        boolean slope = line.kind().equals("slope");
        return List.of(
                metric(line.metric()),
                wording.moment(line.atMicros()),
                words("change.kind.", line.kind()),
                level(line.before(), slope, ratio, seenSeconds),
                level(line.after(), slope, ratio, seenSeconds),
                wording.text(line.certified() ? "yes" : "no"),
                line.explainedBy().map(wording::plain).orElse(""));
    }

    private String level(double value, boolean slope, boolean ratio, double seenSeconds) {
        if (slope) {
            return rate(value, ratio, seenSeconds);
        }
        return ratio ? Quantities.ratio(value) : wording.bytes(value);
    }

    private void latest(InstanceResult result, List<InstancePage.TableView> tables) {
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

    void inputs(AnalysisResult run, List<InstancePage.TableView> tables) {
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
        tables.add(new InstancePage.TableView(
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

    private InstancePage.TableView table(String title, String css, List<List<String>> rows, String... head) {
        return new InstancePage.TableView(
                wording.text(title),
                css,
                List.of(head).stream().map(key -> wording.text(key)).toList(),
                rows);
    }

    /** Regions and streams that could not be used, for the page. */
    List<InstancePage.NamedList> unusable(AnalysisResult run) {
        List<InstancePage.NamedList> lists = new ArrayList<>();
        if (!run.defects().isEmpty()) {
            lists.add(new InstancePage.NamedList(
                    wording.text("defects.title", Phrase.count(run.defects().size())),
                    run.defects().stream()
                            .limit(MOST_ROWS)
                            .map(defect -> Untrusted.cut(wording.plain(defect.what()), 400))
                            .toList()));
        }
        if (!run.problems().isEmpty()) {
            lists.add(new InstancePage.NamedList(
                    wording.text("unreadable.title", Phrase.count(run.problems().size())),
                    run.problems().stream()
                            .limit(MOST_ROWS)
                            .map(problem -> wording.text(
                                    "labelled",
                                    Phrase.name(Untrusted.cut(problem.name(), 160)),
                                    Phrase.name(Untrusted.cut(wording.plain(problem.reason()), 200))))
                            .toList()));
        }
        if (run.rejectedTotal() > 0) {
            lists.add(new InstancePage.NamedList(
                    wording.text("rejected.title", Phrase.count((double) run.rejectedTotal())),
                    run.rejected().stream()
                            .limit(MOST_ROWS)
                            .map(region -> wording.text(
                                    "rejected.line",
                                    Phrase.name(Untrusted.cut(region.origin().stream(), 160)),
                                    Phrase.name(String.valueOf(region.origin().line())),
                                    Phrase.name(Untrusted.cut(wording.plain(region.found()), 120)),
                                    Phrase.name(wording.plain(region.expected()))))
                            .toList()));
        }
        return lists;
    }
}
