package io.fragmortem.report.view.page;

import io.fragmortem.report.words.Markup;
import java.util.List;

/**
 * Everything that {@code index.ftlh} shows: the instances of one run, worst first.
 *
 * @param attention those that need a person, at most ten
 * @param more how many more do, empty for none
 * @param rest what to know of the rows: how many more there are, how many trends were tested
 */
public record IndexPage(
        Answer.Verdict verdict,
        List<CountView> counts,
        List<Attention> attention,
        String more,
        List<IndexRow> rows,
        String rest,
        List<Section> sections,
        List<Parts.NamedList> lists,
        List<Parts.Table> tables,
        List<Parts.Fact> facts) {

    /** How many instances have a severity. */
    public record CountView(String css, String text) {}

    /**
     * One instance that needs a person.
     *
     * @param confidence how sure that all is
     */
    public record Attention(
            String css,
            String mark,
            String severity,
            String confidence,
            Link instance,
            Markup sentence,
            Markup since,
            Step step) {}

    /**
     * What to do first.
     *
     * @param title whether it is to be done or to be asked, empty where there is nothing to do
     * @param before what to do before that, a sentence each
     * @param commands at most one
     * @param more how many commands more there are
     */
    public record Step(String title, Markup what, List<Markup> before, List<Parts.Command> commands, String more) {

        public static final Step NONE = new Step("", Markup.NONE, List.of(), List.of(), "");
    }

    /**
     * One instance.
     *
     * @param byName its place when all are sorted by name
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
            String byName,
            List<String> notes,
            Cell gap,
            String share,
            Cell rss,
            Cell growth,
            Markup spark) {}

    /**
     * A part of the page below the instances.
     *
     * @param text what it tells and how to read it
     * @param named tables in which instances are named
     * @param folds names of more instances than the text has
     */
    public record Section(
            String id,
            String title,
            String text,
            List<NamedTable> named,
            List<Parts.Table> tables,
            List<Strip> strips,
            List<Fold> folds) {

        /** Only its text. */
        public Section(String id, String title, String text) {
            this(id, title, text, List.of());
        }

        /** Its text and names. */
        public Section(String id, String title, String text, List<Fold> folds) {
            this(id, title, text, List.of(), List.of(), List.of(), folds);
        }

        /** Its text and tables. */
        public Section(
                String id,
                String title,
                String text,
                List<NamedTable> named,
                List<Parts.Table> tables,
                List<Strip> strips) {
            this(id, title, text, named, tables, strips, List.of());
        }
    }

    /**
     * A table with names of instances in it.
     *
     * @param css classes: which columns hold numbers
     * @param rows each cell holds names, or one text without an address
     */
    public record NamedTable(String css, List<String> head, List<List<List<Link>>> rows) {}

    /** Names of instances behind a line that opens them. */
    public record Fold(String title, List<Link> names) {}

    /** The days of one instance. */
    public record Strip(Link instance, Markup drawing) {}

    /** A value and the number to sort it by, empty where it is not known: that comes last in either order. */
    public record Cell(String text, String rank) {}

    /** The name of an instance and where its page is; without one the address is empty. */
    public record Link(String href, String name) {

        /** Text that names nobody. */
        public static Link text(String text) {
            return new Link("", text);
        }
    }
}
