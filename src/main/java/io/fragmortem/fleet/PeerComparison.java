package io.fragmortem.fleet;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.name;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceResult.PeerLine;
import io.fragmortem.fleet.InstanceResult.Relation;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

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
     * Bytes of one instance at one moment.
     *
     * @param data without overhead where that is known, else used memory
     */
    private record Moment(OptionalLong atMicros, double data, double used, double rss) {

        double gap() {
            return rss - used;
        }
    }

    /**
     * Compares at the last moment that both timelines cover, else at the end of each.
     *
     * @param connected whether nothing says that the replication link was down
     * @return empty when either of the two does not tell both RSS and used memory
     */
    static Optional<PeerComparison> of(
            InstanceResult here, InstanceResult there, Relation relation, boolean connected, Thresholds thresholds) {
        boolean both = here.toMicros().isPresent() && there.toMicros().isPresent();
        long until =
                both ? Math.min(here.toMicros().getAsLong(), there.toMicros().getAsLong()) : Long.MAX_VALUE;
        Optional<Moment> mine = last(here, until).or(() -> last(here, Long.MAX_VALUE));
        Optional<Moment> other = last(there, until).or(() -> last(there, Long.MAX_VALUE));
        if (mine.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        Outcome outcome = outcome(mine.get(), other.get(), connected, thresholds);
        Phrase sentence = sentence(outcome, relation, there.name(), mine.get(), other.get());
        PeerLine line = new PeerLine(
                there.name(),
                relation,
                other.get().atMicros(),
                other.get().data(),
                other.get().used(),
                other.get().rss(),
                sentence);
        return Optional.of(new PeerComparison(line, outcome.tells));
    }

    private static Outcome outcome(Moment mine, Moment other, boolean connected, Thresholds thresholds) {
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

    private static Phrase sentence(Outcome outcome, Relation relation, String peer, Moment mine, Moment other) {
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

    private static Optional<Moment> last(InstanceResult result, long untilMicros) {
        RssSeries series = result.series();
        boolean timed = result.toMicros().isPresent();
        OptionalInt last = timed ? series.lastWholeUntil(untilMicros) : series.lastWhole();
        if (last.isEmpty() || !series.isWhole(last.getAsInt())) {
            return Optional.empty();
        }
        int row = last.getAsInt();
        double dataset = series.column(Component.DATASET)[row];
        double data = Double.isNaN(dataset) ? series.used()[row] : dataset;
        OptionalLong at = timed ? OptionalLong.of(series.timeMicros()[row]) : OptionalLong.empty();
        return Optional.of(new Moment(at, data, series.used()[row], series.rss()[row]));
    }
}
