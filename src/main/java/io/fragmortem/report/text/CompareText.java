package io.fragmortem.report.text;

import io.fragmortem.fleet.compare.ComparedRun;
import io.fragmortem.fleet.compare.Comparison;
import io.fragmortem.report.text.Block.Heading;
import io.fragmortem.report.text.Block.Item;
import io.fragmortem.report.text.Block.Items;
import io.fragmortem.report.text.Block.Order;
import io.fragmortem.report.text.Block.Paragraph;
import io.fragmortem.report.text.Block.Table;
import io.fragmortem.report.text.Block.Weight;
import io.fragmortem.report.view.CompareViews;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;

/** A comparison as text, to be pasted into a ticket. */
public final class CompareText {

    private static final int MOST_PAIRS = 20;

    private final Wording wording;
    private final TicketText.Form form;

    public CompareText(Wording wording, TicketText.Form form) {
        this.wording = wording;
        this.form = form;
    }

    /**
     * The whole comparison.
     *
     * @param title one sentence over all
     */
    public String of(ComparedRun run, String title) {
        CompareViews views = new CompareViews(wording);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(1, title));
        run.pairs().stream().limit(MOST_PAIRS).forEach(pair -> {
            Comparison comparison = pair.comparison();
            String outcome = CompareViews.mark(comparison.outcome()) + " " + views.outcome(comparison);
            if (run.pairs().size() > 1) {
                blocks.add(new Heading(2, comparison.after().name()));
                blocks.add(new Paragraph(wording.plain(comparison.sentence()), Weight.PLAIN));
            }
            blocks.add(new Paragraph(outcome, Weight.STRONG));
            List<Item> caveats =
                    views.caveats(comparison).stream().map(Item::of).toList();
            if (!caveats.isEmpty()) {
                blocks.add(new Items(caveats, Order.BULLETS));
            }
            blocks.add(table(views.levels(comparison), List.of(1, 2, 3)));
            views.settings(comparison).forEach(settings -> blocks.add(table(settings, List.of())));
            blocks.add(table(views.sides(comparison), List.of()));
        });
        return form.write(blocks);
    }

    private static Table table(Parts.Table table, List<Integer> numbers) {
        return new Table(table.head(), table.rows(), numbers);
    }
}
