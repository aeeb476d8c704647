package io.fragmortem.statistics.change;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Scale;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.SpikeMask;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Chooses the scale of a series before anything is certified on it: noise that grows with the level looks like changes of level.
 *
 * <p>The likelihoods of the values, of their logarithms and of the values levelled about a straight course ({@link Levelling}), each with line,
 * visible changes and ARMA(1,1) noise fitted, in units of the values: the density of ln y is divided by y (the Jacobian), else they could not
 * be compared. Steady growth under noise in proportion is straight on neither of the first two: logarithms bend it, and persistent noise would
 * explain the bend and hide the growth. A cycle is taken out on each scale before: a growth that multiplies a cycle is straight beside one
 * that swells ({@code cycle.Swell}) and would be bent on logarithms. Box and Cox 1964, JRSSB 26:211. All have as many parameters but for their
 * changes, whose cost is that of Akaike's criterion. Values stay unless another scale is better by two units of log likelihood, and always when
 * they are not all positive or the largest is less than one and a half times the smallest, where the scales hardly differ, or there are more than
 * 17 stretches. Minimum 30 samples. Costs three searches for changes.
 */
public final class ScaleChoice {

    private static final double LEAST_RATIO = 1.5;
    private static final double CLEARLY = 2;

    /** Twice its parameters, as in Akaike's criterion: its place, a step and a bend. */
    private static final double COST_OF_A_CUT = 6;

    /** Each bound costs two columns under each noise, and the work grows with the cube of their number. */
    private static final int MOST_BOUNDS = Certificate.MOST_CANDIDATES;

    private final double[] values;
    private final int[] bounds;
    private final UnaryOperator<double[]> rest;
    private final boolean[] ok;

    private ScaleChoice(double[] values, int[] bounds, UnaryOperator<double[]> rest) {
        this.values = values;
        this.bounds = bounds;
        this.rest = rest;
        ok = SpikeMask.ok(values);
    }

    /**
     * What was chosen.
     *
     * @param values on that scale, with the cycle
     * @param looked what was seen of them without it; absent where nothing had to be seen
     */
    public record Chosen(Scale scale, double[] values, Optional<Looked> looked) {

        /** Values as they are. */
        public static Chosen asTheyAre(double[] values) {
            return new Chosen(Scale.LINEAR, values, Optional.empty());
        }
    }

    /**
     * The scale, with what was seen on the way.
     *
     * @param values at equidistant places of each stretch, NaN where missing
     * @param bounds first place of each stretch, then the number of places
     * @param rest takes from values on a scale what the clock and the calendar do to them
     */
    public static Chosen choose(double[] values, int[] bounds, UnaryOperator<double[]> rest) {
        double[] present = Ranks.present(values);
        double least = Arrays.stream(present).min().orElse(0);
        double most = Arrays.stream(present).max().orElse(0);
        boolean differs = least > 0 && most >= LEAST_RATIO * least;
        if (present.length < Series.LEAST_TO_JUDGE || bounds.length - 2 > MOST_BOUNDS || !differs) {
            return Chosen.asTheyAre(values);
        }
        return new ScaleChoice(values, bounds, rest).chosen();
    }

    private Chosen chosen() {
        Looked looked = look(values);
        Chosen best = new Chosen(Scale.LINEAR, values, Optional.of(looked));
        double least = deviance(looked) - 2 * CLEARLY;
        double[] logs = Scale.LOGARITHMIC.of(values);
        double jacobian = 0;
        for (int t = 0; t < values.length; t++) {
            jacobian += ok[t] ? logs[t] : 0;
        }
        Looked logarithmic = look(logs);
        double deviance = deviance(logarithmic) + 2 * jacobian;
        if (deviance < least) {
            best = new Chosen(Scale.LOGARITHMIC, logs, Optional.of(logarithmic));
            least = deviance;
        }
        Optional<Levelling> levelling = Levelling.of(values, looked.values, ok, cuts(looked));
        if (levelling.isPresent()) {
            double[] levelled = levelling.get().values();
            Looked proportional = look(levelled);
            if (deviance(proportional) - 2 * levelling.get().logFactors() < least) {
                best = new Chosen(Scale.PROPORTIONAL, levelled, Optional.of(proportional));
            }
        }
        return best;
    }

    private Looked look(double[] scaled) {
        return Looked.at(rest.apply(scaled), ok);
    }

    /** -2 log likelihood, up to what all scales share. */
    private double deviance(Looked looked) {
        Certificate certificate = looked.certificate;
        if (!(certificate.deviation() > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        int[] cuts = cuts(looked);
        Likelihood likelihood = certificate.likelihood(Arrays.copyOfRange(cuts, 1, cuts.length - 1));
        double least = likelihood.ofAll();
        return least
                + 2 * likelihood.samples * Math.log(certificate.deviation())
                + COST_OF_A_CUT * (cuts.length - bounds.length);
    }

    /** First places of the stretches and of the strongest that is seen within them, then the number of places. */
    private int[] cuts(Looked looked) {
        TreeSet<Integer> cuts = new TreeSet<>();
        for (int c : looked.strongest()) {
            cuts.add(c);
        }
        for (int b : bounds) {
            cuts.add(b);
        }
        return cuts.stream().mapToInt(c -> c).toArray();
    }
}
