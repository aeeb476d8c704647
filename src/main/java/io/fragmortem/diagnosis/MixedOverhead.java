package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Overhead that the input tells as one number. Much of it is tables of many small keys, or buffers of clients and replicas
 * that no field shows: then nobody may call the instance healthy, and nobody can say more.
 */
final class MixedOverhead {

    /**
     * Bytes that the tables cost for each key at most: entry (24), object header (16) and, just after a resize, two slots
     * of 8; and the same without the header for each key with an expiry. What getMemoryOverheadData in object.c adds up.
     */
    private static final double BYTES_PER_KEY = 24 + 16 + 2 * 8;

    private static final double BYTES_PER_EXPIRY = 24 + 2 * 8;

    private final Case c;

    MixedOverhead(Case c) {
        this.c = c;
    }

    /** Whether the overhead is the story and the input does not split it. */
    boolean isStory() {
        return large().isPresent() || risen().isPresent();
    }

    Optional<Verdict> verdict(Optional<Phrase> context) {
        return risen().map(this::ofRisen)
                .or(() -> large().map(this::ofLarge))
                .map(sentence -> new Verdict(Severity.INFO, Cause.CANNOT_TELL, Confidence.MEDIUM, sentence, context));
    }

    /** More than the tables of this many keys can cost, or, where nobody counts keys, more than most data need. */
    private Optional<Claim> large() {
        Claim claim = c.claim(overhead());
        boolean large = claim.bytes() >= c.thresholds().significantBytes()
                && claim.bytes() >= c.value(Thresholds.KEYSPACE_SHARE) * used(claim);
        return large && !claim.isOver() && !isTables(claim.bytes()) ? Optional.of(claim) : Optional.empty();
    }

    /**
     * What came upon the least overhead without data: tables double when they are resized, and cost at most a few times
     * the data that they are for.
     */
    private Optional<Claim> risen() {
        double[] overhead = overhead();
        double times = c.value(Thresholds.OVERHEAD_OVER_DATASET);
        int least = -1;
        for (int i = 0; i < overhead.length; i++) {
            least = overhead[i] >= 0 && (least < 0 || overhead[i] < overhead[least]) ? i : least;
        }
        if (least < 0) {
            return Optional.empty();
        }
        double[] excess = new double[overhead.length];
        double data = c.series().used()[least] - overhead[least];
        for (int i = 0; i < excess.length; i++) {
            double more = Math.max(0, c.series().used()[i] - overhead[i] - data);
            excess[i] = overhead[i] - 2 * overhead[least] - times * more;
        }
        Claim claim = c.claim(excess);
        return claim.isStanding(c.thresholds()) ? Optional.of(claim) : Optional.empty();
    }

    private double used(Claim claim) {
        return claim.at() < c.size() ? c.series().used()[claim.at()] : 0;
    }

    private Phrase ofRisen(Claim claim) {
        return Phrase.of(
                "cannottell.overhead.rose", bytes(overhead()[claim.at()]), bytes(used(claim)), bytes(claim.bytes()));
    }

    private Phrase ofLarge(Claim claim) {
        OptionalDouble tables = tables();
        double used = used(claim);
        return tables.isPresent()
                ? Phrase.of(
                        "cannottell.overhead.keys",
                        bytes(claim.bytes()),
                        bytes(used),
                        count(c.timeline().last(Field.KEYSPACE_KEYS).orElse(0)),
                        bytes(tables.getAsDouble()))
                : Phrase.of("cannottell.overhead", bytes(claim.bytes()), bytes(used), percent(claim.bytes() / used));
    }

    /** Overhead that is not split; none where most dumps split it and some were cut off above their buffers. */
    private double[] overhead() {
        double[] whole = c.part(Component.OVERHEAD);
        if (told(c.part(Component.KEYSPACE)) <= told(whole)) {
            return whole;
        }
        double[] none = new double[whole.length];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    private static long told(double[] column) {
        return Arrays.stream(column).filter(bytes -> bytes > 0).count();
    }

    private boolean isTables(double bytes) {
        return tables().orElse(0) >= bytes;
    }

    /** The most that the tables of the last known number of keys can cost; empty when no number is known. */
    private OptionalDouble tables() {
        OptionalDouble keys = c.timeline().last(Field.KEYSPACE_KEYS);
        double expires = c.timeline().last(Field.KEYSPACE_EXPIRES).orElse(keys.orElse(0));
        return keys.isPresent()
                ? OptionalDouble.of(BYTES_PER_KEY * keys.getAsDouble() + BYTES_PER_EXPIRY * expires)
                : OptionalDouble.empty();
    }
}
