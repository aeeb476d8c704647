package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.time.ToldTime.Kind;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What one text says about a moment, kept until the rest of the stream has told what it leaves out.
 *
 * @param told the wall clock, the day first where the order is open
 * @param offsetSeconds of the zone, {@link Parts#NO_ZONE} where none is named by an offset or abbreviation
 * @param ambiguousZone whether the abbreviation has several meanings
 * @param chinese whether the text itself is Chinese
 */
public record Reading(
        ToldTime told,
        DayMonth order,
        int offsetSeconds,
        Optional<ZoneId> region,
        String zoneName,
        boolean ambiguousZone,
        boolean chinese) {

    public static Reading of(TimeText time) {
        Kind kind = switch (time.shape()) {
            case NONE -> Kind.NONE;
            case EPOCH -> Kind.EPOCH;
            case DATE_TIME -> Kind.LOCAL;
            case NO_YEAR -> Kind.NO_YEAR;
            case TIME_OF_DAY -> Kind.TIME_OF_DAY;
        };
        return new Reading(
                new ToldTime(kind, time.localMicros()),
                time.order(),
                time.offsetSeconds(),
                time.region(),
                time.zoneName(),
                time.ambiguousZone(),
                time.ambiguousZone() && time.isChinese());
    }

    /** This time of day on the date that a line above it names. */
    public Reading on(Reading date) {
        ToldTime whole = new ToldTime(Kind.LOCAL, date.told().micros() + told.micros());
        return new Reading(whole, date.order(), offsetSeconds, region, zoneName, ambiguousZone, chinese);
    }

    public static Reading of(ToldTime told) {
        return new Reading(told, DayMonth.CLEAR, Parts.NO_ZONE, Optional.empty(), "", false, false);
    }

    public boolean hasZone() {
        return offsetSeconds != Parts.NO_ZONE || region.isPresent();
    }

    /** Whether the zone may be China's: the letters are also those of the middle of America. */
    public boolean mayBeChinas() {
        return zoneName.equals("CST");
    }

    /** Whether the zone is one of several that have its letters. */
    public boolean isGuessed() {
        return ambiguousZone && !(chinese && mayBeChinas());
    }

    /** The offset that the abbreviation means, beside Chinese text or not. */
    public int offsetSeconds(boolean beside) {
        return chinese || beside ? Zones.inChina(zoneName, offsetSeconds) : offsetSeconds;
    }

    /** Microseconds since the epoch of what the wall clock showed, in the zone named here or else in the given one. */
    public long utc(long wallMicros, LocalTimes local, boolean besideChinese) {
        if (region.isPresent()) {
            return new LocalTimes(region.get()).epochMicros(wallMicros);
        }
        return offsetSeconds == Parts.NO_ZONE
                ? local.epochMicros(wallMicros)
                : wallMicros - offsetSeconds(besideChinese) * Times.SECOND;
    }
}
