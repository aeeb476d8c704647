package io.fragmortem.timeline.instance;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A few of a stream's samples, evenly spread: enough to see whether two streams that speak of the same time can speak of one server. O(1) for each
 * sample.
 */
final class Glimpses {

    private static final int MOST = 64;

    /** Figures that lie further apart than this share of the larger, in half of all pairs of neighbours, are those of two servers. */
    private static final double APART = 0.02;

    /** Samples further apart than this do not speak of one moment. */
    private static final long NEAR_MICROS = 600_000_000;

    private final List<Spoken.Glimpse> kept = new ArrayList<>(0);
    private long seen;
    private long stride = 1;

    /** Looks at a sample; one that tells used memory or RSS and when that was may be kept. */
    void look(Sample sample) {
        if (seen++ % stride != 0) {
            return;
        }
        boolean tells = sample.has(Field.USED_MEMORY) || sample.has(Field.USED_MEMORY_RSS);
        if (!tells || !sample.stamp().isTold()) {
            return;
        }
        if (kept.size() == MOST) {
            for (int i = MOST - 1; i > 0; i -= 2) {
                kept.remove(i);
            }
            stride *= 2;
            if ((seen - 1) % stride != 0) {
                return;
            }
        }
        kept.add(new Spoken.Glimpse(
                sample.stamp().epochMicros(),
                sample.get(Field.USED_MEMORY).orElse(Double.NaN),
                sample.get(Field.USED_MEMORY_RSS).orElse(Double.NaN)));
    }

    List<Spoken.Glimpse> kept() {
        return List.copyOf(kept);
    }

    /** Whether both speak of the same time, and not of the same server. */
    static boolean contradict(List<Spoken.Glimpse> ones, List<Spoken.Glimpse> others) {
        List<Spoken.Glimpse> ordered = others.stream()
                .sorted(Comparator.comparingLong(Spoken.Glimpse::micros))
                .toList();
        long[] times = ordered.stream().mapToLong(Spoken.Glimpse::micros).toArray();
        double[] apart = ones.stream()
                .mapToDouble(one -> {
                    int near = nearest(times, one.micros());
                    return near < 0 ? Double.NaN : apart(one, ordered.get(near));
                })
                .filter(d -> !Double.isNaN(d))
                .sorted()
                .toArray();
        return apart.length > 0 && apart[apart.length / 2] > APART;
    }

    /** Place of the time nearest to a moment, negative where none is near. */
    private static int nearest(long[] times, long moment) {
        int at = Arrays.binarySearch(times, moment);
        if (at >= 0) {
            return at;
        }
        int after = -at - 1;
        boolean earlier = after == times.length || (after > 0 && moment - times[after - 1] < times[after] - moment);
        int near = earlier ? after - 1 : after;
        return near >= 0 && Math.abs(times[near] - moment) <= NEAR_MICROS ? near : -1;
    }

    private static double apart(Spoken.Glimpse one, Spoken.Glimpse other) {
        double used = apart(one.used(), other.used());
        double rss = apart(one.rss(), other.rss());
        return Double.isNaN(used) ? rss : Double.isNaN(rss) ? used : Math.max(used, rss);
    }

    private static double apart(double one, double other) {
        double larger = Math.max(one, other);
        return larger > 0 ? Math.abs(one - other) / larger : Double.NaN;
    }
}
