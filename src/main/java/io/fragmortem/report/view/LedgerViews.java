package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.Ledger;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;

/** What was to be explained and whose each byte is, for every kind of report. */
public final class LedgerViews {

    /** Smaller lines are not worth a place on a terminal. */
    private static final double SMALL = 0.01;

    private final Wording wording;

    public LedgerViews(Wording wording) {
        this.wording = wording;
    }

    /** The table with its title; none without a ledger. */
    public List<Evidence.Ledger> of(InstanceResult result) {
        return result.diagnosis().explained().stream()
                .map(ledger -> new Evidence.Ledger(
                        title(ledger),
                        head(),
                        ledger.lines().stream()
                                .filter(LedgerViews::isShown)
                                .sorted(LedgerViews::largestFirst)
                                .map(this::row)
                                .toList(),
                        ratios(ledger)))
                .toList();
    }

    /** What is not explained stays last. */
    private static int largestFirst(Ledger.Line one, Ledger.Line other) {
        int last = Boolean.compare(one.part() == Ledger.Rest.UNEXPLAINED, other.part() == Ledger.Rest.UNEXPLAINED);
        return last != 0 ? last : Double.compare(Math.abs(other.bytes()), Math.abs(one.bytes()));
    }

    private static boolean isShown(Ledger.Line line) {
        return line.bytes() != 0;
    }

    private String title(Ledger ledger) {
        boolean below = ledger.whole() == Ledger.Whole.GAP && ledger.bytes() < 0;
        return wording.text(
                "ledger.title." + (below ? "below" : Spelling.lower(ledger.whole())),
                Phrase.bytes(below ? -ledger.bytes() : ledger.bytes()));
    }

    private List<String> head() {
        return List.of(
                wording.text("ledger.whose"),
                wording.text("ledger.part"),
                wording.text("ledger.bytes"),
                wording.text("ledger.share"));
    }

    private List<String> row(Ledger.Line line) {
        return List.of(whose(line), part(line), wording.bytes(line.bytes()), wording.percent(line.share()));
    }

    private String whose(Ledger.Line line) {
        return line.cause()
                .map(wording::cause)
                .orElseGet(() ->
                        wording.text(line.part() == Ledger.Rest.UNEXPLAINED ? "ledger.unexplained" : "ledger.nobody"));
    }

    private String part(Ledger.Line line) {
        return line.part() instanceof Component component
                ? wording.component(component)
                : wording.text("ledger.part." + line.part().jsonName());
    }

    private String ratios(Ledger ledger) {
        if (ledger.factors().isEmpty()) {
            return "";
        }
        List<Phrase.Arg> args = new ArrayList<>();
        double total = 1;
        for (Ledger.Factor factor : ledger.factors()) {
            args.add(Phrase.ratio(factor.ratio()));
            total *= factor.ratio();
        }
        args.add(Phrase.ratio(total));
        return wording.text("ledger.ratios", args.toArray(Phrase.Arg[]::new));
    }

    /** Two lines of one cause are told apart by their parts. */
    private String name(Ledger ledger, Ledger.Line line) {
        if (line.cause().isEmpty() && line.part() != Ledger.Rest.UNEXPLAINED) {
            return part(line);
        }
        boolean again = line.cause().isPresent()
                && ledger.lines().stream()
                        .anyMatch(o -> !o.equals(line) && o.cause().equals(line.cause()) && o.share() >= SMALL);
        return again ? whose(line) + " (" + part(line) + ")" : whose(line);
    }

    /** The lines that matter, for a terminal: empty when one cause has it all. */
    public List<String> brief(InstanceResult result) {
        List<String> lines = new ArrayList<>();
        result.diagnosis().explained().ifPresent(ledger -> {
            for (Ledger.Line line : ledger.lines()) {
                if (line.share() >= SMALL) {
                    lines.add(wording.text(
                            "ledger.line",
                            Phrase.bytes(line.bytes()),
                            Phrase.percent(line.share()),
                            Phrase.name(name(ledger, line))));
                }
            }
            lines.add(ratios(ledger));
        });
        return lines.size() < 3
                ? List.of()
                : lines.stream().filter(text -> !text.isEmpty()).toList();
    }
}
