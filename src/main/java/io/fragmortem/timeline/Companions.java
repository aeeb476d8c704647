package io.fragmortem.timeline;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies beside a dump without a time of its own: a client list, MEMORY STATS, a file of a control group. It belongs to
 * the dump, whatever its file is called and however many milliseconds later it was written.
 */
final class Companions {

    private Companions() {}

    /** The samples with each companion joined to its dump; as they are where it is open to which dump it belongs. */
    static List<Sample> join(List<Sample> samples) {
        if (samples.stream().noneMatch(Companions::isCompanion)) {
            return samples;
        }
        List<Sample> dumps = new ArrayList<>();
        List<Sample> companions = new ArrayList<>();
        for (Sample sample : samples) {
            (isCompanion(sample) ? companions : dumps).add(sample);
        }
        boolean open = dumps.size() > 1 && !dumps.stream().allMatch(Companions::isUndated);
        if (dumps.stream().noneMatch(Companions::isWhole) || open) {
            return samples;
        }
        Map<Integer, Sample> joined = new HashMap<>();
        for (Sample companion : companions) {
            joined.merge(nearest(companion, dumps), companion, Sample::and);
        }
        joined.forEach((dump, companion) -> dumps.set(dump, dumps.get(dump).and(companion)));
        return dumps;
    }

    private static boolean isCompanion(Sample sample) {
        return isUndated(sample) && (sample.size() == 0 || sample.says(field -> !field.inInfo())) && !isWhole(sample);
    }

    /** A dump: MEMORY STATS has the totals too, but the resident set has only INFO. */
    private static boolean isWhole(Sample sample) {
        boolean totals = sample.has(Field.USED_MEMORY) || sample.has(Field.MEM_FRAGMENTATION_RATIO);
        return sample.has(Field.USED_MEMORY_RSS) || (totals && !sample.has(Field.MEMORY_STATS_HASHTABLE_MAIN));
    }

    private static boolean isUndated(Sample sample) {
        return !sample.stamp().isDated();
    }

    /** Index of the dump whose file was written nearest in time; the last where nothing tells. */
    private static int nearest(Sample companion, List<Sample> dumps) {
        int best = dumps.size() - 1;
        for (int i = dumps.size() - 1; i >= 0; i--) {
            if (distance(companion, dumps.get(i)) < distance(companion, dumps.get(best))) {
                best = i;
            }
        }
        return best;
    }

    private static long distance(Sample companion, Sample dump) {
        boolean known = companion.stamp().known() && dump.stamp().known();
        return known ? Math.abs(companion.stamp().epochMicros() - dump.stamp().epochMicros()) : Long.MAX_VALUE;
    }
}
