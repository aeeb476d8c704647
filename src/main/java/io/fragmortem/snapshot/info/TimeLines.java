package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.clock.StreamClock;

/** Reads the lines that tell when a dump is: those that hold nothing but a time, and headings that have one. */
final class TimeLines {

    private final StreamClock clock;
    private final OpenDumps dumps;
    private final Surroundings around;
    private final CurrentLine here;
    private final TimeText time = new TimeText();
    private long at;

    TimeLines(StreamClock clock, OpenDumps dumps, CurrentLine here) {
        this.clock = clock;
        this.dumps = dumps;
        this.around = dumps.around();
        this.here = here;
    }

    /** Number of the last of these lines. */
    long at() {
        return at;
    }

    /** A line that holds nothing but a time. */
    void alone(TimeText moment, long line) {
        take(moment, line, moment.place(), "");
    }

    /** A time with marks beside it, {@code ### 2026-11-22T08:40:50+00:00 cache-1}, and what the words behind it say as a heading. */
    void marked(TimeText moment, Heading named) {
        boolean speaker = named.kind() == Heading.Kind.SPEAKER;
        if (speaker && !moment.isEndLine()) {
            dumps.closeAll();
            around.heading(named.label());
        }
        TimeText.Place place = speaker ? ofHead(moment) : moment.place();
        take(moment, here.number(), place, speaker ? named.label() : "");
    }

    /** The moment of a heading; false where it has none. */
    boolean of(Heading heading) {
        if (!time.parse(heading.moment())) {
            return false;
        }
        boolean plain = heading.kind() == Heading.Kind.OTHER && heading.label().isEmpty();
        if (!plain || heading.moment().indexOf('=') < 0 || time.isEndLine() || !within()) {
            take(time, here.number(), plain ? time.place() : ofHead(time), heading.label());
        }
        return true;
    }

    /** {@code collected_at: 2026-11-22 08:35:25} among the first lines of a dump, before any that tells of memory. */
    private boolean within() {
        if (dumps.all().size() != 1 || dumps.anyCarried()) {
            return false;
        }
        Dump open = dumps.all().iterator().next();
        if (open.usable()) {
            return false;
        }
        open.stampIfNone(clock.stamp(time, here.number()));
        return true;
    }

    /** What says whose the dump is stands above it. */
    private static TimeText.Place ofHead(TimeText moment) {
        return moment.isEndLine() ? TimeText.Place.END : TimeText.Place.BEGIN;
    }

    /** {@code === cache-1 2026-11-22 08:35:00 ===}: a heading may say when as well. */
    void in(Heading heading, String written) {
        if (of(heading)) {
            return;
        }
        for (int i = 0; i < written.length(); i++) {
            boolean starts = i == 0 || written.charAt(i - 1) == ' ';
            if (starts && time.parse(written.substring(i)) && time.shape() == TimeText.Shape.DATE_TIME) {
                take(time, here.number(), TimeText.Place.BEGIN, "");
                return;
            }
        }
        around.unreadTimes().line(written, here.number());
    }

    /** @param ended whose dump it ends, where the line says so */
    private void take(TimeText moment, long line, TimeText.Place place, String ended) {
        Stamp stamp = clock.stamp(moment, line);
        if (!stamp.known() || dumps.anyCarried()) {
            // 2024-01-05T11:12:13.114Z alone is a blank line of a log whose every line bears a time
            return;
        }
        at = line;
        boolean above = around.dumpJustAbove() || !dumps.isEmpty();
        dumps.closeAll();
        if (!moment.host().isEmpty()) {
            around.speaker(moment.host());
        }
        if (place != TimeText.Place.END) {
            around.timeLine(stamp, above, place);
        } else if (!around.ended(stamp, ended)) {
            around.unreadTimes().line(here.raw(), line);
        }
    }
}
