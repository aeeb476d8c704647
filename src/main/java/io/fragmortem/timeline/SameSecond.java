package io.fragmortem.timeline;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Samples taken more often than once a second and saved with whole seconds: those of one stream and one second that differ
 * were taken one after the other, and are spread evenly over that second.
 */
final class SameSecond {

    private static final long SECOND = 1_000_000;

    private static final Field[] MEMORY = {Field.USED_MEMORY, Field.USED_MEMORY_RSS};

    private SameSecond() {}

    /** Streams that end earlier than they begin: within a second, too, the later sample stands first. */
    static Set<String> newestFirst(List<Sample> rows) {
        Map<String, Long> first = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Sample row = rows.get(i);
            String stream = row.origin().stream();
            if (i == 0 || !stream.equals(rows.get(i - 1).origin().stream())) {
                first.putIfAbsent(stream, row.stamp().epochMicros());
            }
            if (i + 1 == rows.size() || !stream.equals(rows.get(i + 1).origin().stream())) {
                last.put(stream, row.stamp().epochMicros());
            }
        }
        Set<String> streams = new HashSet<>();
        first.forEach((stream, time) -> {
            if (last.getOrDefault(stream, time) < time) {
                streams.add(stream);
            }
        });
        return streams;
    }

    /**
     * Gives the samples of each shared second times of their own, in place.
     *
     * @param rows in the order of time, those of one moment in the order of the input
     * @return how many samples got another time
     */
    static int spread(List<Sample> rows, Set<String> newestFirst) {
        int moved = 0;
        int from = 0;
        while (from < rows.size()) {
            long time = rows.get(from).stamp().epochMicros();
            int to = from + 1;
            while (to < rows.size() && rows.get(to).stamp().epochMicros() == time) {
                to++;
            }
            boolean alone = to == rows.size() || rows.get(to).stamp().epochMicros() >= time + SECOND;
            if (to - from > 1 && time % SECOND == 0 && alone) {
                moved += spread(rows, from, to, newestFirst);
            }
            from = to;
        }
        return moved;
    }

    private static int spread(List<Sample> rows, int from, int to, Set<String> newestFirst) {
        Map<String, List<Sample>> held = new HashMap<>();
        int[] slots = new int[to - from];
        for (int i = from; i < to; i++) {
            Sample sample = rows.get(i);
            List<Sample> seen = held.computeIfAbsent(sample.origin().stream(), stream -> new ArrayList<>());
            Sample before = seen.isEmpty() ? sample : seen.get(seen.size() - 1);
            if (seen.isEmpty() || differ(before, sample)) {
                seen.add(sample);
            }
            slots[i - from] = seen.size() - 1;
        }
        int moved = 0;
        for (int i = from; i < to; i++) {
            Sample sample = rows.get(i);
            String stream = sample.origin().stream();
            int n = held.getOrDefault(stream, List.of()).size();
            int slot = newestFirst.contains(stream) ? n - 1 - slots[i - from] : slots[i - from];
            if (slot > 0) {
                long at = sample.stamp().epochMicros() + slot * SECOND / n;
                rows.set(i, sample.at(new Stamp(at, sample.stamp().source())));
                moved++;
            }
        }
        rows.subList(from, to)
                .sort((a, b) -> Long.compare(a.stamp().epochMicros(), b.stamp().epochMicros()));
        return moved;
    }

    private static boolean differ(Sample a, Sample b) {
        for (Field field : MEMORY) {
            double gap = a.get(field).orElse(Double.NaN) - b.get(field).orElse(Double.NaN);
            if (Math.abs(gap) > 2 * b.error(field)) {
                return true;
            }
        }
        return false;
    }
}
