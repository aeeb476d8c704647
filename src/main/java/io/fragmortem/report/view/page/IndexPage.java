package io.fragmortem.report.view.page;

import io.fragmortem.report.words.Markup;
import java.util.List;

/**
 * Everything that {@code index.ftlh} shows: the instances of one run, worst first.
 *
 * @param rest how many more there are than rows, empty where all are listed
 */
public record IndexPage(
        Answer.Verdict verdict,
        List<CountView> counts,
        List<IndexRow> rows,
        String rest,
        List<Section> sections,
        List<Parts.NamedList> lists,
        List<Parts.Table> tables,
        List<Parts.Fact> facts) {

    /** How many instances have a severity. */
    public record CountView(String css, String text) {}

    /**
     * One instance.
     *
     * @param notes what to know of its name and times besides the cause
     * @param share of RSS that is beyond used memory
     * @param spark a drawing of used memory and RSS, may be empty
     */
    public record IndexRow(
            String css,
            String number,
            Cell severity,
            String mark,
            Link instance,
            List<String> notes,
            Cell gap,
            String share,
            Cell rss,
            String growth,
            Markup spark) {}

    /**
     * A part of the page below the instances.
     *
     * @param text what it tells and how to read it
     */
    public record Section(String id, String title, String text, List<Parts.Table> tables, List<Strip> strips) {}

    /** The days of one instance. */
    public record Strip(Link instance, Markup drawing) {}

    /** A value and the number to sort it by. */
    public record Cell(String text, String rank) {}

    /** The name of an instance and where its page is; without one the address is empty. */
    public record Link(String href, String name) {}
}
