package io.fragmortem.report.text;

import io.fragmortem.fleet.compare.ComparedRun;
import io.fragmortem.fleet.compare.Comparison;
import io.fragmortem.report.view.ComparePageViews;
import io.fragmortem.report.view.CompareViews;
import io.fragmortem.report.words.TextWidth;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;

/** What a comparison came to, in a few lines for a terminal: the outcome, and what to know before it is believed. */
public final class CompareLines {

    private static final int MOST_PAIRS = 5;
    private static final int LONGEST_NAME = 60;

    private final Wording wording;
    private final int width;

    public CompareLines(Wording wording, int width) {
        this.wording = wording;
        this.width = width;
    }

    /** One pair with all that is to be known of it; of several the sum, and those that moved most. */
    public List<String> of(ComparedRun run) {
        List<String> lines = new ArrayList<>();
        if (run.pairs().size() == 1) {
            Comparison only = run.pairs().get(0).comparison();
            lines.add(outcome(only));
            lines.addAll(TextWidth.wrap(wording.plain(only.sentence()), width));
            only.caveats().forEach(caveat -> lines.addAll(TextWidth.wrap("! " + wording.plain(caveat), width)));
            return lines;
        }
        lines.addAll(TextWidth.wrap(new ComparePageViews(wording).title(run), width));
        for (ComparedRun.Pair pair :
                run.pairs().subList(0, Math.min(MOST_PAIRS, run.pairs().size()))) {
            Comparison one = pair.comparison();
            String said =
                    wording.labelled(Untrusted.cut(one.after().name(), LONGEST_NAME), wording.plain(one.sentence()));
            lines.addAll(TextWidth.wrap(CompareViews.mark(one.outcome()) + " " + said, width));
        }
        return lines;
    }

    private String outcome(Comparison comparison) {
        return CompareViews.mark(comparison.outcome()) + " " + new CompareViews(wording).outcome(comparison);
    }
}
