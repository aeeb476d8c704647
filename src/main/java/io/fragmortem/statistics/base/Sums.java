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
     * Inner products of one array with each of the first few others, every sum from the first place to the last: eight at a time, because a
     * sum waits for each of its additions.
     *
     * @param count of the others
     */
    public static double[] products(double[] one, double[][] others, int count) {
        double[] products = new double[count];
        int at = 0;
        for (; count - at > 4; at += 8) {
            eight(one, others, at, products);
        }
        if (at < count) {
            four(one, others, at, products);
        }
        return products;
    }

    private static void eight(double[] one, double[][] others, int at, double[] products) {
        int last = products.length - 1;
        double[] a = others[at];
        double[] b = others[Math.min(at + 1, last)];
        double[] c = others[Math.min(at + 2, last)];
        double[] d = others[Math.min(at + 3, last)];
        double[] e = others[Math.min(at + 4, last)];
        double[] f = others[Math.min(at + 5, last)];
        double[] g = others[Math.min(at + 6, last)];
        double[] h = others[Math.min(at + 7, last)];
        double withA = 0;
        double withB = 0;
        double withC = 0;
        double withD = 0;
        double withE = 0;
        double withF = 0;
        double withG = 0;
        double withH = 0;
        for (int k = 0; k < one.length; k++) {
            double v = one[k];
            withA += v * a[k];
            withB += v * b[k];
            withC += v * c[k];
            withD += v * d[k];
            withE += v * e[k];
            withF += v * f[k];
            withG += v * g[k];
            withH += v * h[k];
        }
        put(products, at + 4, withE, withF, withG, withH);
        put(products, at, withA, withB, withC, withD);
    }

    private static void four(double[] one, double[][] others, int at, double[] products) {
        int last = products.length - 1;
        double[] a = others[at];
        double[] b = others[Math.min(at + 1, last)];
        double[] c = others[Math.min(at + 2, last)];
        double[] d = others[Math.min(at + 3, last)];
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
        put(products, at, withA, withB, withC, withD);
    }

    /** Places beyond the last one hold what the last one is. */
    private static void put(double[] products, int at, double a, double b, double c, double d) {
        int last = products.length - 1;
        products[Math.min(at + 3, last)] = d;
        products[Math.min(at + 2, last)] = c;
        products[Math.min(at + 1, last)] = b;
        products[Math.min(at, last)] = a;
    }
}
