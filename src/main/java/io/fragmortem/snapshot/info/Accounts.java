package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;

/**
 * Whether the bytes of a dump add up as the server's own code adds them. Two half dumps that were pasted together, or two
 * that were written into one file at once, do not, and by far: each half speaks of another process.
 */
enum Accounts {
    /** Each sum that can be checked is right. */
    BALANCED,
    /** A sum is off by much. */
    TORN,
    /** Nothing can be checked. */
    UNKNOWN;

    /** Smaller differences change no verdict; threads may cause them. */
    private static final double MOST_BYTES = 16 << 20;

    private static final double MOST_SHARE = 0.05;

    static Accounts of(Sample s) {
        double used = s.get(Field.USED_MEMORY).orElse(Double.NaN);
        double rss = s.get(Field.USED_MEMORY_RSS).orElse(Double.NaN);
        double resident = s.get(Field.ALLOCATOR_RESIDENT).orElse(Double.NaN);
        double active = s.get(Field.ALLOCATOR_ACTIVE).orElse(Double.NaN);
        double allocated = s.get(Field.ALLOCATOR_ALLOCATED).orElse(Double.NaN);
        double overhead = s.get(Field.USED_MEMORY_OVERHEAD).orElse(Double.NaN);
        double[] off = {
            s.get(Field.RSS_OVERHEAD_BYTES).orElse(Double.NaN) - (rss - resident),
            s.get(Field.ALLOCATOR_RSS_BYTES).orElse(Double.NaN) - (resident - active),
            // from Redis 7.4 and Valkey 8.0 on a part of the free slots
            Math.max(0, s.get(Field.ALLOCATOR_FRAG_BYTES).orElse(Double.NaN) - (active - allocated)),
            overhead > used ? Double.NaN : s.get(Field.USED_MEMORY_DATASET).orElse(Double.NaN) - (used - overhead)
        };
        double most = Math.max(MOST_BYTES, MOST_SHARE * (rss > used ? rss : used));
        Accounts all = UNKNOWN;
        for (double difference : off) {
            if (Math.abs(difference) > most) {
                return TORN;
            }
            all = Double.isNaN(difference) ? all : BALANCED;
        }
        return all;
    }
}
