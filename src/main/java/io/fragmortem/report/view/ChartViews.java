package io.fragmortem.report.view;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.chart.ChartMark;
import io.fragmortem.report.chart.Frame;
import io.fragmortem.report.chart.LegendTable;
import io.fragmortem.report.chart.Limits;
import io.fragmortem.report.chart.RssStack;
import io.fragmortem.report.chart.SvgChart;
import io.fragmortem.report.view.page.Answer;
import io.fragmortem.report.words.Headline;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Quantities;
import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The chart with its caption and the numbers behind it. */
final class ChartViews {

    /** Rows of the table behind the chart: as many as people may read, and as the read-out needs. */
    private static final int MOST_POINTS = 96;

    /** Forecasts that say something; that a limit is out of sight goes without saying. */
    private static final Set<Outcome> TELLING = EnumSet.of(Outcome.REACHED, Outcome.EXPECTED, Outcome.LEVELS_OFF);

    private final Wording wording;
    private final InstanceResult result;
    private final RssStack stack;

    ChartViews(InstanceResult result, RssStack stack, Wording wording) {
        this.result = result;
        this.stack = stack;
        this.wording = wording;
    }

    /** The chart; empty where there are not two samples to join. */
    List<Answer.Chart> chart(List<ChartMark> marks) {
        if (stack.size() < 2 || stack.highest() <= 0) {
            return List.of();
        }
        String title = wording.text("chart.title", Phrase.name(Headline.name(result)));
        List<Answer.Point> points = points();
        List<Frame> frames = List.of(Frame.wide("cw"), Frame.narrow("cn"));
        List<String> charts = SvgChart.draw(result, stack, marks, frames, wording, title);
        return List.of(new Answer.Chart(
                new Markup(charts.get(0)),
                new Markup(charts.get(1)),
                Unbroken.of(Wording.sentences(notes())),
                wording.text("chart.table", Phrase.count(points.size()), Phrase.count(stack.size())),
                head(),
                points));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        String key = stack.timed() ? "chart.note" : "chart.note.untimed";
        notes.add(wording.text(key, Phrase.name(wording.zoneName())));
        List<String> near = texts(Limits.inView(result, stack, wording));
        if (!near.isEmpty()) {
            notes.add(wording.text("chart.near", Phrase.name(wording.list(near))));
        }
        List<String> far = texts(Limits.farAway(result, stack, wording));
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

    private static List<String> texts(List<Limits.Line> limits) {
        return limits.stream().map(Limits.Line::text).toList();
    }

    private List<String> head() {
        List<String> head = new ArrayList<>();
        head.add(stack.timed() ? wording.zoneName() : wording.text("chart.sample"));
        head.add(wording.text("bar.rss"));
        stack.layers().forEach(layer -> head.add(LegendTable.name(layer, wording)));
        return head;
    }

    private List<Answer.Point> points() {
        TreeSet<Integer> rows = new TreeSet<>();
        int n = stack.split().length;
        for (int i = 0; n > 0 && i < MOST_POINTS; i++) {
            rows.add(stack.split()[(int) ((long) i * (n - 1) / (MOST_POINTS - 1))]);
        }
        rows.add(highestRss());
        double first = stack.at()[0];
        double span = Math.max(1, stack.at()[stack.size() - 1] - first);
        List<Answer.Point> points = new ArrayList<>();
        for (int row : rows) {
            List<String> cells = new ArrayList<>();
            cells.add(stack.timed() ? wording.moment((long) stack.at()[row]) : Quantities.count(stack.at()[row] + 1.0));
            cells.add(wording.bytes(stack.rss()[row]));
            for (int k = 0; k < stack.layers().size(); k++) {
                cells.add(wording.bytes(stack.bytes(k, row)));
            }
            double at = (stack.at()[row] - first) / span;
            points.add(new Answer.Point(
                    "." + Long.toString(Math.round(at * 9_999) + 10_000).substring(1), cells));
        }
        return points;
    }

    private int highestRss() {
        int highest = 0;
        for (int i = 1; i < stack.size(); i++) {
            highest = stack.rss()[i] > stack.rss()[highest] ? i : highest;
        }
        return highest;
    }
}
