package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Calendar;
import io.fragmortem.statistics.noise.Harmonics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One fit of {@link Seasonal}: which days may be the weekend, whether there is a cycle beside it, and then how many harmonics it has,
 * whether the weekend has a cycle of its own, and whether the cycle swells with the level. All choices by {@link Choice}, the last fit by generalised least squares.
 */
final class SeasonalFit {

    private static final double[][] NONE = new double[0][];

    /** Most cycles do not swell, and a wander of persistent noise can look as if: its columns count so many times more. */
    private static final int RARE = 2;

    /** A cycle of the two days' own has many columns among which persistent noise finds something: they count so many times more. */
    private static final int RARE_ON_DAYS = 1;

    private final PieceLines lines;
    private final double[] value;
    private final double step;
    private final OptionalDouble period;
    private final Optional<Calendar> calendar;
    private final boolean possible;
    private final List<Weekend> weekends;
    private final double[] y;

    SeasonalFit(
            double[] time,
            double[] given,
            int[] pieces,
            double step,
            OptionalDouble period,
            Optional<Calendar> calendar) {
        this.step = step;
        this.period = period;
        this.calendar = calendar;
        double span = PieceLines.span(time);
        possible = period.isPresent() && Cycle.possible(given, span, step, period.getAsDouble());
        boolean weeks = possible && Cycle.hasWeeks(span, period.getAsDouble());
        weekends = weeks ? List.of() : Weekend.possible(time, calendar, day());
        boolean known = calendar.isPresent() && !weekends.isEmpty();
        value = known
                ? Weekend.besideTheirEdges(
                        weekends, time, given, step, calendar.get().day())
                : given;
        lines = new PieceLines(time, value, pieces);
        y = possible || !weekends.isEmpty() ? lines.freed(value) : value;
    }

    private double day() {
        return period.orElse(Double.POSITIVE_INFINITY);
    }

    Seasonal result() {
        double[][] tested = possible ? lines.harmonics(Cycle.frequencies(lines.span(), period.getAsDouble())) : NONE;
        Optional<Part> weekend = weekend(tested);
        Cycle cycle = possible ? Cycle.test(lines, without(weekend), step, day()) : Cycle.none(period.orElse(1));
        if (cycle.present()) {
            return whole(cycle, weekend.map(Part::days));
        }
        Optional<Part> alone = possible ? weekend(NONE) : weekend;
        return alone.isEmpty()
                ? new Seasonal(cycle, 0, OptionalDouble.empty(), new double[value.length], t -> 0, Harmonics.NONE)
                : found(
                        cycle,
                        new Shape(new double[0], alone.get().columns(), Swell.NONE),
                        NONE,
                        alone.map(Part::days),
                        alone.get().beta());
    }

    /** Columns of a weekend with their coefficients, these by the weight of its being there. */
    private record Part(Weekend days, double[][] columns, double[] beta) {}

    /** What a weekend costs beside its columns: the search for it, and that it hardly ever has a cycle of its own. */
    private static int surcharge(Weekend days, int columns) {
        return days.parameters() - 1 + (columns > 1 ? RARE_ON_DAYS * columns : 0);
    }

    /** The likeliest weekend beside these harmonics, if any. */
    private Optional<Part> weekend(double[][] harmonics) {
        if (weekends.isEmpty()) {
            return Optional.empty();
        }
        List<double[][]> sets = new ArrayList<>();
        List<Weekend> of = new ArrayList<>();
        double[][] shared = harmonics;
        for (Weekend days : weekends) {
            boolean ownCycle = calendar.isPresent() && harmonics.length > 0;
            double[][] all = days.with(ownCycle ? harmonics : NONE);
            shared = joined(shared, all);
            for (double[][] columns : ownCycle ? List.of(Arrays.copyOf(all, 1), all) : List.<double[][]>of(all)) {
                sets.add(columns);
                of.add(days);
            }
        }
        Choice choice = new Choice(lines, y, day(), shared, NONE);
        choice.consider(harmonics, harmonics.length);
        for (int i = 0; i < sets.size(); i++) {
            double[][] columns = sets.get(i);
            int cost = harmonics.length + columns.length + surcharge(of.get(i), columns.length);
            choice.consider(joined(harmonics, columns), cost);
        }
        Choice.Chosen chosen = choice.best();
        if (chosen.set() == 0) {
            return Optional.empty();
        }
        double[][] columns = sets.get(chosen.set() - 1);
        double[] beta = lines.coefficients(y, lines.freed(joined(harmonics, columns)), chosen.noise());
        weigh(beta, harmonics.length, columns.length, chosen.weightAgainst(set -> set == 0));
        return Optional.of(
                new Part(of.get(chosen.set() - 1), columns, Arrays.copyOfRange(beta, harmonics.length, beta.length)));
    }

    /**
     * A weekend that is only likelier than none is taken out by its weight. Beside a line it is there the oftener the steeper it makes
     * the line, so that all of it would leave a trend behind. Averaging over models: Burnham and Anderson 2002, ch. 4.
     */
    private static void weigh(double[] beta, int from, int count, double weight) {
        for (int j = from; j < from + count; j++) {
            beta[j] *= weight;
        }
    }

    private double[] without(Optional<Part> weekend) {
        if (weekend.isEmpty()) {
            return y;
        }
        double[][] freed = lines.freed(weekend.get().columns());
        double[] own = PieceLines.sum(weekend.get().beta(), freed, y.length);
        double[] rest = new double[y.length];
        Arrays.setAll(rest, t -> y[t] - own[t]);
        return rest;
    }

    /**
     * One explanation of the cycle.
     *
     * @param frequencies of its harmonics
     * @param weekend columns of the two days, with or without a cycle of their own
     * @param swell whether the cycle is the deeper the higher the level
     */
    private record Shape(double[] frequencies, double[][] weekend, Swell swell) {

        int harmonics() {
            return 2 * frequencies.length;
        }

        /** All of it, the harmonics first. */
        double[][] columns(double[][] waves) {
            return joined(joined(Arrays.copyOf(waves, harmonics()), weekend), swell.columns());
        }
    }

    /** The cycle is there: how many harmonics, what of the weekend, and whether it swells. */
    private Seasonal whole(Cycle cycle, Optional<Weekend> days) {
        List<double[]> sets = Cycle.sharper(Cycle.frequencies(lines.span(), day()), day(), step);
        double[][] waves = lines.harmonics(sets.get(sets.size() - 1));
        double[][] ofDays =
                days.map(d -> d.with(calendar.isPresent() ? waves : NONE)).orElse(NONE);
        int window = (int) Math.rint(day() / step);
        Swell swelling = Swell.of(lines, value, window, Arrays.copyOf(waves, Cycle.COLUMNS_OF_A_PERIOD));
        List<Swell> swells = swelling.columns().length == 0 ? List.of(Swell.NONE) : List.of(Swell.NONE, swelling);
        Choice choice = new Choice(lines, y, day(), joined(waves, ofDays), swelling.columns());
        List<Shape> shapes = new ArrayList<>();
        for (double[] frequencies : sets) {
            for (double[][] weekend : weekends(ofDays, 2 * frequencies.length)) {
                int surcharge = weekend.length > 0
                        ? days.map(d -> surcharge(d, weekend.length)).orElse(0)
                        : 0;
                for (Swell swell : swells) {
                    shapes.add(new Shape(frequencies, weekend, swell));
                    double[][] columns = shapes.get(shapes.size() - 1).columns(waves);
                    choice.consider(columns, columns.length + surcharge + RARE * swell.columns().length);
                }
            }
        }
        Choice.Chosen chosen = choice.best();
        Shape shape = shapes.get(chosen.set());
        double[] beta = lines.coefficients(y, lines.freed(shape.columns(waves)), chosen.noise());
        double weight = chosen.weightAgainst(set -> shapes.get(set).weekend().length == 0);
        weigh(beta, shape.harmonics(), shape.weekend().length, weight);
        return found(cycle, shape, waves, days, beta);
    }

    /** No weekend, one that lies lower or higher, and one with a cycle of its own of so many columns. */
    private static List<double[][]> weekends(double[][] ofDays, int harmonics) {
        List<double[][]> weekends = new ArrayList<>();
        weekends.add(NONE);
        if (ofDays.length > 0) {
            weekends.add(Arrays.copyOf(ofDays, 1));
        }
        if (ofDays.length > 1) {
            weekends.add(Arrays.copyOf(ofDays, 1 + harmonics));
        }
        return weekends;
    }

    private Seasonal found(Cycle cycle, Shape shape, double[][] waves, Optional<Weekend> days, double[] beta) {
        double[][] columns = shape.columns(waves);
        int harmonics = shape.harmonics();
        double[] values = PieceLines.sum(beta, columns, value.length);
        double[] all = shape.frequencies();
        if (shape.weekend().length > 0) {
            // a regressor of two days in seven takes from the noise what a harmonic of a week takes, about
            all = Arrays.copyOf(all, all.length + 1);
            all[all.length - 1] =
                    1 / (Calendar.WEEK * calendar.map(Calendar::day).orElse(day()));
        }
        return new Seasonal(
                cycle,
                Seasonal.amplitude(daily(shape, columns, beta)),
                shape.weekend().length > 0 ? OptionalDouble.of(beta[harmonics]) : OptionalDouble.empty(),
                values,
                new Clock(lines.time()[0], shape.frequencies(), days.map(Weekend::days), asItEnds(shape, beta))::at,
                new Harmonics(Cycle.radians(all, step), lines.collinearity(columns), Seasonal.amplitude(values)));
    }

    /** Coefficients of harmonics and weekend at the end: how deep a cycle will be nobody knows, so it stays as it is. */
    private static double[] asItEnds(Shape shape, double[] beta) {
        int fixed = shape.harmonics() + shape.weekend().length;
        double[] own = Arrays.copyOf(beta, fixed);
        for (int j = fixed; j < beta.length; j++) {
            own[j - fixed] += shape.swell().end() * beta[j];
        }
        return own;
    }

    /** The cycle without the weekend. */
    private double[] daily(Shape shape, double[][] columns, double[] beta) {
        double[] own = beta.clone();
        Arrays.fill(own, shape.harmonics(), shape.harmonics() + shape.weekend().length, 0);
        return PieceLines.sum(own, columns, value.length);
    }

    private static double[][] joined(double[][] some, double[][] more) {
        double[][] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
