package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;

/** Suspects as reports show them: what, how much, since when, why, and why nothing else. */
public final class SuspectViews {

    /** As much evidence as decides; the rest can be unfolded. */
    private static final int DECIDING = 3;

    private final Wording wording;
    private final ActionViews actions;

    public SuspectViews(Wording wording) {
        this.wording = wording;
        this.actions = new ActionViews(wording);
    }

    public List<Evidence.SuspectItem> of(InstanceResult result) {
        List<Remedy> told =
                result.diagnosis().actions().stream().map(Action::remedy).toList();
        List<Evidence.SuspectItem> views = new ArrayList<>();
        for (Suspect suspect : result.diagnosis().suspects()) {
            views.add(view(result, suspect, views.size() + 1, told));
        }
        return views;
    }

    /** The headline of a page is the claim of the suspect that leads. */
    private boolean told(Suspect suspect, InstanceResult result) {
        return wording.plain(suspect.claim())
                .equals(wording.plain(result.diagnosis().verdict().sentence()));
    }

    private Evidence.SuspectItem view(InstanceResult result, Suspect suspect, int number, List<Remedy> told) {
        String bytes = suspect.bytes() == 0 || !Double.isFinite(suspect.bytes()) ? "" : wording.bytes(suspect.bytes());
        List<String> evidence = evidence(suspect);
        int deciding = Math.min(DECIDING, evidence.size());
        // One line more costs less than a fold.
        deciding = evidence.size() == DECIDING + 1 ? evidence.size() : deciding;
        List<Parts.NamedList> more = new ArrayList<>();
        if (deciding < evidence.size()) {
            more.add(new Parts.NamedList(
                    wording.text("suspect.more", Phrase.count(evidence.size() - deciding)),
                    evidence.subList(deciding, evidence.size())));
        }
        if (!suspect.ruledOut().isEmpty()) {
            more.add(new Parts.NamedList(
                    wording.text(
                            "suspect.ruled_out.count",
                            Phrase.count(suspect.ruledOut().size())),
                    ruledOut(suspect)));
        }
        return new Evidence.SuspectItem(
                Spelling.lower(suspect.severity()),
                String.valueOf(number),
                wording.cause(suspect.cause()),
                bytes,
                facts(suspect),
                told(suspect, result) ? Markup.NONE : Unbroken.of(wording.plain(suspect.claim())),
                evidence.subList(0, deciding),
                more,
                suspect.remedies().stream()
                        .filter(action -> isNew(action.remedy(), told))
                        .map(actions::of)
                        .toList());
    }

    /** What "do this now" tells in full is not told twice, and what it warns of is not told at all. */
    private static boolean isNew(Remedy remedy, List<Remedy> told) {
        return told.stream().noneMatch(other -> other == remedy || other.isAgainst(remedy));
    }

    /** Rivals, each with how it was ruled out. */
    public List<String> ruledOut(Suspect suspect) {
        return suspect.ruledOut().stream()
                .map(rival -> wording.text(
                        "suspect.rival", Phrase.name(wording.cause(rival.cause())), Phrase.nested(rival.how())))
                .toList();
    }

    /** What the data leaves open belongs beside the evidence, not into the short line. */
    public List<String> evidence(Suspect suspect) {
        List<String> evidence = new ArrayList<>();
        suspect.evidence().forEach(phrase -> evidence.add(wording.plain(phrase)));
        if (suspect.state() == State.UNDECIDED) {
            evidence.add(wording.text("state.undecided"));
        }
        return evidence;
    }

    private String facts(Suspect suspect) {
        List<String> facts = new ArrayList<>();
        facts.add(Marks.of(suspect.severity()) + " " + wording.severity(suspect.severity()));
        facts.add(wording.text("confidence.of", Phrase.name(wording.confidence(suspect.confidence()))));
        if (suspect.state() != State.UNKNOWN && suspect.state() != State.UNDECIDED) {
            facts.add(wording.text("state." + Spelling.lower(suspect.state())));
        }
        if (suspect.share() > 0 && Double.isFinite(suspect.share())) {
            facts.add(wording.text("suspect.share", Phrase.percent(suspect.share())));
        }
        suspect.sinceMicros()
                .ifPresent(since -> facts.add(wording.text("suspect.since", Phrase.name(wording.moment(since)))));
        return String.join(" · ", facts);
    }
}
