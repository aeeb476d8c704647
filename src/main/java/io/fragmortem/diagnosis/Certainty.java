package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Place;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.UnmeasuredRss;
import io.fragmortem.diagnosis.rule.Declaration;
import io.fragmortem.diagnosis.rule.PlausibilityRule;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.threshold.VerdictThresholds;
import io.fragmortem.diagnosis.trend.TrendFinder;
import io.fragmortem.memory.Component;
import io.fragmortem.timeline.Columns;
import java.util.List;
import java.util.stream.Stream;

/**
 * How sure a verdict or a finding is, defined once. A rule says how its cause is known: measured (high), inferred (medium)
 * or guessed (low). From there each of these takes one step down, and never below low:
 *
 * <ul>
 *   <li>the finding stands at the edge: its bytes or its share exceed what makes a layer significant by less than
 *       {@link VerdictThresholds#EDGE}, so that one percent more or less, another sample or another threshold would undo it;
 *   <li>the numbers contradict each other in most samples, or some were derived from others; where they do by much, it is low at once;
 *   <li>it was high and a rival claims nearly the same number of the same bytes, by less than {@link VerdictThresholds#EDGE} more or less.
 *       Layers that are measured each by fields of its own are no rivals, however alike their sizes.
 * </ul>
 *
 * A note that leads the verdict takes one step down where more bytes than it claims stay unexplained. "Healthy" is sure only
 * where every layer that could say otherwise is measured, none stands below its edge by less than the same factor, and there
 * is one dump, which speaks of its moment, or enough of them to show what came and went in between.
 */
final class Certainty {

    private static final List<Component> LAYERS =
            List.of(Component.FRAGMENTATION, Component.RETAINED, Component.CLIENTS, Component.REPLICAS);

    private final Case c;

    Certainty(Case c) {
        this.c = c;
    }

    /** A finding of a rule, with the confidence that it deserves. */
    Suspect of(Suspect s, Declaration rule) {
        boolean atEdge = Stream.of(Thresholds.SIGNIFICANT_SHARE, Thresholds.MISSING_SHARE)
                .filter(rule.thresholds()::contains)
                .anyMatch(least -> isAtEdge(margin(s.bytes(), s.memoryShare(), least), true));
        boolean doubtful = isDoubtful() && s.cause() != Cause.IMPLAUSIBLE_READING;
        Confidence sure = s.confidence();
        sure = atEdge ? lower(sure) : sure;
        sure = doubtful ? lower(sure) : sure;
        // figures of two servers, or of two moments: whatever fits some of them is a guess
        sure = doubtful && PlausibilityRule.contradiction(c).isPresent() ? Confidence.LOW : sure;
        return s.withConfidence(sure);
    }

    /** A finding beside others, each already with the confidence that it deserves alone. */
    Suspect among(List<Suspect> all, Suspect s) {
        boolean tie = s.confidence() == Confidence.HIGH
                && all.stream().anyMatch(rival -> isRival(s, rival) && isNear(s.bytes(), rival.bytes()));
        return tie ? s.withConfidence(Confidence.MEDIUM) : s;
    }

    /** How sure the verdict is that names this. */
    Confidence ofVerdict(Suspect top) {
        Claim gap = c.levels().hasGap() && !c.isFull() ? c.unexplained() : Claim.NONE;
        boolean larger = gap.isStanding(c.thresholds()) && gap.bytes() > top.bytes();
        boolean hides = top.severity() == Severity.INFO && larger;
        return hides || UnmeasuredRss.isAllocators(c) ? lower(top.confidence()) : top.confidence();
    }

    /** Whether both claim the same bytes: those of the gap, those that are absent from RSS, or those of the data. */
    private boolean isRival(Suspect s, Suspect other) {
        Place place = s.cause().facts().place();
        boolean measured = c.isFull() && place == Place.GAP && isLayer(s.cause()) && isLayer(other.cause());
        return s.cause() != other.cause()
                && place.isShared()
                && place == other.cause().facts().place()
                && !measured;
    }

    private static boolean isLayer(Cause cause) {
        return !cause.facts().holds().isEmpty();
    }

    /** Whether neither is {@link VerdictThresholds#EDGE} times the other. */
    private boolean isNear(double a, double b) {
        return Math.max(a, b) < c.value(VerdictThresholds.EDGE) * Math.min(a, b);
    }

    /** How sure it is that nothing is wrong. */
    Confidence ofHealthy() {
        boolean measured = c.isFull() && c.has(Component.DATASET) && c.has(Component.CLIENTS);
        boolean atEdge = LAYERS.stream().map(part -> c.claim(c.part(part))).anyMatch(this::isBelowEdge)
                || isBelowEdge(c.claim(Columns.combine(
                        c.part(Component.OUTSIDE),
                        c.filled(c.value(Thresholds.PROCESS_BASE_BYTES)),
                        (o, base) -> o - base)));
        return measured && !atEdge && !isDoubtful() && !isUnseen() ? Confidence.HIGH : Confidence.MEDIUM;
    }

    /** Whether there are several dumps but too few to show what came and went between them. One alone speaks of its moment. */
    private boolean isUnseen() {
        return !c.isSingle() && c.size() < TrendFinder.LEAST;
    }

    private boolean isBelowEdge(Claim claim) {
        return isAtEdge(margin(claim.bytes(), claim.share(), Thresholds.SIGNIFICANT_SHARE), false);
    }

    /** How many times over a layer is significant; below 1 it is not. */
    private double margin(double bytes, double share, Threshold least) {
        return Math.min(bytes / c.thresholds().significantBytes(), share / c.value(least));
    }

    private boolean isAtEdge(double margin, boolean above) {
        double edge = c.value(VerdictThresholds.EDGE);
        return above ? margin >= 1 && margin < edge : margin < 1 && margin > 1 / edge;
    }

    private boolean isDoubtful() {
        return brokenShare() > c.value(Thresholds.BROKEN_SHARE)
                || c.timeline().quality().derived() > 0
                || c.model().isApproximate();
    }

    /** Share of samples whose numbers contradict each other, in the identity that is broken most. */
    private double brokenShare() {
        return c.identities().stream()
                .filter(i -> i.checked() > 0)
                .mapToDouble(i -> (double) i.violated() / i.checked())
                .max()
                .orElse(0);
    }

    private static Confidence lower(Confidence confidence) {
        return confidence == Confidence.HIGH ? Confidence.MEDIUM : Confidence.LOW;
    }
}
