package io.fragmortem.report.text;

import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.text.Block.Heading;
import io.fragmortem.report.text.Block.Item;
import io.fragmortem.report.text.Block.Items;
import io.fragmortem.report.text.Block.Order;
import io.fragmortem.report.text.Block.Table;
import io.fragmortem.report.view.ActionViews;
import io.fragmortem.report.view.AppendixViews;
import io.fragmortem.report.view.AttentionViews;
import io.fragmortem.report.view.CauseViews;
import io.fragmortem.report.view.CohortViews;
import io.fragmortem.report.view.EarlierViews;
import io.fragmortem.report.view.HumanBlocks;
import io.fragmortem.report.view.IndexViews;
import io.fragmortem.report.view.RestartViews;
import io.fragmortem.report.view.ShardViews;
import io.fragmortem.report.view.SinceViews;
import io.fragmortem.report.view.page.Basis;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.view.page.Typed;
import io.fragmortem.report.words.Headline;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.Quantities;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The same report as text, to be pasted into a ticket, a chat or a mail. Text from the input cannot become markup.
 *
 * <p>{@code new TicketText(wording, TicketText.Form.JIRA).summary(run)}
 */
public final class TicketText {

    /** Where the text will be pasted. */
    public enum Form {
        /** GitHub, GitLab and others. */
        MARKDOWN("summary.md"),
        /** Jira's wiki markup. */
        JIRA("summary.jira"),
        /** Plain text in lines of 72 columns. */
        MAIL("summary-mail.txt"),
        /** One paragraph for each instance. */
        CHAT("summary-chat.txt");

        private final String fileName;

        Form(String fileName) {
            this.fileName = fileName;
        }

        /** The name of the file in a report's folder. */
        public String fileName() {
            return fileName;
        }

        String write(List<Block> blocks) {
            Script script = switch (this) {
                case MARKDOWN -> new MarkdownScript();
                case JIRA -> new JiraScript();
                case MAIL, CHAT -> new MailScript();
            };
            return script.write(blocks);
        }
    }

    /** So many instances are told in full. */
    public static final int MOST_FULL = 10;

    /** So many have a row. */
    private static final int MOST_LISTED = 100;

    /** So many are told in a message of chat. */
    private static final int MOST_IN_CHAT = 3;

    /** Fewer instances are told in full, and need no list of the worst before that. */
    private static final int A_FLEET = 5;

    /** A description in Jira ends at 32,767 characters and is refused above, a comment on GitHub at 65,536. */
    private static final int MOST_LETTERS = 30_000;

    private final Wording wording;
    private final Form form;
    private final Typed typed;

    public TicketText(Wording wording, Form form) {
        this(wording, form, Typed.NOTHING);
    }

    /**
     * @param typed what people typed into an earlier report of the only instance
     */
    public TicketText(Wording wording, Form form, Typed typed) {
        this.wording = wording;
        this.form = form;
        this.typed = typed;
    }

    /** One instance: verdict, actions, bytes, suspects, timeline. */
    public String instance(InstanceResult result) {
        return form == Form.CHAT ? chat(result) : form.write(TicketBlocks.of(result, wording, 1));
    }

    /**
     * The whole run; the worst instances in full as long as the ticket takes them, the others in one line each.
     *
     * @param worst results of the first {@link #MOST_FULL} instances of the run, or of all where there are fewer
     */
    public String summary(AnalysisResult run, List<InstanceResult> worst) {
        return summary(run, FleetReview.of(run.instances(), Labels.NONE, Optional.empty()), worst);
    }

    /** The same with what the user said of the instances in its review. */
    public String summary(AnalysisResult run, FleetReview review, List<InstanceResult> worst) {
        List<String> moved =
                review.earlier().map(new EarlierViews(wording)::sentences).orElse(List.of());
        List<InstanceSummary> instances = run.instances();
        if (form == Form.CHAT) {
            StringBuilder out = new StringBuilder();
            if (instances.size() > 1) {
                out.append(Plain.of(new IndexViews(wording).title(run))).append("\n\n");
            }
            if (!moved.isEmpty()) {
                out.append(Plain.of(Wording.sentences(moved))).append("\n\n");
            }
            worst.stream().limit(MOST_IN_CHAT).forEach(instance -> out.append(chat(instance)));
            return out.toString();
        }
        List<Block> blocks = new ArrayList<>();
        if (instances.size() == 1) {
            blocks.addAll(TicketBlocks.of(worst.get(0), wording, 1));
            moved.forEach(sentence -> blocks.add(new Block.Paragraph(sentence, Block.Weight.PLAIN)));
        } else {
            IndexViews index = new IndexViews(wording);
            blocks.add(new Heading(1, index.title(run)));
            if (!index.unread(run).isEmpty()) {
                blocks.add(new Block.Paragraph(index.unread(run), Block.Weight.STRONG));
            }
            moved.forEach(sentence -> blocks.add(new Block.Paragraph(sentence, Block.Weight.PLAIN)));
            if (instances.size() >= A_FLEET) {
                attention(instances).ifPresent(blocks::add);
            }
            blocks.add(overview(instances.subList(0, Math.min(MOST_LISTED, instances.size())), review.earlier()));
            String rest = IndexViews.rest(Math.min(MOST_LISTED, instances.size()), instances.size(), wording);
            if (!rest.isEmpty()) {
                blocks.add(new Items(List.of(Item.of(rest)), Order.BULLETS));
            }
            together(review).ifPresent(blocks::add);
        }
        int at = blocks.size();
        AppendixViews appendix = new AppendixViews(wording);
        appendix.unusable(run).forEach(list -> blocks.addAll(TicketBlocks.named(list, 2)));
        blocks.add(new Heading(2, wording.text("section.human")));
        blocks.addAll(human());
        blocks.add(new Heading(2, wording.text("section.appendix")));
        List<Item> facts = new ArrayList<>();
        for (Parts.Fact fact : appendix.facts(run)) {
            facts.add(Item.of(wording.labelled(fact.label(), fact.value())));
        }
        blocks.add(new Items(facts, Order.BULLETS));
        if (instances.size() > 1) {
            blocks.addAll(at, full(worst, MOST_LETTERS - form.write(blocks).length()));
        }
        return form.write(blocks);
    }

    /** What several instances did or have together. */
    private Optional<Block> together(FleetReview review) {
        RestartViews restarts = new RestartViews(wording);
        List<Item> items = new ArrayList<>();
        new CohortViews(wording).all(review).forEach(text -> items.add(Item.of(text)));
        for (FleetReview.Restarted restarted : review.restarts()) {
            items.add(Item.of(restarts.line(restarted)));
        }
        ShardViews shards = new ShardViews(wording);
        review.shards().forEach(group -> shards.sentences(group).forEach(text -> items.add(Item.of(text))));
        return items.isEmpty() ? Optional.empty() : Optional.of(new Items(items, Order.BULLETS));
    }

    /** The worst instances in full as long as there is room, the first one in any case; the steps of a restart once. */
    private List<Block> full(List<InstanceResult> worst, int room) {
        List<Block> blocks = new ArrayList<>();
        int left = room;
        TicketBlocks.Steps steps = TicketBlocks.Steps.HERE;
        for (InstanceResult one : worst.subList(0, Math.min(MOST_FULL, worst.size()))) {
            List<Block> told = TicketBlocks.of(one, wording, 2, steps);
            left -= form.write(told).length();
            if (left < 0 && !blocks.isEmpty()) {
                return blocks;
            }
            blocks.addAll(told);
            boolean stepped = one.diagnosis().actions().stream()
                    .anyMatch(action -> !action.steps().isEmpty());
            steps = stepped ? TicketBlocks.Steps.ELSEWHERE : steps;
        }
        return blocks;
    }

    private List<Block> human() {
        Basis.Human human = HumanBlocks.view(wording, typed);
        List<Block> blocks = new ArrayList<>();
        for (Basis.Block block : human.blocks()) {
            blocks.add(new Heading(3, block.title()));
            blocks.add(new Block.Room(block.typed()));
        }
        blocks.add(new Table(human.columns(), human.rows(), List.of()));
        return blocks;
    }

    /** Those that need a person, in a line each; empty where nobody is needed. */
    private Optional<Block> attention(List<InstanceSummary> instances) {
        AttentionViews views = new AttentionViews(wording);
        List<Item> items = instances.stream()
                .filter(instance -> instance.found().needsPerson())
                .limit(AttentionViews.MOST)
                .map(instance -> new Item(
                        Marks.of(instance.found().verdict().severity()) + " " + Headline.name(instance.name()),
                        views.said(instance),
                        views.commands(instance).stream()
                                .map(Untrusted::visible)
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of()))
                .toList();
        return items.isEmpty() ? Optional.empty() : Optional.of(new Items(items, Order.NUMBERS));
    }

    private Table overview(List<InstanceSummary> instances, Optional<FleetReview.SinceEarlier> since) {
        EarlierViews views = new EarlierViews(wording);
        CauseViews causes = new CauseViews(wording);
        List<List<String>> rows = new ArrayList<>();
        for (InstanceSummary instance : instances) {
            Verdict verdict = instance.found().verdict();
            String gap = instance.now()
                    .filter(Breakdown::hasGap)
                    .map(now -> wording.bytes(now.gap()))
                    .orElse(Quantities.NONE);
            rows.add(List.of(
                    String.valueOf(rows.size() + 1),
                    Marks.of(verdict.severity()) + " " + wording.severity(verdict.severity()),
                    Headline.name(instance.name()),
                    since.map(moved -> views.standing(moved.standings().get(rows.size())))
                            .filter(standing -> !standing.isEmpty())
                            .map(standing -> wording.labelled(standing, causes.of(verdict)))
                            .orElse(causes.of(verdict)),
                    gap));
        }
        List<String> head = List.of(
                "#",
                wording.text("index.severity"),
                wording.text("index.instance"),
                wording.text("index.cause"),
                wording.text("index.gap"));
        return new Table(head, rows, List.of(0, 4));
    }

    /** Who, how bad, what, since when, what to ask and the first thing to do. */
    private String chat(InstanceResult result) {
        Verdict verdict = result.diagnosis().verdict();
        List<String> sentences = new ArrayList<>();
        sentences.add(wording.text(
                "chat.head",
                Phrase.name(Headline.name(result)),
                Phrase.name(Marks.of(verdict.severity())),
                Phrase.name(wording.severity(verdict.severity())),
                Phrase.name(wording.confidence(verdict.confidence()))));
        sentences.add(wording.plain(verdict.sentence()));
        sentences.add(new SinceViews(wording).of(result));
        ActionViews views = new ActionViews(wording);
        List<Parts.ActionItem> first = Stream.of(Remedy.Kind.ASK, Remedy.Kind.DO)
                .flatMap(kind -> result.diagnosis().actions().stream()
                        .filter(action -> action.kind() == kind)
                        .limit(1))
                .map(views::of)
                .toList();
        first.forEach(action -> {
            sentences.add(action.what());
            sentences.addAll(action.before());
        });
        StringBuilder out = new StringBuilder(Plain.of(Wording.sentences(sentences))).append('\n');
        first.forEach(action ->
                action.commandLines().forEach(command -> out.append(command).append('\n')));
        return out.toString();
    }
}
