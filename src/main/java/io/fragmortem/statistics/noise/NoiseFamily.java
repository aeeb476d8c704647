package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Recent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@link NoiseSpectra} at the coefficients of a layout, with all that {@link Whittle} asks of a member before it sees any data. Most series of
 * one instance have the same layout.
 *
 * @param w radians per place; one more than there are coefficients where a mean is asked for
 * @param share how much of each coefficient counts
 * @param places of the longest run
 * @param reduced coefficients that the removed columns share in
 */
record NoiseFamily(double[] w, double[] share, int places, int[] reduced, List<Spectrum> members) {

    private static final double NEARLY_ALL = 1 - 1e-6;

    private static final Recent<NoiseFamily> RECENT = new Recent<>(24);

    static NoiseFamily of(double[] w, double[] share, int places) {
        return RECENT.get(
                kept -> kept.places == places && Arrays.equals(kept.w, w) && Arrays.equals(kept.share, share),
                () -> made(w, share, places));
    }

    private static NoiseFamily made(double[] w, double[] share, int places) {
        int[] reduced = IntStream.range(0, share.length)
                .filter(k -> share[k] < NEARLY_ALL)
                .toArray();
        List<Spectrum> members = Shapes.of(w, share.length, places).all.stream()
                .map(shape -> Spectrum.of(shape, share, reduced))
                .toList();
        return new NoiseFamily(w.clone(), share.clone(), places, reduced, members);
    }

    /** The members at some frequencies, whatever of each coefficient counts: of all layouts of one length. */
    private record Shapes(double[] w, int coefficients, int places, List<Shape> all) {

        private static final Recent<Shapes> RECENT = new Recent<>(6);

        static Shapes of(double[] w, int coefficients, int places) {
            return RECENT.get(
                    kept -> kept.places == places && kept.coefficients == coefficients && Arrays.equals(kept.w, w),
                    () -> new Shapes(
                            w.clone(), coefficients, places, shapes(NoiseSpectra.at(w, places), coefficients)));
        }
    }

    private static List<Shape> shapes(NoiseSpectra spectra, int coefficients) {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < spectra.density().size(); i++) {
            shapes.add(Shape.of(spectra.density().get(i), spectra.logPrior().get(i), coefficients));
        }
        return shapes;
    }

    /**
     * One member before it is known what of each coefficient counts.
     *
     * @param logarithm of the density of each coefficient
     * @param logs sum of them, rounded less
     */
    private record Shape(double[] density, double[] inverse, double[] logarithm, double logPrior, double logs) {

        static Shape of(double[] f, double logPrior, int coefficients) {
            double[] inverse = new double[f.length];
            for (int k = 0; k < f.length; k++) {
                inverse[k] = 1 / f[k];
            }
            double[] logarithm = new double[coefficients];
            double logs = 0;
            double product = 1;
            for (int k = 0; k < coefficients; k++) {
                logarithm[k] = Math.log(f[k]);
                product *= f[k];
                if (product > 1e150 || product < 1e-150) {
                    // one logarithm for many factors
                    logs += Math.log(product);
                    product = 1;
                }
            }
            return new Shape(f, inverse, logarithm, logPrior, logs + Math.log(product));
        }
    }

    /** The members and the autoregression fitted to the series. */
    List<Spectrum> with(Burg fitted) {
        NoiseSpectra one = new NoiseSpectra(new ArrayList<>(), new ArrayList<>());
        one.addFitted(fitted, w);
        List<Spectrum> all = new ArrayList<>(members);
        all.add(Spectrum.of(shapes(one, share.length).get(0), share, reduced));
        return all;
    }

    /**
     * One member.
     *
     * @param density at each frequency
     * @param inverse of it
     * @param logPrior up to a constant
     * @param logs sum of the logarithms of the density, each as far as its coefficient counts
     * @param sum of the density, the same way
     * @param square of its squares
     */
    record Spectrum(double[] density, double[] inverse, double logPrior, double logs, double sum, double square) {

        private static Spectrum of(Shape shape, double[] share, int[] reduced) {
            double[] f = shape.density;
            double sum = 0;
            double square = 0;
            for (int k = 0; k < share.length; k++) {
                sum += share[k] * f[k];
                square += share[k] * f[k] * f[k];
            }
            double logs = shape.logs;
            for (int at : reduced) {
                logs += (share[at] - 1) * shape.logarithm[at];
            }
            return new Spectrum(f, shape.inverse, shape.logPrior, logs, sum, square);
        }
    }
}
