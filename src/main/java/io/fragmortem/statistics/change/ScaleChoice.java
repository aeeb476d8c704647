package io.fragmortem.statistics.change;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Scale;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.SpikeMask;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Chooses the scale of a series before anything is certified on it: noise that grows with the level looks like changes of level.
 *
 * <p>The likelihoods of the values and of their logarithms, each with line, visible changes and ARMA(1,1) noise fitted, in units of the
 * values: the density of ln y is divided by y (the Jacobian), else the two could not be compared. A cycle is taken out on either scale
 * before: a growth that multiplies a cycle is straight beside one that swells ({@code cycle.Swell}) and would be bent on logarithms. Box and Cox 1964, JRSSB 26:211. Both
 * have as many parameters. Values stay unless logarithms are better by two units of log likelihood, and always when they are not all
 * positive or the largest is less than one and a half times the smallest, where the scales hardly differ. Minimum 30 samples. Costs as
 * much as a search for changes.
 */
public final class ScaleChoice {

    private static final double LEAST_RATIO = 1.5;
    private static final double CLEARLY = 2;

    private ScaleChoice() {}

    /**
     * What was chosen.
     *
     * @param looked what was seen of the values on that scale; absent where nothing had to be seen
     */
    public record Chosen(Scale scale, Optional<Looked> looked) {}

    /**
     * The scale, with what was seen on the way.
     *
     * @param values at equidistant places of each stretch, NaN where missing
     * @param bounds first place of each stretch, then the number of places
     * @param rest the values on a scale without what the clock and the calendar do to them
     */
    public static Chosen choose(double[] values, int[] bounds, Function<Scale, double[]> rest) {
        double[] present = Ranks.present(values);
        double least = Arrays.stream(present).min().orElse(0);
        double most = Arrays.stream(present).max().orElse(0);
        if (present.length < Series.LEAST_TO_JUDGE || !(least > 0) || !(most >= LEAST_RATIO * least)) {
            return new Chosen(Scale.LINEAR, Optional.empty());
        }
        boolean[] ok = SpikeMask.ok(values);
        double jacobian = 0;
        for (int t = 0; t < values.length; t++) {
            jacobian += ok[t] ? Math.log(values[t]) : 0;
        }
        Looked linear = Looked.at(rest.apply(Scale.LINEAR), ok);
        Looked logarithmic = Looked.at(rest.apply(Scale.LOGARITHMIC), ok);
        boolean better = deviance(logarithmic, bounds) + 2 * jacobian < deviance(linear, bounds) - 2 * CLEARLY;
        return better
                ? new Chosen(Scale.LOGARITHMIC, Optional.of(logarithmic))
                : new Chosen(Scale.LINEAR, Optional.of(linear));
    }

    /** -2 log likelihood, up to what both scales share. */
    private static double deviance(Looked looked, int[] bounds) {
        Certificate certificate = looked.certificate;
        if (!(certificate.deviation() > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        TreeSet<Integer> cuts = new TreeSet<>();
        for (int c : looked.strongest()) {
            cuts.add(c);
        }
        for (int b : Arrays.copyOfRange(bounds, 1, bounds.length - 1)) {
            cuts.add(b);
        }
        cuts.remove(0);
        Likelihood likelihood =
                certificate.likelihood(cuts.stream().mapToInt(c -> c).toArray());
        double least = likelihood.ofAll();
        return least + 2 * likelihood.samples * Math.log(certificate.deviation());
    }
}
