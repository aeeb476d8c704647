package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.memory.Component;
import io.fragmortem.snapshot.Field;
import io.fragmortem.statistics.Verdict;
import java.util.Optional;
import java.util.OptionalLong;

/** The data grew, and still grows: a matter of capacity, not of fragmentation. */
final class GrowthRule implements Rule {

    /** The second half of the run must carry at least this share of its whole growth: what was filled once is not growing. */
    private static final double SECOND_HALF = 0.25;

    /** A climb in which this share of all movement is upward needs no test: nothing but growth moves like that. */
    private static final double CLIMB = 0.8;

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
        boolean climbs = grown >= CLIMB * moved(data, first, last);
        boolean tested = climbs
                || Optional.ofNullable(c.trends.ofWholeRun().get(metric))
                        .map(t -> t.verdict() == Verdict.GROWS)
                        .orElse(false);
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
                .claim("growth.claim", bytes(data[first]), bytes(data[last]), Remedies.perDay(c, metric))
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

    /** All ups and downs from row to row, bytes. */
    private static double moved(double[] data, int first, int last) {
        double moved = 0;
        double before = data[first];
        for (int i = first + 1; i <= last; i++) {
            moved += Double.isNaN(data[i]) ? 0 : Math.abs(data[i] - before);
            before = Double.isNaN(data[i]) ? before : data[i];
        }
        return moved;
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
