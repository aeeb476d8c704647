package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.ForkSpikes;
import io.fragmortem.diagnosis.remedy.ForkRemedy;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Forks;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Copy-on-write of a fork child (BGSAVE, AOF rewrite, full sync), which stands beside RSS and counts against the limit. */
final class ForkRule implements Rule {

    private static final Input[] COPIES = {
        Input.of(Field.RDB_LAST_COW_SIZE), Input.of(Field.AOF_LAST_COW_SIZE), Input.of(Event.Kind.COPY_ON_WRITE)
    };

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.FORK_COW)
            .needs(COPIES)
            .uses(
                    Field.CURRENT_COW_PEAK,
                    Field.CURRENT_COW_SIZE,
                    Field.CHILD_PRIVATE_DIRTY,
                    Field.TOTAL_SYSTEM_MEMORY,
                    Field.CGROUP_LIMIT)
            .uses(Field.RDB_BGSAVE_IN_PROGRESS, Field.AOF_REWRITE_IN_PROGRESS)
            .uses(Input.of(Event.Kind.FORK_FAILED), Input.of(Event.Kind.CHILD_KILLED))
            .decidesBy(Thresholds.SIGNIFICANT_BYTES, Thresholds.SIGNIFICANT_SHARE, Thresholds.HEADROOM_SHARE)
            .rulesOut(Cause.EXTERNAL_FRAGMENTATION);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        double copied = Forks.copied(c.timeline());
        long failed =
                c.timeline().events().stream().filter(ForkRule::isForMemory).count();
        if (Double.isNaN(copied) && failed == 0) {
            return missing(COPIES);
        }
        double bytes = Double.isNaN(copied) ? 0 : copied;
        double rss = Double.isNaN(c.levels().lastRss())
                ? c.levels().lastUsed()
                : c.levels().lastRss();
        double share = rss > 0 ? bytes / rss : 0;
        Optional<Bound> limit = c.series().hardLimit();
        double room = c.value(Thresholds.HEADROOM_SHARE);
        boolean tight = limit.filter(l -> rss + bytes > l.bytes() * room).isPresent();
        boolean large = c.isLogOnly() || share >= c.thresholds().significantShare();
        boolean significant = bytes >= c.thresholds().significantBytes() && large;
        if (failed == 0 && !significant) {
            return ok("fork.ok", bytes(bytes), percent(share));
        }
        Claim claim =
                Claim.standing(new Claim.Held(bytes, c.series().lastWhole().orElse(0), share), OptionalLong.empty());
        long saves = copies(c);
        long spikes = new ForkSpikes(c, bytes).explained();
        boolean alarming = failed > 0 || (tight && significant);
        return found(new SuspectBuilder(c, cause(), claim)
                .severity(alarming ? Severity.WARNING : Severity.INFO)
                .confidence(Confidence.HIGH)
                .claim(key(failed, copied, share), bytes(bytes), percent(share), count(failed))
                .evidenceIf(failed > 0, "fork.evidence.failed")
                .evidenceIf(failed > 0 && stopsWrites(c), "fork.evidence.misconf")
                .evidenceIf(saves > 1, "fork.evidence.saves", count(saves), bytes(bytes))
                .evidenceIf(
                        tight,
                        "fork.evidence.tight",
                        bytes(rss),
                        bytes(bytes),
                        Case.nameOf(limit),
                        bytes(limit.map(Bound::bytes).orElse(0.0)))
                .ruledOutIf(
                        spikes > 0, Cause.EXTERNAL_FRAGMENTATION, "fork.not.fragmentation", count(spikes), bytes(bytes))
                .remedy(ForkRemedy.of(c))
                .build());
    }

    /** How many children told what they copied: from 7.0 on each says it again and again while it works. */
    private static long copies(Case c) {
        Set<Long> children = new HashSet<>();
        long nameless = 0;
        for (Event event : c.timeline().events()) {
            if (event.kind() == Event.Kind.COPY_ON_WRITE) {
                event.writer().ifPresent(children::add);
                nameless += event.writer().isEmpty() && !event.text().contains("current ") ? 1 : 0;
            }
        }
        return children.size() + nameless;
    }

    /** Unless save points are known to be off: a failed save makes the server refuse writes, by default. */
    private static boolean stopsWrites(Case c) {
        return c.hasSavePoints().orElse(true);
    }

    /** What is not known is not told as nothing. */
    private static String key(long failed, double copied, double share) {
        if (failed > 0) {
            return copied > 0 ? "fork.failed.copied" : "fork.failed.claim";
        }
        return share > 0 ? "fork.claim" : "fork.claim.log";
    }

    /** A fork that was refused or a child that was killed; a child that ends with an error has its own reasons, mostly the disk's. */
    private static boolean isForMemory(Event event) {
        boolean refused =
                event.kind() == Event.Kind.FORK_FAILED && !event.text().startsWith("Background ");
        return refused || event.kind() == Event.Kind.CHILD_KILLED;
    }
}
