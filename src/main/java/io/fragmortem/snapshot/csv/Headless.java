package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.text.StreamName;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Tables without a header, as VictoriaMetrics' and Graphite's exports are: what a column is shows in its cells.
 *
 * <pre>
 * redis_memory_used_bytes,cache-1:9121,4293357436,1795132800000
 * servers.cache1.redis.6379.memory.used_memory,2026-11-20 00:00:00,4293357436.0
 * </pre>
 *
 * Where no cell names a metric, the name of the file may: {@code used_memory.tsv} with a time and a number a row.
 */
final class Headless {

    private static final Pattern ADDRESS = Pattern.compile("[\\w.\\-\\[\\]:]+:\\d{2,5}");

    private final List<List<String>> rows;
    private final int width;

    private Headless(List<List<String>> rows) {
        this.rows = rows;
        this.width = rows.get(0).size();
    }

    /** What the columns are; empty when they do not show it. */
    static Optional<Header> of(List<List<String>> rows, String stream, ReadOptions options) {
        List<List<String>> whole =
                rows.stream().filter(row -> row.size() == rows.get(0).size()).toList();
        return new Headless(whole).header(stream, options);
    }

    private Optional<Header> header(String stream, ReadOptions options) {
        int time = time();
        List<Integer> numbers = new ArrayList<>();
        List<Integer> texts = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            if (i != time) {
                (isNumber(i) ? numbers : texts).add(i);
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            names.add(Integer.toString(i + 1));
        }
        if (time < 0 || numbers.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> metric = texts.stream().filter(this::namesMetrics).findFirst();
        if (metric.isPresent()) {
            Header.LongRow row = new Header.LongRow(metric.get(), numbers.subList(0, 1), -1);
            List<Integer> instance =
                    texts.stream().filter(this::holdsAddresses).limit(1).toList();
            return Optional.of(new Header(names, time, instance, Optional.of(row), Map.of(), Map.of(), List.of()));
        }
        return fileMetric(stream, options)
                .filter(target -> numbers.size() == 1)
                .map(target -> new Header(
                        names,
                        time,
                        List.of(),
                        Optional.empty(),
                        Map.of(numbers.get(0), new Header.Column(target, "")),
                        Map.of(),
                        List.of()));
    }

    /** Byte counts look like epoch numbers, but they do not only rise or only fall as times do. */
    private int time() {
        int best = -1;
        for (int i = 0; i < width; i++) {
            StreamClock clock =
                    new StreamClock("", OptionalLong.empty(), ReadOptions.defaults(), (origin, assumption) -> {});
            int column = i;
            long[] times = rows.stream()
                    .mapToLong(row -> micros(clock.cell(row.get(column), 0)))
                    .toArray();
            boolean digits = rows.get(0).get(i).chars().allMatch(c -> c >= '0' && c <= '9');
            boolean certain = !digits || rows.get(0).get(i).length() > 10;
            if (isOrdered(times) && (best < 0 || certain)) {
                best = i;
            }
        }
        return best;
    }

    private static long micros(Stamp stamp) {
        return stamp.known() ? stamp.epochMicros() : Times.NONE;
    }

    private static boolean isOrdered(long[] times) {
        boolean rising = true;
        boolean falling = true;
        for (int i = 0; i < times.length; i++) {
            if (times[i] == Times.NONE) {
                return false;
            }
            // several series follow each other: each begins anew
            rising &= i == 0 || times[i] >= times[i - 1] || times[i] == times[0];
            falling &= i == 0 || times[i] <= times[i - 1] || times[i] == times[0];
        }
        return rising || falling;
    }

    private boolean isNumber(int column) {
        Cells cells = new Cells(false);
        return rows.stream()
                .map(row -> row.get(column))
                .allMatch(cell -> Unread.isNoValue(cell) || !Double.isNaN(cells.parse(cell, Unit.COUNT)));
    }

    private boolean namesMetrics(int column) {
        return rows.stream()
                .map(row -> SeriesName.parse(row.get(column)).metric())
                .anyMatch(metric -> MetricNames.resolve(metric).isPresent());
    }

    private boolean holdsAddresses(int column) {
        return rows.stream().allMatch(row -> ADDRESS.matcher(row.get(column)).matches());
    }

    private static Optional<MetricNames.Target> fileMetric(String stream, ReadOptions options) {
        Optional<MetricNames.Target> mapped = Header.mapped("value", options);
        return mapped.or(() -> MetricNames.resolve(StreamName.fileWithoutKind(stream)));
    }
}
