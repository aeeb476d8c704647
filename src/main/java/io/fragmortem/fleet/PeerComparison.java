package io.fragmortem.fleet;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.name;

import io.fragmortem.diagnosis.Thresholds;
import io.fragmortem.fleet.InstanceResult.PeerLine;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.phrase.Phrase;
import java.util.Optional;
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

    /** Before the relation: the other one has a smaller gap. */
    private static final String LESS = "less_";

    /** What the other one is to this one. */
    enum Relation {
        PRIMARY,
        REPLICA,
        /** Another replica of the same primary. */
        SIBLING
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
        String key = key(mine.get(), other.get(), relation, connected, thresholds);
        Phrase sentence = sentence(key, there.name(), mine.get(), other.get());
        PeerLine line = new PeerLine(
                there.name(),
                InstanceChain.word(relation),
                other.get().atMicros(),
                other.get().data(),
                other.get().used(),
                other.get().rss(),
                sentence);
        boolean tells = key.equals("alike") || key.startsWith(LESS);
        return Optional.of(new PeerComparison(line, tells));
    }

    private static String key(Moment mine, Moment other, Relation relation, boolean connected, Thresholds thresholds) {
        if (!connected) {
            return "unconnected";
        }
        if (differ(mine.data(), other.data(), thresholds.floorBytes(), thresholds)) {
            return "data";
        }
        if (Math.max(mine.gap(), other.gap()) < thresholds.significantBytes()) {
            return "calm";
        }
        if (!differ(mine.gap(), other.gap(), thresholds.significantBytes(), thresholds)) {
            return "alike";
        }
        return other.gap() < mine.gap() ? LESS + InstanceChain.word(relation) : "more";
    }

    /** Expired keys and buffers make a difference too, which means nothing. */
    private static boolean differ(double a, double b, double atLeast, Thresholds thresholds) {
        double larger = Math.max(Math.abs(a), Math.abs(b));
        return Math.abs(a - b) > Math.max(atLeast, thresholds.significantShare() * larger);
    }

    private static Phrase sentence(String key, String peer, Moment mine, Moment other) {
        Phrase said = switch (key) {
            case "unconnected" -> Phrase.of("peers.unconnected", name(peer));
            case "data" -> Phrase.of("peers.data", name(peer), bytes(other.data()), bytes(mine.data()));
            default ->
                Phrase.of(
                        "peers." + key,
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
        for (int i = series.rss().length - 1; i >= 0; i--) {
            boolean whole = !Double.isNaN(series.rss()[i]) && !Double.isNaN(series.used()[i]);
            if (whole && (!timed || series.timeMicros()[i] <= untilMicros)) {
                double[] dataset = series.parts().get(Component.DATASET);
                double data = dataset == null || Double.isNaN(dataset[i]) ? series.used()[i] : dataset[i];
                OptionalLong at = timed ? OptionalLong.of(series.timeMicros()[i]) : OptionalLong.empty();
                return Optional.of(new Moment(at, data, series.used()[i], series.rss()[i]));
            }
        }
        return Optional.empty();
    }
}
