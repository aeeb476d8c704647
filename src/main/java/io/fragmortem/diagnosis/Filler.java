package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Place;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Deaths;
import io.fragmortem.diagnosis.rule.HeadroomRule;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.threshold.VerdictThresholds;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Optional;

/**
 * What fills a limit. Where RSS would be well below the container's or the host's limit without the bytes of another cause, that cause is as
 * grave as the want of room and is what to act on: more memory would only be filled likewise. A kill stays the first thing to tell.
 */
final class Filler {

    private final Case c;
    private final Optional<Suspect> crowded;
    private final boolean filled;

    /** @param suspects all that the rules found */
    Filler(Case c, List<Suspect> suspects) {
        this.c = c;
        this.crowded = suspects.stream()
                .filter(s -> s.cause() == Cause.MAXMEMORY_HEADROOM && isGrave(s))
                .filter(s -> Deaths.of(c).last().isEmpty())
                .findFirst();
        this.filled = crowded.isPresent()
                && suspects.stream().anyMatch(s -> fills(s, crowded.get()) && rank(s) == rank(crowded.get()));
    }

    private static int rank(Suspect s) {
        return s.cause().facts().rank();
    }

    private static boolean isGrave(Suspect s) {
        return s.severity().needsPerson() && !s.held().isOver();
    }

    /** A cause that fills the limit with the severity of that, any other as it is. */
    Suspect raised(Suspect s) {
        return crowded.filter(room -> fills(s, room) && s.severity().compareTo(room.severity()) < 0)
                .map(room -> s.withSeverity(room.severity()))
                .orElse(s);
    }

    /** Whether it is the want of room that another cause makes: it stands behind that one where both weigh the same. */
    boolean isFilledByAnother(Suspect s) {
        return filled && s.cause() == Cause.MAXMEMORY_HEADROOM;
    }

    /** What a cause that leads claims, and that it fills the limit where it does. */
    Phrase sentence(Suspect lead) {
        return crowded.filter(room -> fills(lead, room))
                .map(room -> Phrase.of("verdict.both", Phrase.nested(lead.claim()), Phrase.nested(room.claim())))
                .orElse(lead.claim());
    }

    private boolean fills(Suspect s, Suspect room) {
        Place place = s.cause().facts().place();
        return isGrave(s)
                && (place == Place.GAP || place == Place.OWN)
                && s.memoryShare() >= c.value(VerdictThresholds.NOTABLE_SHARE)
                && leavesRoom(s, room);
    }

    /** Whether there would be room without the bytes of a cause: far above a limit that refuses writes, where nothing is data, just below it. */
    private boolean leavesRoom(Suspect s, Suspect room) {
        double limit = room.bytes() / room.held().share();
        double left = room.bytes() - s.bytes();
        if (!room.claim().key().equals(HeadroomRule.REFUSES)) {
            return left < c.value(Thresholds.HEADROOM_SHARE) * limit;
        }
        boolean inside = s.cause().facts().isInsideUsed(c.model().semantics());
        boolean below = HeadroomRule.isPastData(c, room.held())
                ? Math.round(left) <= Math.round(limit)
                : left < c.value(Thresholds.HEADROOM_SHARE) * limit;
        return inside && below;
    }
}
