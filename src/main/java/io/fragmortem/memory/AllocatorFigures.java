package io.fragmortem.memory;

import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the allocator says of itself, sample by sample. INFO prints it from 5.0 on; Redis 4.0 does not, but its MEMORY
 * MALLOC-STATS holds the same three figures of jemalloc ({@code stats.allocated}, {@code stats.active},
 * {@code stats.resident}). Such a reply lends them to the sample nearest in time, and to no other.
 */
final class AllocatorFigures {

    private static final Map<Field, Field> LENT = Map.of(
            Field.ALLOCATOR_ALLOCATED, Field.MALLOC_ALLOCATED,
            Field.ALLOCATOR_ACTIVE, Field.MALLOC_ACTIVE,
            Field.ALLOCATOR_RESIDENT, Field.MALLOC_RESIDENT);

    /** Further apart the two do not speak of the same moment. */
    private static final long NEAR_MICROS = 5_000_000;

    private static final int NOBODY = -1;

    private final Timeline timeline;

    /** For each sample the one with the reply that speaks for it. */
    private final int[] lender;

    private AllocatorFigures(Timeline timeline, int[] lender) {
        this.timeline = timeline;
        this.lender = lender;
    }

    static AllocatorFigures of(Timeline timeline) {
        int[] lender = new int[timeline.size()];
        Arrays.fill(lender, NOBODY);
        if (!timeline.has(Field.ALLOCATOR_RESIDENT) && timeline.has(Field.MALLOC_RESIDENT)) {
            int only = timeline.timed() ? NOBODY : onlySpeaker(timeline);
            for (int reply = 0; reply < lender.length; reply++) {
                boolean speaks = timeline.at(Field.MALLOC_RESIDENT, reply).isPresent();
                int nearest = !speaks ? NOBODY : timeline.timed() ? nearest(timeline, reply) : only;
                if (nearest != NOBODY) {
                    lender[nearest] = reply;
                }
            }
        }
        return new AllocatorFigures(timeline, lender);
    }

    /** The sample with RSS that is nearest in time, the earlier one of two: looked for from the reply outwards. */
    private static int nearest(Timeline timeline, int reply) {
        int before = speaker(timeline, reply, -1);
        int after = speaker(timeline, reply, 1);
        if (before == NOBODY || after == NOBODY) {
            return Math.max(before, after);
        }
        return apart(timeline, after, reply) < apart(timeline, before, reply) ? after : before;
    }

    /** The next sample with RSS in this direction, as long as it is near. */
    private static int speaker(Timeline timeline, int reply, int step) {
        for (int i = reply; i >= 0 && i < timeline.size() && apart(timeline, i, reply) <= NEAR_MICROS; i += step) {
            if (timeline.at(Field.USED_MEMORY_RSS, i).isPresent()) {
                return i;
            }
        }
        return NOBODY;
    }

    private static long apart(Timeline timeline, int sample, int reply) {
        return Math.abs(timeline.timeMicros()[sample] - timeline.timeMicros()[reply]);
    }

    /** The sample with RSS when there is no other: then it needs no time to belong to a reply. */
    private static int onlySpeaker(Timeline timeline) {
        int only = NOBODY;
        for (int i = 0; i < timeline.size(); i++) {
            if (timeline.at(Field.USED_MEMORY_RSS, i).isPresent()) {
                if (only != NOBODY) {
                    return NOBODY;
                }
                only = i;
            }
        }
        return only;
    }

    /** One of allocator_allocated, allocator_active and allocator_resident at this sample. */
    OptionalDouble at(Field field, int sample) {
        OptionalDouble printed = timeline.at(field, sample);
        if (printed.isPresent()) {
            return printed;
        }
        return lender[sample] == NOBODY
                ? byRatios(field, sample)
                : timeline.at(LENT.getOrDefault(field, field), lender[sample]);
    }

    /** Whether ratios stand for the bytes that some sample leaves out. */
    boolean isByRatios() {
        return !timeline.has(Field.ALLOCATOR_RESIDENT) && timeline.has(Field.RSS_OVERHEAD_RATIO);
    }

    /** Each layer is the next outer one divided by their printed ratio; good to the two decimals of the ratios. */
    private OptionalDouble byRatios(Field field, int sample) {
        double rss = timeline.at(Field.USED_MEMORY_RSS, sample).orElse(Double.NaN);
        double resident = rss / timeline.at(Field.RSS_OVERHEAD_RATIO, sample).orElse(Double.NaN);
        double active =
                resident / timeline.at(Field.ALLOCATOR_RSS_RATIO, sample).orElse(Double.NaN);
        double allocated =
                active / timeline.at(Field.ALLOCATOR_FRAG_RATIO, sample).orElse(Double.NaN);
        if (!isByRatios() || !(allocated > 0)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                field == Field.ALLOCATOR_RESIDENT ? resident : field == Field.ALLOCATOR_ACTIVE ? active : allocated);
    }
}
