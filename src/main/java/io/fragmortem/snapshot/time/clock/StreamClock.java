package io.fragmortem.snapshot.time.clock;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.time.Epochs;
import io.fragmortem.snapshot.time.FixedTimes;
import io.fragmortem.snapshot.time.LocalTimes;
import io.fragmortem.snapshot.time.Reading;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.snapshot.time.ToldTime;
import io.fragmortem.snapshot.time.ToldTime.Kind;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one clock of a stream, be it of dumps, tables or log lines: turns what the text says about time into {@link Stamp}s by
 * one policy of zone, year, day and order of day and month, and tells once what had to be assumed.
 *
 * <p>What only the rest of the stream can tell (the year of a log is that of its last line, {@code 03/04} is decided by
 * {@code 20/04}) is left open while {@link #settling} holds samples back, or until {@link #resolve} for those who hold
 * their lines themselves.
 */
public final class StreamClock {

    /** Lines that may lie between a date and the time of day that belongs to it. */
    private static final int DATE_ABOVE = 2;

    private final ReadOptions options;
    private final FileTimes file;
    private final Assumptions assumptions;
    private final DateOrder order = new DateOrder();
    private final Anchor anchor = new Anchor();
    private final Years years;
    private final TimeText cell = new TimeText();

    private LocalTimes local;
    private boolean zoneCertain;
    private boolean chinese;
    private boolean sawLocal;
    private boolean resolved;
    private @Nullable Settling settling;
    private Optional<Reading> date = Optional.empty();
    private long dateLine;

    /** @param assumed is told what had to be assumed, and where */
    public StreamClock(
            String stream, OptionalLong modifiedMicros, ReadOptions options, BiConsumer<Origin, Phrase> assumed) {
        this.options = options;
        this.assumptions = new Assumptions(stream, options, assumed);
        this.local = new LocalTimes(options.zone());
        this.file = FileTimes.of(stream, modifiedMicros, new LocalTimes(options.zone()));
        this.years = new Years(options, stream, file.nameWall(), file.modifiedWall());
        read(stream);
    }

    // ------------------------------------------------------------------ the stream as a whole

    /** The time in the name of the file or of a folder above it. */
    public Optional<Stamp> nameStamp() {
        return file.name();
    }

    /** The time of what states none inside: the one in the stream's name, else its modification; may be none. */
    public Stamp fallback() {
        return file.name().or(file::modified).orElse(Stamp.NONE);
    }

    /** Notes a line of text, for what its language says about the letters {@code CST}. */
    public void read(CharSequence line) {
        for (int i = 0; i < line.length() && !chinese; i++) {
            char c = line.charAt(i);
            chinese = c >= '\u4e00' && c <= '\u9fff';
        }
    }

    /**
     * Holds back the samples whose time is still open until {@link #settle} is called, and everything behind them.
     *
     * @return the sink that the reader must give its samples, events and exhibits to
     */
    public Sink settling(Sink sink) {
        settling = new Settling(sink, this);
        return settling;
    }

    /** The end of the stream: what was held back goes to the sink. */
    public void settle() {
        if (settling != null) {
            settling.settle();
        }
    }

    // ------------------------------------------------------------------ moments in text

    /** The stamp of a moment just parsed; {@link Stamp#NONE} when it cannot be placed. */
    public Stamp stamp(TimeText time, long line) {
        if (time.isStated()) {
            // nearly every line of a log that a container's runtime wrote
            return new Stamp(time.statedMicros(), TimeSource.STATED);
        }
        if (time.isLocal()) {
            sawLocal = true;
            return local(time.localMicros(), line);
        }
        return switch (time.shape()) {
            case NONE, EPOCH -> Stamp.NONE;
            case DATE_TIME -> {
                Reading reading = Reading.of(time);
                if (!time.hasClock()) {
                    date = Optional.of(reading);
                    dateLine = line;
                }
                yield stamp(reading, line);
            }
            case NO_YEAR -> stamp(Reading.of(time), line);
            case TIME_OF_DAY -> {
                // date /t and time /t of Windows write two lines
                boolean below = date.isPresent() && line - dateLine <= DATE_ABOVE;
                Reading clock = Reading.of(time);
                yield stamp(below ? clock.on(date.get()) : clock, line);
            }
        };
    }

    /** The stamp of a text that is a moment and nothing else, {@link Stamp#NONE} for any other text. */
    public Stamp cell(CharSequence text, long line) {
        long epoch = Epochs.of(text);
        if (epoch != Times.NONE) {
            return new Stamp(epoch, TimeSource.STATED);
        }
        long sheet = Epochs.ofSheet(text);
        if (sheet != Times.NONE) {
            return local(sheet, line);
        }
        FixedTimes.Moment iso = FixedTimes.iso(text, 0, text.length());
        if (!iso.exists()) {
            return cell.parseCell(text) ? stamp(cell, line) : Stamp.NONE;
        }
        return iso.zoned() ? new Stamp(iso.micros(), TimeSource.STATED) : local(iso.micros(), line);
    }

    private Stamp local(long wallMicros, long line) {
        long micros = local.epochMicros(wallMicros);
        assumptions.passage(local, line);
        if (zoneCertain) {
            return new Stamp(micros, TimeSource.STATED);
        }
        assumptions.zone(line);
        return new Stamp(micros, TimeSource.ZONE_ASSUMED);
    }

    /** Sees a cell before it is read, so that it counts for the order of day and month. */
    public void preview(CharSequence text) {
        if (cell.parseCell(text)) {
            order.see(cell.order(), cell.localMicros());
        }
    }

    /** Whether dates were seen whose order only further dates can tell. */
    public boolean isOrderOpen() {
        return order.isOpen();
    }

    private Stamp stamp(Reading reading, long line) {
        order.see(reading.order(), reading.told().micros());
        int index = see(reading.told().kind(), reading.told().micros());
        return settling != null && isOpen(reading) ? settling.open(reading, index, line) : place(reading, index, line);
    }

    private boolean isOpen(Reading reading) {
        return switch (reading.told().kind()) {
            case NO_YEAR -> options.year().isEmpty();
            case TIME_OF_DAY -> file.name().isEmpty();
            case LOCAL, EPOCH, NONE ->
                (reading.order().isOpen() && !order.isShown())
                        || (reading.mayBeChinas() && !options.zoneGiven() && !chinese && !reading.chinese());
        };
    }

    /** The stamp with all that is known by now. */
    Stamp place(Reading reading, int index, long line) {
        assumptions.reading(reading, line, years, chinese);
        if (reading.order().isOpen()) {
            assumptions.dayMonth(line, order.told(file.writtenMicros()));
        }
        if (!reading.hasZone() && !zoneCertain) {
            assumptions.zone(line);
        }
        long wall = wall(reading, index);
        if (wall == Times.NONE) {
            return Stamp.NONE;
        }
        boolean zoned = reading.ambiguousZone() && options.zoneGiven();
        long micros = zoned ? local.epochMicros(wall) : reading.utc(wall, local, chinese);
        assumptions.passage(local, line);
        if (reading.told().kind() != Kind.LOCAL) {
            boolean yearless = reading.told().kind() == Kind.NO_YEAR;
            boolean certain = zoneCertain && years.isCertain() && yearless;
            // the user's word is no guess that another part may mend
            boolean given = yearless && options.year().isPresent();
            return new Stamp(
                    micros, certain ? TimeSource.STATED : given ? TimeSource.ZONE_ASSUMED : TimeSource.YEAR_ASSUMED);
        }
        boolean sure = reading.hasZone() ? !reading.isGuessed() : zoneCertain;
        return new Stamp(micros, sure ? TimeSource.STATED : TimeSource.ZONE_ASSUMED);
    }

    /** What the clock on the wall showed, with year and day; {@link Times#NONE} where nothing tells them. */
    private long wall(Reading reading, int index) {
        long micros = reading.told().micros();
        return switch (reading.told().kind()) {
            case NO_YEAR ->
                years.firstYear().isEmpty()
                        ? Times.NONE
                        : Times.inYear(micros, years.firstYear().getAsInt() + index);
            case TIME_OF_DAY ->
                years.firstDay().isEmpty() ? Times.NONE : (years.firstDay().getAsLong() + index) * Times.DAY + micros;
            case LOCAL, EPOCH, NONE ->
                reading.order().isOpen() && order.monthFirst(file.writtenMicros()) ? Times.exchanged(micros) : micros;
        };
    }

    /** A stamp so many microseconds behind another one, counted by the interval. */
    public Stamp shifted(Stamp stamp, long micros) {
        return settling != null
                ? settling.shifted(stamp, micros)
                : new Stamp(stamp.epochMicros() + micros, TimeSource.INTERVAL);
    }

    // ------------------------------------------------------------------ logs

    /** Sees the time of every line in order and tells how many new years, or midnights, it has passed. */
    public int see(Kind kind, long micros) {
        return switch (kind) {
            case NO_YEAR -> years.seeNoYear(micros);
            case TIME_OF_DAY -> years.seeTimeOfDay(micros);
            case LOCAL -> {
                sawLocal = true;
                yield years.yearsPassed();
            }
            case EPOCH, NONE -> years.yearsPassed();
        };
    }

    /** A line that states the epoch second beside a line that states local time. */
    public void anchor(long epochMicros, ToldTime beside) {
        anchor.see(epochMicros, beside, years.yearsPassed());
    }

    /** Decides year and zone of a log with all that was seen. */
    public void resolve() {
        if (resolved) {
            return;
        }
        resolved = true;
        long offset = anchor.offset();
        if (offset != Times.NONE) {
            years.anchor(anchor.firstYear(offset));
        }
        if (offset != Times.NONE && !options.zoneGiven()) {
            ZoneOffset zone = ZoneOffset.ofTotalSeconds((int) (offset / Times.SECOND));
            local = new LocalTimes(zone);
            zoneCertain = true;
            assumptions.zoneShown(zone);
        } else if (sawLocal || years.sawNoYear()) {
            assumptions.zone(0);
        }
        if (years.sawNoYear()) {
            assumptions.year(0, years);
        }
        years.decide();
    }

    /** The moment of a log line's time; call after {@link #resolve()}. */
    public Stamp stamp(ToldTime time, int index) {
        return switch (time.kind()) {
            case NONE -> Stamp.NONE;
            case EPOCH -> new Stamp(time.micros(), TimeSource.STATED);
            case LOCAL, NO_YEAR, TIME_OF_DAY -> place(Reading.of(time), index, 0);
        };
    }

    /** Keeps year and day as they are now, however the stream goes on. */
    void decide() {
        years.decide();
    }
}
