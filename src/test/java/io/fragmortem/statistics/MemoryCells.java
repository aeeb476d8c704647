package io.fragmortem.statistics;

import io.fragmortem.statistics.MemoryShapes.Shape;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;

/** What is asked of the whole analysis on {@link MemoryShapes}: cells with the share of series that may, or must, be answered so. */
final class MemoryCells {

    /** What is counted. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Asked {
        OVERALL_MOVES(a -> moves(a.overall().trend())),
        NOW_MOVES(a -> moves(a.now().trend())),
        OVERALL_GROWS(a -> grows(a.overall().trend())),
        NOW_GROWS(a -> grows(a.now().trend())),
        NOW_STEADY(a -> a.now().trend().verdict() == Verdict.STEADY),
        CERTIFIED(a -> a.changes().stream().anyMatch(SeriesAnalysis.Change::certified)),
        BEND_AT_ONSET(MemoryCells::bendsAtOnset),
        CERTIFIED_ONE(a ->
                a.changes().stream().filter(SeriesAnalysis.Change::certified).count() == 1);

        final Predicate<SeriesAnalysis> holds;

        Asked(Predicate<SeriesAnalysis> holds) {
            this.holds = holds;
        }

        private static boolean moves(TrendResult t) {
            return t.verdict() == Verdict.GROWS || t.verdict() == Verdict.FALLS;
        }

        private static boolean grows(TrendResult t) {
            return t.verdict() == Verdict.GROWS;
        }
    }

    /** What is wanted of a share. */
    enum Bound {
        AT_MOST,
        AT_LEAST,
        /** Nothing: it is told as the price of something else. */
        TOLD
    }

    /** A ceiling, a floor, or something that is only told. */
    record Goal(Asked asked, Bound bound, double share) {

        /** Whether a share of so many series breaks the goal by more than so many standard errors. */
        boolean brokenBy(double found, int repetitions, double errors) {
            double error = errors * Math.sqrt(share * (1 - share) / repetitions);
            return switch (bound) {
                case AT_MOST -> found > share + error;
                case AT_LEAST -> found < share - error;
                case TOLD -> false;
            };
        }
    }

    /** One kind of series, how it is analysed, and what is asked. */
    record Cell(String name, Shape shape, AnalysisOptions options, List<Goal> goals) {

        Cell most(Asked asked, double share) {
            return with(new Goal(asked, Bound.AT_MOST, share));
        }

        Cell least(Asked asked, double share) {
            return with(new Goal(asked, Bound.AT_LEAST, share));
        }

        Cell told(Asked asked) {
            return with(new Goal(asked, Bound.TOLD, 0));
        }

        private Cell with(Goal goal) {
            List<Goal> more = new ArrayList<>(goals);
            more.add(goal);
            return new Cell(name, shape, options, more);
        }
    }

    private MemoryCells() {}

    /** Whether a bend is certified within half a day of the moment that fragmentation began. */
    private static boolean bendsAtOnset(SeriesAnalysis analysis) {
        double from = analysis.overall().from().orElseThrow();
        double to = analysis.overall().to().orElseThrow();
        double onset = from + MemoryShapes.ONSET * (to - from);
        return analysis.changes().stream()
                .anyMatch(c -> c.certified()
                        && c.kind() != ChangePoint.Kind.LEVEL
                        && Math.abs(c.time() - onset) <= MemoryShapes.DAY / 2);
    }

    static Cell cell(String name, Shape shape) {
        return new Cell(name, shape, AnalysisOptions.withDefaults(), List.of());
    }

    private static Cell daily(String name, Shape shape) {
        return new Cell(
                name,
                shape,
                AnalysisOptions.withDefaults().withCycle(MemoryShapes.DAY).withCalendar(MemoryShapes.UTC),
                List.of());
    }

    private static Cell still(Cell cell) {
        return cell.most(Asked.OVERALL_MOVES, .08).most(Asked.NOW_MOVES, .10);
    }

    /** Shapes without any net trend, and the same with one. */
    static List<Cell> moves() {
        List<Cell> cells = new ArrayList<>();
        for (int period : new int[] {25, 60, 150}) {
            cells.add(still(cell("sawtooth " + period, MemoryShapes.sawtooth(500, period))));
        }
        cells.add(still(cell("plateaus 60", MemoryShapes.plateaus(500, 60))));
        cells.add(still(cell("plateaus 15", MemoryShapes.plateaus(500, 15))));
        cells.add(still(cell("bursts 40", MemoryShapes.bursts(500, 40))));
        cells.add(still(cell("bursts 8", MemoryShapes.bursts(500, 8))));
        cells.add(still(cell("restarts", MemoryShapes.restarts(500))));
        cells.add(still(cell("defragmentation", MemoryShapes.defragmentation(500))));
        cells.add(cell("step of 3 sd", MemoryShapes.of(Scenarios.step(Scenarios.ar(.6), .4, 3), 300))
                .most(Asked.OVERALL_MOVES, .10)
                .least(Asked.CERTIFIED, .70)
                .most(Asked.NOW_MOVES, .10));
        cells.add(cell("step in sawtooth 60", MemoryShapes.stepped(MemoryShapes.sawtooth(500, 60), .4, 1))
                .most(Asked.OVERALL_MOVES, .15)
                .most(Asked.NOW_MOVES, .10));
        cells.add(cell("sawtooth 60 + 1", MemoryShapes.growing(MemoryShapes.sawtooth(500, 60), 1))
                .least(Asked.OVERALL_GROWS, .80)
                .told(Asked.NOW_GROWS));
        cells.add(cell("sawtooth 150 + 1", MemoryShapes.growing(MemoryShapes.sawtooth(500, 150), 1))
                .least(Asked.OVERALL_GROWS, .70)
                .told(Asked.NOW_GROWS));
        cells.add(cell("stairs 2 MiB", MemoryShapes.staircase(500, 2, 1, 0, 20)).least(Asked.OVERALL_GROWS, .80));
        cells.add(
                cell("stairs 4 MiB", MemoryShapes.staircase(500, 4, .3, 0, 20)).least(Asked.OVERALL_GROWS, .80));
        cells.add(cell("late leak in extents", MemoryShapes.staircase(500, 2, 1, .7, 40))
                .least(Asked.NOW_GROWS, .80)
                .told(Asked.OVERALL_GROWS));
        cells.add(cell("ramp of 6 sd from the middle", MemoryShapes.ramp(Scenarios.ar(.6), 500, .5, 6))
                .least(Asked.NOW_GROWS, .80)
                .least(Asked.OVERALL_GROWS, .80));
        cells.add(cell("restarts + 2 sd", MemoryShapes.growing(MemoryShapes.restarts(500), 2))
                .least(Asked.OVERALL_GROWS, .60)
                .told(Asked.NOW_GROWS));
        cells.add(cell("bursts 8 + 2 sd", MemoryShapes.growing(MemoryShapes.bursts(500, 8), 2))
                .told(Asked.OVERALL_GROWS)
                .told(Asked.NOW_GROWS));
        cells.add(cell("eviction", MemoryShapes.eviction(500))
                .least(Asked.NOW_STEADY, .90)
                .least(Asked.OVERALL_GROWS, .75));
        return cells;
    }

    /** Plain noise: the whole analysis may not cry wolf there either. */
    static List<Cell> plain() {
        List<Cell> cells = new ArrayList<>();
        cells.add(still(cell("AR(1) .6", MemoryShapes.of(Scenarios.ar(.6), 500))));
        cells.add(still(cell("AR(1) .97", MemoryShapes.of(Scenarios.ar(.97), 500))));
        cells.add(still(cell("AR(1) -.5", MemoryShapes.of(Scenarios.ar(-.5), 500))));
        cells.add(cell("AR(1) .9, n = 200", MemoryShapes.of(Scenarios.ar(.9), 200))
                .most(Asked.OVERALL_MOVES, .07));
        cells.add(cell("ratio of two decimals", MemoryShapes.ratio(500)).told(Asked.OVERALL_GROWS));
        cells.add(cell("AR(1) .6 + 2 sd", MemoryShapes.of(Scenarios.trended(Scenarios.ar(.6), 2), 500))
                .least(Asked.OVERALL_GROWS, .80));
        return cells;
    }

    /** Noise that scales with the level. */
    static List<Cell> scales() {
        return List.of(
                cell("exp(ar(.9))", MemoryShapes.logNormal(500, .9, 1))
                        .most(Asked.CERTIFIED, .07)
                        .most(Asked.OVERALL_MOVES, .07),
                cell("exp(.3 ar(.9))", MemoryShapes.logNormal(500, .9, .3))
                        .most(Asked.CERTIFIED, .07)
                        .most(Asked.OVERALL_MOVES, .07),
                cell("exp(ar(.6))", MemoryShapes.logNormal(500, .6, 1))
                        .most(Asked.CERTIFIED, .07)
                        .most(Asked.OVERALL_MOVES, .07),
                proportional("1 to 1.6, noise 2 %", 0, .02, at -> 1 + .6 * at),
                proportional("1 to 2, noise 2 %, rho .9", .9, .02, at -> 1 + at),
                proportional("1 to 2, noise 5 %", 0, .05, at -> 1 + at),
                proportional("1 to 10, noise 10 %, rho .9", .9, .1, at -> 1 + 9 * at),
                proportional("1 to 10 as e^t, noise 2 %", 0, .02, at -> Math.pow(10, at)),
                proportional("1 to 3 as e^t, noise 5 %, rho .9", .9, .05, at -> Math.pow(3, at)),
                cell(
                                "exp of a step of 3 sd",
                                MemoryShapes.of(
                                        (r, n) -> {
                                            double[] x = Scenarios.step(Scenarios.ar(.6), .6, 3)
                                                    .make(r, n);
                                            java.util.Arrays.setAll(x, i -> Math.exp(x[i]));
                                            return x;
                                        },
                                        300))
                        .least(Asked.CERTIFIED_ONE, .80),
                cell("step of 3 sd", MemoryShapes.of(Scenarios.step(Scenarios.ar(.6), .6, 3), 300))
                        .least(Asked.CERTIFIED_ONE, .80),
                cell(
                                "6 + step of 3 sd",
                                MemoryShapes.of(
                                        (r, n) -> {
                                            double[] x = Scenarios.step(Scenarios.ar(.6), .6, 3)
                                                    .make(r, n);
                                            java.util.Arrays.setAll(x, i -> x[i] + 6);
                                            return x;
                                        },
                                        300))
                        .least(Asked.CERTIFIED_ONE, .80),
                cell(
                                "20 + 2 t + ar(.6), 20 to 40",
                                MemoryShapes.of(
                                        (r, n) -> {
                                            double[] x = Scenarios.ar(.6).make(r, n);
                                            java.util.Arrays.setAll(x, i -> x[i] + 20 + 20.0 * i / n);
                                            return x;
                                        },
                                        300))
                        .most(Asked.CERTIFIED, .05));
    }

    /** Growth under noise that is as large as the level: none of it is a change. */
    private static Cell proportional(String name, double rho, double noise, DoubleUnaryOperator level) {
        return cell(name, MemoryShapes.proportional(500, rho, noise, level))
                .least(Asked.OVERALL_GROWS, .95)
                .most(Asked.CERTIFIED, .07);
    }

    /** Growth that speeds up or slows down: to the noise of a line it is a memory as long as the series. */
    static List<Cell> curves() {
        return List.of(
                curve("1 to 2 as t^2", at -> 1 + at * at),
                curve("1 to 2 as t^3", at -> 1 + at * at * at),
                curve("1 to 2 as the root of t", at -> 1 + Math.sqrt(at)),
                curve("1 to 2, filling up", at -> 1 + -Math.expm1(-4 * at)),
                curve("1 to 1.3 as t^2", at -> 1 + .3 * at * at),
                curve("1 to 1.3, filling up", at -> 1 + -.3 * Math.expm1(-4 * at)),
                cell("1 to 2 as t^2, 30 rows of .5 %", MemoryShapes.proportional(30, 0, .005, at -> 1 + at * at))
                        .least(Asked.OVERALL_GROWS, .60),
                cell(
                                "1 to 1.3, filling up, 30 rows of .5 %",
                                MemoryShapes.proportional(30, 0, .005, at -> 1 + -.3 * Math.expm1(-4 * at)))
                        .least(Asked.OVERALL_GROWS, .60),
                cell(
                                "1 to 1.5 and back, a parabola",
                                MemoryShapes.proportional(500, 0, .02, at -> 1 + 2 * at * (1 - at)))
                        .most(Asked.OVERALL_MOVES, .10));
    }

    private static Cell curve(String name, DoubleUnaryOperator level) {
        return cell(name, MemoryShapes.proportional(500, 0, .02, level)).least(Asked.OVERALL_GROWS, .95);
    }

    static List<Cell> weekends() {
        List<Cell> cells = new ArrayList<>();
        for (int days : new int[] {7, 10, 14, 30}) {
            cells.add(daily("weekend in " + days + " d", MemoryShapes.weekends(days, 1))
                    .most(Asked.OVERALL_MOVES, days > 7 ? .06 : .08)
                    .most(Asked.CERTIFIED, days > 7 ? .06 : .08));
        }
        cells.add(daily("no weekend in 7 d", MemoryShapes.weekends(7, 0)).most(Asked.OVERALL_MOVES, .06));
        cells.add(daily("no weekend in 14 d", MemoryShapes.weekends(14, 0)).most(Asked.OVERALL_MOVES, .06));
        cells.add(daily("weekend in 14 d + 1.5 sd", MemoryShapes.growing(MemoryShapes.weekends(14, 1), 1.5))
                .least(Asked.OVERALL_GROWS, .95));
        cells.add(daily("weekend in 7 d + 1.5 sd", MemoryShapes.growing(MemoryShapes.weekends(7, 1), 1.5))
                .told(Asked.OVERALL_GROWS));
        return cells;
    }

    /** Slow fragmentation under a daily cycle. */
    static List<Cell> bends() {
        return List.of(daily("diurnal fragmentation", MemoryShapes.diurnalFragmentation())
                .least(Asked.BEND_AT_ONSET, .80));
    }

    static List<Cell> sampling() {
        List<Cell> cells = new ArrayList<>();
        List<String> names = List.of("cron 300 s", "random gaps", "cron with a watch", "two rates");
        List<Shape> shapes = List.of(
                MemoryShapes.regular(300),
                MemoryShapes.randomGaps(),
                MemoryShapes.cronWithWatch(),
                MemoryShapes.twoRates());
        for (int i = 0; i < names.size(); i++) {
            cells.add(cell(names.get(i), shapes.get(i)).most(Asked.OVERALL_MOVES, .08));
            cells.add(cell(names.get(i) + " + 2 sd", MemoryShapes.growing(shapes.get(i), 2))
                    .least(Asked.OVERALL_GROWS, .95));
        }
        return cells;
    }

    /** Share of series that each goal counts, in the order of the goals. */
    static double[] shares(Cell cell, int repetitions, long seed) {
        double[] shares = new double[cell.goals().size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < repetitions; i++) {
            Series series = cell.shape().make(random);
            SeriesAnalysis analysis = SeriesAnalysis.analyze(series, List.of(), cell.options());
            for (int g = 0; g < shares.length; g++) {
                shares[g] += cell.goals().get(g).asked().holds.test(analysis) ? 1.0 / repetitions : 0;
            }
        }
        return shares;
    }

    /**
     * What {@link FillingAnalysis} finds of {@link MemoryShapes#breathing}.
     *
     * @param found share of series that fragment of which a beginning is certified within half a day
     * @param early share of them with another beginning more than half a day before
     * @param wrong share of series without fragmentation of which a beginning is certified
     */
    record Beginnings(double found, double early, double wrong) {}

    static Beginnings beginnings(int repetitions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double found = 0;
        double early = 0;
        double wrong = 0;
        for (int i = 0; i < repetitions; i++) {
            MemoryShapes.Held held = MemoryShapes.breathing(random, 0.5 + 1.3 * random.nextDouble());
            double[] time = held.stock().time();
            double onset = time[0] + MemoryShapes.ONSET * (time[time.length - 1] - time[0]);
            double half = MemoryShapes.DAY / 2;
            List<Double> begun = beginnings(held);
            found += begun.stream().anyMatch(t -> Math.abs(t - onset) <= half) ? 1 : 0;
            early += begun.stream().anyMatch(t -> t < onset - half) ? 1 : 0;
            wrong += beginnings(MemoryShapes.breathing(random, 0)).isEmpty() ? 0 : 1;
        }
        return new Beginnings(found / repetitions, early / repetitions, wrong / repetitions);
    }

    /** Times of bends after which a ratio near 1 grows by more than a twentieth a day. */
    static List<Double> beginnings(MemoryShapes.Held held) {
        AnalysisOptions options = AnalysisOptions.withDefaults()
                .withMaxBins(500)
                .withCycle(MemoryShapes.DAY)
                .withCalendar(MemoryShapes.UTC);
        double[] time = held.contents().time();
        return FillingAnalysis.bends(time, held.stock().value(), held.contents().value(), options).stream()
                .filter(b -> b.after() > b.before() && b.after() * MemoryShapes.DAY > 0.05)
                .map(FillingAnalysis.Bend::time)
                .toList();
    }
}
