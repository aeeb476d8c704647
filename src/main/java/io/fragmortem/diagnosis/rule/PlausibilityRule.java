package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.name;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Deaths;
import io.fragmortem.diagnosis.evidence.Voices;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Consistency;
import io.fragmortem.memory.Limit;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/** Readings that contradict physics or each other: no cause may be read out of them. */
public final class PlausibilityRule implements Rule {

    /** Used memory above this times the host's memory cannot be. */
    static final Threshold ABOVE_HOST = Threshold.ratio("implausible-host-ratio", 1.05, Origin.JUDGEMENT);

    /** Where RSS is below used memory the rest may be in swap, which is seldom larger than the memory of the host. */
    static final Threshold ABOVE_SWAP = Threshold.ratio("implausible-swap-ratio", 2, Origin.JUDGEMENT);

    /** A printed ratio off by more than this share matters. */
    static final Threshold RATIO_OFF = Threshold.share("implausible-ratio-off", 0.25, Origin.JUDGEMENT);

    /** Bytes off by more than this share of the whole matter. */
    static final Threshold BYTES_OFF = Threshold.share("implausible-bytes-off", 0.05, Origin.JUDGEMENT);

    /** An empty server of any version uses several times as much. */
    static final Threshold LEAST_USED = Threshold.bytes("implausible-least-bytes", 100_000, Origin.JUDGEMENT);

    /** Figures further apart than this share of the larger one, to and fro from sample to sample, are those of several servers. */
    static final Threshold VOICES_APART = Threshold.share("implausible-voices-apart", 0.1, Origin.JUDGEMENT);

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.IMPLAUSIBLE_READING)
            .needs(Field.USED_MEMORY, Field.USED_MEMORY_RSS)
            .uses(
                    Field.LOADING,
                    Field.TOTAL_SYSTEM_MEMORY,
                    Field.HOST_SWAP_TOTAL,
                    Field.MEM_FRAGMENTATION_RATIO,
                    Field.MEM_FRAGMENTATION_BYTES,
                    Field.ALLOCATOR_RSS_BYTES,
                    Field.RSS_OVERHEAD_BYTES)
            .uses(Input.of(Event.Kind.OUT_OF_MEMORY))
            .decidesBy(Thresholds.BROKEN_SHARE, ABOVE_HOST, ABOVE_SWAP, RATIO_OFF, BYTES_OFF, LEAST_USED, VOICES_APART)
            .decidesBy(Thresholds.FLOOR_BYTES, Thresholds.SMALL_INSTANCE_BYTES)
            .decidesBy(Thresholds.SIGNIFICANT_BYTES, Thresholds.SIGNIFICANT_SHARE);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        double asked = Deaths.of(c).impossible();
        if (asked > 0) {
            return found(suspect(c, Severity.WARNING, Confidence.HIGH)
                    .claim("implausible.allocation", bytes(asked))
                    .evidenceIf(c.isLogOnly(), "log.only")
                    .build());
        }
        if (!c.timeline().has(Field.USED_MEMORY) && !c.timeline().has(Field.USED_MEMORY_RSS)) {
            return missing(Input.USED, Input.RSS);
        }
        double used = c.levels().lastUsed();
        boolean loading = c.timeline().last(Field.LOADING).orElse(0) > 0;
        if (c.series().rss().length > 0 && allZero(c.series().rss()) && used > 0) {
            return found(suspect(c, Severity.INFO, Confidence.HIGH)
                    .claim(loading ? "implausible.loading" : "implausible.zero", bytes(used))
                    .build());
        }
        double most = most(c);
        if (most > 0 && most < c.value(LEAST_USED)) {
            return found(suspect(c, Severity.INFO, Confidence.MEDIUM)
                    .claim("implausible.unit", bytes(most))
                    .build());
        }
        double host = c.series().limits().getOrDefault(Limit.HOST, Double.POSITIVE_INFINITY);
        boolean swappable = c.levels().lastRss() < used && c.levels().lastRss() <= host;
        if (used > c.value(swappable ? ABOVE_SWAP : ABOVE_HOST) * host
                && c.timeline().max(Field.HOST_SWAP_TOTAL).orElse(0) == 0) {
            return found(suspect(c, Severity.WARNING, Confidence.MEDIUM)
                    .claim("implausible.host", bytes(used), bytes(host))
                    .build());
        }
        Optional<Voices> voices =
                Voices.in(c, c.value(VOICES_APART), c.thresholds().smallInstanceBytes());
        if (voices.isPresent()) {
            boolean certain = voices.get().certain();
            return found(suspect(c, Severity.WARNING, certain ? Confidence.HIGH : Confidence.LOW)
                    .claim(
                            certain ? "implausible.voices" : "implausible.voices.perhaps",
                            bytes(voices.get().low()),
                            bytes(voices.get().high()))
                    .build());
        }
        Optional<Consistency.Identity> broken = contradiction(c);
        if (broken.isPresent()) {
            Consistency.Identity worst = broken.get();
            boolean plain = worst.law().isRatio();
            return found(suspect(c, Severity.WARNING, Confidence.MEDIUM)
                    .claim(
                            "implausible.identity",
                            name(worst.law().id()),
                            count(worst.violated()),
                            plain ? ratio(worst.expected()) : bytes(worst.expected()),
                            plain ? ratio(worst.found()) : bytes(worst.found()))
                    .build());
        }
        double then = sampled(c);
        double stale = Math.abs(then - used);
        if (stale >= c.thresholds().significantBytes()
                && stale >= c.thresholds().significantShare() * Math.max(then, used)) {
            return found(suspect(c, Severity.INFO, Confidence.HIGH)
                    .claim("implausible.stale", bytes(then), bytes(used))
                    .build());
        }
        return ok("implausible.ok");
    }

    /** Used memory at the moment when the timer last read RSS, from the difference that is printed; NaN where it is not. */
    private static double sampled(Case c) {
        if (c.size() == 0) {
            return Double.NaN;
        }
        double rss = c.series().rss()[c.size() - 1];
        return rss > 0 ? rss - c.column(Field.MEM_FRAGMENTATION_BYTES)[c.size() - 1] : Double.NaN;
    }

    /** What the server guarantees and most samples break by so much that no cause can be read out of them. */
    public static Optional<Consistency.Identity> contradiction(Case c) {
        double many = c.value(Thresholds.BROKEN_SHARE);
        return c.identities().stream()
                .filter(i -> i.checked() > 0 && i.violated() >= many * i.checked() && matters(c, i))
                .max(Comparator.comparingInt(Consistency.Identity::violated));
    }

    /** A contradiction of a few bytes, or of a ratio's last digit, decides nothing. */
    private static boolean matters(Case c, Consistency.Identity identity) {
        if (identity.law().isRatio()) {
            return Math.abs(identity.expected() - identity.found()) > c.value(RATIO_OFF) * Math.abs(identity.expected())
                    && c.levels().whole(c.size() - 1) > c.thresholds().smallInstanceBytes();
        }
        return Math.abs(identity.expected() - identity.found())
                > Math.max(
                        c.thresholds().floorBytes(),
                        c.value(BYTES_OFF) * c.levels().whole(c.size() - 1));
    }

    /** The most memory that any sample tells; 0 when none does. */
    private static double most(Case c) {
        double most = 0;
        for (int i = 0; i < c.size(); i++) {
            // NaN is larger than nothing
            most = c.series().used()[i] > most ? c.series().used()[i] : most;
            most = c.series().rss()[i] > most ? c.series().rss()[i] : most;
        }
        return most;
    }

    private static boolean allZero(double[] column) {
        boolean any = false;
        for (double value : column) {
            if (value != 0 && !Double.isNaN(value)) {
                return false;
            }
            any |= value == 0;
        }
        return any;
    }

    private SuspectBuilder suspect(Case c, Severity severity, Confidence confidence) {
        Claim claim = Claim.standing(
                new Claim.Held(c.levels().lastUsed(), Math.max(0, c.size() - 1), 1), OptionalLong.empty());
        return new SuspectBuilder(c, cause(), claim).severity(severity).confidence(confidence);
    }
}
