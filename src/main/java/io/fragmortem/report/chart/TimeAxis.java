package io.fragmortem.report.chart;

import io.fragmortem.report.words.Quantities;
import io.fragmortem.report.words.Wording;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Ticks of the horizontal axis: round times of the wording's zone, or sample numbers where no time is known. */
final class TimeAxis {

    private static final long DAY = 86_400;

    private TimeAxis() {}

    /**
     * One tick.
     *
     * @param label time of day, date or number
     * @param day the date, where it begins or changes, else empty
     */
    record Tick(double at, String label, String day) {}

    /** Ticks from one position to another, at most this many. */
    static List<Tick> ticks(boolean timed, double first, double last, int most, Wording wording) {
        if (!timed) {
            return Ticks.numbers((long) last, most).stream()
                    .map(at -> new Tick((double) at, Quantities.count(at + 1.0), ""))
                    .toList();
        }
        return times((long) first, (long) last, most, wording);
    }

    private static List<Tick> times(long first, long last, int most, Wording wording) {
        long step = Ticks.timeStep((last - first) / 1e6, most);
        // Round in local time, so that ticks fall on full hours and midnights of the stated zone.
        long offset = wording.local(first).toEpochSecond(ZoneOffset.UTC) - Math.floorDiv(first, 1_000_000L);
        long localFirst = Math.floorDiv(first, 1_000_000L) + offset;
        long begin = -Math.floorDiv(-localFirst, step) * step;
        List<Tick> ticks = new ArrayList<>();
        String day = "";
        for (long local = begin; (local - offset) * 1_000_000 <= last; local += step) {
            long at = (local - offset) * 1_000_000;
            LocalDateTime time = wording.local(at);
            String date = time.toLocalDate().toString();
            String label = step >= DAY ? date : time(time, step);
            ticks.add(new Tick((double) at, label, step >= DAY || date.equals(day) ? "" : date));
            day = date;
        }
        return ticks;
    }

    private static String time(LocalDateTime time, long step) {
        String shown = time.toLocalTime().withNano(0).toString();
        if (step < 60) {
            return shown.length() == 5 ? shown + ":00" : shown;
        }
        return shown.substring(0, 5);
    }
}
