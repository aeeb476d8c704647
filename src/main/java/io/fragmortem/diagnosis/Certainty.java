package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.Threshold.Origin;
import io.fragmortem.memory.Component;
import java.util.List;

/**
 * How sure a verdict or a finding is, defined once. A rule says how its cause is known: measured (high), inferred (medium)
 * or guessed (low). From there each of these takes one step down, and never below low:
 *
 * <ul>
 *   <li>the finding stands at the edge: its bytes or its share exceed what makes a layer significant by less than
 *       {@link #EDGE}, so that one percent more or less, another sample or another threshold would undo it;
 *   <li>the numbers contradict each other in most samples, or some were derived from others.
 * </ul>
 *
 * "Healthy" is sure only where every layer that could say otherwise is measured and none stands below its edge by less than
 * the same factor.
 */
final class Certainty {

    /** A layer this close to what makes it significant, on either side, is at the edge. */
    static final Threshold EDGE = Threshold.ratio("edge-ratio", 1.25, Origin.JUDGEMENT);

    private static final List<Component> LAYERS =
            List.of(Component.FRAGMENTATION, Component.RETAINED, Component.CLIENTS, Component.REPLICAS);

    private final Case c;

    Certainty(Case c) {
        this.c = c;
    }

    /** A finding of a rule, with the confidence that it deserves. */
    Suspect of(Suspect s, Declaration rule) {
        boolean layer = rule.thresholds().contains(Thresholds.SIGNIFICANT_SHARE);
        boolean atEdge = layer && isAtEdge(margin(s.bytes(), s.memoryShare()), true);
        boolean doubtful = isDoubtful() && s.cause() != Cause.IMPLAUSIBLE_READING;
        Confidence sure = s.confidence();
        sure = atEdge ? lower(sure) : sure;
        sure = doubtful ? lower(sure) : sure;
        return s.withConfidence(sure);
    }

    /** How sure it is that nothing is wrong. */
    Confidence ofHealthy() {
        boolean measured = c.isFull() && c.has(Component.DATASET) && c.has(Component.CLIENTS);
        boolean atEdge = LAYERS.stream().map(part -> c.claim(c.part(part))).anyMatch(this::isBelowEdge)
                || isBelowEdge(c.claim(c.combine(
                        c.part(Component.OUTSIDE), c.filled(c.value(ProcessRule.BASE_BYTES)), (o, base) -> o - base)));
        return measured && !atEdge && !isDoubtful() ? Confidence.HIGH : Confidence.MEDIUM;
    }

    private boolean isBelowEdge(Claim claim) {
        return isAtEdge(margin(claim.bytes(), claim.share()), false);
    }

    /** How many times over a layer is significant; below 1 it is not. */
    private double margin(double bytes, double share) {
        return Math.min(bytes / c.thresholds.significantBytes(), share / c.thresholds.significantShare());
    }

    private boolean isAtEdge(double margin, boolean above) {
        double edge = c.value(EDGE);
        return above ? margin >= 1 && margin < edge : margin < 1 && margin > 1 / edge;
    }

    private boolean isDoubtful() {
        return c.brokenShare() > c.value(Thresholds.BROKEN_SHARE)
                || c.timeline.quality().derived() > 0;
    }

    private static Confidence lower(Confidence confidence) {
        return confidence == Confidence.HIGH ? Confidence.MEDIUM : Confidence.LOW;
    }
}
