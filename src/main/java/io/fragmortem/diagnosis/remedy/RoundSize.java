package io.fragmortem.diagnosis.remedy;

/** Sizes as people write them into a configuration: {@code 100mb}, not 104098268. */
final class RoundSize {

    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    private RoundSize() {}

    /** The largest round size that is no larger. */
    static long below(double bytes) {
        long unit = step(bytes);
        long units = (long) (bytes / unit);
        return units * unit;
    }

    /** The smallest round size that is no smaller. */
    static long above(double bytes) {
        long below = below(bytes);
        return below < bytes ? below + step(bytes) : below;
    }

    /** The round size that is nearest. */
    static long near(double bytes) {
        return Math.round(bytes / step(bytes)) * step(bytes);
    }

    /** About two digits are left. */
    private static long step(double bytes) {
        if (bytes >= 16 * GIB || (bytes > 0 && bytes % GIB == 0)) {
            return GIB;
        }
        long step = MIB;
        long times = 5;
        while (step * 100 <= bytes) {
            step *= times;
            times = 10 / times;
        }
        return step;
    }

    /** As a configuration has it. */
    static String text(long bytes) {
        if (bytes > 0 && bytes % GIB == 0) {
            return bytes / GIB + "gb";
        }
        return bytes > 0 && bytes % MIB == 0 ? bytes / MIB + "mb" : Long.toString(bytes);
    }
}
