package io.fragmortem.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Samples of one speaker in one stream, column by column: a tenth of what they occupy one by one once equal neighbours are
 * left out. Gives back samples equal to those it was made of, in their order.
 *
 * @param micros time of each sample, 0 where there is none
 * @param sources of these times, as ordinals
 * @param lines of the samples in their stream
 * @param offsets in bytes in their stream
 * @param layouts the fields of a sample, for each kind of sample that there is
 * @param layoutOf which of these each sample has
 * @param said texts, each set of texts once
 * @param saidOf which of these sets each sample has
 * @param marks of each sample, one bit for each mark
 * @param fields all fields of all layouts
 * @param values one column per field, NaN where absent
 * @param errors one column per field, empty when all values are exact
 */
public record SampleBlock(
        long[] micros,
        byte[] sources,
        long[] lines,
        long[] offsets,
        List<List<Field>> layouts,
        int[] layoutOf,
        List<Map<Fact, String>> said,
        int[] saidOf,
        int[] marks,
        List<Field> fields,
        List<double[]> values,
        List<double[]> errors) {

    private static final TimeSource[] SOURCES = TimeSource.values();
    private static final Sample.Mark[] MARKS = Sample.Mark.values();

    /** The block of these samples, which come from one stream and one speaker. */
    public static SampleBlock of(List<Sample> samples) {
        return new Columns(samples.size()).with(samples);
    }

    public int size() {
        return micros.length;
    }

    /** Bytes that it occupies, about. */
    public long bytes() {
        return 400 + size() * (36L + 8L * (values.size() + errors.size())) + 40L * fields.size();
    }

    /** Gives every sample, in order. Exact ones of one layout are rows of these columns, others own their values. */
    public void forEach(String stream, Optional<String> label, Consumer<Sample> consumer) {
        List<Layout> made = layouts.stream().map(Layout::of).toList();
        List<double[][]> told =
                made.stream().map(layout -> columns(layout, values)).toList();
        List<double[][]> rounded = made.stream()
                .map(layout -> errors.isEmpty() ? new double[0][] : columns(layout, errors))
                .toList();
        boolean shared = made.size() == 1 && errors.isEmpty();
        Set<Sample.Mark> marked = Set.of();
        for (int row = 0; row < size(); row++) {
            Origin origin = new Origin(stream, lines[row], offsets[row], label);
            Stamp stamp = new Stamp(micros[row], SOURCES[sources[row]]);
            Layout layout = made.get(layoutOf[row]);
            double[][] columns = told.get(layoutOf[row]);
            Map<Fact, String> facts = said.get(saidOf[row]);
            marked = row > 0 && marks[row] == marks[row - 1] ? marked : marked(marks[row]);
            if (shared) {
                consumer.accept(new Sample(origin, stamp, layout, columns, row, facts, marked));
            } else {
                double[] ownErrors = errors.isEmpty() ? null : row(rounded.get(layoutOf[row]), row);
                consumer.accept(new Sample(origin, stamp, layout, row(columns, row), ownErrors, facts, marked));
            }
        }
    }

    /** The columns of a layout, in its order. */
    private double[][] columns(Layout layout, List<double[]> all) {
        double[][] own = new double[layout.size()][];
        for (int i = 0; i < own.length; i++) {
            own[i] = all.get(fields.indexOf(layout.field(i)));
        }
        return own;
    }

    private static double[] row(double[][] columns, int row) {
        double[] values = new double[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i][row];
        }
        return values;
    }

    private static Set<Sample.Mark> marked(int bits) {
        EnumSet<Sample.Mark> set = EnumSet.noneOf(Sample.Mark.class);
        for (Sample.Mark mark : MARKS) {
            if ((bits >> mark.ordinal() & 1) != 0) {
                set.add(mark);
            }
        }
        return Collections.unmodifiableSet(set);
    }

    /** The columns while they are filled. */
    private static final class Columns {
        private final int rows;
        private final long[] micros;
        private final byte[] sources;
        private final long[] lines;
        private final long[] offsets;
        private final int[] layoutOf;
        private final int[] saidOf;
        private final int[] marks;
        private final List<Layout> layouts = new ArrayList<>();
        private final List<Map<Fact, String>> said = new ArrayList<>();
        private final Map<Map<Fact, String>, Integer> numbers = new HashMap<>();
        private final Map<Field, double[]> values = new EnumMap<>(Field.class);
        private final Map<Field, double[]> errors = new EnumMap<>(Field.class);

        Columns(int rows) {
            this.rows = rows;
            micros = new long[rows];
            sources = new byte[rows];
            lines = new long[rows];
            offsets = new long[rows];
            layoutOf = new int[rows];
            saidOf = new int[rows];
            marks = new int[rows];
        }

        SampleBlock with(List<Sample> samples) {
            for (int row = 0; row < rows; row++) {
                Sample sample = samples.get(row);
                micros[row] = sample.stamp().epochMicros();
                sources[row] = (byte) sample.stamp().source().ordinal();
                lines[row] = sample.origin().line();
                offsets[row] = sample.origin().byteOffset();
                layoutOf[row] = indexOf(sample.layout(), row == 0 ? 0 : layoutOf[row - 1]);
                saidOf[row] = saidIn(sample, row == 0 ? 0 : saidOf[row - 1]);
                for (Sample.Mark mark : sample.marks()) {
                    marks[row] |= 1 << mark.ordinal();
                }
            }
            fill(samples);
            List<Field> fields = List.copyOf(values.keySet());
            return new SampleBlock(
                    micros,
                    sources,
                    lines,
                    offsets,
                    layouts.stream().map(Layout::fields).toList(),
                    layoutOf,
                    List.copyOf(said),
                    saidOf,
                    marks,
                    fields,
                    List.copyOf(values.values()),
                    errors.isEmpty()
                            ? List.of()
                            : fields.stream().map(this::error).toList());
        }

        private double[] error(Field field) {
            return errors.getOrDefault(field, new double[rows]);
        }

        private int indexOf(Layout layout, int likely) {
            if (likely < layouts.size() && layouts.get(likely) == layout) {
                return likely;
            }
            for (int i = 0; i < layouts.size(); i++) {
                if (layouts.get(i).isLike(layout)) {
                    return i;
                }
            }
            layouts.add(layout);
            return layouts.size() - 1;
        }

        private int saidIn(Sample sample, int likely) {
            if (likely < said.size() && said.get(likely).equals(sample.facts())) {
                return likely;
            }
            return numbers.computeIfAbsent(sample.facts(), facts -> {
                said.add(facts);
                return said.size() - 1;
            });
        }

        /** The columns of a layout are looked up once and not for every sample. */
        private void fill(List<Sample> samples) {
            List<double[][]> columns = layouts.stream().map(this::columns).toList();
            for (int row = 0; row < rows; row++) {
                Sample sample = samples.get(row);
                double[][] own = columns.get(layoutOf[row]);
                for (int i = 0; i < own.length; i++) {
                    own[i][row] = sample.value(i);
                }
                for (int i = 0; sample.isRounded() && i < own.length; i++) {
                    Field field = sample.layout().field(i);
                    errors.computeIfAbsent(field, f -> new double[rows])[row] = sample.error(field);
                }
            }
        }

        private double[][] columns(Layout layout) {
            return layout.fields().stream()
                    .map(field -> values.computeIfAbsent(field, f -> absent()))
                    .toArray(double[][]::new);
        }

        private double[] absent() {
            double[] column = new double[rows];
            Arrays.fill(column, Double.NaN);
            return column;
        }
    }
}
