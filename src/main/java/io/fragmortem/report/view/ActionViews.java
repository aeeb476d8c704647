package io.fragmortem.report.view;

import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Actions as every kind of report shows them. */
public final class ActionViews {

    private final Wording wording;

    public ActionViews(Wording wording) {
        this.wording = wording;
    }

    public List<Parts.ActionItem> of(List<Action> actions, Set<Remedy.Kind> kinds) {
        return actions.stream()
                .filter(action -> kinds.contains(action.kind()))
                .map(this::of)
                .toList();
    }

    /** One action in words. */
    public Parts.ActionItem of(Action action) {
        String what = wording.plain(action.what());
        String back = "";
        if (action.bytesBack().isPresent()) {
            double bytes = action.bytesBack().getAsDouble();
            // Many sentences tell it already.
            back = what.contains(wording.bytes(bytes)) ? "" : wording.text("action.back", Phrase.bytes(bytes));
        }
        return new Parts.ActionItem(
                what,
                action.command().stream().map(ActionViews::command).toList(),
                back,
                action.before().stream()
                        .map(failed -> wording.text("action.before", Phrase.nested(failed)))
                        .toList(),
                action.steps().isEmpty()
                        ? ""
                        : wording.text(
                                "action.steps", Phrase.count(action.steps().size())),
                action.steps().stream().map(wording::plain).toList(),
                new Parts.Costs(
                        part("action.needs", action.needs()),
                        part("action.risk", action.risk()),
                        part("action.not_when", action.notWhen()),
                        part("action.verify", action.verify())));
    }

    /** A command as it is typed, and as it is shown. */
    static Parts.Command command(String typed) {
        String visible = Untrusted.visible(typed);
        return new Parts.Command(visible, Unbroken.command(visible));
    }

    private String part(String key, Optional<Phrase> phrase) {
        return phrase.map(text -> wording.text(key, Phrase.nested(text))).orElse("");
    }
}
