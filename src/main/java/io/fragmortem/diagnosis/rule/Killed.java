package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Claim.Held;
import io.fragmortem.diagnosis.evidence.Deaths;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.LimitRemedies;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Limit;
import io.fragmortem.snapshot.Field;
import java.util.List;
import java.util.Optional;

/** A server that was killed, or gave up, for want of memory: what the kernel and the log tell of its end, and what to do. */
final class Killed {

    private final Case c;
    private final Deaths deaths;
    private final Deaths.Death last;

    Killed(Case c, Deaths deaths, Deaths.Death last) {
        this.c = c;
        this.deaths = deaths;
        this.last = last;
    }

    /** What the dumps show may be the process that came after: the one that died is told by the kernel. */
    Suspect suspect(Cause cause) {
        Held victim = new Held(last.bytes(), c.series().lastWhole().orElse(0), 1);
        Optional<Bound> container = Optional.ofNullable(c.series().limits().get(Limit.CONTAINER))
                .map(bytes -> new Bound(Limit.CONTAINER, bytes));
        double peak = c.timeline().max(Field.CGROUP_PEAK).orElse(0);
        boolean after = last.atMicros().isPresent()
                && !c.isLogOnly()
                && c.timeline().timed()
                && c.series().timeMicros()[0] > last.atMicros().getAsLong();
        return new SuspectBuilder(c, cause, Claim.standing(victim, last.atMicros()))
                .severity(Severity.CRITICAL)
                .confidence(Confidence.HIGH)
                .claim(isBystander() ? "headroom.killed.host.small" : key(), bytes(last.bytes()))
                .evidenceIf(
                        deaths.all().size() > 1,
                        "headroom.evidence.deaths",
                        count(deaths.all().size()))
                .evidenceIf(deaths.restarts() > 1, "headroom.evidence.restarts", count(deaths.restarts()))
                .evidenceIf(
                        last.by() == Deaths.By.CONTAINER && container.isPresent(),
                        "headroom.evidence.container",
                        bytes(container.map(Bound::bytes).orElse(0.0)))
                .evidenceIf(peak > 0 && last.by() != Deaths.By.HOST, "headroom.evidence.peak", bytes(peak))
                .evidenceIf(after, "headroom.evidence.after")
                .evidenceIf(isStrict(), "headroom.evidence.overcommit")
                .evidenceIf(c.isLogOnly(), "log.only")
                .remedies(remedies(container))
                .build();
    }

    /** By what was used and resident in the last dump before it; a process that had started anew says nothing of it. */
    private List<Action> remedies(Optional<Bound> container) {
        if (isBystander()) {
            return List.of(LimitRemedies.othersOnHost());
        }
        if (isStrict()) {
            return List.of(LimitRemedies.overcommit());
        }
        Optional<Bound> limit = switch (last.by()) {
            case CONTAINER -> container;
            case HOST, SOMEBODY, ITSELF -> c.series().hardLimit();
        };
        int before = -1;
        for (int i = 0; i < c.size(); i++) {
            boolean earlier = last.atMicros().isEmpty()
                    || !c.timeline().timed()
                    || c.series().timeMicros()[i] <= last.atMicros().getAsLong();
            before = earlier ? i : before;
        }
        boolean contained = last.by() == Deaths.By.CONTAINER;
        if (before < 0) {
            double victim = last.by() == Deaths.By.ITSELF ? Double.NaN : last.bytes();
            return new LimitRemedies(c, limit, Double.NaN, victim).all(contained);
        }
        return new LimitRemedies(c, limit, c.series().used()[before], c.series().rss()[before]).all(contained);
    }

    /** Whether a host was full while the server held next to nothing: something else had filled it. */
    private boolean isBystander() {
        return last.by() == Deaths.By.HOST
                && last.bytes() > 0
                && last.bytes() <= c.value(Thresholds.SMALL_INSTANCE_BYTES);
    }

    /** Whether the kernel counts what might be used and refuses the rest, however much memory is free: it does for mode 2 alone. */
    private boolean isStrict() {
        return last.by() == Deaths.By.ITSELF
                && c.timeline().last(Field.HOST_OVERCOMMIT_MEMORY).orElse(0) == 2;
    }

    private String key() {
        boolean told = last.bytes() > 0;
        return switch (last.by()) {
            case CONTAINER -> told ? "headroom.killed.container" : "headroom.killed.container.untold";
            case HOST -> told ? "headroom.killed.host" : "headroom.killed.host.untold";
            case SOMEBODY -> told ? "headroom.killed" : "headroom.killed.untold";
            case ITSELF -> told ? "headroom.aborted" : "headroom.aborted.untold";
        };
    }
}
