package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import java.util.Arrays;

/** Active defrag works and fragmentation does not fall. */
final class DefragRule implements Rule {

    /** Defrag counts as working through when it runs in this share of a stretch's samples. */
    private static final double BUSY = 0.8;

    /** A stretch must be at least this long: one scan of a large keyspace takes minutes. */
    private static final double LEAST_SECONDS = 600;

    private static final double FELL = 0.9;

    @Override
    public Cause cause() {
        return Cause.DEFRAG_INEFFECTIVE;
    }

    @Override
    public Outcome apply(Case c) {
        if (!c.timeline.has(Field.ACTIVE_DEFRAG_RUNNING)) {
            return missing("active_defrag_running");
        }
        double[] running = c.column(Field.ACTIVE_DEFRAG_RUNNING);
        double[] waste = c.isFull() ? c.part(Component.FRAGMENTATION) : c.gap();
        double effort = Case.lastOf(running).orElse(0);
        if (effort == 0) {
            return ok("defrag.ok");
        }
        Claim claim = c.claim(waste);
        if (!claim.isSignificant(c.thresholds)) {
            return ok("defrag.ok");
        }
        if (c.isSingle()) {
            return found(new SuspectBuilder(cause(), claim)
                    .severity(Severity.INFO)
                    .confidence(Confidence.LOW)
                    .claim("defrag.single.claim", count(effort), bytes(claim.bytes()))
                    .remedy(Remedies.defragTuning(c))
                    .build());
        }
        int from = busySince(c, running);
        double seconds = (c.series.timeMicros()[c.size() - 1] - c.series.timeMicros()[from]) / 1e6;
        double before = Case.lastOf(Arrays.copyOf(waste, from + 1)).orElse(0);
        double now = Case.lastOf(waste).orElse(0);
        if (seconds < LEAST_SECONDS || now < FELL * before || !c.timeline.timed()) {
            return ok("defrag.working", bytes(before), bytes(now));
        }
        return found(new SuspectBuilder(cause(), claim)
                .confidence(Confidence.MEDIUM)
                .claim("defrag.claim", Phrase.span(seconds), bytes(before), bytes(now))
                .evidence("defrag.evidence", count(effort), percent(BUSY))
                .remedy(Remedies.defragTuning(c))
                .remedy(Remedies.restart(c, claim.now()))
                .build());
    }

    /** First row of the stretch up to the end in which defrag runs in most samples. */
    private static int busySince(Case c, double[] running) {
        int from = c.size() - 1;
        int busy = 0;
        for (int i = c.size() - 1; i >= c.lastRunFrom(); i--) {
            busy += running[i] > 0 ? 1 : 0;
            if (running[i] > 0 && busy >= BUSY * (c.size() - i)) {
                from = i;
            }
        }
        return from;
    }
}
