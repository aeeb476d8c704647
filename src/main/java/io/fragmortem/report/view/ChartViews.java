package io.fragmortem.report.view;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.chart.BarRows;
import io.fragmortem.report.chart.ChartMark;
import io.fragmortem.report.chart.Frame;
import io.fragmortem.report.chart.Limits;
import io.fragmortem.report.chart.RssStack;
import io.fragmortem.report.chart.SvgChart;
import io.fragmortem.report.chart.Waterfall;
import io.fragmortem.report.words.Headline;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Quantities;
import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The chart with the numbers behind it, and where the bytes are now. */
public final class ChartViews {

    /** Rows of the table behind the chart: as many as people may read, and as the read-out needs. */
    private static final int MOST_POINTS = 96;

    /** Forecasts that say something; that a limit is out of sight goes without saying. */
    private static final Set<Outcome> TELLING = EnumSet.of(Outcome.REACHED, Outcome.EXPECTED, Outcome.LEVELS_OFF);

    private final Wording wording;
    private final InstanceResult result;

    ChartViews(InstanceResult result, Wording wording) {
        this.result = result;
        this.wording = wording;
    }

    /** The chart; empty where there are not two samples to join. */
    List<InstancePage.ChartView> chart(List<ChartMark> marks) {
        if (result.series().rss().length < 2) {
            return List.of();
        }
        RssStack stack = RssStack.of(result);
        if (stack.highest() <= 0) {
            return List.of();
        }
        String title = wording.text("chart.title", Phrase.name(Headline.name(result)));
        List<InstancePage.PointView> points = points(stack);
        return List.of(new InstancePage.ChartView(
                new Markup(SvgChart.draw(result, stack, marks, Frame.wide("cw"), wording, title)),
                new Markup(SvgChart.draw(result, stack, marks, Frame.narrow("cn"), wording, title)),
                notes(stack),
                wording.text("chart.table", Phrase.count(points.size()), Phrase.count(stack.size())),
                head(stack),
                points));
    }

    private List<String> notes(RssStack stack) {
        List<String> notes = new ArrayList<>();
        String key = stack.timed() ? "chart.note" : "chart.note.untimed";
        notes.add(wording.text(key, Phrase.name(wording.zoneName())));
        List<String> far = Limits.farAway(result, stack, wording).stream()
                .map(Limits.Limit::text)
                .toList();
        if (!far.isEmpty()) {
            notes.add(wording.text("chart.far", Phrase.name(wording.list(far))));
        }
        result.forecasts().stream()
                .filter(f -> TELLING.contains(f.outlook().outcome()))
                .forEach(f -> notes.add(wording.plain(f.note())));
        if (result.runs().size() > 1) {
            notes.add(wording.text("chart.restarts", Phrase.count(result.runs().size() - 1)));
        }
        return notes;
    }

    private List<String> head(RssStack stack) {
        List<String> head = new ArrayList<>();
        head.add(stack.timed() ? wording.zoneName() : wording.text("chart.sample"));
        head.add(wording.text("bar.rss"));
        stack.layers().forEach(layer -> head.add(wording.text(layer.labelKey())));
        return head;
    }

    private List<InstancePage.PointView> points(RssStack stack) {
        TreeSet<Integer> rows = new TreeSet<>();
        int n = stack.size();
        for (int i = 0; i < MOST_POINTS; i++) {
            rows.add((int) ((long) i * (n - 1) / (MOST_POINTS - 1)));
        }
        rows.add(highestRss(stack));
        double first = stack.at()[0];
        double span = Math.max(1, stack.at()[n - 1] - first);
        List<InstancePage.PointView> points = new ArrayList<>();
        for (int row : rows) {
            List<String> cells = new ArrayList<>();
            cells.add(stack.timed() ? wording.moment((long) stack.at()[row]) : Quantities.count(stack.at()[row] + 1.0));
            cells.add(wording.bytes(stack.rss()[row]));
            for (int k = 0; k < stack.layers().size(); k++) {
                cells.add(wording.bytes(stack.bytes(k, row)));
            }
            double at = (stack.at()[row] - first) / span;
            points.add(new InstancePage.PointView(
                    "." + Long.toString(Math.round(at * 9_999) + 10_000).substring(1), cells));
        }
        return points;
    }

    private static int highestRss(RssStack stack) {
        int highest = 0;
        for (int i = 1; i < stack.size(); i++) {
            highest = stack.rss()[i] > stack.rss()[highest] ? i : highest;
        }
        return highest;
    }

    /** Where the bytes of the last usable sample are. */
    List<InstancePage.BytesView> bytes() {
        return result.now().map(this::bytes).map(List::of).orElse(List.of());
    }

    private InstancePage.BytesView bytes(Breakdown now) {
        String when = now.atMicros() == 0
                ? wording.text("bytes.last")
                : wording.text("bytes.at", Phrase.moment(now.atMicros()), Phrase.name(wording.zoneName()));
        String title = wording.text("waterfall.title", Phrase.name(Headline.name(result)));
        return new InstancePage.BytesView(
                new Markup(Waterfall.draw(now, Frame.wide("ww"), wording, title)),
                new Markup(Waterfall.draw(now, Frame.narrow("wn"), wording, title)),
                when,
                bytesHead(),
                bytesRows(now));
    }

    private List<String> bytesHead() {
        List<String> head = new ArrayList<>(
                List.of(wording.text("bytes.component"), wording.text("bytes.now"), wording.text("bytes.share")));
        worstElsewhere().ifPresent(worst -> head.add(wording.text("bytes.worst", Phrase.moment(worst.atMicros()))));
        return head;
    }

    private Optional<Breakdown> worstElsewhere() {
        return result.worst().filter(worst -> worst.atMicros() != 0);
    }

    private List<List<String>> bytesRows(Breakdown now) {
        List<List<String>> rows = new ArrayList<>();
        now.parts().forEach((component, bytes) -> {
            boolean notResident = component == Component.OUTSIDE && bytes < 0;
            List<String> row = new ArrayList<>();
            row.add(notResident ? wording.text("bytes.not_resident") : wording.component(component));
            row.add(wording.bytes(bytes));
            row.add(share(bytes, now));
            worstElsewhere()
                    .ifPresent(worst ->
                            row.add(worst.has(component) ? wording.bytes(worst.bytes(component)) : Quantities.NONE));
            rows.add(row);
        });
        BarRows bars = BarRows.of(now);
        List<String> total = new ArrayList<>(
                List.of(wording.text(bars.totalKey()), wording.bytes(bars.total()), share(bars.total(), now)));
        worstElsewhere()
                .ifPresent(worst -> total.add(wording.bytes(BarRows.of(worst).total())));
        rows.add(total);
        return rows;
    }

    private String share(double bytes, Breakdown now) {
        double total = BarRows.of(now).total();
        return total > 0 ? wording.percent(bytes / total) : Quantities.NONE;
    }
}
