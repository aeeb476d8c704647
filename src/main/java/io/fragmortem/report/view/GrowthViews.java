package io.fragmortem.report.view;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceResult.TrendLine;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.chart.RssStack;
import io.fragmortem.report.chart.TrendChart;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether it grows: the totals and the part that the verdict speaks of, each with the line that was fitted. */
final class GrowthViews {

    private final InstanceResult result;
    private final RssStack stack;
    private final Wording wording;

    GrowthViews(InstanceResult result, RssStack stack, Wording wording) {
        this.result = result;
        this.stack = stack;
        this.wording = wording;
    }

    List<Evidence.Growth> growth() {
        List<Evidence.Growth> charts = new ArrayList<>();
        if (stack.timed()) {
            for (Metric metric : metrics()) {
                result.trendNow(metric).ifPresent(line -> charts.add(chart(metric, line)));
            }
        }
        return charts;
    }

    private Set<Metric> metrics() {
        Set<Metric> metrics = new LinkedHashSet<>(List.of(Total.USED_MEMORY_RSS, Total.USED_MEMORY));
        metrics.add(
                result.series().parts().containsKey(Component.FRAGMENTATION)
                        ? largest(Component.FRAGMENTATION, Component.RETAINED)
                        : Component.UNATTRIBUTED);
        return metrics;
    }

    private Component largest(Component one, Component other) {
        return most(one) >= most(other) ? one : other;
    }

    private double most(Component component) {
        double most = 0;
        for (double value : result.series().column(component)) {
            most = value > most ? value : most;
        }
        return most;
    }

    private Evidence.Growth chart(Metric metric, TrendLine line) {
        String name = metric instanceof Component component
                ? wording.component(component)
                : wording.text("story.metric." + metric.jsonName());
        String verdict =
                wording.text("trend.verdict." + Spelling.lower(line.trend().verdict()));
        String slope = new AppendixViews(wording).slope(line.trend(), result.seenSeconds());
        String title = wording.text("trends.title", Phrase.name(name), Phrase.name(verdict), Phrase.name(slope));
        return new Evidence.Growth(
                name,
                new Markup(TrendChart.draw(
                        stack, result.series().column(metric), line.trend(), regimeFrom(metric), wording, title)),
                verdict,
                slope);
    }

    /** The last regime: since the last restart or the last change of this metric. */
    private long regimeFrom(Metric metric) {
        long from = result.runs().isEmpty()
                ? Long.MIN_VALUE
                : result.runs().get(result.runs().size() - 1).fromMicros();
        for (InstanceResult.ChangeLine line : result.changes()) {
            if (line.change().metric() == metric) {
                from = Math.max(from, line.change().atMicros());
            }
        }
        return from;
    }
}
