package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.review.Earlier;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;

/** How a run compares with an earlier one, in words: what every form of a report says of it. */
public final class EarlierViews {

    private static final int LONGEST_CAUSE = 60;

    private final Wording wording;

    public EarlierViews(Wording wording) {
        this.wording = wording;
    }

    /** How many are new, worse, better, known and gone. */
    public String counts(FleetReview.SinceEarlier since) {
        return wording.text(
                "fleet.earlier",
                count(since, Earlier.Standing.NEW),
                count(since, Earlier.Standing.WORSE),
                count(since, Earlier.Standing.BETTER),
                count(since, Earlier.Standing.KNOWN),
                Phrase.count(since.gone().size()));
    }

    /** The same, and who is gone, whom nothing else names. */
    public List<String> sentences(FleetReview.SinceEarlier since) {
        List<String> sentences = new ArrayList<>(List.of(counts(since)));
        if (!since.gone().isEmpty()) {
            sentences.add(gone(since.gone()));
        }
        return sentences;
    }

    /** How many are gone, and the first of them with what was said of each. */
    String gone(List<Earlier.Gone> gone) {
        List<String> names = InstanceLinks.first(gone, this::gone, more -> more, wording);
        String text = wording.text("fleet.gone.text", Phrase.count(gone.size()), Phrase.name(wording.list(names)));
        long needing = gone.stream().filter(Earlier.Gone::neededPerson).count();
        return gone.size() > InstanceLinks.MOST_NAMES && needing > 0
                ? Wording.sentences(List.of(text, wording.text("fleet.gone.needing", Phrase.count((double) needing))))
                : text;
    }

    /** An instance that is gone, with what was said of it. */
    String gone(Earlier.Gone gone) {
        String name = InstanceLinks.shown(gone.instance());
        return gone.then()
                .map(then -> wording.text("fleet.named", Phrase.name(name), Phrase.name(said(then))))
                .orElse(name);
    }

    private String said(Earlier.Verdict then) {
        String severity = wording.severity(then.severity());
        // Another build may know causes that this one does not: it is said as it stands there.
        String cause = Cause.named(then.cause()).map(wording::cause).orElse(Untrusted.cut(then.cause(), LONGEST_CAUSE));
        return then.severity() == Severity.OK ? severity : wording.labelled(severity, cause);
    }

    /** How an instance stands, empty where that is no news. */
    public String standing(Earlier.Standing standing) {
        boolean news = standing != Earlier.Standing.CALM && standing != Earlier.Standing.UNKNOWN;
        return !news ? "" : wording.text("fleet.standing." + Spelling.lower(standing));
    }

    private static Phrase.Arg count(FleetReview.SinceEarlier since, Earlier.Standing standing) {
        return Phrase.count((double) since.count(standing));
    }
}
