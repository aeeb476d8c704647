package io.fragmortem.report.text;

import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.chart.BarRows;
import io.fragmortem.report.text.Block.Heading;
import io.fragmortem.report.text.Block.Item;
import io.fragmortem.report.text.Block.Items;
import io.fragmortem.report.text.Block.Order;
import io.fragmortem.report.text.Block.Paragraph;
import io.fragmortem.report.text.Block.Table;
import io.fragmortem.report.text.Block.Weight;
import io.fragmortem.report.view.ActionViews;
import io.fragmortem.report.view.AlertViews;
import io.fragmortem.report.view.CheckViews;
import io.fragmortem.report.view.ImpactViews;
import io.fragmortem.report.view.LedgerViews;
import io.fragmortem.report.view.PeerViews;
import io.fragmortem.report.view.SinceViews;
import io.fragmortem.report.view.SuspectViews;
import io.fragmortem.report.view.TimelineViews;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Headline;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One instance for a ticket: verdict, actions, bytes, suspects, timeline, impact. */
final class TicketBlocks {

    private static final int MOST_ROWS = 50;

    private final Wording wording;
    private final InstanceResult result;

    /** Level of the instance's heading. */
    private final int level;

    private final List<Block> blocks = new ArrayList<>();

    private final Steps steps;

    /** Where the steps of a long action are written out. */
    enum Steps {
        HERE,
        /** For another instance of the same ticket, or where the ticket sends its reader. */
        ELSEWHERE
    }

    private TicketBlocks(Wording wording, InstanceResult result, int level, Steps steps) {
        this.wording = wording;
        this.result = result;
        this.level = level;
        this.steps = steps;
    }

    static List<Block> of(InstanceResult result, Wording wording, int level) {
        return new TicketBlocks(wording, result, level, Steps.HERE).blocks();
    }

    /** One of several instances of a ticket. */
    static List<Block> of(InstanceResult result, Wording wording, int level, Steps steps) {
        return new TicketBlocks(wording, result, level, steps).blocks();
    }

    private List<Block> blocks() {
        verdict();
        actions();
        result.now().ifPresent(this::bytes);
        ledger();
        suspects();
        peers();
        new CheckViews(wording).ofUser(result).forEach(list -> blocks.addAll(named(list, level + 1)));
        timeline();
        impact();
        early();
        return blocks;
    }

    private void heading(String text) {
        blocks.add(new Heading(level + 1, text));
    }

    private void paragraph(String text, Weight weight) {
        if (!text.isEmpty()) {
            blocks.add(new Paragraph(text, weight));
        }
    }

    private void verdict() {
        Verdict verdict = result.diagnosis().verdict();
        List<String> parts = Headline.parts(result, wording);
        blocks.add(new Heading(level, parts.get(0)));
        paragraph(String.join(" · ", parts.subList(1, parts.size())), Weight.PLAIN);
        String sure = wording.text("confidence.of", Phrase.name(wording.confidence(verdict.confidence())));
        paragraph(
                Marks.of(verdict.severity()) + " " + wording.severity(verdict.severity()) + " · " + sure,
                Weight.STRONG);
        paragraph(wording.plain(verdict.sentence()), Weight.STRONG);
        paragraph(new SinceViews(wording).of(result), Weight.PLAIN);
        paragraph(verdict.context().map(wording::plain).orElse(""), Weight.PLAIN);
        paragraph(result.quality().leftOut().map(wording::plain).orElse(""), Weight.STRONG);
    }

    private void actions() {
        heading(wording.text("section.do"));
        List<Action> actions = result.diagnosis().actions();
        if (actions.stream().noneMatch(action -> action.kind() == Remedy.Kind.DO || action.kind() == Remedy.Kind.ASK)) {
            paragraph(wording.text("do.nothing"), Weight.PLAIN);
        }
        List<Item> items = new ArrayList<>();
        for (Action action : actions) {
            Parts.ActionItem view = new ActionViews(wording).of(action);
            String kind = wording.text("advice." + Spelling.lower(action.kind()));
            List<String> sentences = new ArrayList<>(List.of(view.what(), view.back()));
            sentences.addAll(view.costs().all());
            boolean elsewhere = steps == Steps.ELSEWHERE && !view.steps().isEmpty();
            if (elsewhere) {
                sentences.add(wording.text(
                        "action.steps.elsewhere", Phrase.count(view.steps().size())));
            }
            items.add(new Item(
                    wording.labelled(kind, "").strip(),
                    Wording.sentences(sentences),
                    view.commandLines(),
                    view.before(),
                    elsewhere ? List.of() : view.steps(),
                    List.of()));
        }
        blocks.add(new Items(items, Order.BULLETS));
    }

    private void bytes(Breakdown now) {
        heading(wording.text("section.bytes"));
        BarRows bars = BarRows.of(now);
        List<List<String>> rows = new ArrayList<>();
        bars.rows().forEach(row -> rows.add(List.of(wording.text(row.labelKey()), wording.bytes(row.bytes()))));
        if (bars.hasTotal()) {
            rows.add(List.of(wording.text(bars.totalKey()), wording.bytes(bars.total())));
        }
        List<String> head = List.of(wording.text("bytes.part"), wording.text("bytes.last"));
        blocks.add(new Table(head, rows, List.of(1)));
    }

    private void ledger() {
        for (Evidence.Ledger view : new LedgerViews(wording).of(result)) {
            heading(view.title());
            blocks.add(new Table(view.head(), view.rows(), List.of(2, 3)));
            paragraph(view.ratios(), Weight.PLAIN);
        }
    }

    private void suspects() {
        List<Suspect> suspects = result.diagnosis().suspects();
        if (suspects.isEmpty()) {
            return;
        }
        heading(wording.text("section.suspects"));
        SuspectViews views = new SuspectViews(wording);
        List<Evidence.SuspectItem> shown = views.of(result);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Suspect suspect = suspects.get(i);
            String facts =
                    wording.text("suspect.facts", Phrase.name(shown.get(i).facts()), Phrase.nested(suspect.claim()));
            List<String> points = new ArrayList<>(views.evidence(suspect));
            views.ruledOut(suspect)
                    .forEach(rival -> points.add(Wording.sentences(List.of(wording.text("suspect.ruled_out"), rival))));
            items.add(Item.of(shown.get(i).title(), facts, points));
        }
        blocks.add(new Items(items, Order.NUMBERS));
    }

    private void peers() {
        for (Evidence.Peers view : new PeerViews(wording).of(result)) {
            heading(view.title());
            blocks.add(new Table(view.head(), view.rows(), List.of(3, 4, 5, 6)));
            view.said().forEach(text -> paragraph(text, Weight.PLAIN));
        }
    }

    private void timeline() {
        if (result.timeline().isEmpty()) {
            return;
        }
        heading(wording.text("section.timeline"));
        List<List<String>> rows = new ArrayList<>();
        String day = "";
        for (Evidence.Moment moment : new TimelineViews(result, wording).story().rows()) {
            day = moment.day().isEmpty() ? day : moment.day();
            String what = Wording.sentences(Stream.concat(Stream.of(moment.what()), moment.also().stream())
                    .toList());
            rows.add(List.of(day + " " + moment.time(), what, moment.source()));
        }
        List<String> head = List.of(wording.zoneName(), wording.text("timeline.what"), wording.text("timeline.source"));
        blocks.add(new Table(head, rows.subList(0, Math.min(MOST_ROWS, rows.size())), List.of()));
        int hidden = result.timeline().size() - Math.min(MOST_ROWS, rows.size());
        if (hidden > 0) {
            paragraph(wording.text("timeline.more", Phrase.count(hidden)), Weight.PLAIN);
        }
    }

    private void impact() {
        Evidence.Impact impact = new ImpactViews(result, wording).impact();
        List<Item> items = new ArrayList<>();
        impact.limits()
                .forEach(limit -> items.add(Item.of(wording.labelled(
                        limit.name() + " " + limit.limit(),
                        wording.text("room.both", Phrase.name(limit.now()), Phrase.name(limit.largest()))))));
        impact.seen().forEach(fact -> items.add(Item.of(wording.labelled(fact.label(), fact.value()))));
        if (!items.isEmpty()) {
            heading(wording.text("section.impact"));
            blocks.add(new Items(items, Order.BULLETS));
            paragraph(impact.unseen(), Weight.PLAIN);
        }
    }

    /** A list with its heading. */
    static List<Block> named(Parts.NamedList list, int level) {
        List<Item> items = list.lines().stream().limit(MOST_ROWS).map(Item::of).toList();
        return List.of(new Heading(level, list.title()), new Items(items, Order.BULLETS));
    }

    private void early() {
        for (Evidence.Early view : new AlertViews(wording).of(result)) {
            heading(wording.text("section.early"));
            Item item = new Item(
                    "", view.replay(), Text.lines(view.rule().strip()).toList(), List.of(), List.of(), List.of());
            blocks.add(new Items(List.of(item), Order.BULLETS));
        }
    }
}
