package io.fragmortem.statistics.base;

/**
 * Random numbers that are the same on every platform and in every release, browsers included: SplitMix64 (Steele, Lea and Flood,
 * "Fast splittable pseudorandom number generators", OOPSLA 2014), normal ones by the polar method of Marsaglia and Bray (SIAM
 * Review 6, 1964). Good for simulation, not for secrets.
 */
public final class Draws {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;
    private double spare;
    private boolean hasSpare;

    /** Draws that follow from the seed alone. */
    public Draws(long seed) {
        this.state = seed;
    }

    /** All 64 bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From 0 to {@code bound}, exclusive, each equally likely. */
    public long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound: found " + bound + ", expected a positive number");
        }
        while (true) {
            long bits = nextLong() >>> 1;
            long value = bits % bound;
            // the last, incomplete stretch of the numbers would favour the small ones
            if (bits - value + (bound - 1) >= 0) {
                return value;
            }
        }
    }

    /** From 0 to {@code bound}, exclusive, each equally likely. */
    public int nextInt(int bound) {
        return (int) nextLong(bound);
    }

    /** From 0 to 1, exclusive, in steps of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** From a normal distribution with mean 0 and standard deviation 1. */
    public double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        while (true) {
            double x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                double stretch = Math.sqrt(-2 * StrictMath.log(square) / square);
                spare = y * stretch;
                hasSpare = true;
                return x * stretch;
            }
        }
    }
}
