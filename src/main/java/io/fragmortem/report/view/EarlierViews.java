package io.fragmortem.report.view;

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

    private static final int MOST_NAMES = 8;
    private static final int LONGEST_NAME = 60;

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
            List<String> names = new ArrayList<>();
            since.gone().stream().limit(MOST_NAMES).forEach(name -> names.add(Untrusted.cut(name, LONGEST_NAME)));
            if (since.gone().size() > MOST_NAMES) {
                names.add(wording.text("fleet.more", Phrase.count(since.gone().size() - MOST_NAMES)));
            }
            sentences.add(wording.text(
                    "fleet.gone.text", Phrase.count(since.gone().size()), Phrase.name(wording.list(names))));
        }
        return sentences;
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
