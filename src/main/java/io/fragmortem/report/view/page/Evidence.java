package io.fragmortem.report.view.page;

import io.fragmortem.report.words.Markup;
import java.util.List;

/**
 * What supports the answer.
 *
 * @param bytes where the bytes are, before, at worst, at last; empty where the answer shows them already
 * @param ledger whose each byte is
 * @param picture what fragmentation is, drawn from the measured shares
 */
public record Evidence(
        List<Bytes> bytes,
        List<Ledger> ledger,
        List<Picture> picture,
        List<SuspectItem> suspects,
        Story story,
        Impact impact,
        Course course,
        List<Peers> peers) {

    /**
     * Where the bytes are.
     *
     * @param head names of the columns with their moments
     * @param every title and rows of the table of all components
     */
    public record Bytes(String title, List<Markup> head, List<Row> rows, List<Parts.Table> every) {}

    /**
     * One layer's bytes.
     *
     * @param css class of the row
     * @param swatch its colour and pattern
     * @param bar its place in the stack
     * @param cells as the head has them
     */
    public record Row(String css, Markup swatch, String name, Markup bar, List<String> cells) {}

    /** What was to be explained, and whose each byte is. */
    public record Ledger(String title, List<String> head, List<List<String>> rows, String ratios) {}

    /**
     * What fragmentation is.
     *
     * @param keys what each kind of box means, with its bytes
     * @param classes utilisation by size class, where it was captured
     */
    public record Picture(
            String title, String lead, Markup wide, Markup narrow, List<Key> keys, List<Classes> classes) {}

    /** A kind of box. */
    public record Key(Markup swatch, String name, String bytes, String means) {}

    /** Size classes of the allocator with what they waste. */
    public record Classes(String title, List<String> head, List<SlabRow> rows, String more) {}

    /** One size class. */
    public record SlabRow(String size, Markup bar, List<String> cells) {}

    /**
     * One suspect.
     *
     * @param claim what it holds, empty where the headline says it
     * @param evidence what decides
     * @param more what else speaks for it, folded
     */
    public record SuspectItem(
            String css,
            String number,
            String title,
            String bytes,
            String facts,
            Markup claim,
            List<String> evidence,
            List<Parts.NamedList> more,
            List<Parts.ActionItem> remedies) {}

    /**
     * The timeline.
     *
     * @param hidden how many rows are only in the JSON, in words; empty for none
     */
    public record Story(List<Moment> rows, String hidden) {}

    /**
     * One row of the timeline.
     *
     * @param css class: whether it is among the few that matter most
     * @param day the date where it changes, else empty
     * @param also what belongs to it
     */
    public record Moment(
            String css, String number, String day, String time, String what, List<String> also, String source) {}

    /**
     * What reached users, and how much room is left.
     *
     * @param limits room below each limit
     * @param seen what happened, and what certainly did not
     * @param unseen what this input cannot show
     */
    public record Impact(List<Headroom> limits, List<Parts.Fact> seen, String unseen) {}

    /** Room below one limit. */
    public record Headroom(String name, String limit, Markup bar, String now, String largest) {}

    /**
     * What moves how.
     *
     * @param turning before and after the moment that moved most
     * @param early the alert that would have told of it
     */
    public record Course(List<Growth> growth, List<Turning> turning, List<Early> early) {}

    /**
     * An alert for the next time.
     *
     * @param replay what it would have done over this capture
     * @param rule as Prometheus reads it
     */
    public record Early(String replay, String rule) {}

    /**
     * Before and after a moment in the middle of the capture.
     *
     * @param event what happened, and when
     * @param levels by how much each part moved; none where nothing is told
     */
    public record Turning(
            String css, String mark, String event, Markup sentence, List<String> caveats, List<Parts.Table> levels) {}

    /** How one metric moves, small. */
    public record Growth(String title, Markup chart, String verdict, String slope) {}

    /**
     * This instance beside its primary and replicas.
     *
     * @param rows name, role, data, used memory, RSS and gap of each
     * @param said one sentence for each peer
     */
    public record Peers(String title, List<String> head, List<List<String>> rows, List<String> said) {}
}
