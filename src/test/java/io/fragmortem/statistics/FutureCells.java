package io.fragmortem.statistics;

import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.forecast.ForecastResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** When limits are reached: a series of which a fifth is shown, its limit, and what may be said of it. */
final class FutureCells {

    /** The part that is kept back, in lengths of the part that is shown. */
    private static final int KEPT_BACK = 4;

    /** Makes the noise and all of a series, shown and kept back; {@code t} of a row is 1 at the end of the shown part. */
    interface Whole {
        double[] make(SplittableRandom random, int rows, int shown);
    }

    /**
     * One kind.
     *
     * @param covers least share of the dates' intervals that must hold the truth; 0 where the limit is never reached
     */
    record Cell(String name, Whole whole, int shown, double limit, AnalysisOptions options, double covers) {}

    /**
     * What came out.
     *
     * @param dates share of the series that got a date
     * @param covers share of the dates' intervals that hold the truth
     * @param early share of the dates whose interval begins after the truth: the dangerous miss
     * @param late share of the dates whose interval ends before it
     * @param notBefore share of the series that got "not before" alone
     * @param held share of these that held
     * @param reached share of the series that reach the limit in what was kept back
     */
    record Rates(
            double dates,
            double covers,
            double early,
            double late,
            double notBefore,
            double held,
            double reached,
            int dated) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "dates %.3f covers %.3f early %.3f late %.3f | not before %.3f held %.3f | reached %.2f",
                    dates,
                    covers,
                    early,
                    late,
                    notBefore,
                    held,
                    reached);
        }
    }

    private FutureCells() {}

    private static Whole with(Scenarios.Noise noise, java.util.function.DoubleUnaryOperator signal) {
        return (random, rows, shown) -> {
            double[] x = noise.make(random, rows);
            Arrays.setAll(x, i -> x[i] + signal.applyAsDouble((double) i / shown));
            return x;
        };
    }

    /** A saw of this period and an average growth of so many amplitudes over the shown part. */
    private static Whole saw(double period, double growth) {
        return (random, rows, shown) -> {
            double[] x = MemoryShapes.sawtooth(random, rows, period);
            Arrays.setAll(x, i -> x[i] + growth * i / shown);
            return x;
        };
    }

    private static Whole of(MemoryShapes.Shape[] byRows, double growth) {
        return (random, rows, shown) -> {
            double[] x = byRows[0].make(random).value().clone();
            Arrays.setAll(x, i -> x[i] + growth * i / shown);
            return x;
        };
    }

    private static Whole shape(java.util.function.IntFunction<MemoryShapes.Shape> shape, double growth) {
        return (random, rows, shown) ->
                of(new MemoryShapes.Shape[] {shape.apply(rows)}, growth).make(random, rows, shown);
    }

    private static Cell cell(String name, Whole whole, int shown, double limit, double covers) {
        return new Cell(name, whole, shown, limit, AnalysisOptions.withDefaults(), covers);
    }

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (int n : new int[] {100, 300, 1000}) {
            cells.add(cell("AR(1) .9 + 4 sd, n = " + n, with(Scenarios.ar(.9), t -> 4 * t), n, 8, .86));
        }
        cells.add(cell("AR(1) .6 + 4 sd", with(Scenarios.ar(.6), t -> 4 * t), 300, 8, .86));
        cells.add(cell(
                "ratio of two decimals",
                with(Scenarios.quantised(Scenarios.ar(.6), .5), t -> Math.rint(8 * t) / 2),
                300,
                8,
                .86));
        cells.add(cell("t3 innovations, rho .6, + 4 sd", with(Scenarios.studentAr(.6, 3), t -> 4 * t), 300, 8, .86));
        cells.add(cell(
                "AR(1) .95 + white 2:1, + 4 sd",
                with(
                        (r, n) -> {
                            double[] x = Scenarios.ar(.95).make(r, n);
                            Arrays.setAll(x, i -> x[i] * Math.sqrt(2 / 3.0) + Scenarios.gauss(r) / Math.sqrt(3));
                            return x;
                        },
                        t -> 4 * t),
                300,
                8,
                .86));
        for (double days : new double[] {7, 3.5}) {
            int n = (int) (days * 144);
            cells.add(new Cell(
                    "daily cycle, " + days + " d, + 3 sd",
                    (random, rows, shown) -> {
                        double[] x = Scenarios.ar(.6).make(random, rows);
                        double phase = 2 * Math.PI * random.nextDouble();
                        Arrays.setAll(x, i -> x[i] + 3.0 * i / shown + 2 * Math.sin(2 * Math.PI * i / 144 + phase));
                        return x;
                    },
                    n,
                    7.5,
                    AnalysisOptions.withDefaults().withCycle(144),
                    .80));
        }
        cells.add(cell("sawtooth 60 + 2", saw(60, 2), 500, 4.5, .80));
        cells.add(cell("sawtooth 25 + 2", saw(25, 2), 500, 4.5, .80));
        cells.add(cell("bursts 8 + 4 sd", shape(n -> MemoryShapes.bursts(n, 8), 4), 500, 12, .86));
        cells.add(cell("accelerating", with(Scenarios.ar(.6), t -> 6 * t * t), 300, 20, .80));
        cells.add(cell("levels off at 6", with(Scenarios.ar(.6), t -> 6 * (1 - Math.exp(-2 * t))), 300, 12, 0));
        cells.add(cell("flat sawtooth 150", saw(150, 0), 500, 2, 0));
        cells.add(cell("flat sawtooth 60", saw(60, 0), 500, 2, 0));
        cells.add(cell("AR(1) .9 flat", with(Scenarios.ar(.9), t -> 0), 300, 6, 0));
        cells.add(cell("plateaus 60", shape(n -> MemoryShapes.plateaus(n, 60), 0), 500, 20, 0));
        cells.add(cell("defragmentation", shape(MemoryShapes::defragmentation, 0), 500, 4, 0));
        for (int extent : new int[] {2, 4}) {
            cells.add(cell(
                    "stairs " + extent + " MiB",
                    shape(n -> MemoryShapes.staircase(n, extent, extent == 2 ? 1 : 0.3, 0, 100), 0),
                    500,
                    840 * MemoryShapes.MIB,
                    .80));
        }
        return cells;
    }

    static Rates rates(Cell cell, int repetitions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = cell.shown();
        double[] count = new double[7];
        for (int i = 0; i < repetitions; i++) {
            double[] whole = cell.whole().make(random, n * (1 + KEPT_BACK), n);
            Series shown = Series.of(Arrays.copyOf(whole, n));
            int hit = n;
            while (hit < whole.length && whole[hit] < cell.limit()) {
                hit++;
            }
            ForecastResult f = SeriesAnalysis.analyze(
                            shown, List.of(), cell.options().withLimit(cell.limit()))
                    .forecast()
                    .orElseThrow();
            count[6] += hit < whole.length ? 1 : 0;
            if (f.outcome() == ForecastResult.Outcome.EXPECTED) {
                count[0]++;
                boolean early = hit < f.earliest().orElse(0);
                boolean late = f.latest().isPresent() && hit > f.latest().getAsDouble();
                count[1] += early || late ? 0 : 1;
                count[2] += early ? 1 : 0;
                count[3] += late ? 1 : 0;
            } else if (f.notBefore().isPresent() && f.outcome() != ForecastResult.Outcome.REACHED) {
                count[4]++;
                count[5] += hit >= f.notBefore().getAsDouble() ? 1 : 0;
            }
        }
        double dated = Math.max(1, count[0]);
        return new Rates(
                count[0] / repetitions,
                count[1] / dated,
                count[2] / dated,
                count[3] / dated,
                count[4] / repetitions,
                count[5] / Math.max(1, count[4]),
                count[6] / repetitions,
                (int) count[0]);
    }
}
