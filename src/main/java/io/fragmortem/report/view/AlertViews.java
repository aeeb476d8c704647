package io.fragmortem.report.view;

import io.fragmortem.diagnosis.alert.Alert;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.words.Wording;
import java.util.List;

/** The alert that would have told of it in time, and what it would have done over this capture. */
public final class AlertViews {

    private final Wording wording;

    public AlertViews(Wording wording) {
        this.wording = wording;
    }

    /** At most one: that of the leading cause. */
    public List<Evidence.Early> of(InstanceResult result) {
        return result.diagnosis().alert().map(this::early).map(List::of).orElse(List.of());
    }

    private Evidence.Early early(Alert alert) {
        Alert.Replay replay = alert.replay();
        return new Evidence.Early(
                wording.text(
                        "early.replay",
                        Phrase.name(wording.moment(replay.firedMicros())),
                        Phrase.span(replay.leadSeconds())),
                alert.rule());
    }
}
