package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.percent;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Backlog;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Claim.Least;
import io.fragmortem.diagnosis.evidence.Claim.Seen;
import io.fragmortem.diagnosis.evidence.UnmeasuredRss;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Pages in use that are not in memory: swapped out, or never touched. Only what the allocator counts as active may be
 * missed: freed pages that it keeps may vanish without anybody noticing. What was resident once and left without being
 * freed was swapped; what was allocated without RSS following was never touched.
 */
final class NotResidentRule implements Rule {

    /** An explanation must cover this share of the missing pages. */
    static final Threshold MOST = Threshold.share("resident-explained-share", 0.5, Origin.JUDGEMENT);

    /** Swap below this share of the missing pages, or pages missing below this share of the most, are none. */
    static final Threshold HARDLY = Threshold.share("resident-none-share", 0.1, Origin.JUDGEMENT);

    private static final Declaration DECLARATION = Declaration.of(
                    Severity.WARNING, Cause.SWAPPED, Cause.UNTOUCHED_MEMORY)
            .needs(Field.USED_MEMORY)
            .needs(Field.USED_MEMORY_RSS)
            .uses(
                    Field.ALLOCATOR_ACTIVE,
                    Field.OS_VM_SWAP,
                    Field.CGROUP_SWAP,
                    Field.HOST_SWAP_TOTAL,
                    Field.REPL_BACKLOG_SIZE,
                    Field.REPL_BACKLOG_HISTLEN,
                    Field.MEM_REPLICATION_BACKLOG)
            .uses(Field.MEM_FRAGMENTATION_BYTES, Field.KEYSPACE_KEYS)
            .uses(Input.of(Fact.OS))
            .decidesBySignificance()
            .decidesByDecay()
            .decidesBy(Thresholds.MISSING_SHARE, Thresholds.SWAPPED_SHARE, MOST, HARDLY)
            .rulesOut(Cause.EXTERNAL_FRAGMENTATION, Cause.SWAPPED, Cause.UNTOUCHED_MEMORY);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        if (!c.levels().hasGap()) {
            return missingGap(c);
        }
        Least least = Least.of(c.thresholds(), c.thresholds().significantBytes(), c.value(Thresholds.MISSING_SHARE));
        Claim claim = c.claim(missingPages(c), Seen.THROUGH_DECAY, least);
        if (!claim.isSignificant(least)) {
            return ok("resident.ok");
        }
        if (UnmeasuredRss.isIn(c)) {
            return ok("resident.copied");
        }
        if (isForeignSystem(c)) {
            return ok("resident.foreign", Phrase.name(c.server().os().orElse("")));
        }
        OptionalDouble swap = swap(c);
        if (swap.orElse(0) >= c.value(MOST) * claim.bytes()) {
            return found(swapped(c, claim, Confidence.HIGH)
                    .evidence("resident.evidence.swap", bytes(swap.getAsDouble()))
                    .ruledOut(Cause.UNTOUCHED_MEMORY, "resident.not.untouched.swap")
                    .build());
        }
        boolean noSwap = swap.isPresent() && swap.getAsDouble() < c.value(HARDLY) * claim.bytes();
        From origin = origin(c, claim);
        if (origin == From.LEFT && !noSwap) {
            return found(swapped(c, claim, Confidence.HIGH)
                    .evidence("resident.evidence.left")
                    .ruledOut(Cause.UNTOUCHED_MEMORY, "resident.not.untouched.left")
                    .build());
        }
        double backlog = Backlog.untouched(c, claim);
        if (noSwap || origin == From.NEVER_CAME || backlog >= c.value(MOST) * claim.bytes()) {
            return found(untouched(claim, noSwap || origin == From.NEVER_CAME ? Confidence.HIGH : Confidence.MEDIUM, c)
                    .evidenceIf(noSwap, "resident.evidence.noswap")
                    .evidenceIf(origin == From.NEVER_CAME, "resident.evidence.nevercame")
                    .evidenceIf(backlog > 0, "resident.evidence.backlog", bytes(backlog))
                    .build());
        }
        return undecided(c, claim);
    }

    /** A fifth of a written dataset does not hide in untouched pages; less may, and so may a backlog that nobody knows the filling of. */
    private Outcome undecided(Case c, Claim claim) {
        boolean large =
                Backlog.shareBesideUntold(c, claim) >= c.value(Thresholds.SWAPPED_SHARE) && !new Keyless(c).isStory();
        Suspect swapped = swapped(c, claim, large ? Confidence.MEDIUM : Confidence.LOW, true)
                .evidence("resident.evidence.unknown")
                .build();
        Suspect untouched = untouched(claim, Confidence.LOW, c)
                .evidence("resident.evidence.unknown")
                .build();
        return found(swapped, untouched);
    }

    private enum From {
        LEFT,
        NEVER_CAME,
        UNKNOWN
    }

    private static double[] missingPages(Case c) {
        double[] active = c.active();
        boolean full = c.isFull();
        double[] missing = new double[c.size()];
        for (int i = 0; i < missing.length; i++) {
            double rss = c.series().rss()[i];
            // The timer reads RSS and the allocator's figures at the same moment, used memory is fresh: while a command
            // blocks the timer, only the first two may be held against each other.
            double inUse = full && active[i] > 0 ? active[i] : c.series().used()[i];
            missing[i] = rss == 0 ? 0 : inUse - rss;
        }
        return missing;
    }

    /** Windows ports report a synthetic RSS, macOS compresses idle pages: neither is swapping as Linux does it. */
    private static boolean isForeignSystem(Case c) {
        String os = c.server().os().orElse("").toLowerCase(Locale.ROOT);
        return os.contains("windows") || os.contains("darwin");
    }

    private static OptionalDouble swap(Case c) {
        OptionalDouble max = c.timeline().max(Field.OS_VM_SWAP);
        if (max.isPresent()) {
            return max;
        }
        OptionalDouble cgroup = c.timeline().max(Field.CGROUP_SWAP);
        if (cgroup.isPresent()) {
            return cgroup;
        }
        OptionalDouble total = c.timeline().max(Field.HOST_SWAP_TOTAL);
        return total.isPresent() && total.getAsDouble() == 0 ? total : OptionalDouble.empty();
    }

    /** How the missing pages came to be missing, from the last moment at which none were. */
    private static From origin(Case c, Claim claim) {
        double[] missing = missingPages(c);
        double none = c.value(HARDLY) * claim.bytes();
        double most = c.value(MOST) * claim.bytes();
        for (int i = claim.at() - 1; i >= 0; i--) {
            if (missing[i] <= none) {
                double fell = c.series().rss()[i] - c.series().rss()[claim.at()];
                double grew = c.series().used()[claim.at()] - c.series().used()[i];
                boolean restarted = c.timeline().runOf(c.sample(i)).index()
                        != c.timeline().runOf(c.sample(claim.at())).index();
                if (restarted) {
                    return From.UNKNOWN;
                }
                return fell >= most ? From.LEFT : grew >= most ? From.NEVER_CAME : From.UNKNOWN;
            }
        }
        return From.UNKNOWN;
    }

    private SuspectBuilder swapped(Case c, Claim claim, Confidence confidence) {
        return swapped(c, claim, confidence, false);
    }

    private SuspectBuilder swapped(Case c, Claim claim, Confidence confidence, boolean guessed) {
        double used = c.series().used()[claim.at()];
        double rss = c.series().rss()[claim.at()];
        return new SuspectBuilder(c, Cause.SWAPPED, claim)
                .confidence(confidence)
                .past("swapped.past", bytes(claim.bytes()), bytes(used), bytes(rss))
                .claim(guessed ? "swapped.likely" : "swapped.claim", bytes(claim.bytes()), bytes(used), bytes(rss))
                .evidence("resident.evidence.ratio", bytes(rss), bytes(used), ratio(rss / used))
                .ruledOut(Cause.EXTERNAL_FRAGMENTATION, "resident.not.fragmentation", percent(rss / used))
                .remedy(Remedies.moreMemory(c))
                .remedy(Remedies.neverPurgeSwapped());
    }

    private SuspectBuilder untouched(Claim claim, Confidence confidence, Case c) {
        double used = c.series().used()[claim.at()];
        double rss = c.series().rss()[claim.at()];
        return new SuspectBuilder(c, Cause.UNTOUCHED_MEMORY, claim)
                .severity(Severity.INFO)
                .confidence(confidence)
                .past("untouched.past", bytes(claim.bytes()), bytes(used), bytes(rss))
                .claim("untouched.claim", bytes(claim.bytes()), bytes(used), bytes(rss))
                .ruledOutIf(confidence == Confidence.HIGH, Cause.SWAPPED, "untouched.not.swapped");
    }
}
