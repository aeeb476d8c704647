package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.memory.Component;
import io.fragmortem.snapshot.Field;
import java.util.OptionalLong;

/** The data grew, and still grows: a matter of capacity, not of fragmentation. */
final class GrowthRule implements Rule {

    /** The second half of the run must carry at least this share of its whole growth: what was filled once is not growing. */
    private static final double SECOND_HALF = 0.25;

    @Override
    public Cause cause() {
        return Cause.DATASET_GROWTH;
    }

    @Override
    public Outcome apply(Case c) {
        boolean split = c.has(Component.DATASET);
        double[] data = split ? c.part(Component.DATASET) : c.series.used();
        String metric = split ? "dataset" : "used_memory";
        if (c.isSingle() || c.trends.of(metric).isEmpty()) {
            return missing("several samples over time");
        }
        int from = c.lastRunFrom();
        int first = next(data, from);
        int last = previous(data, c.size() - 1);
        int middle = next(data, (first + last) / 2);
        double grown = data[last] - data[first];
        boolean lasting = data[last] - data[middle] >= SECOND_HALF * grown;
        boolean still = c.trends.grows(metric, Trends.Scope.NOW);
        boolean tested = still || c.trends.grows(metric, Trends.Scope.RUN) || climbsInSteps(c, metric);
        boolean large = grown >= c.thresholds.growthShare() * Math.max(data[first], data[last] - grown)
                && grown >= c.thresholds.significantBytes() / 2;
        double max = c.timeline.last(Field.MAXMEMORY).orElse(0);
        boolean capped = max > 0 && c.lastUsed() >= c.thresholds.atMaxmemoryShare() * max;
        if (!tested || !large || !lasting || capped) {
            return ok("growth.ok", bytes(data[first]), bytes(data[last]));
        }
        OptionalLong since = c.timeline.timed() ? OptionalLong.of(c.series.timeMicros()[first]) : OptionalLong.empty();
        Claim claim = new Claim(grown, last, grown / c.whole(last), grown, since);
        double rssGrown = c.series.rss()[last] - c.series.rss()[first];
        return found(new SuspectBuilder(cause(), claim)
                .severity(Severity.INFO)
                .confidence(Confidence.HIGH)
                .claim(
                        still ? "growth.claim" : "growth.past",
                        bytes(data[first]),
                        bytes(data[last]),
                        Remedies.perDay(c, metric))
                .evidenceIf(
                        rssGrown > 0, "growth.evidence.rss", bytes(rssGrown), percent(Math.min(1, grown / rssGrown)))
                .ruledOutIf(
                        c.isFull(),
                        Cause.EXTERNAL_FRAGMENTATION,
                        "retention.not.fragmentation",
                        bytes(Math.max(
                                0, Case.lastOf(c.part(Component.FRAGMENTATION)).orElse(0))))
                .ruledOutIf(rssGrown > 0 && grown > 0.7 * rssGrown, Cause.MEMORY_LEAK, "growth.not.leak")
                .remedy(Remedies.capacity(c))
                .build());
    }

    /** At least two certified steps or bends upwards within the last run. */
    private static boolean climbsInSteps(Case c, String metric) {
        long start = c.timeline.lastRun().fromMicros();
        return c.trends.changes().stream()
                        .filter(change -> change.metric().equals(metric) && change.atMicros() > start)
                        .filter(change -> change.after() > change.before())
                        .count()
                >= 2;
    }

    private static int next(double[] data, int from) {
        for (int i = from; i < data.length; i++) {
            if (!Double.isNaN(data[i])) {
                return i;
            }
        }
        return previous(data, data.length - 1);
    }

    private static int previous(double[] data, int from) {
        for (int i = from; i > 0; i--) {
            if (!Double.isNaN(data[i])) {
                return i;
            }
        }
        return 0;
    }
}
