package io.fragmortem.fleet;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.name;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceResult.PeerLine;
import io.fragmortem.fleet.InstanceResult.Relation;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;

/**
 * Two instances that hold the same data, side by side.
 *
 * @param line what reports show of the other one
 * @param tells whether it tells where the gap of this one comes from
 */
record PeerComparison(PeerLine line, boolean tells) {

    /** Samples further apart than this are told with their distance: the data may have changed between them. */
    private static final double NEAR_SECONDS = 120;

    /** What a comparison says, and whether that tells where this one's gap comes from. */
    private enum Outcome {
        UNCONNECTED(false),
        /** They do not hold the same data. */
        DATA(false),
        /** Neither has a gap that matters. */
        CALM(false),
        ALIKE(true),
        /** The other one has a smaller gap. */
        LESS(true),
        MORE(false);

        private final boolean tells;

        Outcome(boolean tells) {
            this.tells = tells;
        }
    }

    /**
     * Compares two moments.
     *
     * @param there name of the other one
     * @param connected whether nothing says that the replication link was down
     */
    static PeerComparison of(
            PeerMoment mine,
            PeerMoment other,
            String there,
            Relation relation,
            boolean connected,
            Thresholds thresholds) {
        Outcome outcome = outcome(mine, other, connected, thresholds);
        PeerLine line = new PeerLine(
                there,
                relation,
                other.atMicros(),
                other.data(),
                other.used(),
                other.rss(),
                sentence(outcome, relation, there, mine, other));
        return new PeerComparison(line, outcome.tells);
    }

    private static Outcome outcome(PeerMoment mine, PeerMoment other, boolean connected, Thresholds thresholds) {
        if (!connected) {
            return Outcome.UNCONNECTED;
        }
        if (differ(mine.data(), other.data(), thresholds.floorBytes(), thresholds)) {
            return Outcome.DATA;
        }
        if (Math.max(mine.gap(), other.gap()) < thresholds.significantBytes()) {
            return Outcome.CALM;
        }
        if (!differ(mine.gap(), other.gap(), thresholds.significantBytes(), thresholds)) {
            return Outcome.ALIKE;
        }
        return other.gap() < mine.gap() ? Outcome.LESS : Outcome.MORE;
    }

    /** Expired keys and buffers make a difference too, which means nothing. */
    private static boolean differ(double a, double b, double atLeast, Thresholds thresholds) {
        double larger = Math.max(Math.abs(a), Math.abs(b));
        return Math.abs(a - b) > Math.max(atLeast, thresholds.significantShare() * larger);
    }

    private static Phrase sentence(Outcome outcome, Relation relation, String peer, PeerMoment mine, PeerMoment other) {
        Phrase said = switch (outcome) {
            case UNCONNECTED -> Phrase.of("peers.unconnected", name(peer));
            case DATA -> Phrase.of("peers.data", name(peer), bytes(other.data()), bytes(mine.data()));
            case CALM, ALIKE, LESS, MORE ->
                Phrase.of(
                        "peers." + Spelling.lower(outcome)
                                + (outcome == Outcome.LESS ? "_" + Spelling.lower(relation) : ""),
                        name(peer),
                        bytes(other.data()),
                        bytes(other.gap()),
                        bytes(mine.gap()),
                        bytes(Math.abs(mine.gap() - other.gap())));
        };
        if (mine.atMicros().isEmpty() || other.atMicros().isEmpty()) {
            return Phrase.of("peers.untimed", Phrase.nested(said));
        }
        double apart = Math.abs(mine.atMicros().getAsLong() - other.atMicros().getAsLong()) / 1e6;
        return apart <= NEAR_SECONDS ? said : Phrase.of("peers.apart", Phrase.nested(said), Phrase.span(apart));
    }
}
