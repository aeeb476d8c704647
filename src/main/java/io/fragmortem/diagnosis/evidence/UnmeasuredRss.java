package io.fragmortem.diagnosis.evidence;

import io.fragmortem.snapshot.Field;

/**
 * An RSS that nobody measured. zmalloc_get_rss of zmalloc.c returns used memory where the system offers no way to ask, the
 * Windows ports print a value within a few KiB of it, and proxies of managed services repeat it. Whoever takes such a value
 * for RSS sees no fragmentation in any server.
 */
public final class UnmeasuredRss {

    /** The kernel counts in pages, and no page is smaller than this. */
    private static final double SMALLEST_PAGE = 1024;

    /** Allocations between the two readings of a copy that was taken a moment apart, as a share of used memory. */
    private static final double SAME = 0.001;

    private UnmeasuredRss() {}

    /** Whether what jemalloc has resident stands for RSS, since nothing else was told: it is less. */
    public static boolean isAllocators(Case c) {
        return c.levels().hasGap()
                && c.levels().lastRss()
                        == c.timeline().last(Field.MALLOC_RESIDENT).orElse(Double.NaN);
    }

    /** Whether in every sample RSS is used memory itself. Rounded and computed values show nothing of the kind. */
    public static boolean isIn(Case c) {
        if (c.timeline().quality().rounded() > 0 || c.timeline().quality().derived() > 0) {
            return false;
        }
        double[] fragmented = c.column(Field.MEM_FRAGMENTATION_BYTES);
        boolean any = false;
        for (int i = 0; i < c.size(); i++) {
            double rss = c.series().rss()[i];
            double used = c.series().used()[i];
            if (rss > 0 && used > 0) {
                boolean copy = rss == used
                        || fragmented[i] == 0
                        || (rss % SMALLEST_PAGE != 0 && Math.abs(rss - used) <= SAME * used);
                if (!copy) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }
}
