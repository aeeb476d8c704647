package io.fragmortem.statistics.base;

/** Sums that are the same on every platform: the streams of the library compensate their rounding in ways of their own. */
public final class Sums {

    private Sums() {}

    /** From the first to the last. */
    public static double of(double... values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }

    /** Of squares. */
    public static double ofSquares(double... values) {
        double sum = 0;
        for (double v : values) {
            sum += v * v;
        }
        return sum;
    }

    /** Of values near each other without losing digits to what they share; 0 for none. */
    public static double mean(double... values) {
        if (values.length == 0) {
            return 0;
        }
        double sum = 0;
        for (double v : values) {
            sum += v - values[0];
        }
        return values[0] + sum / values.length;
    }

    /**
     * Inner products of one array with each of the first few others, every sum from the first place to the last: four at a time, because a
     * sum waits for each of its additions.
     *
     * @param count of the others
     */
    public static double[] products(double[] one, double[][] others, int count) {
        double[] products = new double[count];
        for (int i = 0; i < count; i += 4) {
            double[] a = others[i];
            double[] b = others[Math.min(i + 1, count - 1)];
            double[] c = others[Math.min(i + 2, count - 1)];
            double[] d = others[Math.min(i + 3, count - 1)];
            double withA = 0;
            double withB = 0;
            double withC = 0;
            double withD = 0;
            for (int k = 0; k < one.length; k++) {
                double v = one[k];
                withA += v * a[k];
                withB += v * b[k];
                withC += v * c[k];
                withD += v * d[k];
            }
            products[Math.min(i + 3, count - 1)] = withD;
            products[Math.min(i + 2, count - 1)] = withC;
            products[Math.min(i + 1, count - 1)] = withB;
            products[i] = withA;
        }
        return products;
    }
}
