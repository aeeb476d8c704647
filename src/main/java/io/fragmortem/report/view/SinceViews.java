package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Wording;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Since when it is so and for how long, or why the input does not tell. */
public final class SinceViews {

    /** Less than this at the end of a capture is no length of time. */
    private static final long SECOND = 1_000_000;

    private static final Set<State> OVER = EnumSet.of(State.RECOVERED, State.ONE_OFF);
    private static final Set<State> SILENT = EnumSet.of(State.UNKNOWN, State.UNDECIDED, State.RECOVERED, State.ONE_OFF);

    private final Wording wording;

    public SinceViews(Wording wording) {
        this.wording = wording;
    }

    /** The suspect that the verdict speaks of. */
    static Optional<Suspect> lead(InstanceResult result) {
        return result.diagnosis().lead();
    }

    /** Whether what the verdict speaks of was over when the capture ended. */
    public static boolean isOver(InstanceResult result) {
        return lead(result)
                .filter(suspect ->
                        OVER.contains(suspect.state()) || suspect.held().isOver())
                .isPresent();
    }

    /** One line; empty where nothing is to be said of time. */
    public String of(InstanceResult result) {
        if (result.fromMicros().isEmpty() || result.toMicros().isEmpty()) {
            return result.samples() > 1 ? wording.text("since.untimed") : once(result);
        }
        long from = result.fromMicros().getAsLong();
        long to = result.toMicros().getAsLong();
        if (from == to) {
            return once(result);
        }
        if (to - from < SECOND) {
            return ""; // no length of time in which anything could be watched
        }
        Optional<Suspect> lead = lead(result);
        if (lead.isEmpty()) {
            return wording.text("since.watched", Phrase.span((to - from) / 1e6));
        }
        if (lead.get().sinceMicros().isEmpty()) {
            return wording.text("since.unseen", Phrase.span((to - from) / 1e6));
        }
        long since = lead.get().sinceMicros().getAsLong();
        long worst = lead.get().course().worst().orElse(since);
        boolean over = isOver(result);
        String still = to - since < SECOND ? "since.at_end" : "since.until_end";
        String begun = since <= from ? "since.first" : over ? "since.over" : still;
        String line = wording.text(
                over && worst > since ? "since.over.lasted" : begun,
                Phrase.name(wording.moment(since)),
                Phrase.span(((over ? worst : to) - since) / 1e6),
                Phrase.name(Moments.later(to, since, wording)),
                Phrase.name(wording.zoneName()));
        State state = lead.get().state();
        return SILENT.contains(state)
                ? line
                : Wording.sentences(List.of(
                        line, wording.text("since.state", Phrase.nested(Phrase.of("state." + Spelling.lower(state))))));
    }

    private String once(InstanceResult result) {
        boolean calm = result.diagnosis().verdict().severity() == Severity.OK;
        return calm || result.samples() == 0 ? "" : wording.text("since.once");
    }
}
