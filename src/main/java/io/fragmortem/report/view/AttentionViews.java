package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instances of a fleet that need a person today: of each what it is, since when, and what to do first. */
final class AttentionViews {

    /** As many as one person looks at in a day. */
    private static final int MOST = 10;

    private static final int LONGEST_NAME = 120;
    private static final Pattern END = Pattern.compile("[.?!] |[。？！]");

    private final Wording wording;

    AttentionViews(Wording wording) {
        this.wording = wording;
    }

    /**
     * The worst of those that need a person, at most ten.
     *
     * @param ranked worst first
     * @param hrefs links to the pages of the instances, empty where one has no page
     */
    List<IndexPage.Attention> of(List<InstanceSummary> ranked, List<String> hrefs) {
        List<IndexPage.Attention> worst = new ArrayList<>();
        for (int rank = 0; rank < ranked.size() && worst.size() < MOST; rank++) {
            if (ranked.get(rank).found().needsPerson()) {
                worst.add(attention(ranked.get(rank), hrefs.get(rank)));
            }
        }
        return worst;
    }

    private IndexPage.Attention attention(InstanceSummary instance, String href) {
        Severity severity = instance.found().verdict().severity();
        String sure = wording.text(
                "confidence.of",
                Phrase.name(wording.confidence(instance.found().verdict().confidence())));
        return new IndexPage.Attention(
                Spelling.lower(severity),
                Marks.of(severity),
                wording.severity(severity),
                sure,
                new IndexPage.Link(href, Untrusted.cut(instance.name(), LONGEST_NAME)),
                Unbroken.of(wording.plain(instance.found().verdict().sentence())),
                Unbroken.of(since(instance)),
                instance.found().step().map(this::step).orElse(IndexPage.Step.NONE));
    }

    private String since(InstanceSummary instance) {
        InstanceSummary.Seen seen = instance.seen();
        if (seen.samples() < 2 || seen.fromMicros().isEmpty() || seen.toMicros().isEmpty()) {
            return wording.text("attention.once");
        }
        if (instance.found().sinceMicros().isEmpty()) {
            return wording.text("attention.unseen");
        }
        long since = instance.found().sinceMicros().getAsLong();
        boolean atOnce = since <= seen.fromMicros().getAsLong();
        return wording.text(
                atOnce ? "attention.from_first" : "attention.since",
                Phrase.moment(since),
                Phrase.span((seen.toMicros().getAsLong() - since) / 1e6));
    }

    /**
     * What to do in one line: the first sentence and the first command, and how many more there are. A question comes without
     * commands, since these depend on the answer.
     */
    private IndexPage.Step step(InstanceSummary.Step step) {
        String whole = wording.plain(step.what());
        String what = firstSentence(whole);
        String back = step.bytesBack().isPresent()
                        && !whole.contains(wording.bytes(step.bytesBack().getAsDouble()))
                ? wording.text("action.back", Phrase.bytes(step.bytesBack().getAsDouble()))
                : "";
        List<String> typed = step.remedy().kind() == Remedy.Kind.ASK ? List.of() : step.command();
        return new IndexPage.Step(
                wording.text("attention." + Spelling.lower(step.remedy().kind())),
                Unbroken.of(Wording.sentences(List.of(what, back))),
                typed.stream().limit(1).map(ActionViews::command).toList(),
                typed.size() > 1 ? wording.text("action.commands", Phrase.count(typed.size() - 1)) : "");
    }

    private static String firstSentence(String text) {
        Matcher end = END.matcher(text);
        return end.find() ? text.substring(0, end.end()).strip() : text;
    }
}
