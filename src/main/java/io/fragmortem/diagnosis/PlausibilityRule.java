package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.name;

import io.fragmortem.memory.Consistency;
import io.fragmortem.snapshot.Field;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/** Readings that contradict physics or each other: no cause may be read out of them. */
final class PlausibilityRule implements Rule {

    /** From this share of broken samples on the numbers are not to be trusted as a whole. */
    private static final double BROKEN = 0.5;

    @Override
    public Cause cause() {
        return Cause.IMPLAUSIBLE_READING;
    }

    @Override
    public Outcome apply(Case c) {
        double used = c.lastUsed();
        boolean loading = c.timeline.last(Field.LOADING).orElse(0) > 0;
        if (c.series.rss().length > 0 && allZero(c.series.rss()) && used > 0) {
            return found(suspect(c, Severity.INFO, Confidence.HIGH)
                    .claim(loading ? "implausible.loading" : "implausible.zero", bytes(used))
                    .build());
        }
        double host = c.series.limits().getOrDefault("host", Double.POSITIVE_INFINITY);
        if (used > 1.05 * host && c.timeline.max(Field.HOST_SWAP_TOTAL).orElse(0) == 0) {
            return found(suspect(c, Severity.WARNING, Confidence.MEDIUM)
                    .claim("implausible.host", bytes(used), bytes(host))
                    .build());
        }
        Optional<Consistency.Identity> broken = c.identities.stream()
                .filter(i -> i.checked() > 0 && i.violated() >= BROKEN * i.checked())
                .max(Comparator.comparingInt(Consistency.Identity::violated));
        if (broken.isPresent() && matters(c, broken.get())) {
            Consistency.Identity worst = broken.get();
            return found(suspect(c, Severity.INFO, Confidence.MEDIUM)
                    .claim(
                            "implausible.identity",
                            name(worst.id()),
                            count(worst.violated()),
                            bytes(worst.expected()),
                            bytes(worst.found()))
                    .build());
        }
        return ok("implausible.ok");
    }

    /** A contradiction of a few bytes, or of a ratio's last digit, decides nothing. */
    private static boolean matters(Case c, Consistency.Identity identity) {
        if (identity.id().endsWith("-ratio")) {
            return Math.abs(identity.expected() - identity.found()) > 0.25 * Math.abs(identity.expected())
                    && c.whole(c.size() - 1) > c.thresholds.smallInstanceBytes();
        }
        return Math.abs(identity.expected() - identity.found())
                > Math.max(c.thresholds.floorBytes(), 0.05 * c.whole(c.size() - 1));
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
        Claim claim = new Claim(c.lastUsed(), Math.max(0, c.size() - 1), 1, c.lastUsed(), OptionalLong.empty());
        return new SuspectBuilder(cause(), claim).severity(severity).confidence(confidence);
    }
}
