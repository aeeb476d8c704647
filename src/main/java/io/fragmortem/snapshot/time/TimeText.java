package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.text.ByteText;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The one reader of moments in text, with an entry for a line ({@link #parse}), one for a cell or value of its own
 * ({@link #parseCell}) and one for the name of a file ({@link #parseName}). Keeps its result in itself, so that a clean log costs no
 * object per time line. The forms are {@link Grammar}'s, the commonest line is read by {@link FixedTimes}; what zone and
 * year mean that a text leaves out is the matter of the stream's clock.
 *
 * <p>Long because a clean line is read in place: its result is its own fields.
 */
public final class TimeText {

    /** What was found. */
    public enum Shape {
        NONE,
        EPOCH,
        DATE_TIME,
        NO_YEAR,
        TIME_OF_DAY
    }

    /** Of which dump the words in front say that a moment is. */
    public enum Place {
        /** They do not say. */
        OPEN,
        /** {@code end of dump}: of the one above. */
        END,
        /** {@code begin}: of the one below. */
        BEGIN;

        /** What a label says, by its number in the table of words; the first that says anything counts. */
        static Place of(TimeNames.Word label, Place before) {
            return before != OPEN
                    ? before
                    : switch (label.number(TimeNames.Kind.LABEL)) {
                        case 1 -> END;
                        case 2 -> BEGIN;
                        default -> OPEN;
                    };
        }
    }

    private static final LocalTimes UTC = new LocalTimes(ZoneOffset.UTC);

    /** {@code 2026-11-22T08:36}. */
    private static final int SHORTEST_FIXED = 16;

    /** {@code 0:00:00}. */
    private static final int SHORTEST = 7;

    /** Characters of remarks behind a marked moment. */
    private static final int FEW = 60;

    private final Glyphs text = new Glyphs();
    private final Parts parts = new Parts();
    private final ByteText ascii = new ByteText();
    private final LastClock lastClock = new LastClock();

    private Shape shape = Shape.NONE;
    private boolean pure;
    private boolean decorated;
    private String host = "";
    private Place place = Place.OPEN;
    private int end;
    private int left;

    /** Looks for a moment at the start of UTF-8 bytes; afterwards the other methods tell about it. */
    public boolean parse(byte[] bytes, int from, int to) {
        if (lastClock.moves(bytes, from, to, parts)) {
            return true;
        }
        forget();
        if (fixed(ascii.set(bytes, from, to)) || bareEpoch(ascii)) {
            return true;
        }
        text.set(bytes, from, to);
        boolean found = line();
        if (found && pure && host.isEmpty() && shape == Shape.DATE_TIME) {
            lastClock.keep(bytes, from, to, parts);
        }
        return found;
    }

    /** Looks for a moment at the start of a line. */
    public boolean parse(CharSequence line) {
        forget();
        if (fixed(line)) {
            return true;
        }
        text.set(line);
        return line();
    }

    /** {@code 2026-11-22T08:36:09.107Z stdout F used_memory:1}: what carries most lines, at fixed places. */
    private boolean fixed(CharSequence line) {
        if (line.length() < SHORTEST_FIXED || line.charAt(4) != '-' || line.charAt(13) != ':') {
            return false;
        }
        FixedTimes.Prefix iso = FixedTimes.isoPrefix(line, 0, line.length());
        end = iso.end();
        if (!iso.moment().exists()
                || !LineEdges.endsMoment(line, end, iso.moment().zoned())) {
            return false;
        }
        parts.clear();
        parts.epochMicros = iso.moment().micros();
        parts.hour = 0;
        parts.offsetSeconds = iso.moment().zoned() ? 0 : Parts.NO_ZONE;
        left = line.length() - end;
        pure = LineEdges.isMarks(line, end);
        return found(Shape.DATE_TIME);
    }

    /** {@code 1790812800} or {@code 1790812800123} and nothing else: what {@code date +%s} and programs write. */
    private boolean bareEpoch(CharSequence line) {
        int length = line.length();
        length -= length > 0 && line.charAt(length - 1) == '\r' ? 1 : 0;
        boolean digits = (length == 10 || length == 13) && line.charAt(1) >= '0' && line.charAt(1) <= '9';
        if (!digits) {
            return false;
        }
        long epoch = Epochs.of(line.subSequence(0, length));
        if (epoch == Times.NONE) {
            return false;
        }
        parts.clear();
        parts.epochMicros = epoch;
        end = length;
        left = 0;
        pure = true;
        return found(Shape.EPOCH);
    }

    /** Reads a text that is a moment and nothing else: a cell of a table, a value in JSON. */
    public boolean parseCell(CharSequence cell) {
        forget();
        long epoch = Epochs.of(cell);
        if (epoch != Times.NONE) {
            parts.clear();
            parts.epochMicros = epoch;
            pure = true;
            return found(Shape.EPOCH);
        }
        text.set(cell);
        text.at = text.skipBlanks(0);
        int digits = text.digits(text.at);
        // counters have 8 and 12 digits too: 20261120, 202611200841
        boolean read = text.length() >= SHORTEST && !text.cut() && Grammar.read(text, parts);
        pure = read && text.skipBlanks(text.at) == text.length();
        boolean clockless = digits == 8 && !parts.hasClock();
        return pure && !clockless && !(digits == 12 && text.at <= 13) && found(parts.shape());
    }

    /** Looks for a moment that begins at an index of the name of a file. */
    public boolean parseName(CharSequence name, int from) {
        forget();
        text.set(name);
        text.at = from;
        parts.inName = true;
        boolean found = Grammar.read(text, parts) && found(parts.shape());
        parts.inName = false;
        return found && (shape == Shape.EPOCH || shape == Shape.DATE_TIME);
    }

    private void forget() {
        shape = Shape.NONE;
        pure = false;
        decorated = false;
        host = "";
        place = Place.OPEN;
        text.clear();
        lastClock.forget();
    }

    private boolean found(Shape what) {
        shape = what;
        return true;
    }

    // ------------------------------------------------------------------ around the moment

    private boolean line() {
        LineEdges.skipMarks(text);
        decorated = text.at > 0;
        if (text.isLetter(text.at) && !LineEdges.mayHoldTime(text)) {
            return false;
        }
        if (WatchHeader.starts(text)) {
            return watch();
        }
        if (text.has(text.at, "start time")) {
            // kubectl describe pod: when the pod started, not when this was saved
            return false;
        }
        int labels = text.at;
        LineEdges.skipCount(text);
        place = LineEdges.skipLabels(text);
        decorated |= text.at > labels;
        if (!Grammar.read(text, parts)) {
            return false;
        }
        shape = parts.shape();
        pure = !text.cut() && LineEdges.restIsMarks(text);
        if (decorated && !pure && Grammar.readEpochBehind(text, parts)) {
            shape = Shape.EPOCH;
        }
        end = text.at;
        left = text.cut() ? Integer.MAX_VALUE : text.length() - end;
        return true;
    }

    private boolean watch() {
        String speaker = text.cut() ? null : WatchHeader.read(text, parts);
        if (speaker == null) {
            return false;
        }
        host = speaker;
        end = text.length();
        decorated = true;
        pure = true;
        return found(parts.shape());
    }

    // ------------------------------------------------------------------ what was found

    public Shape shape() {
        return shape;
    }

    /** Index after the moment and its zone, in the text that was given. */
    public int end() {
        return end;
    }

    /** As {@link #end()}, in the bytes that were given. */
    public int endIn(byte[] bytes, int from, int to) {
        return Glyphs.indexOf(bytes, from, to, end);
    }

    /**
     * Whether the line is there for the moment's sake: nothing but marks stands around it, or a mark before it and a few
     * words behind it, {@code ### 2026-11-22T08:40:50+00:00 at peak}.
     */
    public boolean isTimeLine() {
        return isAlone() && place != Place.END;
    }

    /** Whether it is there to tell that what stands above has ended then. */
    public boolean isEndLine() {
        return isAlone() && place == Place.END;
    }

    private boolean isAlone() {
        return pure || (decorated && left < FEW && shape != Shape.TIME_OF_DAY && shape != Shape.NONE);
    }

    /** Whether nothing but marks stands around the moment. */
    public boolean pure() {
        return pure;
    }

    /** Whether a mark such as {@code ###} or a label stands before it. */
    public boolean decorated() {
        return decorated;
    }

    /** Of which dump the words in front of the moment say that it is. */
    public Place place() {
        return place;
    }

    /** Who speaks in the lines below, as a header of {@code watch} says; empty where nothing does. */
    public String host() {
        return host;
    }

    public boolean hasZone() {
        return parts.offsetSeconds != Parts.NO_ZONE;
    }

    /** The zone by its name, as {@code Europe/Berlin}. */
    Optional<ZoneId> region() {
        return hasZone() ? Optional.empty() : parts.region;
    }

    /** Whether the zone's abbreviation stands for several zones ({@code CST}, {@code IST}). */
    public boolean ambiguousZone() {
        return parts.ambiguousZone;
    }

    public String zoneName() {
        return parts.zoneName;
    }

    public int offsetSeconds() {
        return parts.offsetSeconds;
    }

    /** Whether the moment itself is written in Chinese. */
    boolean isChinese() {
        if (parts.languages() != 0) {
            return (parts.languages() & TimeNames.bit("zh")) != 0;
        }
        boolean signs = false;
        for (int i = 0; i < text.length() && !signs; i++) {
            signs = TimeNames.isIdeograph(text.charAt(i));
        }
        return signs;
    }

    /** The moment as logs keep it: with its zone where the text names one for sure. */
    public ToldTime told() {
        return switch (shape) {
            case NONE -> ToldTime.NONE;
            case EPOCH -> new ToldTime(ToldTime.Kind.EPOCH, parts.epochMicros);
            case DATE_TIME -> {
                Reading reading = Reading.of(this);
                boolean sure = reading.hasZone() && !reading.isGuessed();
                yield sure
                        ? new ToldTime(ToldTime.Kind.EPOCH, reading.utc(localMicros(), UTC, false))
                        : new ToldTime(ToldTime.Kind.LOCAL, localMicros());
            }
            case NO_YEAR -> new ToldTime(ToldTime.Kind.NO_YEAR, localMicros());
            case TIME_OF_DAY -> new ToldTime(ToldTime.Kind.TIME_OF_DAY, localMicros());
        };
    }

    public DayMonth order() {
        return shape == Shape.DATE_TIME ? parts.order : DayMonth.CLEAR;
    }

    public boolean hasClock() {
        return shape == Shape.EPOCH || parts.hasClock();
    }

    /** Whether the text tells the moment with nothing left to assume. */
    public boolean isStated() {
        return shape == Shape.EPOCH
                || (shape == Shape.DATE_TIME && hasZone() && parts.isPlain() && !parts.ambiguousZone);
    }

    /** Microseconds since the epoch of such a moment. */
    public long statedMicros() {
        return shape == Shape.EPOCH ? parts.epochMicros : localMicros() - parts.offsetSeconds * Times.SECOND;
    }

    /** Whether nothing but the zone is left to assume. */
    public boolean isLocal() {
        return shape == Shape.DATE_TIME && !hasZone() && parts.isPlain() && parts.region.isEmpty();
    }

    /** The wall clock shown, in microseconds as if it were UTC; in the year 2000 when the text names none. */
    public long localMicros() {
        return shape == Shape.NONE ? Times.NONE : parts.localMicros();
    }
}
