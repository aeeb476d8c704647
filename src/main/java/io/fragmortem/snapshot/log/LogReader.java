package io.fragmortem.snapshot.log;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.log.Speaker.Remark;
import io.fragmortem.snapshot.log.line.LogLine;
import io.fragmortem.snapshot.log.line.LogPrefix;
import io.fragmortem.snapshot.log.line.Program;
import io.fragmortem.snapshot.log.line.Transport;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.time.ToldTime;
import io.fragmortem.snapshot.time.ToldTime.Kind;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one log. Events and samples are held back until year and zone are known, or until there are too many of them:
 * a signal-handler line near the end may be the only one that tells.
 *
 * <p>Long because every reader of a message comes back here for the clock, the speaker and the sink.
 */
final class LogReader {

    /** Longer lines than the server usually writes. */
    private static final int LONG_LINE = 160;

    /** 26 hours: from UTC-12 to UTC+14. */
    private static final long FARTHEST_ZONE = 26L * 3600 * 1_000_000;

    private final Entry entry;
    private final ReadOptions options;
    private final Sink sink;
    private final StreamClock clock;
    private final LogLine line = new LogLine();
    private final Transport transport = new Transport();
    private final CrashReport crashReport = new CrashReport(this);
    private final MeasuringLines measuring = new MeasuringLines(this);
    private final MachineLines machine;
    private final HeldRemarks held;
    private final RuleActions actions = new RuleActions(this, crashReport, measuring);
    private final Speakers speakers = new Speakers();
    private final WrappedMessage wrapped = new WrappedMessage();
    private long understood;
    private long lineNumber;
    private long lineOffset;
    private boolean lineWhole;
    private long signalEpoch = Long.MIN_VALUE;

    LogReader(Entry entry, ReadOptions options, Sink sink) {
        this.entry = entry;
        this.options = options;
        this.sink = sink;
        this.clock = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed);
        this.machine = new MachineLines(this, clock);
        this.held = new HeldRemarks(entry.name(), clock, sink, speakers::isServer);
    }

    void read() throws IOException {
        Lines lines = new Lines(entry.stream());
        while (lines.next()) {
            lineNumber = lines.number();
            lineOffset = lines.offset();
            lineWhole = lines.whole();
            if (lines.cut()) {
                reject(
                        Phrase.of("input.found.long_line", Phrase.count(Lines.MAX_LINE)),
                        Phrase.of("input.expected.log_lines"));
            }
            readLines(lines.buffer(), lines.from(), lines.to());
        }
        finish();
    }

    /** Reads a line that a collector unwrapped; what it says of time and speaker counts like any other carrier's word. */
    void record(LogRecord record, long number) {
        lineNumber = number;
        lineOffset = -1;
        for (String text : record.message().split("\n")) {
            byte[] b = text.getBytes(StandardCharsets.UTF_8);
            transport.carried(record.speaker(), record.micros());
            transport.strip(b, 0, b.length);
            if (!transport.partial()) {
                carriedLine();
            }
        }
    }

    /** Gives what was held back, and says when there was nothing. */
    void finish() {
        for (Speaker one : speakers.all()) {
            speakers.give(one);
            crashReport.close(one);
            measuring.flushKeyspace(one);
        }
        held.release();
        if (understood == 0) {
            reject(Phrase.of("input.found.no_prefix"), Phrase.of("input.expected.log"));
        }
    }

    /** A long line may be many that lost their line ends. */
    private void readLines(byte[] b, int from, int to) {
        int start = from;
        while (to - start > LONG_LINE) {
            int next = LogPrefix.find(b, start + LogPrefix.SHORTEST, to);
            if (next < 0 || b[next - 1] != ' ') {
                break;
            }
            if (LogPrefix.find(b, start, next) >= 0) {
                readLine(b, start, next);
            }
            start = next;
        }
        readLine(b, start, to);
    }

    private void readLine(byte[] b, int from, int end) {
        // some messages are known by how they end, and pasted lines end in blanks or in the marks of bold type
        int to = end;
        while (to > from && (b[to - 1] == ' ' || b[to - 1] == '\t' || b[to - 1] == '\r' || isBold(b, to - 2, from))) {
            to -= b[to - 1] == '*' ? 2 : 1;
        }
        if (isBold(b, from, from) && to > from + 2) {
            readLine(b, from + 2, to);
            return;
        }
        if (line.parse(b, from, to)) {
            speakers.give("");
            serverLine(b, line.timeKind(), line.micros());
            return;
        }
        transport.strip(b, from, to);
        if (!transport.partial()) {
            carriedLine();
        }
    }

    /** {@code **}, in which people set what matters; no line of a server begins or ends with it. */
    private static boolean isBold(byte[] b, int at, int from) {
        return at >= from && at + 1 < b.length && b[at] == '*' && b[at + 1] == '*';
    }

    /** What is left of a line without its carriers. */
    private void carriedLine() {
        byte[] rest = transport.buffer();
        if (line.parse(rest, transport.from(), transport.to())) {
            speakers.give(transport.label());
            boolean carriers = transport.timeKind().isSurerThan(line.timeKind()) && !isCollectedLater();
            serverLine(
                    rest,
                    carriers ? transport.timeKind() : line.timeKind(),
                    carriers ? transport.micros() : line.micros());
        } else if (LogLine.isBroken(rest, transport.from(), transport.to())) {
            String text = Bytes.text(rest, transport.from(), transport.to());
            sink.rejected(Unread.line(origin(), text, Phrase.of("input.expected.log_line")));
        } else if (transport.program() != Program.OTHER) {
            if (transport.machine().isEmpty()) {
                speakers.give(transport.label());
            } else {
                speakers.giveMachine(transport.machine());
            }
            barLine(rest, transport.from(), transport.to());
        }
    }

    /** A collector that reads an old file stamps its lines with the time of reading: no zone is that far away. */
    private boolean isCollectedLater() {
        return line.timeKind() == Kind.LOCAL && Math.abs(line.micros() - transport.micros()) > FARTHEST_ZONE;
    }

    private void serverLine(byte[] b, Kind kind, long micros) {
        understood++;
        wrapped.clear();
        int index = clock.see(kind, micros);
        Speaker speaker = speakers.present();
        if (signalEpoch != Long.MIN_VALUE && kind != Kind.EPOCH) {
            clock.anchor(signalEpoch, new ToldTime(kind, micros));
            signalEpoch = Long.MIN_VALUE;
        }
        boolean report = speaker.inReport() || speaker.section() != null;
        LogRule rule = LogRules.match(b, line.messageFrom(), line.messageTo());
        if (rule == null && !report && !line.signalHandler() && !CrashReport.looksLikeOne(b, line)) {
            lastSeen(speaker, kind, micros, index);
            wrapped.keep(b, line.messageFrom(), line.messageTo(), index);
            return;
        }
        ToldTime time = new ToldTime(kind, micros);
        speaker.timeSeen(time, index);
        speaker.written(line.role(), line.pid());
        if (rule != null && (rule.action() == LogRule.Action.BANNER || rule.action() == LogRule.Action.VERSION)) {
            crashReport.abandon(speaker);
        }
        if (line.signalHandler()) {
            signalEpoch = micros;
            Remark anchor = hold(time, index);
            anchor.happened(Event.Kind.CLOCK_ANCHOR, Bytes.text(b, line.messageFrom(), line.messageTo()), Map.of());
        } else {
            boolean told = crashReport.line(speaker, b, line.messageFrom(), line.messageTo(), true);
            if (rule != null && (!told || rule.action() == LogRule.Action.PANIC)) {
                actions.apply(rule, b, line.messageFrom(), line.messageTo(), time, index);
            }
        }
    }

    /** Remembers the time of a line without interest, for the lines without time that may follow. */
    private void lastSeen(Speaker speaker, Kind kind, long micros, int index) {
        ToldTime last = speaker.lastTime();
        if (last.micros() != micros || last.kind() != kind) {
            speaker.timeSeen(new ToldTime(kind, micros), index);
        }
    }

    /** A line without a server's prefix: kernel, syslog with the message only, crash report, logo. */
    private void barLine(byte[] b, int from, int to) {
        Speaker speaker = speakers.present();
        boolean timed = transport.timeKind() != Kind.NONE;
        ToldTime told = timed ? new ToldTime(transport.timeKind(), transport.micros()) : ToldTime.NONE;
        ToldTime time = timed ? told : speaker.lastTime();
        int index = clock.see(transport.timeKind(), transport.micros());
        if (timed) {
            speaker.timeSeen(time, index);
        }
        if (crashReport.line(speaker, b, from, to, false)) {
            understood++;
            return;
        }
        if (transport.program() == Program.MANAGER) {
            understood += machine.unit(RuleActions.text(b, from, to), told, index) ? 1 : 0;
            return;
        }
        if (machine.kernel(b, from, to, told, index)) {
            understood++;
            return;
        }
        int message = bareMessage(b, from, to);
        LogRule rule = message < 0 ? null : LogRules.match(b, message, to);
        if (rule == null && !timed && wrapped.completes(b, from, to)) {
            byte[] joined = wrapped.message();
            actions.apply(wrapped.rule(), joined, 0, wrapped.length(), speaker.lastTime(), wrapped.index());
            wrapped.clear();
            return;
        }
        if (rule != null) {
            understood++;
            actions.apply(rule, b, message, to, time, index);
        }
    }

    /** Where the message starts in a line of syslog, or in one whose beginning was cut off ({@code C * RDB: ...}). */
    private int bareMessage(byte[] b, int from, int to) {
        if (to - from > 5 && b[from + 1] == ' ' && b[from + 3] == ' ' && "*#-.".indexOf(b[from + 2]) >= 0) {
            return from + 4;
        }
        if (to - from > 3 && b[from + 1] == ' ' && (b[from] == '*' || b[from] == '#')) {
            return from + 2; // the level alone was left; what else begins so is no message of a server
        }
        boolean guru = from < to && b[from] == 'G';
        boolean inUse = from < to && Bytes.isDigit(b[from]) && LogRules.endsInUse(b, from, to);
        return transport.program() == Program.SERVER || guru || inUse ? from : -1;
    }

    // ------------------------------------------------------------------ what its parts make of a line

    /** This line, whoever speaks in it. */
    Origin origin() {
        return new Origin(entry.name(), lineNumber, lineOffset, Optional.empty());
    }

    /** A measurement of this line. */
    Sample sample(Layout layout, double[] values) {
        return new Sample(origin(), Stamp.NONE, layout, values, null, Map.of(), Set.of());
    }

    /** A measurement of this line that was written with few digits. */
    Sample rounded(Layout layout, double value, double error) {
        double[] values = {value};
        double[] errors = {error};
        return new Sample(origin(), Stamp.NONE, layout, values, errors, Map.of(), Set.of(Sample.Mark.ROUNDED));
    }

    Speaker speaker() {
        return speakers.present();
    }

    /** The process that writes the last server's line. */
    long pid() {
        return line.pid();
    }

    /** A record at this line, emitted once its time is known. */
    Remark hold(ToldTime time, int index) {
        held.makeRoom();
        Remark record = new Remark(speaker(), lineNumber, lineOffset, time, index);
        speaker().waitForTime(record);
        held.add(record);
        return record;
    }

    /** A record at the time of the neighbouring line. */
    Remark holdHere() {
        return holdAt(speaker().lastTime());
    }

    /** A record at the time of a line before. */
    Remark holdAt(ToldTime time) {
        return hold(time, clock.see(Kind.NONE, 0));
    }

    long lineNumber() {
        return lineNumber;
    }

    /** Whether the current line came with its end. */
    boolean lineIsWhole() {
        return lineWhole;
    }

    Entry entry() {
        return entry;
    }

    ReadOptions options() {
        return options;
    }

    Sink sink() {
        return sink;
    }

    /** A message of this line in which a number is damaged. */
    void unread(byte[] b, int from, int to) {
        sink.rejected(Unread.line(origin(), Bytes.text(b, from, to), Phrase.of("input.expected.number")));
    }

    private void reject(Phrase found, Phrase expected) {
        sink.rejected(new Rejected(origin(), found, expected));
    }
}
