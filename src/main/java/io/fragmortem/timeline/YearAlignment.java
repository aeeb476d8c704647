package io.fragmortem.timeline;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.time.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the years of a log that names none (Redis before 5.0, the kernel's): INFO says when the last save ended
 * ({@code rdb_last_save_time}, {@code last_save_time}), an RDB file when it was begun, and the log tells of that save on some
 * day of some year. Until the first save the time of the last one is that of the server's start. Where no save tells, times with
 * years in the same text do, if they are of the same days.
 */
final class YearAlignment {

    private static final int MOST_YEARS = 20;

    /** Zones lie at most so far apart, and an RDB file is begun a while before the save ends. */
    private static final long SLACK = 15 * 3_600_000_000L;

    /** What is quoted together was written within this. */
    private static final long TOGETHER = 31 * 24 * 3_600_000_000L;

    private static final String SAVED = "Background saving terminated with success";

    private static final Field[] SAVE_TIMES = {Field.RDB_LAST_SAVE_TIME, Field.LAST_SAVE_TIME};

    private final Map<String, Integer> years = new TreeMap<>();

    private YearAlignment() {}

    /** Moves samples, events and exhibits of logs whose years can be told, in place, and notes what was done. */
    static void apply(List<Sample> samples, List<Event> events, List<Exhibit> exhibits, Set<Phrase> notes) {
        if (events.stream().noneMatch(event -> event.stamp().source() == TimeSource.YEAR_ASSUMED)) {
            return;
        }
        YearAlignment alignment = new YearAlignment();
        NavigableSet<Long> saves = saves(samples);
        if (!saves.isEmpty()) {
            alignment.find(saves, events, notes);
        }
        alignment.findBeside(samples, events, notes);
        if (!alignment.years.isEmpty()) {
            samples.replaceAll(s -> s.at(alignment.moved(s.origin().stream(), s.stamp())));
            events.replaceAll(e -> e.at(alignment.moved(e.origin().stream(), e.stamp())));
            exhibits.replaceAll(e -> e.at(e.origin(), alignment.moved(e.origin().stream(), e.stamp())));
        }
    }

    private static NavigableSet<Long> saves(List<Sample> samples) {
        NavigableSet<Long> saves = new TreeSet<>();
        for (Sample sample : samples) {
            for (Field field : SAVE_TIMES) {
                double seconds = sample.get(field).orElse(0);
                if (seconds > 0) {
                    saves.add((long) (seconds * 1e6));
                }
            }
            boolean file = sample.has(Field.RDB_USED_MEM) && sample.stamp().source() == TimeSource.STATED;
            if (file) {
                saves.add(sample.stamp().epochMicros());
            }
        }
        return saves;
    }

    private void find(NavigableSet<Long> saves, List<Event> events, Set<Phrase> notes) {
        Map<String, Best> best = new HashMap<>();
        for (Event event : events) {
            boolean save =
                    event.kind() == Event.Kind.SERVER_START || event.text().startsWith(SAVED);
            if (save && event.stamp().source() == TimeSource.YEAR_ASSUMED) {
                best.computeIfAbsent(event.origin().stream(), stream -> new Best(SLACK))
                        .see(saves, event.stamp().epochMicros());
            }
        }
        new TreeMap<>(best).forEach((stream, found) -> {
            if (found.distance <= SLACK && found.years != 0) {
                years.put(stream, found.years);
                notes.add(Phrase.of(
                        "input.assumed.year_by_save", Phrase.name(stream), Phrase.name(String.valueOf(found.year))));
            }
        });
    }

    /** The kernel names no year, the log of the server that is quoted below it does. */
    private void findBeside(List<Sample> samples, List<Event> events, Set<Phrase> notes) {
        Map<String, NavigableSet<Long>> dated = new HashMap<>();
        Map<String, Best> best = new TreeMap<>();
        for (Event event : events) {
            if (event.stamp().source() == TimeSource.YEAR_ASSUMED) {
                dated.put(event.origin().stream(), new TreeSet<>());
            }
        }
        samples.forEach(sample -> noteDated(sample.origin().stream(), sample.stamp(), dated));
        events.forEach(event -> noteDated(event.origin().stream(), event.stamp(), dated));
        for (Event event : events) {
            String stream = event.origin().stream();
            NavigableSet<Long> known = dated.get(stream);
            if (known != null && !years.containsKey(stream) && event.stamp().source() == TimeSource.YEAR_ASSUMED) {
                best.computeIfAbsent(stream, any -> new Best(TOGETHER))
                        .see(known, event.stamp().epochMicros());
            }
        }
        best.forEach((stream, found) -> {
            if (found.distance <= TOGETHER && found.years != 0) {
                years.put(stream, found.years);
                notes.add(Phrase.of(
                        "input.assumed.year_beside", Phrase.name(stream), Phrase.name(String.valueOf(found.year))));
            }
        });
    }

    private static void noteDated(String stream, Stamp stamp, Map<String, NavigableSet<Long>> dated) {
        boolean told = stamp.source() == TimeSource.STATED
                || stamp.source() == TimeSource.SERVER_CLOCK
                || stamp.source() == TimeSource.ZONE_ASSUMED;
        NavigableSet<Long> known = dated.get(stream);
        if (known != null && told && stamp.known()) {
            known.add(stamp.epochMicros());
        }
    }

    /** The shift by whole years that brings some event of a log nearest to some save; none at all where that will do. */
    private static final class Best {
        private final long slack;
        private long distance = Long.MAX_VALUE;
        private int years;
        private int year;

        Best(long slack) {
            this.slack = slack;
        }

        void see(NavigableSet<Long> saves, long micros) {
            for (int shift = -MOST_YEARS; shift <= MOST_YEARS; shift++) {
                int shifted = Times.yearOf(micros) + shift;
                long apart = nearest(saves, Times.inYear(micros, shifted));
                boolean stays = years == 0 && distance <= slack;
                if (apart <= slack && !stays && (shift == 0 || apart < distance)) {
                    distance = apart;
                    years = shift;
                    year = shifted;
                }
            }
        }

        private static long nearest(NavigableSet<Long> saves, long micros) {
            @Nullable Long before = saves.floor(micros);
            @Nullable Long after = saves.ceiling(micros);
            long back = before == null ? Long.MAX_VALUE : micros - before;
            return after == null ? back : Math.min(back, after - micros);
        }
    }

    private Stamp moved(String stream, Stamp stamp) {
        Integer shift = years.get(stream);
        if (shift == null || stamp.source() != TimeSource.YEAR_ASSUMED) {
            return stamp;
        }
        long micros = stamp.epochMicros();
        return new Stamp(Times.inYear(micros, Times.yearOf(micros) + shift), TimeSource.YEAR_ASSUMED);
    }
}
