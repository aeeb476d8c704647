package io.fragmortem.snapshot.time;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Turns what one stream says about time into {@link Stamp}s, and tells the sink once what had to be assumed. */
public final class StreamClock {

    private enum Assumption {
        ZONE,
        YEAR,
        DATE,
        ABBREVIATION,
        DAY_MONTH
    }

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int YEAR_OF_NOTHING = 2000;

    private final ReadOptions options;
    private final OptionalLong modifiedMicros;
    private final Sink sink;
    private final String stream;
    private final Optional<Stamp> nameStamp;
    private final Set<Assumption> told = EnumSet.noneOf(Assumption.class);
    private final boolean utc;

    private long previousMicros = Long.MIN_VALUE;
    private int yearsPassed;

    public StreamClock(String stream, OptionalLong modifiedMicros, ReadOptions options, Sink sink) {
        this.options = options;
        this.modifiedMicros = modifiedMicros;
        this.sink = sink;
        this.stream = stream;
        this.utc = options.zone().equals(ZoneOffset.UTC);
        this.nameStamp = NameTimes.in(stream).map(this::ofName);
    }

    private Stamp ofName(TimeText time) {
        long micros = time.shape() == TimeText.Shape.EPOCH ? time.epochMicros() : place(time, YEAR_OF_NOTHING);
        return new Stamp(micros, TimeSource.FILE_NAME);
    }

    /** The time in the name of the file or of a folder above it. */
    public Optional<Stamp> nameStamp() {
        return nameStamp;
    }

    /** The last resort. */
    public Optional<Stamp> modified() {
        return modifiedMicros.isPresent()
                ? Optional.of(new Stamp(modifiedMicros.getAsLong(), TimeSource.FILE_MODIFIED))
                : Optional.empty();
    }

    /** The stamp of a moment just parsed; {@link Stamp#NONE} when it cannot be placed. */
    public Stamp stamp(TimeText time, long line) {
        return switch (time.shape()) {
            case NONE -> Stamp.NONE;
            case EPOCH -> new Stamp(time.epochMicros(), TimeSource.STATED);
            case DATE_TIME -> dateTime(time, line);
            case NO_YEAR -> noYear(time, line);
            case TIME_OF_DAY -> timeOfDay(time, line);
        };
    }

    private Stamp dateTime(TimeText time, long line) {
        if (time.dayMonthGuessed() && told.add(Assumption.DAY_MONTH)) {
            tell(line, Phrase.of("input.assumed.day_month"));
        }
        long seconds = time.localSeconds(YEAR_OF_NOTHING);
        if (time.ambiguousZone()) {
            return ambiguous(time, seconds, line);
        }
        if (time.hasZone()) {
            long micros = (seconds - time.offsetSeconds()) * 1_000_000L + time.fractionMicros();
            return new Stamp(micros, TimeSource.STATED);
        }
        tellZone(line);
        return new Stamp(local(time, seconds), TimeSource.ZONE_ASSUMED);
    }

    private Stamp ambiguous(TimeText time, long seconds, long line) {
        if (options.zoneGiven()) {
            return new Stamp(local(time, seconds), TimeSource.ZONE_ASSUMED);
        }
        if (told.add(Assumption.ABBREVIATION)) {
            String offset = ZoneOffset.ofTotalSeconds(time.offsetSeconds()).getId();
            tell(line, Phrase.of("input.assumed.abbreviation", Phrase.name(time.zoneName()), Phrase.name(offset)));
        }
        long micros = (seconds - time.offsetSeconds()) * 1_000_000L + time.fractionMicros();
        return new Stamp(micros, TimeSource.ZONE_ASSUMED);
    }

    private Stamp noYear(TimeText time, long line) {
        int year = assumedYear();
        long micros = place(time, year);
        boolean afterFile = modifiedMicros.isPresent() && micros > modifiedMicros.getAsLong() + DAY_MICROS;
        if (options.year().isEmpty() && nameStamp.isEmpty() && afterFile) {
            year--;
            micros = place(time, year);
        }
        if (modifiedMicros.isEmpty() || options.year().isPresent()) {
            // a log that runs from December into January
            if (previousMicros != Long.MIN_VALUE && micros < previousMicros - 180 * DAY_MICROS) {
                yearsPassed++;
                micros = place(time, ++year);
            }
            previousMicros = micros;
        }
        if (options.year().isEmpty() && told.add(Assumption.YEAR)) {
            tell(line, Phrase.of("input.assumed.year", Phrase.name(String.valueOf(year))));
        }
        return new Stamp(micros, TimeSource.YEAR_ASSUMED);
    }

    private long place(TimeText time, int year) {
        long seconds = time.localSeconds(year);
        return time.hasZone()
                ? (seconds - time.offsetSeconds()) * 1_000_000L + time.fractionMicros()
                : local(time, seconds);
    }

    private int assumedYear() {
        if (options.year().isPresent()) {
            return options.year().getAsInt() + yearsPassed;
        }
        if (nameStamp.isPresent()) {
            return Calendar.yearOf(nameStamp.get().epochMicros()) + yearsPassed;
        }
        return modifiedMicros.isPresent() ? Calendar.yearOf(modifiedMicros.getAsLong()) : YEAR_OF_NOTHING + yearsPassed;
    }

    /** {@code 07:41:09 redis.1 |}: the day comes from the file's name or its modification time. */
    private Stamp timeOfDay(TimeText time, long line) {
        Optional<Stamp> base = nameStamp.or(this::modified);
        if (base.isEmpty()) {
            return Stamp.NONE;
        }
        long days = Math.floorDiv(base.get().epochMicros(), DAY_MICROS);
        if (told.add(Assumption.DATE)) {
            tell(line, Phrase.of("input.assumed.date"));
        }
        long micros = days * DAY_MICROS + time.microsOfDay();
        if (previousMicros != Long.MIN_VALUE) {
            while (micros < previousMicros - DAY_MICROS / 2) {
                micros += DAY_MICROS;
            }
        }
        previousMicros = micros;
        return new Stamp(micros, TimeSource.YEAR_ASSUMED);
    }

    private long local(TimeText time, long seconds) {
        if (utc) {
            return seconds * 1_000_000L + time.fractionMicros();
        }
        LocalDateTime wall = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        Instant instant = wall.atZone(options.zone()).toInstant();
        return instant.getEpochSecond() * 1_000_000L + time.fractionMicros();
    }

    private void tellZone(long line) {
        if (!options.zoneGiven() && told.add(Assumption.ZONE)) {
            tell(
                    line,
                    Phrase.of(
                            "input.assumed.zone",
                            Phrase.name(utc ? "UTC" : options.zone().getId())));
        }
    }

    private void tell(long line, Phrase assumption) {
        sink.assumed(new Origin(stream, line, -1, Optional.empty()), assumption);
    }
}
