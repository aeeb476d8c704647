package io.fragmortem.snapshot.time;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The one reader of moments in text, with an entry for a line ({@link #parse}), one for a cell or value of its own
 * ({@link #parseCell}) and one for the name of a file ({@link FileNameTime}). Keeps its result in itself, so that a clean log costs no
 * object per time line. The forms are {@link Grammar}'s, the commonest line is read by {@link IsoLine}; what zone and year mean
 * that a text leaves out is {@link StreamClock}'s matter.
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

    private static final String EPOCH = "epoch=";
    private static final LocalTimes UTC = new LocalTimes(ZoneOffset.UTC);

    /** {@code 0:00:00}. */
    private static final int SHORTEST = 7;

    /** Characters of remarks behind a marked moment. */
    private static final int FEW = 60;

    private final Glyphs text = new Glyphs();
    private final Parts parts = new Parts();
    private final Grammar grammar;

    private Shape shape = Shape.NONE;
    private boolean pure;
    private boolean decorated;
    private String host = "";

    public TimeText() {
        this(new Grammar());
    }

    TimeText(Grammar grammar) {
        this.grammar = grammar;
    }

    /** Looks for a moment at the start of UTF-8 bytes; afterwards the other methods tell about it. */
    public boolean parse(byte[] bytes, int from, int end) {
        forget();
        if (end - from >= IsoLine.SHORTEST && IsoLine.read(bytes, from, end, parts)) {
            shape = Shape.DATE_TIME;
            pure = true;
            return true;
        }
        text.set(bytes, from, end);
        return line();
    }

    /** Looks for a moment at the start of a line. */
    public boolean parse(CharSequence line) {
        forget();
        text.set(line);
        return line();
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
        boolean read = text.length() >= SHORTEST && !text.cut() && grammar.read(text, parts);
        pure = read && text.skipBlanks(text.at) == text.length();
        boolean clockless = digits == 8 && !parts.hasClock();
        return pure && !clockless && !(digits == 12 && text.at <= 13) && found(shapeOf());
    }

    /** Looks for a moment that begins at an index of the name of a file. */
    boolean parseName(CharSequence name, int from) {
        forget();
        text.set(name);
        text.at = from;
        parts.inName = true;
        boolean found = grammar.read(text, parts) && found(shapeOf());
        parts.inName = false;
        return found && (shape == Shape.EPOCH || shape == Shape.DATE_TIME);
    }

    /** Whether a line begins like a header of {@code watch}: words and a number. */
    public static boolean mayBeWatch(CharSequence line) {
        return WatchHeader.mayStart(line);
    }

    private void forget() {
        shape = Shape.NONE;
        pure = false;
        decorated = false;
        host = "";
        text.clear();
    }

    private boolean found(Shape what) {
        shape = what;
        return true;
    }

    private Shape shapeOf() {
        if (parts.epochMicros != Times.NONE) {
            return Shape.EPOCH;
        }
        return parts.year >= 0 ? Shape.DATE_TIME : parts.month > 0 ? Shape.NO_YEAR : Shape.TIME_OF_DAY;
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
        decorated |= LineEdges.skipLabels(text);
        if (!grammar.read(text, parts)) {
            return false;
        }
        shape = shapeOf();
        pure = !text.cut() && LineEdges.restIsMarks(text);
        if (decorated && !pure) {
            finer();
        }
        return true;
    }

    /** {@code ### 2026-11-22T08:35:34+00:00 epoch=1795336534.024 at peak}: the same moment, finer. */
    private void finer() {
        for (int i = text.at; i < text.length(); i++) {
            int from = i + EPOCH.length();
            int digits = text.has(i, EPOCH) ? text.digits(from) : 0;
            if (digits > 0 && digits < 20 && Epochs.ofDigits(text.number(from, digits), digits) != Times.NONE) {
                text.at = from;
                grammar.read(text, parts);
                shape = Shape.EPOCH;
                return;
            }
        }
    }

    private boolean watch() {
        String speaker = text.cut() ? null : WatchHeader.read(text, grammar, parts);
        if (speaker == null) {
            return false;
        }
        host = speaker;
        decorated = true;
        pure = true;
        return found(shapeOf());
    }

    // ------------------------------------------------------------------ what was found

    public Shape shape() {
        return shape;
    }

    /** Index after the moment and its zone, in the text that was given. */
    public int end() {
        return text.at;
    }

    /** As {@link #end()}, in the bytes that were given. */
    public int endIn(byte[] bytes, int from, int to) {
        return Glyphs.indexOf(bytes, from, to, text.at);
    }

    /**
     * Whether the line is there for the moment's sake: nothing but marks stands around it, or a mark before it and a few
     * words behind it, {@code ### 2026-11-22T08:40:50+00:00 at peak}.
     */
    public boolean isTimeLine() {
        boolean few = !text.cut() && text.length() - text.at < FEW;
        return pure || (decorated && few && shape != Shape.TIME_OF_DAY && shape != Shape.NONE);
    }

    /** Whether nothing but marks stands around the moment. */
    public boolean pure() {
        return pure;
    }

    /** Whether a mark such as {@code ###} or a label stands before it. */
    public boolean decorated() {
        return decorated;
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

    DayMonth order() {
        return shape == Shape.DATE_TIME ? parts.order : DayMonth.CLEAR;
    }

    boolean hasClock() {
        return shape == Shape.EPOCH || parts.hasClock();
    }

    /** Micros since the epoch of an {@link Shape#EPOCH}. */
    public long epochMicros() {
        return parts.epochMicros;
    }

    /** The wall clock shown, in microseconds as if it were UTC; in the year 2000 when the text names none. */
    long localMicros() {
        return switch (shape) {
            case NONE -> Times.NONE;
            case EPOCH -> parts.epochMicros;
            case DATE_TIME -> Times.epochDay(parts.year, parts.month, parts.day) * Times.DAY + parts.microsOfDay();
            case NO_YEAR -> Times.epochDay(2000, parts.month, parts.day) * Times.DAY + parts.microsOfDay();
            case TIME_OF_DAY -> parts.microsOfDay();
        };
    }
}
