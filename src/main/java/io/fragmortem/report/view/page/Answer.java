package io.fragmortem.report.view.page;

import io.fragmortem.report.words.Markup;
import java.util.List;

/**
 * What a reader sees first.
 *
 * @param indexHref link back to the index, empty when there is none
 * @param first what to begin with: at most one question and one thing to do
 * @param chart with a series; empty where one sample is all there is
 * @param bytes where the bytes are, in place of a chart
 * @param more what to do or to ask then
 * @param avoid what not to do
 */
public record Answer(
        Verdict verdict,
        String indexHref,
        List<First> first,
        List<Chart> chart,
        List<Evidence.Bytes> bytes,
        List<Figure> figures,
        List<Parts.ActionItem> more,
        List<Parts.ActionItem> avoid) {

    /**
     * The banner.
     *
     * @param css class by severity
     * @param where instance, role, version, window
     * @param since since when and for how long
     * @param context the one thing to know besides
     */
    public record Verdict(
            String css,
            String mark,
            String severity,
            String confidence,
            Markup where,
            Markup sentence,
            Markup since,
            Markup context) {}

    /**
     * The action to begin with, under its own words.
     *
     * @param commands to type first
     * @param othersTitle what folds the other commands away, empty without others
     */
    public record First(
            String title,
            Parts.ActionItem action,
            List<Parts.Command> commands,
            String othersTitle,
            List<Parts.Command> others) {}

    /**
     * The chart with its numbers.
     *
     * @param caption units, zone, limits, forecast
     */
    public record Chart(
            Markup wide, Markup narrow, Markup caption, String tableTitle, List<String> head, List<Point> points) {}

    /**
     * One row of the numbers behind the chart.
     *
     * @param at where it lies on the time axis, 0 to 1
     */
    public record Point(String at, List<String> cells) {}

    /** A headline figure. */
    public record Figure(String label, String value, String note) {}
}
