package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Calendar;
import io.fragmortem.statistics.noise.Harmonics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One fit of {@link Seasonal}: which days may be the weekend, whether there is a cycle beside it, and then how many harmonics it has and
 * whether the weekend has a cycle of its own. All choices by {@link Choice}, the last fit by generalised least squares.
 */
final class SeasonalFit {

    private static final double[][] NONE = new double[0][];

    private final PieceLines lines;
    private final double[] value;
    private final double step;
    private final OptionalDouble period;
    private final Optional<Calendar> calendar;
    private final boolean possible;
    private final List<Weekend> weekends;
    private final double[] y;

    SeasonalFit(PieceLines lines, double[] value, double step, OptionalDouble period, Optional<Calendar> calendar) {
        this.lines = lines;
        this.value = value;
        this.step = step;
        this.period = period;
        this.calendar = calendar;
        possible = period.isPresent() && Cycle.possible(value, lines.span(), step, period.getAsDouble());
        boolean weeks = possible && Cycle.hasWeeks(lines.span(), period.getAsDouble());
        weekends = weeks ? List.of() : Weekend.possible(lines.time(), calendar, day());
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
                        new double[0],
                        NONE,
                        alone.map(Part::days),
                        alone.get().columns(),
                        alone.get().beta());
    }

    /** Columns of a weekend with their coefficients. */
    private record Part(Weekend days, double[][] columns, double[] beta) {}

    /** The likeliest weekend beside these harmonics, if any. */
    private Optional<Part> weekend(double[][] harmonics) {
        if (weekends.isEmpty()) {
            return Optional.empty();
        }
        Choice choice = new Choice(lines, y, day());
        choice.consider(harmonics, harmonics.length);
        List<double[][]> sets = new ArrayList<>();
        List<Weekend> of = new ArrayList<>();
        for (Weekend days : weekends) {
            List<double[][]> own = new ArrayList<>();
            boolean ownCycle = calendar.isPresent() && harmonics.length > 0;
            double[][] all = days.with(ownCycle ? harmonics : NONE);
            own.add(Arrays.copyOf(all, 1));
            if (ownCycle) {
                own.add(all);
            }
            for (double[][] columns : own) {
                sets.add(columns);
                of.add(days);
                choice.consider(joined(harmonics, columns), harmonics.length + columns.length - 1 + days.parameters());
            }
        }
        Choice.Chosen chosen = choice.best();
        if (chosen.set() == 0) {
            return Optional.empty();
        }
        double[][] columns = sets.get(chosen.set() - 1);
        double[] beta = lines.coefficients(y, lines.freed(joined(harmonics, columns)), chosen.noise());
        return Optional.of(
                new Part(of.get(chosen.set() - 1), columns, Arrays.copyOfRange(beta, harmonics.length, beta.length)));
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

    /** The cycle is there: how many harmonics, and what of the weekend. */
    private Seasonal whole(Cycle cycle, Optional<Weekend> days) {
        List<double[]> frequencies = Cycle.sharper(Cycle.frequencies(lines.span(), day()), day(), step);
        double[][] all = lines.harmonics(frequencies.get(frequencies.size() - 1));
        double[][] allOfDays =
                days.map(d -> d.with(calendar.isPresent() ? all : NONE)).orElse(NONE);
        Choice choice = new Choice(lines, y, day());
        List<double[]> frequenciesOf = new ArrayList<>();
        List<double[][]> weekendOf = new ArrayList<>();
        for (double[] own : frequencies) {
            double[][] harmonics = Arrays.copyOf(all, 2 * own.length);
            List<double[][]> variants = new ArrayList<>();
            variants.add(NONE);
            if (days.isPresent()) {
                variants.add(Arrays.copyOf(allOfDays, 1));
            }
            if (allOfDays.length > 1) {
                variants.add(Arrays.copyOf(allOfDays, 1 + harmonics.length));
            }
            for (double[][] variant : variants) {
                int searched =
                        variant.length > 0 ? days.map(Weekend::parameters).orElse(1) - 1 : 0;
                choice.consider(joined(harmonics, variant), harmonics.length + variant.length + searched);
                frequenciesOf.add(own);
                weekendOf.add(variant);
            }
        }
        Choice.Chosen chosen = choice.best();
        double[] own = frequenciesOf.get(chosen.set());
        double[][] harmonics = Arrays.copyOf(all, 2 * own.length);
        double[][] weekend = weekendOf.get(chosen.set());
        double[] beta = lines.coefficients(y, lines.freed(joined(harmonics, weekend)), chosen.noise());
        return found(cycle, own, harmonics, days, weekend, beta);
    }

    private Seasonal found(
            Cycle cycle,
            double[] frequencies,
            double[][] harmonics,
            Optional<Weekend> days,
            double[][] weekend,
            double[] beta) {
        double[][] columns = joined(harmonics, weekend);
        double[] values = PieceLines.sum(beta, columns, value.length);
        double[] daily = PieceLines.sum(Arrays.copyOf(beta, harmonics.length), harmonics, value.length);
        double[] all = frequencies;
        if (weekend.length > 0) {
            // a regressor of two days in seven takes from the noise what a harmonic of a week takes, about
            all = Arrays.copyOf(frequencies, frequencies.length + 1);
            all[frequencies.length] =
                    1 / (Calendar.WEEK * calendar.map(Calendar::day).orElse(day()));
        }
        return new Seasonal(
                cycle,
                Seasonal.amplitude(daily),
                weekend.length > 0 ? OptionalDouble.of(beta[harmonics.length]) : OptionalDouble.empty(),
                values,
                new Clock(lines.time()[0], frequencies, days.map(Weekend::days), beta)::at,
                new Harmonics(Cycle.radians(all, step), lines.collinearity(columns), Seasonal.amplitude(values)));
    }

    private static double[][] joined(double[][] some, double[][] more) {
        double[][] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
