package io.fragmortem.timeline;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A time far from those before and after it in its stream, which follow each other as if nothing had been: a clock that stood
 * wrong for a moment. Where it stands in the stream tells when it was taken; its time alone would stretch the window over
 * days that nobody captured, and set figures of one process beside those of another hour.
 */
final class StrayTimes {

    /** A clock further off than this is wrong; two that write one file may differ by less. */
    private static final long LEAST_MICROS = 60_000_000;

    /** Of fewer rows none can be told from an order that is another. */
    private static final int FEWEST_ROWS = 5;

    /** More than one in so many is no exception. */
    private static final int RARE = 20;

    private StrayTimes() {}

    /** Gives such rows a time between their neighbours, in place. */
    static void straighten(List<Sample> rows, Set<Phrase> notes) {
        Map<String, List<Integer>> streams = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Sample row = rows.get(i);
            if (ClockJumps.isReading(row)) {
                streams.computeIfAbsent(
                                row.origin().stream() + "\n"
                                        + row.origin().label().orElse(""),
                                any -> new ArrayList<>())
                        .add(i);
            }
        }
        int moved = 0;
        for (List<Integer> stream : streams.values()) {
            List<Integer> strays = strays(rows, stream);
            boolean rare = stream.size() >= FEWEST_ROWS && strays.size() <= Math.max(1, stream.size() / RARE);
            for (int at : rare ? strays : List.<Integer>of()) {
                long between = micros(rows, stream.get(at - 1)) / 2 + micros(rows, stream.get(at + 1)) / 2;
                int index = stream.get(at);
                rows.set(index, rows.get(index).at(new Stamp(between, TimeSource.INTERVAL)));
                moved++;
            }
        }
        if (moved > 0) {
            notes.add(Phrase.of("input.assumed.stray_time", Phrase.count(moved)));
        }
    }

    private static List<Integer> strays(List<Sample> rows, List<Integer> stream) {
        List<Integer> strays = new ArrayList<>();
        for (int i = 1; i < stream.size() - 1; i++) {
            long before = micros(rows, stream.get(i - 1));
            long time = micros(rows, stream.get(i));
            long after = micros(rows, stream.get(i + 1));
            long margin = Math.max(LEAST_MICROS, after - before);
            if (before <= after && (time < before - margin || time > after + margin)) {
                strays.add(i++); // the next one has a neighbour that is wrong
            }
        }
        return strays;
    }

    private static long micros(List<Sample> rows, int index) {
        return rows.get(index).stamp().epochMicros();
    }
}
