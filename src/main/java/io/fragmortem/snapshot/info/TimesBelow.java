package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.time.TimeText;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the dumps of a stream that begins with one, a blank line and a time: is that its own time or the one of the dump
 * below? As many times as dumps, by turns to the end, are each of the dump above it; a stream that lost its first time has one time less. In
 * the meantime each dump bears the time above it.
 */
final class TimesBelow {

    private static final int MOST = 20_000;

    private final List<Outbox.Held> dumps = new ArrayList<>();
    private final List<Stamp> times = new ArrayList<>();

    /** Begins with the first dump; the time below it follows. */
    TimesBelow(Outbox.Held first) {
        dumps.add(first);
    }

    /** Takes a time line; false where it cannot be one of those below their dumps. */
    boolean time(Stamp stamp, TimeText.Place place) {
        if (place == TimeText.Place.BEGIN || times.size() >= dumps.size()) {
            return false;
        }
        times.add(stamp);
        return true;
    }

    /** Takes a dump; false where the times cannot be below: it has one of its own, none parts it from the last, or the first was cut. */
    boolean dump(Outbox.Held held) {
        int count = dumps.size();
        boolean parted = times.size() == count && count < MOST;
        boolean above = parted && held.sample().stamp().equals(times.get(count - 1));
        if (!above || dumps.get(0).sample().size() < held.sample().size()) {
            return false;
        }
        dumps.add(held);
        return true;
    }

    /** Whether at the end of the stream each time stands below its dump. */
    boolean holds() {
        return times.size() == dumps.size();
    }

    /** Each dump with the time below it. */
    List<Sample> dated() {
        List<Sample> dated = new ArrayList<>();
        for (int i = 0; i < dumps.size(); i++) {
            dated.add(dumps.get(i).sample().at(times.get(i)));
        }
        return dated;
    }

    /** The dumps as they came. */
    List<Outbox.Held> all() {
        return dumps;
    }
}
