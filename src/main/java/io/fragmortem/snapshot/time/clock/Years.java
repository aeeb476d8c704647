package io.fragmortem.snapshot.time.clock;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.time.Times;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The year and the day of times that name none. Years, surest first: the user's, an epoch second beside a local time, the
 * name of the file, its modification, before which the last time must lie. Days: the name, else the modification. Counts
 * the new years and midnights that a stream passes.
 */
final class Years {

    /** Clocks of different zones, and a file copied late: so far may a time lie behind the file's. */
    private static final long SLACK = 2 * Times.DAY;

    /** A step forward of nearly a day is one back over midnight. */
    private static final long LATE = 22 * 3_600 * Times.SECOND;

    private final ReadOptions options;
    private final OptionalLong nameWall;
    private final OptionalInt nameYear;
    private final OptionalLong modifiedWall;

    private long first = Times.NONE;
    private long previous = Times.NONE;
    private int yearsPassed;
    private long previousOfDay = Times.NONE;
    private int daysPassed;
    private OptionalInt anchored = OptionalInt.empty();
    private Optional<OptionalInt> decidedYear = Optional.empty();
    private Optional<OptionalLong> decidedDay = Optional.empty();

    /**
     * @param nameWall what a clock on the wall showed at the moment in the stream's name
     * @param modifiedWall what a clock on the wall showed when the file was written
     */
    Years(ReadOptions options, String stream, OptionalLong nameWall, OptionalLong modifiedWall) {
        this.options = options;
        this.nameWall = nameWall;
        this.nameYear = FileNameTime.year(stream);
        this.modifiedWall = modifiedWall;
    }

    /** Sees a time without a year, in the year 2000; tells how many new years were passed before it. */
    int seeNoYear(long micros) {
        if (previous == Times.NONE) {
            first = micros;
        } else if (micros < previous - Times.DAY) {
            yearsPassed++;
        } else if (micros > previous + 300 * Times.DAY && yearsPassed > 0) {
            yearsPassed--; // a late line of the old year
        }
        previous = micros;
        return yearsPassed;
    }

    /** Sees a time without a day; tells how many midnights were passed before it. */
    int seeTimeOfDay(long micros) {
        if (previousOfDay != Times.NONE) {
            if (micros < previousOfDay - Times.DAY / 2) {
                daysPassed++;
            } else if (micros > previousOfDay + LATE && daysPassed > 0) {
                daysPassed--; // a late line of the old day
            }
        }
        previousOfDay = micros;
        return daysPassed;
    }

    boolean sawNoYear() {
        return previous != Times.NONE;
    }

    int yearsPassed() {
        return yearsPassed;
    }

    /** The year of the first time is known for certain. */
    void anchor(int year) {
        anchored = OptionalInt.of(year);
    }

    /** Keeps the first year and day as they are now, however many follow. */
    void decide() {
        decidedYear = Optional.of(firstYear());
        decidedDay = Optional.of(firstDay());
    }

    /** The year in which the count of new years began; empty when nothing tells. */
    OptionalInt firstYear() {
        return decidedYear.orElseGet(this::askYear);
    }

    private OptionalInt askYear() {
        if (options.year().isPresent()) {
            return options.year();
        }
        if (anchored.isPresent()) {
            return anchored;
        }
        OptionalInt last = lastYear();
        return last.isPresent() ? OptionalInt.of(last.getAsInt() - yearsPassed) : last;
    }

    private OptionalInt lastYear() {
        if (nameWall.isPresent() && sawNoYear()) {
            return OptionalInt.of(nearestToName(nameWall.getAsLong()));
        }
        if (nameYear.isPresent() || modifiedWall.isEmpty() || !sawNoYear()) {
            return nameYear;
        }
        long written = modifiedWall.getAsLong();
        int year = Times.yearOf(written);
        return OptionalInt.of(Times.inYear(previous, year) > written + SLACK ? year - 1 : year);
    }

    /** A log is named when it is rotated, a capture when it begins: the year in which either is nearest to the name. */
    private int nearestToName(long named) {
        int year = Times.yearOf(named);
        int best = year;
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            best = distance(named, candidate) < distance(named, best) ? candidate : best;
        }
        return best;
    }

    private long distance(long named, int lastYear) {
        long last = Math.abs(Times.inYear(previous, lastYear) - named);
        return Math.min(last, Math.abs(Times.inYear(first, lastYear - yearsPassed) - named));
    }

    /** The day since 1970 on which the count of midnights began; empty when nothing tells. */
    OptionalLong firstDay() {
        return decidedDay.orElseGet(this::askDay);
    }

    private OptionalLong askDay() {
        if (nameWall.isPresent()) {
            return OptionalLong.of(Math.floorDiv(nameWall.getAsLong(), Times.DAY));
        }
        if (modifiedWall.isEmpty() || previousOfDay == Times.NONE) {
            return OptionalLong.empty();
        }
        long written = modifiedWall.getAsLong();
        long day = Math.floorDiv(written, Times.DAY);
        long last = day * Times.DAY + previousOfDay <= written + Times.SECOND ? day : day - 1;
        return OptionalLong.of(last - daysPassed);
    }

    /** Whether the year is no assumption. */
    boolean isCertain() {
        return options.year().isEmpty() && anchored.isPresent();
    }

    /** How the year was found, for the report; empty when it is certain. */
    Optional<Phrase> yearAssumed() {
        OptionalInt known = firstYear();
        if (known.isEmpty()) {
            return Optional.of(Phrase.of("input.assumed.no_year"));
        }
        if (isCertain()) {
            return Optional.empty();
        }
        if (options.year().isPresent()) {
            return Optional.of(Phrase.of("input.assumed.first_year", Phrase.name(String.valueOf(known.getAsInt()))));
        }
        Phrase.Arg year = Phrase.name(String.valueOf(known.getAsInt() + yearsPassed));
        boolean named = nameWall.isPresent() || nameYear.isPresent();
        return Optional.of(
                Phrase.of(named ? "input.assumed.year_by_name" : "input.assumed.year_by_modification", year));
    }
}
