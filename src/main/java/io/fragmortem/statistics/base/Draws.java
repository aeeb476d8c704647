package io.fragmortem.statistics.base;

/**
 * Seeded pseudo-random numbers, the same on every platform: SplitMix64 of Steele, Lea and Flood 2014, OOPSLA, and normal ones by the
 * polar method of Marsaglia and Bray 1964, SIAM Rev. 6:260. Not safe for concurrent use.
 */
public final class Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;
    /** The second of a pair of normal numbers, or NaN. */
    private double kept = Double.NaN;

    /** Same seed, same numbers. */
    public Draws(long seed) {
        state = seed;
    }

    /** All 64 bits. */
    public long nextLong() {
        state += GOLDEN;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 (included) to 1 (excluded). */
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** From 0 (included) to bound (excluded); the bias of a bound far below 2^53 is beyond all measure. */
    public long below(long bound) {
        return (long) (nextDouble() * bound);
    }

    /** As above. */
    public int below(int bound) {
        return (int) (nextDouble() * bound);
    }

    /** Of mean 0 and variance 1. */
    public double nextGaussian() {
        if (!Double.isNaN(kept)) {
            double second = kept;
            kept = Double.NaN;
            return second;
        }
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                double scale = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
                kept = v * scale;
                return u * scale;
            }
        }
    }
}
