package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.TextWidth;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instances of a fleet that need a person today: of each what it is, since when, and what to do first. */
public final class AttentionViews {

    /** As many as one person looks at in a day. */
    public static final int MOST = 10;

    private static final int LONGEST_NAME = 120;

    /** Two lines of a screen. */
    private static final int LONGEST_STEP = 170;

    private static final Pattern END = Pattern.compile("[.?!] |[。？！]");

    private final Wording wording;

    public AttentionViews(Wording wording) {
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

    /** How many more need a person, empty for none. */
    String more(List<InstanceSummary> ranked) {
        long more = ranked.stream().filter(one -> one.found().needsPerson()).count() - MOST;
        return more <= 0 ? "" : wording.text("attention.more", Phrase.count((double) more));
    }

    private IndexPage.Attention attention(InstanceSummary instance, String href) {
        Severity severity = instance.found().verdict().severity();
        List<String> commands = commands(instance);
        return new IndexPage.Attention(
                Spelling.lower(severity),
                Marks.of(severity),
                wording.severity(severity),
                sure(instance),
                new IndexPage.Link(href, Untrusted.cut(instance.name(), LONGEST_NAME)),
                Unbroken.of(wording.plain(instance.found().verdict().sentence())),
                Unbroken.of(since(instance)),
                instance.found()
                        .step()
                        .map(step -> new IndexPage.Step(
                                title(step),
                                Unbroken.of(what(step)),
                                before(step).stream().map(Unbroken::of).toList(),
                                commands.stream()
                                        .limit(1)
                                        .map(ActionViews::command)
                                        .toList(),
                                commands.size() > 1
                                        ? wording.text("action.commands", Phrase.count(commands.size() - 1))
                                        : ""))
                        .orElse(IndexPage.Step.NONE));
    }

    /** What it is, since when, how sure that is and what to do first, without commands. */
    public String said(InstanceSummary instance) {
        List<String> sentences = new ArrayList<>(List.of(
                wording.plain(instance.found().verdict().sentence()),
                wording.text("attention.said", Phrase.name(since(instance)), Phrase.name(sure(instance)))));
        instance.found().step().ifPresent(step -> {
            sentences.addAll(List.of(title(step), what(step)));
            sentences.addAll(before(step));
        });
        return Wording.sentences(sentences);
    }

    /** What to type first; none where a question is to be answered before, since all depends on the answer. */
    public List<String> commands(InstanceSummary instance) {
        return instance.found()
                .step()
                .filter(step -> step.remedy().kind() != Remedy.Kind.ASK)
                .map(InstanceSummary.Step::command)
                .orElse(List.of());
    }

    private String sure(InstanceSummary instance) {
        return wording.text(
                "confidence.of",
                Phrase.name(wording.confidence(instance.found().verdict().confidence())));
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

    /** What stands in its way: a command that would do nothing as it is given misleads whoever types it. */
    private List<String> before(InstanceSummary.Step step) {
        return step.before().stream()
                .map(failed -> wording.text("action.before", Phrase.nested(failed)))
                .toList();
    }

    private String title(InstanceSummary.Step step) {
        return wording.text("attention." + Spelling.lower(step.remedy().kind()));
    }

    /** What to do in one line: the first sentence of a long text, and what it gives back. */
    private String what(InstanceSummary.Step step) {
        String whole = wording.plain(step.what());
        String what = TextWidth.of(whole) > LONGEST_STEP ? firstSentence(whole) : whole;
        boolean told = step.bytesBack().isEmpty()
                || whole.contains(wording.bytes(step.bytesBack().getAsDouble()));
        String back = told
                ? ""
                : wording.text("action.back", Phrase.bytes(step.bytesBack().getAsDouble()));
        return Wording.sentences(List.of(what, back)).strip();
    }

    private static String firstSentence(String text) {
        Matcher end = END.matcher(text);
        return end.find() ? text.substring(0, end.end()).strip() : text;
    }
}
