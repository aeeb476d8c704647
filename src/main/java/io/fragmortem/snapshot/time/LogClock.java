package io.fragmortem.snapshot.time;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.time.LogTime.Kind;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds year and zone of a log whose times lack them. Years, surest first: the user's, the epoch second of a
 * signal-handler line beside a local time, a year in the name of the file, the modification time. Zones: the user's, the
 * same epoch second, else UTC. Every guess is reported.
 */
public final class LogClock {

    private static final long DAY = 86_400_000_000L;
    private static final long QUARTER = 900_000_000L;
    private static final Pattern NAME_YEAR = Pattern.compile("(?<!\\d)(20[0-4]\\d)(?!\\d{5})(?=[-_.]?(\\d\\d)?)");

    private final ReadOptions options;
    private final String name;
    private final OptionalLong modifiedMicros;
    private final List<Phrase> assumptions = new ArrayList<>();

    private long previous = Long.MIN_VALUE;
    private int yearIndex;
    private boolean sawNoYear;
    private boolean sawLocal;
    private LogTime anchorTime = LogTime.NONE;
    private long anchorEpoch;
    private int anchorIndex;

    private OptionalInt firstYear = OptionalInt.empty();
    private boolean yearCertain;
    private boolean zoneCertain;
    private LocalTimes times;

    public LogClock(ReadOptions options, String name, OptionalLong modifiedMicros) {
        this.options = options;
        this.name = name;
        this.modifiedMicros = modifiedMicros;
        this.times = new LocalTimes(options.zone());
    }

    /** Sees the time of every line in order and tells how many new years it has passed. */
    public int see(Kind kind, long micros) {
        if (kind == Kind.LOCAL) {
            sawLocal = true;
        } else if (kind == Kind.NO_YEAR) {
            sawNoYear = true;
            if (previous != Long.MIN_VALUE) {
                if (micros < previous - DAY) {
                    yearIndex++;
                } else if (micros > previous + 300 * DAY && yearIndex > 0) {
                    yearIndex--; // a late line of the old year
                }
            }
            previous = micros;
        }
        return yearIndex;
    }

    /** A line that states the epoch second beside a line that states local time. */
    public void anchor(long epochMicros, LogTime local) {
        if (anchorTime.kind() == Kind.NONE && (local.kind() == Kind.LOCAL || local.kind() == Kind.NO_YEAR)) {
            anchorTime = local;
            anchorEpoch = epochMicros;
            anchorIndex = yearIndex;
        }
    }

    /** Decides year and zone with all that was seen. */
    public void resolve() {
        long anchorOffset = anchorOffset();
        if (anchorOffset != Times.NONE && !options.zoneGiven()) {
            ZoneOffset offset = ZoneOffset.ofTotalSeconds((int) (anchorOffset / 1_000_000));
            times = new LocalTimes(offset);
            zoneCertain = true;
            assumptions.add(Phrase.of(
                    "input.assumed.zone_by_signal", Phrase.name(offset.getId().replace("Z", "+00:00"))));
        } else if ((sawLocal || sawNoYear) && !options.zoneGiven()) {
            assumptions.add(Phrase.of("input.assumed.zone", Phrase.name("UTC")));
        }
        if (sawNoYear) {
            resolveYear(anchorOffset);
        }
    }

    /** Local time minus UTC at the anchor, or {@link Times#NONE}. */
    private long anchorOffset() {
        if (anchorTime.kind() == Kind.NONE) {
            return Times.NONE;
        }
        long local = anchorTime.micros();
        if (anchorTime.kind() == Kind.NO_YEAR) {
            local = nearest(anchorEpoch);
        }
        long offset = Math.round((local - anchorEpoch) / (double) QUARTER) * QUARTER;
        return Math.abs(offset) <= 18 * 3_600_000_000L ? offset : Times.NONE;
    }

    /** The anchor's month and day in the year that brings it nearest to the epoch. */
    private long nearest(long epoch) {
        int year = LocalDate.ofEpochDay(Math.floorDiv(epoch, DAY)).getYear();
        long best = withYear(anchorTime.micros(), year);
        for (int y = year - 1; y <= year + 1; y++) {
            long candidate = withYear(anchorTime.micros(), y);
            if (Math.abs(candidate - epoch) < Math.abs(best - epoch)) {
                best = candidate;
            }
        }
        return best;
    }

    private void resolveYear(long anchorOffset) {
        if (options.year().isPresent()) {
            firstYear = options.year();
            assumptions.add(Phrase.of("input.assumed.first_year", Phrase.name(String.valueOf(firstYear.getAsInt()))));
        } else if (anchorOffset != Times.NONE) {
            int year = LocalDate.ofEpochDay(Math.floorDiv(anchorEpoch + anchorOffset, DAY))
                    .getYear();
            firstYear = OptionalInt.of(year - anchorIndex);
            yearCertain = true;
        } else {
            guessYear();
        }
    }

    private void guessYear() {
        Matcher inName = NAME_YEAR.matcher(name.substring(name.lastIndexOf('/') + 1));
        if (inName.find()) {
            firstYear = OptionalInt.of(Integer.parseInt(inName.group(1)) - yearIndex);
            assumptions.add(Phrase.of("input.assumed.year_by_name", Phrase.name(inName.group(1))));
        } else if (modifiedMicros.isPresent()) {
            long modified = modifiedMicros.getAsLong();
            int year = LocalDate.ofEpochDay(Math.floorDiv(modified, DAY)).getYear();
            if (withYear(previous, year) > modified + 2 * DAY) {
                year--;
            }
            firstYear = OptionalInt.of(year - yearIndex);
            assumptions.add(Phrase.of("input.assumed.year_by_modification", Phrase.name(String.valueOf(year))));
        } else {
            assumptions.add(Phrase.of("input.assumed.no_year"));
        }
    }

    private static long withYear(long micros2000, int year) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros2000, DAY));
        long day = Times.epochDay(year, date.getMonthValue(), date.getDayOfMonth());
        return day * DAY + Math.floorMod(micros2000, DAY);
    }

    /** The moment of a line's time; call after {@link #resolve()}. */
    public Stamp stamp(LogTime time, int index) {
        return switch (time.kind()) {
            case NONE -> Stamp.NONE;
            case EPOCH -> new Stamp(time.micros(), TimeSource.STATED);
            case LOCAL ->
                new Stamp(times.epochMicros(time.micros()), zoneCertain ? TimeSource.STATED : TimeSource.ZONE_ASSUMED);
            case NO_YEAR -> withoutYear(time, index);
        };
    }

    private Stamp withoutYear(LogTime time, int index) {
        if (firstYear.isEmpty()) {
            return Stamp.NONE;
        }
        long micros = times.epochMicros(withYear(time.micros(), firstYear.getAsInt() + index));
        boolean certain = yearCertain && zoneCertain;
        return new Stamp(micros, certain ? TimeSource.STATED : TimeSource.YEAR_ASSUMED);
    }

    /** What was assumed, for the report. */
    public List<Phrase> assumptions() {
        return List.copyOf(assumptions);
    }
}
