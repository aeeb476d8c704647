package io.fragmortem.statistics;

import io.fragmortem.statistics.base.Calendar;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Memory as it really moves: saws, stairs, bursts, weekends, watches. Rows are at 0, 1, 2, ... unless said; {@code t} runs from 0 to 1
 * over the series, {@code ar(rho)} is stationary Gaussian AR(1) of deviation 1.
 */
final class MemoryShapes {

    static final double MIB = 1 << 20;
    static final double DAY = 86_400;

    /** Weekdays of seconds since 1970, which began on a Thursday. */
    static final Calendar UTC = new Calendar(DAY, t -> (int) Math.floorMod((long) Math.floor(t / DAY) + 3, 7L));

    /** Makes one series. */
    interface Shape {
        Series make(SplittableRandom random);
    }

    /** Adds to n samples something that depends on the row. */
    private interface Part {
        double at(int row);
    }

    private MemoryShapes() {}

    /** Noise as it is. */
    static Shape of(Scenarios.Noise noise, int n) {
        return random -> Series.of(noise.make(random, n));
    }

    private static double[] sum(double[] x, double scale, Part part) {
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> scale * x[i] + part.at(i));
        return y;
    }

    static double[] ar(SplittableRandom random, int n, double rho) {
        return Scenarios.ar(rho).make(random, n);
    }

    /** Shape plus a straight growth over the whole series. */
    static Shape growing(Shape shape, double growth) {
        return random -> {
            Series s = shape.make(random);
            double first = s.time()[0];
            double span = s.time()[s.size() - 1] - first;
            double[] y = s.value().clone();
            Arrays.setAll(y, i -> y[i] + growth * (s.time()[i] - first) / span);
            return new Series(s.time(), y);
        };
    }

    /** Shape plus a step. */
    static Shape stepped(Shape shape, double share, double height) {
        return random -> {
            Series s = shape.make(random);
            double[] y = s.value().clone();
            Arrays.setAll(y, i -> y[i] + (i >= share * s.size() ? height : 0));
            return new Series(s.time(), y);
        };
    }

    /** Keys expire in waves: teeth of height about 1, each falling to 0 at once, under noise of deviation .1. */
    static Shape sawtooth(int n, double period) {
        return random -> Series.of(sawtooth(random, n, period));
    }

    static double[] sawtooth(SplittableRandom random, int n, double period) {
        double usual = period * Math.exp(0.3 * random.nextGaussian());
        double[] teeth = new double[n];
        double start = -random.nextDouble() * usual;
        while (start < n) {
            double width = Math.max(5, usual * (1 + 0.15 * random.nextGaussian()));
            double height = 1 + 0.1 * random.nextGaussian();
            for (int i = (int) Math.max(0, Math.ceil(start)); i < Math.min(n, start + width); i++) {
                teeth[i] = height * (i - start) / width;
            }
            start += width;
        }
        return sum(ar(random, n, 0.5), 0.1, i -> teeth[i]);
    }

    /** Memory held in whole extents that come and go: levels without any order. */
    static Shape plateaus(int n, double dwell) {
        return random -> {
            double[] level = new double[n];
            int at = 0;
            while (at < n) {
                double height = Math.exp(0.5 * random.nextGaussian());
                int end = at + (int) (1 - dwell * Math.log(1 - random.nextDouble()));
                Arrays.fill(level, at, Math.min(n, end), height);
                at = end;
            }
            return Series.of(sum(ar(random, n, 0.5), 0.15, i -> level[i]));
        };
    }

    /** Bursts that decay within so many rows. */
    static Shape bursts(int n, double decay) {
        return random -> {
            double[] burst = new double[n];
            double state = 0;
            for (int i = -200; i < n; i++) {
                state *= Math.exp(-1 / decay);
                state += random.nextDouble() < 0.01 ? 2 * Math.exp(random.nextGaussian()) : 0;
                if (i >= 0) {
                    burst[i] = state;
                }
            }
            return Series.of(sum(ar(random, n, 0.3), 1, i -> burst[i]));
        };
    }

    /** Three restarts that nobody recorded, each with a warm-up from 4 below. */
    static Shape restarts(int n) {
        return random -> {
            int[] at = random.ints(3, 30, n - 30).sorted().toArray();
            double[] x = ar(random, n, 0.6);
            for (int i = 0; i < n; i++) {
                for (int k = at.length - 1; k >= 0; k--) {
                    if (i >= at[k]) {
                        x[i] -= 4 * Math.exp(-(i - at[k]) / 15.0);
                        break;
                    }
                }
            }
            return Series.of(x);
        };
    }

    /** RSS of a leak: memory is taken in whole extents and never given back. */
    static Shape staircase(int n, double extentMib, double noiseMib, double from, double leakMib) {
        return random -> {
            double offset = extentMib > 2 ? extentMib * random.nextDouble() : 0;
            double[] noise = ar(random, n, 0.8);
            double[] rss = new double[n];
            double held = 0;
            for (int i = 0; i < n; i++) {
                double t = (double) i / n;
                double leaked = leakMib * Math.max(0, t - from) / (1 - from);
                double used = 800 + offset + noiseMib * noise[i] + leaked;
                held = Math.max(held, Math.ceil(used / extentMib) * extentMib);
                rss[i] = held * MIB;
            }
            return Series.of(rss);
        };
    }

    /** Fragmentation creeps up and a defragmentation takes it back, again and again. */
    static Shape defragmentation(int n) {
        return random -> {
            double[] level = new double[n];
            double state = 0;
            boolean defragmenting = false;
            double top = 1 + 0.15 * random.nextGaussian();
            for (int i = -400; i < n; i++) {
                state += defragmenting ? -0.08 : 0.01;
                if (state > top || state < 0) {
                    defragmenting = state > 0;
                    top = 1 + 0.15 * random.nextGaussian();
                }
                if (i >= 0) {
                    level[i] = state;
                }
            }
            return Series.of(sum(ar(random, n, 0.7), 0.1, i -> level[i]));
        };
    }

    /** Noise that is as large as the level: log-normal. */
    static Shape logNormal(int n, double rho, double spread) {
        return random -> {
            double[] x = ar(random, n, rho);
            Arrays.setAll(x, i -> Math.exp(spread * x[i]));
            return Series.of(x);
        };
    }

    /**
     * Noise in proportion to a course.
     *
     * @param noise its standard deviation as a share of the level
     * @param level at 0, the beginning, to 1, the end
     */
    static Shape proportional(int n, double rho, double noise, DoubleUnaryOperator level) {
        return random -> {
            double[] x = ar(random, n, rho);
            Arrays.setAll(x, i -> 1e9 * level.applyAsDouble((double) i / n) * (1 + noise * x[i]));
            return Series.of(x);
        };
    }

    /** A fragmentation ratio as INFO prints it. */
    static Shape ratio(int n) {
        return random -> {
            double[] x = ar(random, n, 0.8);
            Arrays.setAll(x, i -> Math.rint((1.05 + 0.012 * x[i] + 0.03 * i / n) * 100) / 100);
            return Series.of(x);
        };
    }

    /** A bend: nothing, then a climb from a share of the series on. */
    static Shape ramp(Scenarios.Noise noise, int n, double from, double height) {
        return of(Scenarios.ramp(noise, from, height), n);
    }

    /** Rows every 600 s that begin at a random hour of a random day; weekends lie lower. Seconds since 1970, UTC. */
    static Shape weekends(double days, double depth) {
        return random -> {
            int n = (int) (days * 144);
            double start = 1_760_000_400.0 + 600 * random.nextInt(144 * 7);
            double phase = 2 * Math.PI * random.nextDouble();
            double[] time = new double[n];
            Arrays.setAll(time, i -> start + 600 * i);
            double[] y = sum(ar(random, n, Math.exp(-600 / 1800.0)), 1, i -> {
                double w = 2 * Math.PI * time[i] / DAY;
                double a = w + phase;
                double weekend = UTC.weekday().applyAsInt(time[i]) >= 5 ? -depth : 0;
                return 2 * (Math.sin(a) + 0.35 * Math.sin(2 * a + 1) + 0.15 * Math.sin(3 * w + 0.5)) + weekend;
            });
            return new Series(time, y);
        };
    }

    /** Share of a series at which {@link #diurnalFragmentation} begins to fragment. */
    static final double ONSET = 0.35;

    /**
     * RSS of a week from a Thursday on, a row every 600 s: data that breathes by 30 % a day (less at weekends), pages that stay near the
     * last peak, and fragmentation that multiplies it all from {@link #ONSET} on.
     */
    static Shape diurnalFragmentation() {
        return random -> breathing(random, 0.5 + 1.3 * random.nextDouble()).stock();
    }

    /** What a server holds, and what the data in it take. */
    record Held(Series stock, Series contents) {}

    /** The same with its data, for a growth of so much until the end. */
    static Held breathing(SplittableRandom random, double growth) {
        int n = 7 * 144;
        double start = 1_790_812_800;
        double phase = 2 * Math.PI * random.nextDouble();
        double sparse = 1.01 + 0.06 * random.nextDouble();
        double[] breath = ar(random, n, 0.74);
        double[] creep = ar(random, n, 0.6);
        double[] time = new double[n];
        double[] rss = new double[n];
        double[] data = new double[n];
        double peak = 0;
        for (int i = 0; i < n; i++) {
            time[i] = start + 600 * i;
            double week = UTC.isWeekend(time[i]) ? 0.8 : 1;
            double used = (1 + 0.005 * breath[i]) * (1 + 0.3 * week * Math.sin(2 * Math.PI * time[i] / DAY + phase));
            double ratio = sparse + 0.0026 * creep[i];
            peak = Math.max(used * ratio, peak * (1 - 0.1 * 600 / DAY));
            double share = (double) i / n;
            double more = share > ONSET ? 1 + growth * (share - ONSET) / (1 - ONSET) : 1;
            rss[i] = 1000 * MIB * Math.max(used * ratio, 0.86 * peak) * more;
            data[i] = 1000 * MIB * used;
        }
        return new Held(new Series(time, rss), new Series(time, data));
    }

    /** Continuous AR(1) noise that remembers so many seconds, read at given times. */
    private static double[] remembering(SplittableRandom random, double[] time, double seconds) {
        double[] x = new double[time.length];
        double state = random.nextGaussian();
        for (int i = 0; i < time.length; i++) {
            double rho = i == 0 ? 0 : Math.exp(-(time[i] - time[i - 1]) / seconds);
            state = i == 0 ? state : rho * state + Math.sqrt(1 - rho * rho) * random.nextGaussian();
            x[i] = state;
        }
        return x;
    }

    private static Series read(SplittableRandom random, double[] time) {
        return new Series(time, remembering(random, time, 600));
    }

    /** One day, a row every 300 s, and three stretches of 300 rows one second apart in it. */
    static Shape cronWithWatch() {
        return random -> {
            java.util.TreeSet<Double> times = new java.util.TreeSet<>();
            for (int i = 0; i < 288; i++) {
                times.add(300.0 * i);
            }
            for (int k = 0; k < 3; k++) {
                double start = Math.floor(random.nextDouble() * (DAY - 600)) + 0.5;
                for (int i = 0; i < 300; i++) {
                    times.add(start + i);
                }
            }
            return read(random, times.stream().mapToDouble(Double::doubleValue).toArray());
        };
    }

    /** Half a day every 900 s, half a day every 15 s. */
    static Shape twoRates() {
        return random -> {
            double[] time = new double[48 + 2880];
            Arrays.setAll(time, i -> i < 48 ? 900.0 * i : DAY / 2 + 15.0 * (i - 48));
            return read(random, time);
        };
    }

    /** One day every so many seconds. */
    static Shape regular(double step) {
        return random -> {
            double[] time = new double[(int) (DAY / step)];
            Arrays.setAll(time, i -> step * i);
            return read(random, time);
        };
    }

    /** One day at random moments, 300 s apart on average. */
    static Shape randomGaps() {
        return random -> {
            double[] time = new double[288];
            double at = 0;
            for (int i = 0; i < time.length; i++) {
                time[i] = at;
                at += 1e-3 - 300 * Math.log(1 - random.nextDouble());
            }
            return read(random, time);
        };
    }

    /** Growth into maxmemory, then eviction just below it. */
    static Shape eviction(int n) {
        return random -> {
            double[] slow = ar(random, n, 0.6);
            double[] fast = ar(random, n, 0.3);
            double[] y = new double[n];
            Arrays.setAll(
                    y,
                    i -> Math.min(1000 + 60.0 * i / n + 0.5 * slow[i], 1024 - 0.4 * Math.pow(Math.abs(fast[i]), 1.5)));
            return Series.of(y);
        };
    }
}
