package io.fragmortem.timeline;

/** Finds rows by their moments in ascending times, of which neighbours may be equal. O(log n). */
public final class TimeOrder {

    private TimeOrder() {}

    /** The first row at or after a moment; the number of rows where there is none. */
    public static int firstAt(long[] times, long at) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The same for times in days, or for numbers of samples where there is no time. */
    public static int firstAt(double[] times, double at) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
