package io.fragmortem.report.view;

import io.fragmortem.report.words.Markup;
import java.util.List;

/**
 * Everything that {@code instance.ftlh} shows, as ready strings: templates hold markup only. An absent text is empty.
 *
 * @param chart with a series; its list is empty where one sample is all there is
 */
public record InstancePage(
        VerdictView verdict,
        String indexHref,
        List<ActionView> actions,
        List<ActionView> avoid,
        List<ActionView> next,
        List<ChartView> chart,
        List<BytesView> bytes,
        List<LedgerView> ledger,
        List<FigureView> figures,
        List<SuspectView> suspects,
        List<PeersView> peers,
        List<RowView> timeline,
        String timelineMore,
        ChecksView checks,
        List<FactView> quality,
        List<String> assumptions,
        List<NamedList> lists,
        HumanView human,
        AppendixView appendix) {

    /**
     * This instance beside its primary and replicas.
     *
     * @param rows name, role, data, used memory, RSS and gap of each
     * @param said one sentence for each peer
     */
    public record PeersView(String title, List<String> head, List<List<String>> rows, List<String> said) {}

    /**
     * The banner.
     *
     * @param css class by severity
     */
    public record VerdictView(
            String css,
            String mark,
            String severity,
            String confidence,
            String where,
            Markup sentence,
            String context) {}

    /** One thing to do, to ask, not to do or to capture. */
    public record ActionView(
            String what,
            List<String> commands,
            String back,
            String needs,
            List<String> before,
            String risk,
            String notWhen,
            String verify,
            List<String> steps) {}

    /** The chart with its numbers. */
    public record ChartView(
            Markup wide,
            Markup narrow,
            List<String> notes,
            String tableTitle,
            List<String> head,
            List<PointView> points) {}

    /**
     * One row of the numbers behind the chart.
     *
     * @param at where it lies on the time axis, 0 to 1
     */
    public record PointView(String at, List<String> cells) {}

    /** Where the bytes are now. */
    public record BytesView(Markup wide, Markup narrow, String when, List<String> head, List<List<String>> rows) {}

    /** What was to be explained, and whose each byte is. */
    public record LedgerView(String title, List<String> head, List<List<String>> rows, String ratios) {}

    /** A headline figure. */
    public record FigureView(String label, String value, String note) {}

    /** One suspect. */
    public record SuspectView(
            String css,
            String number,
            String title,
            String bytes,
            String facts,
            Markup claim,
            List<String> evidence,
            List<String> ruledOut,
            List<ActionView> remedies) {}

    /** One row of the timeline. */
    public record RowView(String css, String number, String time, String kind, String what, String source) {}

    /** What was checked. */
    public record ChecksView(
            String passedTitle,
            List<CheckView> passed,
            String missingTitle,
            List<CheckView> missing,
            List<String> doctor) {}

    /** One check. */
    public record CheckView(String mark, String text, String id) {}

    /** A label and its value. */
    public record FactView(String label, String value) {}

    /** A heading with lines below it. */
    public record NamedList(String title, List<String> lines) {}

    /** Empty blocks for people, and the same as text to copy. */
    public record HumanView(List<String> blocks, List<String> columns, List<Integer> rows, String markdown) {}

    /** How it was found. */
    public record AppendixView(List<TableView> tables, List<FactView> facts, List<FactView> glossary) {}

    /**
     * A table.
     *
     * @param css classes: which columns hold numbers
     */
    public record TableView(String title, String css, List<String> head, List<List<String>> rows) {}
}
