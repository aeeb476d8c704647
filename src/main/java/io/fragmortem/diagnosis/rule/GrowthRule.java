package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Columns;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.TrendFinder;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.snapshot.Field;
import java.util.OptionalLong;

/** The data grew, and still grows: a matter of capacity, not of fragmentation. */
final class GrowthRule implements Rule {

    /** Growth over the run, as a share of what was there at first, that counts as growth. */
    static final Threshold GROWTH_SHARE = Threshold.share("growth-share", 0.10, Origin.JUDGEMENT);

    /** ... and in bytes: half of what makes a layer significant, since data is never an accident. */
    static final Threshold GROWTH_BYTES = Threshold.bytes("growth-bytes", 16 << 20, Origin.JUDGEMENT);

    /** The second half of the run must carry at least this share of its whole growth: what was filled once is not growing. */
    static final Threshold SECOND_HALF = Threshold.share("growth-second-half", 0.25, Origin.MEASURED);

    /** A climb in which this share of all movement is upward needs no test: nothing but growth moves like that. */
    static final Threshold CLIMB = Threshold.share("growth-climb", 0.8, Origin.MEASURED);

    /** What grew or stands by at most this share of the growth is no rival for it. */
    static final Threshold RIVAL_SHARE = Threshold.share("growth-rival-share", 0.25, Origin.JUDGEMENT);

    /** Growth begins where less than this share of it is there. */
    private static final double LEAVES = 0.02;

    private static final Declaration DECLARATION = Declaration.of(Severity.INFO, Cause.DATASET_GROWTH)
            .needs(Input.SERIES)
            .uses(Field.USED_MEMORY, Field.USED_MEMORY_DATASET, Field.USED_MEMORY_RSS, Field.MAXMEMORY)
            .uses(Field.KEYSPACE_KEYS, Field.KEYSPACE_EXPIRES)
            .decidesBy(GROWTH_SHARE, GROWTH_BYTES, SECOND_HALF, CLIMB, RIVAL_SHARE, Thresholds.AT_MAXMEMORY_SHARE)
            .decidesBy(LeakRule.KEYS_MOVED)
            .rulesOut(Cause.EXTERNAL_FRAGMENTATION, Cause.MEMORY_LEAK);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        boolean split = c.has(Component.DATASET);
        Metric metric = split ? Component.DATASET : Total.USED_MEMORY;
        double[] data = c.series().column(metric);
        int from = c.lastRunFrom();
        if (!c.timeline().timed() || c.size() - from < TrendFinder.LEAST) {
            return missing(Input.SERIES);
        }
        int first = next(data, from);
        int last = previous(data, c.size() - 1);
        int middle = next(data, (first + last) / 2);
        double grown = data[last] - data[first];
        boolean lasting = data[last] - data[middle] >= c.value(SECOND_HALF) * grown;
        boolean still = c.trends().grows(metric, Trends.Scope.NOW);
        boolean tested = still
                || c.trends().grows(metric, Trends.Scope.RUN)
                || climbsInSteps(c, metric)
                || grown >= c.value(CLIMB) * moved(data, first, last);
        boolean large = grown >= c.value(GROWTH_SHARE) * Math.max(data[first], data[last] - grown)
                && grown >= c.value(GROWTH_BYTES);
        double max = c.timeline().last(Field.MAXMEMORY).orElse(0);
        boolean capped = max > 0 && c.levels().lastUsed() >= c.value(Thresholds.AT_MAXMEMORY_SHARE) * max;
        if (!tested || !large || !lasting || capped) {
            return ok("growth.ok", bytes(data[first]), bytes(data[last]));
        }
        OptionalLong since = c.timeline().timed()
                ? OptionalLong.of(c.series().timeMicros()[leaves(data, first, last, grown)])
                : OptionalLong.empty();
        Claim claim =
                Claim.standing(new Claim.Held(grown, last, grown / c.levels().whole(last)), since);
        double rssGrown = c.series().rss()[last] - c.series().rss()[first];
        double keys = Columns.lastOf(c.column(Field.KEYSPACE_KEYS)).orElse(0);
        double[] counted = c.column(Field.KEYSPACE_KEYS);
        double firstKeys = keys > 0 ? counted[next(counted, from)] : 0;
        boolean inside = keys > 0 && isSame(c.column(Field.KEYSPACE_KEYS), from, c.value(LeakRule.KEYS_MOVED));
        double[] slots = c.part(Component.FRAGMENTATION);
        double free = Math.max(0, Columns.lastOf(slots).orElse(0));
        double freed = Math.max(0, free - Math.max(0, slots[next(slots, from)]));
        return found(new SuspectBuilder(c, cause(), claim)
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
                        c.isFull() && free <= c.value(RIVAL_SHARE) * grown,
                        Cause.EXTERNAL_FRAGMENTATION,
                        "retention.not.fragmentation",
                        bytes(free))
                .ruledOutIf(
                        c.isFull() && free > c.value(RIVAL_SHARE) * grown && freed <= c.value(RIVAL_SHARE) * grown,
                        Cause.EXTERNAL_FRAGMENTATION,
                        "growth.not.fragmentation",
                        bytes(free),
                        bytes(freed))
                .ruledOutIf(rssGrown > 0 && grown > 0.7 * rssGrown, Cause.MEMORY_LEAK, "growth.not.leak")
                .evidenceIf(
                        inside,
                        "growth.evidence.inside",
                        count(keys),
                        bytes(data[first] / Math.max(1, keys)),
                        bytes(data[last] / Math.max(1, keys)))
                .evidenceIf(!inside && keys > firstKeys, "growth.evidence.keys", count(firstKeys), count(keys))
                .remedy(Remedies.capacity(c, inside))
                .build());
    }

    /** Whether the number of keys stayed within this share over the run. */
    private static boolean isSame(double[] keys, int from, double share) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = from; i < keys.length; i++) {
            least = keys[i] < least ? keys[i] : least;
            most = keys[i] > most ? keys[i] : most;
        }
        return least > 0 && most <= least * (1 + share);
    }

    /** The last row at which next to nothing of the growth was there. */
    private static int leaves(double[] data, int first, int last, double grown) {
        for (int i = last; i > first; i--) {
            if (data[i] <= data[first] + LEAVES * grown) {
                return i - first < LEAVES * 2 * (last - first) ? first : i;
            }
        }
        return first;
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

    /** At least two certified steps or bends upwards within the last run. */
    private static boolean climbsInSteps(Case c, Metric metric) {
        long start = c.timeline().lastRun().fromMicros();
        return c.trends().changes().stream()
                        .filter(change -> change.metric() == metric && change.atMicros() > start)
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
