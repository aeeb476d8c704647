package io.fragmortem.snapshot;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.time.LocalTimes;
import io.fragmortem.snapshot.time.NameTime;
import io.fragmortem.snapshot.time.TimeLine;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a text that was saved at one or several moments, each with the time that holds for it: the one of the
 * last time line above it, else of the stream's name, else of its modification. Prompts of redis-cli name the speaker.
 */
public final class Moments {

    private static final Pattern PROMPT = Pattern.compile("^([\\w.\\-]+:\\d{1,5})(?:\\[\\d+\\])?> ?(.*)$");
    private static final Pattern PID = Pattern.compile("\\bpid=(\\d{1,9})\\b");

    private final Entry entry;
    private final ReadOptions options;
    private final Sink sink;
    private final Lines lines;
    private final LocalTimes local;
    private final Numbers numbers;
    private Stamp stamp;
    private Optional<String> label = Optional.empty();
    private String line = "";
    private String header = "";
    private boolean fresh;
    private boolean zoneAssumed;

    /** Whether a line of digits can be a time. In a list of byte counts it is none. */
    public enum Numbers {
        MAY_BE_TIMES,
        ARE_VALUES
    }

    public Moments(Entry entry, ReadOptions options, Sink sink, Numbers numbers) throws IOException {
        this.numbers = numbers;
        this.entry = entry;
        this.options = options;
        this.sink = sink;
        this.lines = new Lines(entry.stream());
        this.local = new LocalTimes(options.zone());
        this.stamp = NameTime.of(entry, local);
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
            boolean value = numbers == Numbers.ARE_VALUES && isNumber(line);
            Optional<Stamp> time = value ? Optional.empty() : TimeLine.parse(line, local);
            if (time.isEmpty()) {
                prompt();
                return true;
            }
            stamp = time.get();
            header = line;
            fresh = true;
            assumeZone();
        }
        return false;
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c <= ' ');
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

    private void assumeZone() {
        if (!zoneAssumed && stamp.source() == TimeSource.ZONE_ASSUMED && !options.zoneGiven()) {
            zoneAssumed = true;
            sink.assumed(origin(), Phrase.of("input.assumed.zone", Phrase.name(LocalTimes.shown(options.zone()))));
        }
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

    /** The process that the time line names ({@code pid=17532}), -1 when it names none. */
    public long pid() {
        Matcher pid = PID.matcher(header);
        return pid.find() ? Long.parseLong(pid.group(1)) : -1;
    }

    /** The place of the current line. */
    public Origin origin() {
        return new Origin(entry.name(), lines.number(), lines.offset(), label);
    }

    /** Reports the current line as unusable. */
    public void reject(Phrase found, Phrase expected) {
        sink.rejected(new Rejected(origin(), found, expected));
    }
}
