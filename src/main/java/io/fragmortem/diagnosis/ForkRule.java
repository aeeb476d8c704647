package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.name;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.snapshot.Event;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Copy-on-write of a fork child (BGSAVE, AOF rewrite, full sync), which stands beside RSS and counts against the limit. */
final class ForkRule implements Rule {

    @Override
    public Cause cause() {
        return Cause.FORK_COW;
    }

    @Override
    public Outcome apply(Case c) {
        double copied = Forks.copied(c.timeline);
        long failed = c.timeline.events().stream()
                .filter(e -> e.kind() == Event.Kind.FORK_FAILED || e.kind() == Event.Kind.CHILD_KILLED)
                .count();
        if (Double.isNaN(copied) && failed == 0) {
            return missing("rdb_last_cow_size, aof_last_cow_size or the server's log");
        }
        double bytes = Double.isNaN(copied) ? 0 : copied;
        double rss = Double.isNaN(c.lastRss()) ? c.lastUsed() : c.lastRss();
        double share = rss > 0 ? bytes / rss : 0;
        Optional<Map.Entry<String, Double>> limit = c.hardLimit();
        boolean tight = limit.filter(l -> rss + bytes > l.getValue() * c.thresholds.headroomShare())
                .isPresent();
        boolean significant = bytes >= c.thresholds.significantBytes() && share >= c.thresholds.significantShare();
        if (failed == 0 && !significant) {
            return ok("fork.ok", bytes(bytes), percent(share));
        }
        Claim claim = new Claim(bytes, Math.max(0, c.size() - 1), share, bytes, OptionalLong.empty());
        boolean alarming = failed > 0 || (tight && significant);
        return found(new SuspectBuilder(cause(), claim)
                .severity(alarming ? Severity.WARNING : Severity.INFO)
                .confidence(Confidence.HIGH)
                .claim(failed > 0 ? "fork.failed.claim" : "fork.claim", bytes(bytes), percent(share), count(failed))
                .evidenceIf(
                        tight,
                        "fork.evidence.tight",
                        bytes(rss),
                        bytes(bytes),
                        name(limit.map(Map.Entry::getKey).orElse("")),
                        bytes(limit.map(Map.Entry::getValue).orElse(0.0)))
                .remedy(Remedies.forkHeadroom(c))
                .build());
    }
}
