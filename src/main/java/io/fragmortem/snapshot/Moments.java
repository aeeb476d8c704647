package io.fragmortem.snapshot;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a text that was saved at one or several moments, each with the time that holds for it: the one of the
 * last time line above it, else of the stream's name, else of its modification. Prompts of redis-cli and headers of watch
 * name the speaker. What is read is to be given to {@link #sink()}, which may hold it until {@link #close()}.
 */
public final class Moments implements AutoCloseable {

    /** What a format makes of the lines of a stream. */
    @FunctionalInterface
    public interface Reading {
        void read(Moments moments, Sink sink) throws IOException;
    }

    private static final Pattern PROMPT = Pattern.compile("^([\\w.\\-]+:\\d{1,5})(?:\\[\\d+\\])?> ?(.*)$");
    private static final Pattern PID = Pattern.compile("\\bpid=(\\d{1,9})\\b");

    private final Entry entry;
    private final Sink sink;
    private final Lines lines;
    private final StreamClock clock;
    private final TimeText time = new TimeText();
    private final Numbers numbers;
    private Stamp stamp;
    private Optional<String> label = Optional.empty();
    private String line = "";
    private String header = "";
    private boolean fresh;

    /** Whether a line of digits can be a time. In a list of byte counts it is none. */
    public enum Numbers {
        MAY_BE_TIMES,
        ARE_VALUES
    }

    public Moments(Entry entry, ReadOptions options, Sink sink, Numbers numbers) throws IOException {
        this.numbers = numbers;
        this.entry = entry;
        this.lines = new Lines(entry.stream());
        this.clock = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed);
        this.sink = clock.settling(sink);
        this.stamp = clock.fallback();
    }

    /** Reads a stream from its beginning to its end. */
    public static void read(Entry entry, ReadOptions options, Sink sink, Numbers numbers, Reading reading)
            throws IOException {
        try (Moments moments = new Moments(entry, options, sink, numbers)) {
            reading.read(moments, moments.sink());
        }
    }

    /** Moves to the next line that is no time line; false at the end. */
    public boolean next() throws IOException {
        fresh = false;
        while (lines.next()) {
            if (lines.cut()) {
                reject(
                        Phrase.of("input.found.long_line", Phrase.count(Lines.MAX_LINE)),
                        Phrase.of("input.expected.text"));
            }
            line = lines.text();
            clock.read(line);
            boolean value = numbers == Numbers.ARE_VALUES && isNumber(line);
            Stamp told =
                    !value && time.parse(line) && time.isTimeLine() ? clock.stamp(time, lines.number()) : Stamp.NONE;
            if (!told.known()) {
                prompt();
                return true;
            }
            stamp = told;
            header = line;
            fresh = true;
            label = time.host().isEmpty() ? label : Optional.of(time.host());
        }
        return false;
    }

    /** A number and nothing else, as a list or an array writes it. */
    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c <= ' ' || ",\"'[]".indexOf(c) >= 0);
    }

    private void prompt() {
        if (line.indexOf('>') > 0 && line.length() < 300) {
            Matcher prompt = PROMPT.matcher(line);
            if (prompt.matches()) {
                label = Optional.of(prompt.group(1));
                line = prompt.group(2);
            }
        }
    }

    /** Whether the current line came with its end: the last number of a line without it may have been cut. */
    public boolean whole() {
        return lines.whole();
    }

    /** Reports the last number of a line that came without its end. */
    public void rejectCut(String number) {
        reject(
                Phrase.of("input.found.cut_number", Phrase.name(Text.shown(number))),
                Phrase.of("input.expected.line_end"));
    }

    /** Whether a time line stood directly before the current line: what follows was saved at another moment. */
    public boolean fresh() {
        return fresh;
    }

    /** The current line. */
    public String line() {
        return line;
    }

    public Stamp stamp() {
        return stamp;
    }

    /** The time in a cell of the current line; NONE where it tells none. */
    public Stamp cell(String text) {
        return clock.cell(text, lines.number());
    }

    /** Takes a time off the beginning of the current line, as {@code ts} puts it there; NONE where there is none. */
    public Stamp takeTime() {
        if (!time.parse(line) || time.end() >= line.length()) {
            return Stamp.NONE;
        }
        line = line.substring(time.end()).strip();
        return clock.stamp(time, lines.number());
    }

    /** The process that the time line names ({@code pid=17532}), -1 when it names none. */
    public long pid() {
        Matcher pid = PID.matcher(header);
        return pid.find() ? Long.parseLong(pid.group(1)) : -1;
    }

    /** A stamp so many microseconds behind another one, counted by the interval. */
    public Stamp shifted(Stamp from, long micros) {
        return clock.shifted(from, micros);
    }

    /** Where samples, events and exhibits go. */
    public Sink sink() {
        return sink;
    }

    /** Lets go of what waited for the end of the stream. */
    @Override
    public void close() {
        clock.settle();
    }

    /** The place of the current line. */
    public Origin origin() {
        return new Origin(entry.name(), lines.number(), lines.offset(), label);
    }

    /** Reports a text of the current line where a number should be, unless it says that there is none. */
    public void refuse(String text) {
        if (!Unread.isNoValue(text)) {
            sink.rejected(Unread.number(origin(), text));
        }
    }

    /** Reports the current line as unusable. */
    public void reject(Phrase found, Phrase expected) {
        sink.rejected(new Rejected(origin(), found, expected));
    }
}
