package io.fragmortem.report.view;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.compare.Comparison;
import io.fragmortem.fleet.compare.Comparison.Outcome;
import io.fragmortem.fleet.compare.TurningPoint;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.words.Wording;
import java.util.List;

/** Before and after what happened in the middle of a capture. */
final class TurningViews {

    private final Wording wording;

    TurningViews(Wording wording) {
        this.wording = wording;
    }

    List<Evidence.Turning> of(InstanceResult result) {
        return TurningPoint.of(result, Thresholds.defaults()).stream()
                .map(point -> turning(point, result))
                .toList();
    }

    private Evidence.Turning turning(TurningPoint point, InstanceResult result) {
        CompareViews views = new CompareViews(wording);
        Comparison comparison = point.comparison();
        boolean told = comparison.outcome() == Outcome.BETTER || comparison.outcome() == Outcome.WORSE;
        return new Evidence.Turning(
                CompareViews.css(comparison.outcome()),
                CompareViews.mark(comparison.outcome()),
                wording.text(
                        "turning.event",
                        Phrase.nested(point.row().label()),
                        Phrase.name(Moments.of(point.row().atMicros(), result, wording))),
                Unbroken.of(wording.plain(comparison.sentence())),
                views.caveats(comparison),
                told ? List.of(views.movedLevels(comparison)) : List.of());
    }
}
