package io.fragmortem.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;

/** Seeded series for laws: rough, tied, tiny, huge and riddled ones; a failure names the seed. */
public final class Seeded {

    private Seeded() {}

    /** Runs a law over series of many lengths and kinds; whatever it throws comes back with the seed in front. */
    public static void laws(int count, int longest, ObjIntConsumer<double[]> law) {
        for (int seed = 0; seed < count; seed++) {
            double[] y = series(seed, longest);
            try {
                law.accept(y, seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", n " + y.length + ": " + e, e);
            }
        }
    }

    /** Kinds by seed: 0 rough, 1 tied, 2 two values, 3 with a line, 4 a walk. */
    public static double[] series(int seed, int longest) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] y = new double[1 + random.nextInt(longest)];
        double state = 0;
        for (int t = 0; t < y.length; t++) {
            double g = random.nextGaussian();
            state += g;
            y[t] = switch (seed % 5) {
                case 0 -> g;
                case 1 -> Math.rint(2 * g);
                case 2 -> g > 0.5 ? 1 : 0;
                case 3 -> g + 0.2 * t;
                default -> state;
            };
        }
        return y;
    }

    public static double[] reversed(double[] y) {
        double[] back = new double[y.length];
        Arrays.setAll(back, i -> y[y.length - 1 - i]);
        return back;
    }

    public static double[] mapped(double[] y, double scale, double shift) {
        return Arrays.stream(y).map(v -> scale * v + shift).toArray();
    }

    public static double[] joined(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    public static double[] riddled(double[] y, int every) {
        double[] holes = new double[2 * y.length];
        int k = 0;
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e200};
        for (int i = 0; i < y.length; i++) {
            if (i % every == 0) {
                holes[k++] = bad[i / every % bad.length];
            }
            holes[k++] = y[i];
        }
        return Arrays.copyOf(holes, k);
    }
}
