package io.fragmortem.timeline;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.TimeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Samples of one instance in columns, one row per moment. */
final class Rows {
    final long[] time;
    final Map<Field, double[]> columns = new EnumMap<>(Field.class);
    final List<Map<Fact, String>> facts;
    final List<Origin> origins;

    /** The columns again: they are looked up for every value. */
    private final double[] @Nullable [] byField = new double[Field.values().length][];

    private @Nullable Layout lastLayout;
    private double[] @Nullable [] lastColumns = new double[0][];

    /** Fewer numbers may be the same at another moment. */
    private static final int FEWEST_REPEATED = 5;

    private static final Field[] MEMORY = {Field.USED_MEMORY, Field.USED_MEMORY_RSS};

    int duplicates;
    /** Samples of a moment that another one already had, with other numbers. */
    int contradicted;

    int joined;
    /** Whether all times were told with the samples, so that time and uptime can be compared. */
    boolean clocked;

    /** Whether some byte counts come from rounded texts, so that small differences mean nothing. */
    boolean rounded;

    private Rows(int n) {
        this.time = new long[n];
        this.facts = new ArrayList<>(n);
        this.origins = new ArrayList<>(n);
    }

    /** Joins samples of one moment: equal ones are duplicates, others complete each other, the first wins. */
    static Rows merge(List<Sample> samples, boolean timed) {
        int n = 0;
        int[] row = new int[samples.size()];
        for (int i = 0; i < row.length; i++) {
            boolean same = i > 0 && isSameMoment(samples.get(i - 1), samples.get(i), timed);
            row[i] = same ? n - 1 : n++;
        }
        Rows rows = new Rows(n);
        rows.clocked = timed && samples.stream().allMatch(Rows::isClocked);
        for (int i = 0; i < row.length; i++) {
            rows.rounded |= samples.get(i).marks().contains(Sample.Mark.ROUNDED);
        }
        int from = 0;
        while (from < row.length) {
            boolean first = from == 0 || row[from] != row[from - 1];
            int to = from + 1;
            while (first
                    && to < row.length
                    && row[to] != row[to - 1]
                    && samples.get(to).follows(samples.get(to - 1))) {
                to++;
            }
            if (first) {
                rows.begin(row[from], samples.subList(from, to), timed);
            } else {
                rows.join(row[from], samples.get(from));
            }
            from = to;
        }
        return rows;
    }

    private static boolean isSameMoment(Sample before, Sample sample, boolean timed) {
        return timed
                ? sample.stamp().epochMicros() == before.stamp().epochMicros()
                : sample.size() < before.size() && repeats(before, sample);
    }

    /** Whether a part of a dump, some lines of it at least, is there again without any change: whoever pasted it did so twice. */
    private static boolean repeats(Sample before, Sample part) {
        int told = 0;
        for (int i = 0; i < part.size(); i++) {
            double value = part.value(i);
            if (!Double.isNaN(value) && before.get(part.layout().field(i)).orElse(Double.NaN) != value) {
                return false;
            }
            told += Double.isNaN(value) ? 0 : 1;
        }
        return told >= FEWEST_REPEATED;
    }

    private static boolean isClocked(Sample sample) {
        TimeSource.Certainty certainty = sample.stamp().source().certainty();
        return certainty != TimeSource.Certainty.GUESSED && certainty != TimeSource.Certainty.UNKNOWN;
    }

    /** Rows of which nothing is told yet, by a sample and those that follow it in the same columns. */
    private void begin(int row, List<Sample> samples, boolean timed) {
        Sample leading = samples.get(0);
        double[] @Nullable [] own = columnsOf(leading.layout());
        for (int i = 0; i < own.length; i++) {
            double[] column = own[i];
            if (column == null && isTold(i, samples)) {
                column = column(leading.layout().field(i));
                own[i] = column;
            }
            if (column != null) {
                leading.copy(i, samples.size(), column, row);
            }
        }
        for (Sample sample : samples) {
            time[facts.size()] = timed ? sample.stamp().epochMicros() : facts.size() * 1_000_000L;
            facts.add(sample.facts());
            origins.add(sample.origin());
        }
    }

    private static boolean isTold(int index, List<Sample> samples) {
        for (Sample sample : samples) {
            if (!Double.isNaN(sample.value(index))) {
                return true;
            }
        }
        return false;
    }

    /** One more sample of a row. */
    private void join(int row, Sample sample) {
        contradicted += contradicts(row, sample) ? 1 : 0;
        if (tell(row, sample)) {
            joined++;
        } else {
            duplicates++;
        }
        if (!facts.get(row).keySet().containsAll(sample.facts().keySet())) {
            Map<Fact, String> both = new EnumMap<>(Fact.class);
            both.putAll(sample.facts());
            both.putAll(facts.get(row));
            facts.set(row, Collections.unmodifiableMap(both));
        }
    }

    /** Whether the sample told something that the row did not have. */
    private boolean tell(int row, Sample sample) {
        boolean told = false;
        double[] @Nullable [] own = columnsOf(sample.layout());
        for (int i = 0; i < own.length; i++) {
            double value = sample.value(i);
            if (Double.isNaN(value)) {
                continue;
            }
            double[] column = own[i];
            if (column == null) {
                column = column(sample.layout().field(i));
                own[i] = column;
            }
            if (Double.isNaN(column[row])) {
                column[row] = value;
                told = true;
            }
        }
        return told;
    }

    /** The columns of a layout, null where there is none yet; neighbours mostly share one layout. */
    private double[] @Nullable [] columnsOf(Layout layout) {
        if (layout != lastLayout) {
            lastLayout = layout;
            lastColumns = new double[layout.size()][];
            for (int i = 0; i < lastColumns.length; i++) {
                lastColumns[i] = byField[layout.field(i).ordinal()];
            }
        }
        return lastColumns;
    }

    private double[] column(Field field) {
        double @Nullable [] column = byField[field.ordinal()];
        if (column == null) {
            column = new double[time.length];
            Arrays.fill(column, Double.NaN);
            byField[field.ordinal()] = column;
            columns.put(field, column);
        }
        return column;
    }

    /** Whether the row has another number for what the sample says of memory, beyond the sample's rounding. */
    private boolean contradicts(int row, Sample sample) {
        for (Field field : MEMORY) {
            // NaN is unlike everything and larger than nothing
            if (Math.abs(at(field, row) - sample.get(field).orElse(Double.NaN)) > 2 * sample.error(field)) {
                return true;
            }
        }
        return false;
    }

    /** The value of a field in one row, NaN where it is not told. */
    double at(Field field, int row) {
        double @Nullable [] column = byField[field.ordinal()];
        return column == null ? Double.NaN : column[row];
    }
}
