package io.fragmortem.timeline;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes the time of a file from its dumps where it holds several: {@code {"before":{...},"after":{...}}}. The file was
 * written at one moment and they are of two, in their order.
 */
final class SharedFileTime {

    private static final Field[] MEMORY = {Field.USED_MEMORY, Field.USED_MEMORY_RSS};

    private SharedFileTime() {}

    /** Leaves the samples of such files without a time, in place. */
    static void withdraw(List<Sample> samples) {
        Map<String, Sample> first = new HashMap<>();
        Set<String> several = new HashSet<>();
        for (Sample sample : samples) {
            if (isDump(sample)) {
                String stream = sample.origin().stream();
                Sample known = first.putIfAbsent(stream, sample);
                if (known != null && differ(known, sample)) {
                    several.add(stream);
                }
            }
        }
        if (!several.isEmpty()) {
            samples.replaceAll(sample ->
                    isOfFile(sample) && several.contains(sample.origin().stream()) ? sample.at(Stamp.NONE) : sample);
        }
    }

    private static boolean isOfFile(Sample sample) {
        return sample.stamp().source() == TimeSource.FILE_MODIFIED;
    }

    /** MEMORY STATS, which may stand beside INFO in one file, has no resident set. */
    private static boolean isDump(Sample sample) {
        return isOfFile(sample) && sample.has(Field.USED_MEMORY) && sample.has(Field.USED_MEMORY_RSS);
    }

    private static boolean differ(Sample one, Sample other) {
        for (Field field : MEMORY) {
            double gap = one.get(field).orElse(0) - other.get(field).orElse(0);
            if (Math.abs(gap) > 2 * (one.error(field) + other.error(field))) {
                return true;
            }
        }
        return false;
    }
}
