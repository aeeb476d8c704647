package io.fragmortem.snapshot.metrics;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.time.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns series (one metric of one instance, many points) into samples (one moment of one instance, many fields). Points
 * may come in any order. Points of one field at the same moment stay apart: the second goes into a second sample.
 *
 * <p>Long because its series, the rows that they become and what waits for a server share their counts of points.
 */
public final class SeriesTable {

    /** 3 million points are some 75 MB; beyond that samples are given early. */
    private static final int MAX_POINTS = 3_000_000;

    /** Points of series that wait for a server: what follows is passed over. */
    private static final int MAX_WAITING = 1_000_000;

    private final Origin origin;
    private final Consumer<Sample> samples;
    private final TimeSource source;
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private long points;
    private long waiting;
    private long given;

    /**
     * @param origin place of the samples; their label comes from the instance
     * @param source how the times are known
     * @param samples receives what is put together
     */
    public SeriesTable(Origin origin, TimeSource source, Consumer<Sample> samples) {
        this.origin = origin;
        this.source = source;
        this.samples = samples;
    }

    /** One metric of one instance. Obtain it once per series, not once per point. */
    public final class Series {
        private final Field field;
        private final boolean summed;
        private final String tentative;
        private long[] times = new long[16];
        private double[] values = new double[16];
        private double[] errors = new double[0];
        private int n;
        private int at;
        private boolean sorted = true;
        /** Whether nobody knows yet which server it is about. */
        private boolean waits;

        private Series(Field field, boolean summed, String tentative) {
            this.field = field;
            this.summed = summed;
            this.tentative = tentative;
        }

        /** Adds a point; NaN, infinities and what means "not supported" are ignored. */
        public void add(long micros, double value, double error) {
            if (Double.isNaN(value) || Double.isInfinite(value) || field.isUnsupported(value) || micros == Times.NONE) {
                return;
            }
            if (waits && (isHeld(value) || ++waiting > MAX_WAITING)) {
                return;
            }
            if (points >= MAX_POINTS) {
                flush();
            }
            if (n == times.length) {
                times = Arrays.copyOf(times, n * 2);
                values = Arrays.copyOf(values, n * 2);
            }
            sorted &= n == 0 || micros >= times[n - 1];
            times[n] = micros;
            values[n] = value;
            if (error > 0 || errors.length > 0) {
                errors = errors.length <= n ? Arrays.copyOf(errors, times.length) : errors;
                errors[n] = error;
            }
            n++;
            points++;
        }

        /** Whether it is a setting that is as it was. */
        private boolean isHeld(double value) {
            return field == Field.CGROUP_LIMIT && n > 0 && values[n - 1] == value;
        }

        private void sort() {
            if (sorted) {
                return;
            }
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
            long[] oldTimes = times.clone();
            double[] oldValues = values.clone();
            double[] oldErrors = errors.clone();
            for (int i = 0; i < n; i++) {
                times[i] = oldTimes[order[i]];
                values[i] = oldValues[order[i]];
                if (order[i] < oldErrors.length) {
                    errors[i] = oldErrors[order[i]];
                }
            }
            sorted = true;
        }

        private double error() {
            return at < errors.length ? errors[at] : 0;
        }

        private void clear() {
            n = 0;
            at = 0;
            sorted = true;
        }
    }

    /** All series of one instance. */
    private static final class Instance {
        private final Map<String, Series> series = new LinkedHashMap<>();
        private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
        private final Map<Field, Double> constants = new EnumMap<>(Field.class);
        private final Map<List<Field>, Layout> layouts = new HashMap<>();
    }

    /**
     * The series to add points to.
     *
     * @param instance name of the instance, empty when the input does not say
     * @param part what tells series apart that are summed (the database), else empty
     */
    public Series series(String instance, MetricNames.Target target, String part) {
        return series(instance, target, part, "");
    }

    /** The same for a metric whose namespace is ours only if the other names behind it are; empty for a certain one. */
    Series series(String instance, MetricNames.Target target, String part, String namespace) {
        Instance owner = instances.computeIfAbsent(instance, name -> new Instance());
        String key = target.field() + "/" + (target.summed() ? part : "") + "/" + namespace;
        return owner.series.computeIfAbsent(key, name -> new Series(target.field(), target.summed(), namespace));
    }

    /**
     * A text that holds for all samples of the instance. What marks one process and is told in two ways was told of two
     * processes, and of which samples each holds nobody knows.
     */
    public void fact(String instance, Fact fact, String text) {
        Map<Fact, String> facts = instances.computeIfAbsent(instance, name -> new Instance()).facts;
        String before = facts.put(fact, text);
        if (fact == Fact.RUN_ID && before != null && !before.equals(text)) {
            facts.put(fact, "");
        }
    }

    /** A number that holds for all samples of the instance, unless two were told. */
    void constant(String instance, Field field, double value) {
        Map<Field, Double> constants = instances.computeIfAbsent(instance, name -> new Instance()).constants;
        Double before = constants.put(field, value);
        if (before != null && before != value) {
            constants.put(field, Double.NaN);
        }
    }

    /** A series of which is found out later whose it is: {@link #join}. */
    Series waiting(Field field) {
        Series series = new Series(field, false, "");
        series.waits = true;
        return series;
    }

    /**
     * What was measured beside a server belongs to its samples: a limit to all of them until it changes, else what was measured at the
     * moments of samples. Nothing of it becomes a sample of its own.
     */
    void join(String instance, Collection<Series> beside) {
        Instance owner = instances.get(instance);
        if (owner == null) {
            beside.forEach(series -> alone(instance, series));
            return;
        }
        SortedSet<Long> moments = new TreeSet<>();
        owner.series.values().forEach(series -> {
            for (int i = 0; i < series.n; i++) {
                moments.add(series.times[i]);
            }
        });
        beside.forEach(series -> join(instance, series, moments));
    }

    private void join(String instance, Series beside, SortedSet<Long> moments) {
        if (beside.n == 1 && beside.field == Field.CGROUP_LIMIT) {
            constant(instance, beside.field, beside.values[0]);
            return;
        }
        if (beside.n == 0) {
            return;
        }
        beside.sort();
        Series joined = series(instance, new MetricNames.Target(beside.field, 1, false, false), "");
        int next = 0;
        for (long moment : moments) {
            while (next < beside.n && beside.times[next] <= moment) {
                next++;
            }
            boolean known = next > 0 && (beside.field == Field.CGROUP_LIMIT || beside.times[next - 1] == moment);
            if (known) {
                joined.add(moment, beside.values[next - 1], 0);
            }
        }
    }

    /** What is told of the surroundings of a server that others tell of: its limit. */
    private void alone(String instance, Series beside) {
        if (beside.field != Field.CGROUP_LIMIT) {
            return;
        }
        Series limit = series(instance, new MetricNames.Target(beside.field, 1, false, false), "");
        for (int i = 0; i < beside.n; i++) {
            limit.add(beside.times[i], beside.values[i], 0);
        }
    }

    /** Whether more waited for a server than could be kept. */
    boolean isOverfull() {
        return waiting > MAX_WAITING;
    }

    /** Samples given so far. */
    public long given() {
        return given;
    }

    /** Gives all points as samples, instance by instance, in the order of time. */
    public void flush() {
        flush(new Namespaces());
    }

    /** The same with the points of those namespaces that turned out to be servers'. */
    void flush(Namespaces namespaces) {
        instances
                .values()
                .forEach(instance -> instance.series
                        .values()
                        .removeIf(series -> !series.tentative.isEmpty() && !namespaces.isServer(series.tentative)));
        instances.forEach((name, instance) -> {
            Optional<String> label = name.isEmpty() ? Optional.empty() : Optional.of(name);
            give(instance, origin.by(label));
        });
        points = 0;
    }

    private void give(Instance instance, Origin place) {
        List<Series> all = new ArrayList<>(instance.series.values());
        boolean exact = true;
        for (Series series : all) {
            series.sort();
            exact &= series.errors.length == 0;
        }
        Row row = new Row(instance, place, exact);
        while (true) {
            long time = Long.MAX_VALUE;
            for (Series series : all) {
                time = series.at < series.n ? Math.min(time, series.times[series.at]) : time;
            }
            if (time == Long.MAX_VALUE) {
                break;
            }
            row.clear();
            for (Series series : all) {
                if (series.at < series.n && series.times[series.at] == time) {
                    row.take(series);
                }
            }
            samples.accept(row.sample(new Stamp(time, source)));
            given++;
        }
        all.forEach(Series::clear);
    }

    /** The sample that is being put together. Neighbours mostly have the same fields, so their layout is kept. */
    private static final class Row {

        private final Instance instance;
        private final Origin place;
        private final boolean exact;
        private final Map<Fact, String> facts;
        private final Map<Field, Double> constants;
        private final double[] values = new double[Field.values().length];
        private final double[] errors = new double[values.length];
        private final boolean[] summed = new boolean[values.length];
        private final List<Field> present = new ArrayList<>();
        private List<Field> lastFields = List.of();
        private Layout lastLayout = Layout.of(List.of());

        Row(Instance instance, Origin place, boolean exact) {
            this.instance = instance;
            this.place = place;
            Map<Fact, String> known = new EnumMap<>(instance.facts);
            known.values().removeIf(String::isEmpty);
            this.facts = Collections.unmodifiableMap(known);
            this.exact = exact;
            this.constants = new EnumMap<>(instance.constants);
            constants.values().removeIf(value -> Double.isNaN(value));
            instance.series.values().forEach(series -> constants.remove(series.field));
        }

        void clear() {
            present.clear();
            if (constants.isEmpty()) {
                return;
            }
            constants.forEach((field, value) -> {
                present.add(field);
                values[field.ordinal()] = value;
                errors[field.ordinal()] = 0;
            });
        }

        void take(Series series) {
            int index = series.field.ordinal();
            if (!present.contains(series.field)) {
                present.add(series.field);
                values[index] = series.values[series.at];
                errors[index] = series.error();
                summed[index] = series.summed;
            } else if (series.summed && summed[index]) {
                values[index] += series.values[series.at];
            } // else a total and its parts: what came first stands
            series.at++;
        }

        Sample sample(Stamp stamp) {
            if (!present.equals(lastFields)) {
                lastFields = List.copyOf(present);
                lastLayout = instance.layouts.computeIfAbsent(lastFields, Layout::of);
            }
            double[] kept = new double[present.size()];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = values[present.get(i).ordinal()];
            }
            double[] rounding = exact ? null : rounding();
            Set<Sample.Mark> marks = rounding == null ? Set.of() : Set.of(Sample.Mark.ROUNDED);
            return new Sample(place, stamp, lastLayout, kept, rounding, facts, marks);
        }

        private double @Nullable [] rounding() {
            double[] kept = new double[present.size()];
            boolean any = false;
            for (int i = 0; i < kept.length; i++) {
                kept[i] = errors[present.get(i).ordinal()];
                any |= kept[i] > 0;
            }
            return any ? kept : null;
        }
    }
}
