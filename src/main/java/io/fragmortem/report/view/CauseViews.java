package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.fleet.FleetSums;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;

/** What a list of instances calls the cause of each: where a finding is silenced it says so, and not that all is well. */
public final class CauseViews {

    private final Wording wording;

    public CauseViews(Wording wording) {
        this.wording = wording;
    }

    /** The cause of a verdict, and what is silenced beside it or instead of it. */
    public String of(Verdict verdict) {
        String cause = wording.cause(verdict.cause());
        if (verdict.silenced().isEmpty()) {
            return cause;
        }
        Phrase.Arg silenced = Phrase.name(wording.list(verdict.silenced().stream()
                .map(Verdict.Silence::cause)
                .distinct()
                .map(wording::cause)
                .toList()));
        return verdict.severity() == Severity.OK
                ? wording.text("index.silenced", silenced)
                : wording.text("index.silenced.beside", Phrase.name(cause), silenced);
    }

    /** How many instances of a run have something silenced, empty where none has. */
    public String count(FleetSums sums) {
        return sums.silenced() == 0 ? "" : wording.text("index.silenced.count", Phrase.count(sums.silenced()));
    }
}
