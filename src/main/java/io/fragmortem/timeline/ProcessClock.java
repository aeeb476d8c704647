package io.fragmortem.timeline;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one clock that nobody sets: a process counts its own seconds ({@code uptime_in_seconds}), and {@code run_id} or
 * {@code process_id} say that it is the same one. It orders dumps without times, and tells of a clock that was set back.
 */
final class ProcessClock {

    private static final double SECOND = 1e6;

    /** A clock that was set back by less stays within the gaps between samples. */
    private static final double LEAST_JUMP = 30 * SECOND;

    private ProcessClock() {}

    /** The process that a dump is of, empty where it does not say or tells no uptime. */
    private static String process(Sample sample) {
        String run = sample.facts().getOrDefault(Fact.RUN_ID, "");
        double pid = sample.get(Field.PROCESS_ID).orElse(0);
        return !sample.has(Field.UPTIME_IN_SECONDS) || (run.isEmpty() && pid == 0) ? "" : run + "/" + (long) pid;
    }

    private static double uptime(Sample sample) {
        return sample.get(Field.UPTIME_IN_SECONDS).orElse(0);
    }

    /**
     * Puts dumps without times in order, in place: newest first is turned round, and those of one process stand by its uptime.
     * Where a dump does not tell its process, all stay as they stand.
     */
    static void order(List<Sample> rows) {
        int down = 0;
        int up = 0;
        for (int i = 0; i < rows.size(); i++) {
            String process = process(rows.get(i));
            if (process.isEmpty()) {
                return;
            }
            if (i > 0 && process.equals(process(rows.get(i - 1)))) {
                down += uptime(rows.get(i)) < uptime(rows.get(i - 1)) ? 1 : 0;
                up += uptime(rows.get(i)) > uptime(rows.get(i - 1)) ? 1 : 0;
            }
        }
        if (down > 0 && up == 0) {
            Collections.reverse(rows);
        } else if (down > 0
                && rows.stream().map(ProcessClock::process).distinct().count() == 1) {
            rows.sort(Comparator.comparingDouble(ProcessClock::uptime));
        }
    }

    /**
     * Moves what was taken before a clock was set back, in place: from one dump of a process to the next in its stream its uptime
     * goes on while the time steps back. The later clock is taken to be right.
     */
    static void align(List<Sample> rows, Set<Phrase> notes) {
        Map<String, List<Integer>> seen = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Sample row = rows.get(i);
            String process = process(row);
            if (process.isEmpty() || !row.stamp().known()) {
                continue;
            }
            List<Integer> before =
                    seen.computeIfAbsent(row.origin().stream() + "\n" + process, any -> new ArrayList<>());
            if (!before.isEmpty()) {
                Sample last = rows.get(before.get(before.size() - 1));
                double went = SECOND * (uptime(row) - uptime(last));
                double told = row.stamp().epochMicros() - last.stamp().epochMicros();
                if (went > 0 && told < -SECOND && went - told >= LEAST_JUMP) {
                    long jump = Math.round((went - told) / SECOND) * (long) SECOND;
                    before.forEach(index -> rows.set(index, moved(rows.get(index), -jump)));
                    notes.add(Phrase.of(
                            "input.assumed.clock_back", Phrase.count(before.size()), Phrase.span(jump / SECOND)));
                }
            }
            before.add(i);
        }
    }

    private static Sample moved(Sample sample, long micros) {
        return sample.at(
                new Stamp(sample.stamp().epochMicros() + micros, sample.stamp().source()));
    }
}
