package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.moment;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.CycleMean;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.TrendFinder;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.timeline.Columns;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Optional;
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

    /** Growth that reaches a limit within this time needs a person now. */
    static final Threshold SOON_SECONDS = Threshold.seconds("growth-soon-seconds", 7 * 86_400, Origin.JUDGEMENT);

    /** Growth begins where less than this share of it is there. */
    private static final double LEAVES = 0.02;

    /** Growth of the data beyond this share of what RSS grew by leaves no room for a leak; our judgement. */
    private static final double EXPLAINS_RSS = 0.7;

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.DATASET_GROWTH)
            .needs(Input.SERIES)
            .uses(Field.USED_MEMORY, Field.USED_MEMORY_DATASET, Field.USED_MEMORY_RSS, Field.MAXMEMORY)
            .uses(Field.KEYSPACE_KEYS, Field.KEYSPACE_EXPIRES)
            .uses(Input.of(Fact.MAXMEMORY_POLICY))
            .decidesBy(GROWTH_SHARE, GROWTH_BYTES, SECOND_HALF, CLIMB, RIVAL_SHARE, Thresholds.AT_MAXMEMORY_SHARE)
            .decidesBy(LeakRule.KEYS_MOVED, SOON_SECONDS)
            .rulesOut(Cause.EXTERNAL_FRAGMENTATION, Cause.MEMORY_LEAK);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    /**
     * How the data of the last run moved.
     *
     * @param metric the dataset, or used memory where it is not told apart
     * @param column bytes by row
     * @param level the same without its cycle: at which hours a capture begins and ends says nothing of growth
     * @param cycleMicros the period of the cycle, 0 where there is none
     * @param first row that tells them
     * @param last row that tells them
     */
    private record Growth(Metric metric, double[] column, double[] level, long cycleMicros, int first, int last) {

        static Growth of(Case c) {
            Metric metric = c.has(Component.DATASET) ? Component.DATASET : Total.USED_MEMORY;
            double[] column = c.series().column(metric);
            int first = next(column, c.lastRunFrom());
            int last = previous(column, c.size() - 1);
            CycleMean cycle = CycleMean.of(c, metric, first, last);
            return new Growth(metric, column, cycle.of(c, column, first, last), cycle.micros(), first, last);
        }

        double before() {
            return level[first];
        }

        double now() {
            return level[last];
        }

        double bytes() {
            return now() - before();
        }

        boolean isLarge(Case c) {
            return bytes() >= c.value(GROWTH_SHARE) * before() && bytes() >= c.value(GROWTH_BYTES);
        }

        /** Whether the second half carries its part. */
        boolean lasts(Case c) {
            return now() - level[next(level, (first + last) / 2)] >= c.value(SECOND_HALF) * bytes();
        }

        /** Whether no chance moves data like that. */
        boolean isCertain(Case c) {
            return c.trends().grows(metric, Trends.Scope.NOW)
                    || c.trends().grows(metric, Trends.Scope.RUN)
                    || new Climb(c, metric, first, last).isCertain(bytes());
        }

        /** The last row at which next to nothing of the growth was there; the first one is such a row, and stands for its period. */
        private int leaves(long[] time) {
            int row = last;
            while (!(level[row] <= before() + LEAVES * bytes())) {
                row--;
            }
            // the first level stands for its period, or where that is full of holes for all before the next known one
            long known = cycleMicros == 0 ? time[first] : time[Math.min(last, next(level, first + 1))];
            long begin = Math.max(time[first] + cycleMicros, known);
            return time[row] - begin < LEAVES * 2 * (time[last] - time[first]) ? first : row;
        }

        Claim claim(Case c) {
            Claim.Held held = new Claim.Held(bytes(), last, bytes() / c.levels().whole(last));
            return Claim.standing(
                    held,
                    OptionalLong.of(c.series().timeMicros()[leaves(c.series().timeMicros())]));
        }

        double rss(Case c) {
            return c.series().rss()[last] - c.series().rss()[first];
        }
    }

    @Override
    public Outcome apply(Case c) {
        if (!c.timeline().timed() || c.size() - c.lastRunFrom() < TrendFinder.LEAST) {
            return missing(Input.SERIES);
        }
        Growth growth = Growth.of(c);
        double max = c.timeline().last(Field.MAXMEMORY).orElse(0);
        boolean capped = max > 0 && c.levels().lastUsed() >= c.value(Thresholds.AT_MAXMEMORY_SHARE) * max;
        if (!growth.isCertain(c) || !growth.isLarge(c) || !growth.lasts(c) || capped) {
            return ok("growth.ok", bytes(growth.before()), bytes(growth.now()));
        }
        boolean inside = hasSameKeys(c);
        boolean grows = c.trends().grows(growth.metric(), Trends.Scope.NOW);
        Optional<Trends.Outlook> soon = grows ? soon(c) : Optional.empty();
        SuspectBuilder suspect = new SuspectBuilder(c, cause(), growth.claim(c))
                .severity(soon.isPresent() ? Severity.WARNING : Severity.INFO)
                .confidence(Confidence.HIGH)
                .claim(
                        soon.isPresent() ? "growth.soon" : grows ? "growth.claim" : "growth.past",
                        bytes(growth.before()),
                        bytes(growth.now()),
                        Remedies.perDay(c, growth.metric()),
                        Phrase.nested(Phrase.of("forecast.limit."
                                + soon.map(o -> o.bound().limit())
                                        .orElse(Limit.HOST)
                                        .id())),
                        moment(soon.map(GrowthRule::reached).orElse(0L)));
        evidence(c, growth, inside, suspect);
        ruledOut(c, growth, suspect);
        return found(suspect.remedy(Remedies.capacity(c, inside)).build());
    }

    /** The first limit that will be reached soon, and hurts: below an evicting policy maxmemory costs keys that may go. */
    private static Optional<Trends.Outlook> soon(Case c) {
        double until = c.series().timeMicros()[c.size() - 1] + 1e6 * c.value(SOON_SECONDS);
        return c.trends().outlooks().stream()
                .filter(outlook -> outlook.outcome() == ForecastResult.Outcome.EXPECTED && reached(outlook) <= until)
                .filter(outlook -> outlook.bound().limit() != Limit.MAXMEMORY || HeadroomRule.evictsNothing(c))
                .findFirst();
    }

    private static long reached(Trends.Outlook outlook) {
        return outlook.dates().likely().orElse(Long.MAX_VALUE);
    }

    private static void evidence(Case c, Growth growth, boolean inside, SuspectBuilder suspect) {
        double rss = growth.rss(c);
        double[] counted = c.column(Field.KEYSPACE_KEYS);
        double keys = Columns.lastOf(counted).orElse(0);
        double firstKeys = counted[next(counted, c.lastRunFrom())];
        suspect.evidenceIf(rss > 0, "growth.evidence.rss", bytes(rss), percent(Math.min(1, growth.bytes() / rss)))
                .evidenceIf(
                        inside,
                        "growth.evidence.inside",
                        count(keys),
                        bytes(growth.before() / Math.max(1, keys)),
                        bytes(growth.now() / Math.max(1, keys)))
                .evidenceIf(!inside && keys > firstKeys, "growth.evidence.keys", count(firstKeys), count(keys));
    }

    private static void ruledOut(Case c, Growth growth, SuspectBuilder suspect) {
        double[] slots = c.part(Component.FRAGMENTATION);
        double free = Math.max(0, Columns.lastOf(slots).orElse(0));
        double freed = Math.max(0, free - Math.max(0, slots[next(slots, c.lastRunFrom())]));
        double rival = c.value(RIVAL_SHARE) * growth.bytes();
        double rss = growth.rss(c);
        suspect.ruledOutIf(
                        c.isFull() && free <= rival,
                        Cause.EXTERNAL_FRAGMENTATION,
                        "retention.not.fragmentation",
                        bytes(free))
                .ruledOutIf(
                        c.isFull() && free > rival && freed <= rival,
                        Cause.EXTERNAL_FRAGMENTATION,
                        "growth.not.fragmentation",
                        bytes(free),
                        bytes(freed))
                .ruledOutIf(rss > 0 && growth.bytes() > EXPLAINS_RSS * rss, Cause.MEMORY_LEAK, "growth.not.leak");
    }

    /** Whether keys are counted in the last run, and their number stayed the same. */
    private static boolean hasSameKeys(Case c) {
        double[] keys = c.column(Field.KEYSPACE_KEYS);
        DoubleSummaryStatistics counted = Arrays.stream(keys, c.lastRunFrom(), keys.length)
                .filter(number -> !Double.isNaN(number))
                .summaryStatistics();
        return counted.getCount() > 0
                && counted.getMin() > 0
                && counted.getMax() <= counted.getMin() * (1 + c.value(LeakRule.KEYS_MOVED));
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
        int row = from;
        while (row > 0 && Double.isNaN(data[row])) {
            row--;
        }
        return row;
    }
}
