package io.fragmortem.snapshot.time.clock;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.time.LocalTimes;
import io.fragmortem.snapshot.time.Reading;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.Times;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file says of its own times: by its name and by its modification.
 *
 * @param name the moment in its name or in that of a folder above it
 * @param nameWall what a clock on the wall showed then, in microseconds as if it were UTC
 * @param modified when it was written
 * @param modifiedWall what a clock on the wall showed then
 */
record FileTimes(Optional<Stamp> name, OptionalLong nameWall, Optional<Stamp> modified, OptionalLong modifiedWall) {

    static FileTimes of(String stream, OptionalLong modifiedMicros, LocalTimes local) {
        TimeText name = FileNameTime.in(stream);
        Optional<Stamp> named = name == null
                ? Optional.empty()
                : Optional.of(new Stamp(Reading.of(name).utc(name.localMicros(), local, false), TimeSource.FILE_NAME));
        // a day in a name is a day on the wall, an epoch is none
        boolean wall = name != null && name.shape() == TimeText.Shape.DATE_TIME;
        OptionalLong nameWall = name != null && wall ? OptionalLong.of(name.localMicros()) : onWall(named, local);
        Optional<Stamp> modified = modifiedMicros.isPresent()
                ? Optional.of(new Stamp(modifiedMicros.getAsLong(), TimeSource.FILE_MODIFIED))
                : Optional.empty();
        OptionalLong modifiedWall = onWall(modified, local);
        boolean dayAlone = name != null && wall && !name.hasClock() && modifiedWall.isPresent();
        boolean sameDay = dayAlone
                && Math.floorDiv(modifiedWall.getAsLong(), Times.DAY) == Math.floorDiv(nameWall.getAsLong(), Times.DAY);
        if (sameDay) {
            // the day says that it was written then and not copied later, the modification says when on that day
            named = Optional.of(new Stamp(modified.get().epochMicros(), TimeSource.FILE_NAME));
        }
        return new FileTimes(named, nameWall, modified, modifiedWall);
    }

    private static OptionalLong onWall(Optional<Stamp> stamp, LocalTimes local) {
        return stamp.isPresent() ? OptionalLong.of(local.wall(stamp.get().epochMicros())) : OptionalLong.empty();
    }

    /** When it was written, {@link Times#NONE} when that is not known. */
    long writtenMicros() {
        return modified.isPresent() ? modified.get().epochMicros() : Times.NONE;
    }
}
