package io.fragmortem.report.view;

import io.fragmortem.report.words.Markup;
import java.util.List;

/** Everything that {@code index.ftlh} shows: the instances of one run, worst first. */
public record IndexPage(
        InstancePage.VerdictView verdict,
        List<CountView> counts,
        List<IndexRow> rows,
        List<InstancePage.NamedList> lists,
        List<InstancePage.TableView> tables,
        List<InstancePage.FactView> facts) {

    /** How many instances have a severity. */
    public record CountView(String css, String text) {}

    /**
     * One instance.
     *
     * @param rank of its severity for sorting
     * @param bytesRank bytes for sorting
     * @param spark a drawing of used memory and RSS, may be empty
     */
    public record IndexRow(
            String css,
            String number,
            String mark,
            String severity,
            String rank,
            String href,
            String name,
            String cause,
            String rss,
            String rssRank,
            String gap,
            String bytesRank,
            String share,
            String growth,
            Markup spark) {}
}
