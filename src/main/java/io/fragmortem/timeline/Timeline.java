package io.fragmortem.timeline;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Everything that is known about one instance, in order of time: one column of primitives per field, the runs between
 * restarts, the gaps, the events. NaN in a column marks a moment of which the input does not tell this field; it is
 * never filled from a neighbour.
 *
 * @param name of the instance
 * @param timed whether the times are real; else they are one second apart, in the order of the input
 * @param timeMicros ascending, one per sample
 * @param columns one value per sample
 * @param facts what was said in words, one map per sample, empty where nothing was
 * @param origins where each sample was read
 */
public record Timeline(
        String name,
        boolean timed,
        long[] timeMicros,
        Map<Field, double[]> columns,
        List<Map<Fact, String>> facts,
        List<Origin> origins,
        List<Run> runs,
        List<Gap> gaps,
        List<Event> events,
        List<Exhibit> exhibits,
        Map<Fact, String> configuration,
        Map<Field, Double> configured,
        Quality quality) {

    public Timeline {
        columns = new EnumMap<>(columns);
    }

    public int size() {
        return timeMicros.length;
    }

    /** Seconds between the first and the last sample; 0 without times. */
    public double spanSeconds() {
        return timed && size() > 1 ? (timeMicros[size() - 1] - timeMicros[0]) / 1e6 : 0;
    }

    public boolean has(Field field) {
        return columns.containsKey(field);
    }

    /** The column of a field, all NaN when the input never tells it. Not a copy: do not write. */
    public double[] column(Field field) {
        double[] column = columns.get(field);
        if (column != null) {
            return column;
        }
        double[] empty = new double[size()];
        Arrays.fill(empty, Double.NaN);
        return empty;
    }

    /** The value at exactly this sample. */
    public OptionalDouble at(Field field, int sample) {
        double[] column = columns.get(field);
        return column == null || Double.isNaN(column[sample])
                ? OptionalDouble.empty()
                : OptionalDouble.of(column[sample]);
    }

    /** The newest value at or before this sample within its run, for fields that not every dump prints. */
    public OptionalDouble lastKnown(Field field, int sample) {
        double[] column = columns.get(field);
        if (column == null) {
            return OptionalDouble.empty();
        }
        return Columns.lastOf(column, runOf(sample).from(), sample + 1);
    }

    /** {@link #lastKnown} of every sample, NaN where there is none: one walk, for those who ask along the whole timeline. */
    public double[] known(Field field) {
        double[] known = column(field).clone();
        for (Run run : runs) {
            for (int i = run.from() + 1; i < run.to(); i++) {
                known[i] = Double.isNaN(known[i]) ? known[i - 1] : known[i];
            }
        }
        return known;
    }

    /** The newest value anywhere, or what a configuration says. */
    public OptionalDouble last(Field field) {
        double[] column = columns.get(field);
        OptionalDouble told = column == null ? OptionalDouble.empty() : Columns.lastOf(column);
        Double value = told.isPresent() ? null : configured.get(field);
        return value == null ? told : OptionalDouble.of(value);
    }

    /** The largest value anywhere. */
    public OptionalDouble max(Field field) {
        double[] column = columns.get(field);
        return column == null ? OptionalDouble.empty() : Columns.largestOf(column);
    }

    /**
     * By how much a counter rose from its first reading on. A restart sets it to 0, and so does CONFIG RESETSTAT: whatever
     * stands below the reading before was counted since.
     */
    public double increase(Field counter) {
        double[] column = column(counter);
        double sum = 0;
        for (Run run : runs) {
            double before = run.index() == 0 ? Double.NaN : 0;
            for (int i = run.from(); i < run.to(); i++) {
                double now = column[i];
                if (!Double.isNaN(now)) {
                    sum += Double.isNaN(before) ? 0 : now < before ? now : now - before;
                    before = now;
                }
            }
        }
        return sum;
    }

    /**
     * The row of the first reading of a counter that stands above the one before it in its run; a run that began in this capture counts
     * from 0. Empty where it never rose.
     */
    public OptionalInt firstRise(Field counter) {
        double[] column = column(counter);
        for (Run run : runs) {
            double before = run.index() == 0 ? Double.NaN : 0;
            for (int i = run.from(); i < run.to(); i++) {
                if (column[i] > before) {
                    return OptionalInt.of(i);
                }
                before = Double.isNaN(column[i]) ? before : column[i];
            }
        }
        return OptionalInt.empty();
    }

    /** The newest text of a fact, from the samples or the configuration. */
    public Optional<String> fact(Fact fact) {
        Map<Fact, String> asked = Map.of();
        for (int i = facts.size() - 1; i >= 0; i--) {
            Map<Fact, String> said = facts.get(i);
            String text = said == asked ? null : said.get(fact); // neighbours mostly share one map
            if (text != null) {
                return Optional.of(text);
            }
            asked = said;
        }
        return Optional.ofNullable(configuration.get(fact));
    }

    /** The run that holds this sample. O(log runs): it is asked for every sample of long timelines. */
    public Run runOf(int sample) {
        if (sample < 0 || sample >= size()) {
            throw new IllegalArgumentException("no sample " + sample + " among " + size());
        }
        int low = 0;
        int high = runs.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sample < runs.get(middle).to()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return runs.get(low);
    }

    public Run lastRun() {
        return runs.get(runs.size() - 1);
    }
}
