package io.fragmortem.snapshot.metrics;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.time.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns series (one metric of one instance, many points) into samples (one moment of one instance, many fields). Points
 * may come in any order. Points of one field at the same moment stay apart: the second goes into a second sample. Where
 * used memory and the ratio are known but RSS is not (ElastiCache), RSS is derived and marked so.
 */
public final class SeriesTable {

    /** 3 million points are some 75 MB; beyond that samples are given early. */
    private static final int MAX_POINTS = 3_000_000;

    /** Ratios are printed with two decimals. */
    private static final double RATIO_ERROR = 0.005;

    private final Origin origin;
    private final Sink sink;
    private final TimeSource source;
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private long points;
    private long given;
    private boolean derived;

    /**
     * @param origin place of the samples; their label comes from the instance
     * @param source how the times are known
     */
    public SeriesTable(Origin origin, TimeSource source, Sink sink) {
        this.origin = origin;
        this.source = source;
        this.sink = sink;
    }

    /** One metric of one instance. Obtain it once per series, not once per point. */
    public final class Series {
        private final Field field;
        private final boolean summed;
        private long[] times = new long[16];
        private double[] values = new double[16];
        private double[] errors = new double[0];
        private int n;
        private int at;
        private boolean sorted = true;

        private Series(Field field, boolean summed) {
            this.field = field;
            this.summed = summed;
        }

        /** Adds a point; NaN and infinities are ignored. */
        public void add(long micros, double value, double error) {
            if (Double.isNaN(value) || Double.isInfinite(value) || micros == Times.NONE) {
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
        private final Map<List<Field>, Layout> layouts = new HashMap<>();
    }

    /**
     * The series to add points to.
     *
     * @param instance name of the instance, empty when the input does not say
     * @param part what tells series apart that are summed (the database), else empty
     */
    public Series series(String instance, MetricNames.Target target, String part) {
        Instance owner = instances.computeIfAbsent(instance, name -> new Instance());
        String key = target.field() + "/" + (target.summed() ? part : "");
        return owner.series.computeIfAbsent(key, name -> new Series(target.field(), target.summed()));
    }

    /** A text that holds for all samples of the instance. */
    public void fact(String instance, Fact fact, String text) {
        instances.computeIfAbsent(instance, name -> new Instance()).facts.put(fact, text);
    }

    /** Samples given so far. */
    public long given() {
        return given;
    }

    /** Gives all points as samples, instance by instance, in the order of time. */
    public void flush() {
        instances.forEach((name, instance) -> {
            Optional<String> label = name.isEmpty() ? Optional.empty() : Optional.of(name);
            give(instance, new Origin(origin.stream(), origin.line(), origin.byteOffset(), label));
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
            sink.sample(row.sample(new Stamp(time, source)));
            given++;
        }
        all.forEach(Series::clear);
    }

    /** The sample that is being put together. Neighbours mostly have the same fields, so their layout is kept. */
    private final class Row {

        private final Instance instance;
        private final Origin place;
        private final boolean exact;
        private final Map<Fact, String> facts;
        private final boolean derives;
        private final double[] values = new double[Field.values().length];
        private final double[] errors = new double[values.length];
        private final boolean[] summed = new boolean[values.length];
        private final List<Field> present = new ArrayList<>();
        private List<Field> lastFields = List.of();
        private Layout lastLayout = Layout.of(List.of());

        Row(Instance instance, Origin place, boolean exact) {
            this.instance = instance;
            this.place = place;
            this.facts = Collections.unmodifiableMap(new EnumMap<>(instance.facts));
            this.derives =
                    knows(Field.USED_MEMORY) && knows(Field.MEM_FRAGMENTATION_RATIO) && !knows(Field.USED_MEMORY_RSS);
            this.exact = exact && !derives;
        }

        private boolean knows(Field field) {
            return instance.series.values().stream().anyMatch(series -> series.field == field);
        }

        void clear() {
            present.clear();
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

        /** Whether RSS was computed. */
        private boolean derive() {
            if (!derives || !present.contains(Field.USED_MEMORY) || !present.contains(Field.MEM_FRAGMENTATION_RATIO)) {
                return false;
            }
            double used = values[Field.USED_MEMORY.ordinal()];
            double ratio = values[Field.MEM_FRAGMENTATION_RATIO.ordinal()];
            double error = Math.max(RATIO_ERROR, errors[Field.MEM_FRAGMENTATION_RATIO.ordinal()]);
            present.add(Field.USED_MEMORY_RSS);
            values[Field.USED_MEMORY_RSS.ordinal()] = used * ratio;
            errors[Field.USED_MEMORY_RSS.ordinal()] = used * error + ratio * errors[Field.USED_MEMORY.ordinal()];
            if (!derived) {
                derived = true;
                sink.assumed(place, Phrase.of("input.assumed.derived_rss"));
            }
            return true;
        }

        Sample sample(Stamp stamp) {
            boolean computed = derive();
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
            return new Sample(
                    place, stamp, lastLayout, kept, rounding, facts, computed ? Set.of(Sample.Mark.DERIVED) : marks);
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
