package io.fragmortem.snapshot.csv;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.metrics.Containers;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.text.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row is one sample; or one per instance where the columns name instances (Grafana's series joined by time). */
final class WideReader implements RowReader {

    private final Header header;
    private final Sink sink;
    private final String stream;
    private final List<Group> groups = new ArrayList<>();
    private Map<Fact, String> facts = Map.of();
    private String label = "";
    private Optional<String> labelled = Optional.empty();
    private boolean ambiguousFactor;
    private long given;

    /** The columns of one instance. */
    private static final class Group {
        private final String instance;
        private final int[] indexes;
        private final MetricNames.Target[] targets;
        private final Layout layout;

        Group(String instance, Map<Field, Integer> indexes, Map<Field, MetricNames.Target> targets) {
            this.instance = instance;
            List<Field> fields = new ArrayList<>(indexes.keySet());
            this.indexes = fields.stream().mapToInt(indexes::get).toArray();
            this.targets = fields.stream().map(targets::get).toArray(MetricNames.Target[]::new);
            this.layout = Layout.of(fields);
        }
    }

    WideReader(Header header, Sink sink, String stream) {
        this.header = header;
        this.sink = sink;
        this.stream = stream;
        Map<String, Map<Field, Integer>> indexes = new LinkedHashMap<>();
        Map<String, Map<Field, MetricNames.Target>> targets = new LinkedHashMap<>();
        inOrder(header).forEach((index, column) -> {
            Field field = column.target().field();
            ambiguousFactor |= column.target().ambiguous();
            // a second column of the same metric is a copy (or another aggregate) and is left out
            if (indexes.computeIfAbsent(column.instance(), name -> new LinkedHashMap<>())
                            .putIfAbsent(field, index)
                    == null) {
                targets.computeIfAbsent(column.instance(), name -> new EnumMap<>(Field.class))
                        .put(field, column.target());
            } else {
                sink.assumed(
                        origin(1, Optional.empty()),
                        Phrase.of(
                                "input.assumed.column_left_out",
                                Phrase.name(header.names().get(index))));
            }
        });
        indexes.forEach((instance, fields) ->
                groups.add(new Group(instance, fields, targets.getOrDefault(instance, Map.of()))));
    }

    /** A column under INFO's own name says its metric more surely than one under words: {@code memory_usage} may be a share. */
    private static Map<Integer, Header.Column> inOrder(Header header) {
        Map<Integer, Header.Column> ordered = new LinkedHashMap<>();
        header.columns().forEach((index, column) -> {
            if (header.names()
                    .get(index)
                    .equalsIgnoreCase(column.target().field().infoName())) {
                ordered.put(index, column);
            }
        });
        header.columns().forEach(ordered::putIfAbsent);
        return ordered;
    }

    @Override
    public @Nullable String row(@Nullable String[] row, long micros, TimeSource source, Cells cells, long line) {
        String bad = null;
        facts(row);
        Stamp stamp = new Stamp(micros, source);
        for (Group group : groups) {
            double[] values = new double[group.layout.size()];
            double[] errors = null;
            boolean any = false;
            for (int i = 0; i < group.indexes.length; i++) {
                String cell = row[group.indexes[i]];
                MetricNames.Target target = group.targets[i];
                double value = cell == null
                        ? Double.NaN
                        : cells.parse(cell, target.field().unit());
                values[i] = value * target.factor();
                boolean unitless = target.factor() == 1 && cells.isNoSize(value);
                boolean unsupported = target.field().isUnsupported(value) || !Containers.isValue(target.field(), value);
                if (Double.isNaN(value) || Double.isInfinite(value) || unitless || unsupported) {
                    values[i] = Double.NaN;
                    bad = cell == null || unsupported || Unread.isNoValue(cell) ? bad : cell;
                    continue;
                }
                any = true;
                double error = cells.error(target.factor());
                if (error > 0) {
                    errors = errors == null ? new double[values.length] : errors;
                    errors[i] = error;
                }
            }
            if (any) {
                give(group, values, errors, stamp, line, row);
            }
        }
        return bad;
    }

    private void give(
            Group group, double[] values, double @Nullable [] errors, Stamp stamp, long line, @Nullable String[] row) {
        Set<Sample.Mark> marks = errors == null ? Set.of() : Set.of(Sample.Mark.ROUNDED);
        Origin origin = origin(line, speaker(group, row));
        sink.sample(new Sample(origin, stamp, group.layout, values, errors, facts, marks));
        given++;
    }

    @Override
    public void titled(String speaker) {
        label = header.instance().isEmpty() ? "" : label;
        labelled = Optional.of(speaker);
    }

    private Origin origin(long line, Optional<String> speaker) {
        return new Origin(stream, line, -1, speaker);
    }

    /** The instance that the column names, else the one that the row names. */
    private Optional<String> speaker(Group group, @Nullable String[] row) {
        if (!group.instance.isEmpty()) {
            return Optional.of(group.instance);
        }
        if (header.instance().isEmpty()) {
            return labelled;
        }
        String text = instanceOf(header, row);
        if (text.isEmpty() && !label.isEmpty()) {
            return labelled; // a cell of a sheet that spans several rows stands in the first of them
        }
        if (!text.equals(label)) {
            label = text;
            labelled = text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
        return labelled;
    }

    /** The cells that name the instance, a port behind a colon. */
    static String instanceOf(Header header, @Nullable String[] row) {
        if (header.instance().isEmpty()) {
            return "";
        }
        if (header.instance().size() == 1) {
            String cell = row[header.instance().get(0)];
            if (cell == null || cell.isEmpty()) {
                return "";
            }
            boolean shard = header.names().get(header.instance().get(0)).equalsIgnoreCase(Header.SHARD);
            return shard ? "shard " + cell : cell.indexOf('=') > 0 ? tagged(cell) : Address.bare(cell);
        }
        StringBuilder text = new StringBuilder();
        for (int index : header.instance()) {
            if (row[index] != null && !row[index].isEmpty()) {
                boolean port = SpeakerColumns.isPort(header.names().get(index));
                text.append(text.length() == 0 ? "" : port ? ":" : "/").append(row[index]);
            }
        }
        return text.toString();
    }

    /** InfluxQL puts all tags into one column, {@code host=h1,port=6379}; a cell of other tags stays as it is. */
    private static String tagged(String cell) {
        String named = SeriesName.tags(cell).instance(Optional.empty());
        return named.isEmpty() ? cell : named;
    }

    private void facts(@Nullable String[] row) {
        if (header.facts().isEmpty()) {
            return;
        }
        boolean same = true;
        for (Map.Entry<Integer, Fact> column : header.facts().entrySet()) {
            String cell = row[column.getKey()];
            same &= cell == null || cell.equals(facts.get(column.getValue())) || Unread.isNoValue(cell);
        }
        if (!same) {
            Map<Fact, String> now = new EnumMap<>(Fact.class);
            header.facts().forEach((index, fact) -> {
                String cell = row[index];
                if (cell != null && !Unread.isNoValue(cell)) {
                    now.put(fact, cell);
                }
            });
            facts = Collections.unmodifiableMap(now);
        }
    }

    @Override
    public void finish() {
        if (ambiguousFactor) {
            String names = Arrays.toString(header.columns().values().stream()
                    .filter(column -> column.target().ambiguous())
                    .map(column -> column.target().field().infoName())
                    .toArray());
            sink.assumed(origin(1, Optional.empty()), Phrase.of("input.assumed.powers_of_1024", Phrase.name(names)));
        }
    }

    @Override
    public long given() {
        return given;
    }
}
