package io.fragmortem.snapshot.log;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Bytes;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.Lines;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Text;
import io.fragmortem.snapshot.log.Speaker.Remark;
import io.fragmortem.snapshot.time.StreamClock;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.ToldTime;
import io.fragmortem.snapshot.time.ToldTime.Kind;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one log. Events and samples are held back until year and zone are known, or until there are too many of them:
 * a signal-handler line near the end may be the only one that tells.
 */
final class LogReader {

    private static final int MAX_HELD = 50_000;
    private static final int MAX_SPEAKERS = 10_000;
    private static final int LONGEST_TIME = 60;

    /** Longer lines than the server usually writes. */
    private static final int LONG_LINE = 160;

    /** 26 hours: from UTC-12 to UTC+14. */
    private static final long FARTHEST_ZONE = 26L * 3600 * 1_000_000;

    private static final Layout ALLOCATOR =
            Layout.of(List.of(Field.ALLOCATOR_ALLOCATED, Field.ALLOCATOR_ACTIVE, Field.ALLOCATOR_RESIDENT));
    private static final Layout CLIENTS =
            Layout.of(List.of(Field.USED_MEMORY, Field.CONNECTED_CLIENTS, Field.CONNECTED_SLAVES));
    private static final Layout KEYSPACE =
            Layout.of(List.of(Field.KEYSPACE_KEYS, Field.KEYSPACE_EXPIRES, Field.KEYSPACE_DATABASES));
    private static final Layout RDB = Layout.of(List.of(Field.RDB_USED_MEM));
    private static final Layout PEAK = Layout.of(List.of(Field.CGROUP_PEAK));
    private static final Layout PROCESS = Layout.of(List.of(Field.PROCESS_ID));

    private final Entry entry;
    private final ReadOptions options;
    private final Sink sink;
    private final StreamClock clock;
    private final LogLine line = new LogLine();
    private final Transport transport = new Transport();
    private final Kernel kernel = new Kernel();
    private final Units units = new Units();
    private final TimeText time = new TimeText();
    private final CrashReport crashReport = new CrashReport(this);
    private final Map<String, Speaker> speakers = new HashMap<>();
    private List<Remark> held = new ArrayList<>();
    private Speaker speaker = new Speaker("");
    private boolean resolved;
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
        speakers.put("", speaker);
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
        for (Speaker one : speakers.values()) {
            speaker = one;
            crashReport.close(one);
            flushKeyspace(one);
        }
        resolve();
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
        int to = end; // some messages are known by how they end, and pasted lines end in blanks
        while (to > from && (b[to - 1] == ' ' || b[to - 1] == '\t' || b[to - 1] == '\r')) {
            to--;
        }
        if (line.parse(b, from, to)) {
            switchTo("");
            serverLine(b, line.timeKind(), line.micros());
            return;
        }
        transport.strip(b, from, to);
        if (!transport.partial()) {
            carriedLine();
        }
    }

    /** What is left of a line without its carriers. */
    private void carriedLine() {
        byte[] rest = transport.buffer();
        if (line.parse(rest, transport.from(), transport.to())) {
            switchTo(transport.label());
            boolean carriers = transport.timeKind().isSurerThan(line.timeKind()) && !isCollectedLater();
            serverLine(
                    rest,
                    carriers ? transport.timeKind() : line.timeKind(),
                    carriers ? transport.micros() : line.micros());
        } else if (transport.program() != Program.OTHER) {
            switchTo(transport.label());
            barLine(rest, transport.from(), transport.to());
        }
    }

    /** A collector that reads an old file stamps its lines with the time of reading: no zone is that far away. */
    private boolean isCollectedLater() {
        return line.timeKind() == Kind.LOCAL && Math.abs(line.micros() - transport.micros()) > FARTHEST_ZONE;
    }

    private void switchTo(String label) {
        if (label.equals(speaker.label())) {
            return;
        }
        Speaker known = speakers.get(label);
        if (known == null) {
            if (speakers.size() >= MAX_SPEAKERS) {
                return;
            }
            known = new Speaker(label);
            speakers.put(label, known);
        }
        speaker = known;
    }

    private void serverLine(byte[] b, Kind kind, long micros) {
        understood++;
        int index = clock.see(kind, micros);
        if (signalEpoch != Long.MIN_VALUE && kind != Kind.EPOCH) {
            clock.anchor(signalEpoch, new ToldTime(kind, micros));
            signalEpoch = Long.MIN_VALUE;
        }
        boolean report = speaker.inReport() || speaker.section() != null;
        LogRule rule = LogRules.match(b, line.messageFrom(), line.messageTo());
        if (rule == null && !report && !line.signalHandler() && !CrashReport.looksLikeOne(b, line)) {
            lastSeen(kind, micros, index);
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
        } else if (!crashReport.line(speaker, b, line.messageFrom(), line.messageTo(), true) && rule != null) {
            apply(rule, b, line.messageFrom(), line.messageTo(), time, index);
        }
    }

    /** Remembers the time of a line without interest, for the lines without time that may follow. */
    private void lastSeen(Kind kind, long micros, int index) {
        ToldTime last = speaker.lastTime();
        if (last.micros() != micros || last.kind() != kind) {
            speaker.timeSeen(new ToldTime(kind, micros), index);
        }
    }

    /** A line without a server's prefix: kernel, syslog with the message only, crash report, logo. */
    private void barLine(byte[] b, int from, int to) {
        ToldTime time = transport.timeKind() == Kind.NONE
                ? speaker.lastTime()
                : new ToldTime(transport.timeKind(), transport.micros());
        int index = clock.see(transport.timeKind(), transport.micros());
        if (transport.timeKind() != Kind.NONE) {
            speaker.timeSeen(time, index);
        }
        if (crashReport.line(speaker, b, from, to, false)) {
            understood++;
            return;
        }
        if (transport.program() == Program.MANAGER) {
            unitLine(Bytes.text(b, from, Math.min(to, from + 500)), index);
            return;
        }
        if (kernelLine(b, from, to, index)) {
            understood++;
            return;
        }
        int message = bareMessage(b, from, to);
        LogRule rule = message < 0 ? null : LogRules.match(b, message, to);
        if (rule != null) {
            understood++;
            apply(rule, b, message, to, time, index);
        }
    }

    private void unitLine(String message, int index) {
        if (!Units.isOf(message)) {
            return;
        }
        understood++;
        ToldTime time = new ToldTime(transport.timeKind(), transport.micros());
        if (units.killed(message)) {
            hold(time, index).happened(Event.Kind.KERNEL_OOM_KILL, message, Map.of());
        }
        Units.peak(message).ifPresent(peak -> hold(time, index).measured(rounded(PEAK, peak, peak * 0.005)));
    }

    /** Where the message starts in a line of syslog, or in one whose beginning was cut off ({@code C * RDB: ...}). */
    private int bareMessage(byte[] b, int from, int to) {
        if (to - from > 5 && b[from + 1] == ' ' && b[from + 3] == ' ' && "*#-.".indexOf(b[from + 2]) >= 0) {
            return from + 4;
        }
        boolean guru = from < to && b[from] == 'G';
        return transport.program() == Program.SERVER || guru ? from : -1;
    }

    private boolean kernelLine(byte[] b, int from, int to, int index) {
        if (to - from < 20) {
            return false;
        }
        double[] task = kernel.task(b, from, to);
        double[] cgroup = task == null ? Kernel.cgroup(b, from, to) : null;
        Map<String, Double> killed = task == null && cgroup == null ? kernel.killed(b, from, to) : null;
        if (task == null && cgroup == null && killed == null) {
            return false;
        }
        ToldTime time = transport.timeKind() == Kind.NONE
                ? kernelTime(b, from, to)
                : new ToldTime(transport.timeKind(), transport.micros());
        clock.see(time.kind(), time.micros());
        Remark record = hold(time, index);
        if (task != null) {
            record.measured(sample(Kernel.TASK, task));
        } else if (cgroup != null) {
            record.measured(sample(Kernel.CGROUP, cgroup));
        } else if (killed != null) {
            String text = Bytes.text(b, from, to);
            record.happened(Kernel.kindOf(text), text, killed);
        }
        return true;
    }

    /** {@code [12345.678901] } since boot says nothing, {@code [Tue Nov 14 07:01:22 2023] } of {@code dmesg -T} does. */
    private ToldTime kernelTime(byte[] b, int from, int to) {
        boolean bracketed = b[from] == '[' && time.parse(b, from, Math.min(to, from + LONGEST_TIME));
        return bracketed && time.shape() != TimeText.Shape.TIME_OF_DAY ? time.told() : ToldTime.NONE;
    }

    private void apply(LogRule rule, byte[] b, int from, int to, ToldTime time, int index) {
        switch (rule.action()) {
            case BANNER -> speaker.newRun();
            case PORT ->
                speaker.run()
                        .port(rule.numbersOf(b, from, to)
                                .getOrDefault("port", 0.0)
                                .intValue());
            case VERSION -> started(rule, b, from, to, time, index);
            case KEYSPACE -> keyspaceLine(b, from, to, time);
            case CLIENTS -> clientsLine(b, from, to, time, index);
            case ALLOCATOR -> allocatorLine(b, from, to, time, index);
            case RDB_USED_MEMORY -> {
                double used = rule.numbersOf(b, from, to).getOrDefault("used_bytes", Double.NaN);
                hold(time, index).measured(rounded(RDB, used, 0.005 * 1024 * 1024));
            }
            case PANIC -> crashReport.panic(speaker, b, from, to);
            case EVENT ->
                hold(time, index)
                        .happened(
                                rule.kind(),
                                Bytes.text(b, from, Math.min(to, from + 500)),
                                rule.numbersOf(b, from, to));
        }
    }

    /** {@code Redis version=7.0.15, bits=64, commit=00000000, modified=0, pid=17532, just started}. */
    private void started(LogRule rule, byte[] b, int from, int to, ToldTime time, int index) {
        Map<String, Double> numbers = rule.numbersOf(b, from, to);
        String text = Bytes.text(b, from, Math.min(to, from + 500));
        if (rule.numbers().isEmpty()) {
            speaker.newRun(); // before 4.0 there is no banner
        }
        hold(time, index).happened(Event.Kind.SERVER_START, text, numbers);
        String version = text.substring(rule.start().length).split("[, ]", 2)[0];
        Fact fact = b[from] == 'V' ? Fact.VALKEY_VERSION : Fact.REDIS_VERSION;
        double[] pid = {numbers.getOrDefault("pid", (double) line.pid())};
        Origin origin = new Origin(entry.name(), lineNumber, lineOffset, Optional.empty());
        hold(time, index)
                .measured(new Sample(
                        origin, Stamp.NONE, PROCESS, pid, null, Map.of(fact, Text.shown(version)), Set.of()));
    }

    /** {@code DB 0: 1000 keys (10 volatile) in 1024 slots HT.} */
    private void keyspaceLine(byte[] b, int from, int to, ToldTime time) {
        long database = Bytes.number(b, from + 3, to);
        int colon = Bytes.indexOf(b, from, to, new byte[] {':', ' '});
        int open = Bytes.indexOf(b, from, to, new byte[] {' ', '('});
        if (database < 0 || colon < 0 || open < 0) {
            return;
        }
        if (!speaker.keyspaceContinues(database)) {
            flushKeyspace(speaker);
        }
        speaker.keyspace(database, LogRule.decimal(b, colon + 2, to), LogRule.decimal(b, open + 2, to), time);
    }

    private void flushKeyspace(Speaker one) {
        double[] sum = one.takeKeyspace();
        if (sum != null) {
            hold(one.keyspaceTime(), clock.see(Kind.NONE, 0)).measured(sample(KEYSPACE, sum));
        }
    }

    private static final byte[] CONNECTED = Bytes.ascii(" clients connected (");
    private static final byte[] BYTES_BEFORE = Bytes.ascii("), ");

    /** {@code 3 clients connected (0 slaves), 813168 bytes in use}, from Valkey 8 on with {@code Total: } before it. */
    private void clientsLine(byte[] b, int from, int to, ToldTime time, int index) {
        int connected = Bytes.indexOf(b, from, to, CONNECTED);
        int bytes = Bytes.indexOf(b, from, to, BYTES_BEFORE);
        if (connected < 0 || bytes < 0) {
            return;
        }
        flushKeyspace(speaker);
        int start = connected;
        while (start > from && Bytes.isDigit(b[start - 1])) {
            start--;
        }
        double[] values = {
            LogRule.decimal(b, bytes + BYTES_BEFORE.length, to),
            LogRule.decimal(b, start, to),
            LogRule.decimal(b, connected + CONNECTED.length, to)
        };
        hold(time, index).measured(sample(CLIENTS, values));
    }

    private static final byte[] ACTIVE = Bytes.ascii(", active=");
    private static final byte[] RESIDENT = Bytes.ascii(", resident=");

    /** {@code allocated=9800001024, active=27200004096, resident=27900006400, frag=178% (185% rss), ...}. */
    private void allocatorLine(byte[] b, int from, int to, ToldTime time, int index) {
        int active = Bytes.indexOf(b, from, to, ACTIVE);
        int resident = Bytes.indexOf(b, from, to, RESIDENT);
        if (active < 0 || resident < 0) {
            return;
        }
        double[] values = {
            LogRule.decimal(b, from + "allocated=".length(), to),
            LogRule.decimal(b, active + ACTIVE.length, to),
            LogRule.decimal(b, resident + RESIDENT.length, to)
        };
        hold(time, index).measured(sample(ALLOCATOR, values));
    }

    private Sample sample(Layout layout, double[] values) {
        Origin origin = new Origin(entry.name(), lineNumber, lineOffset, Optional.empty());
        return new Sample(origin, Stamp.NONE, layout, values, null, Map.of(), Set.of());
    }

    private Sample rounded(Layout layout, double value, double error) {
        Origin origin = new Origin(entry.name(), lineNumber, lineOffset, Optional.empty());
        return new Sample(
                origin,
                Stamp.NONE,
                layout,
                new double[] {value},
                new double[] {error},
                Map.of(),
                Set.of(Sample.Mark.ROUNDED));
    }

    /** A record at this line, emitted once its time is known. */
    Remark hold(ToldTime time, int index) {
        if (held.size() >= MAX_HELD) {
            resolve();
        }
        Remark record = new Remark(speaker, lineNumber, lineOffset, time, index);
        speaker.waitForTime(record);
        held.add(record);
        return record;
    }

    /** A record at the time of the neighbouring line. */
    Remark holdHere() {
        return hold(speaker.lastTime(), clock.see(Kind.NONE, 0));
    }

    private void resolve() {
        if (!resolved) {
            resolved = true;
            clock.resolve();
        }
        List<Remark> ready = held;
        held = new ArrayList<>();
        ready.forEach(this::emit);
    }

    private void emit(Remark record) {
        Stamp stamp = clock.stamp(record.time(), record.yearIndex());
        Origin origin = new Origin(entry.name(), record.line(), record.offset(), record.speaker());
        if (record.exhibit().isPresent()) {
            sink.exhibit(record.exhibit().get().at(origin, stamp));
            return;
        }
        @Nullable Sample sample = record.sample().orElse(null);
        if (sample == null) {
            sink.event(new Event(record.kind(), origin, stamp, record.text(), record.numbers(), record.process()));
        } else {
            boolean own = sample.stamp().known();
            sink.sample(sample.from(origin).at(own ? sample.stamp() : stamp));
        }
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

    private void reject(Phrase found, Phrase expected) {
        sink.rejected(
                new Rejected(new Origin(entry.name(), lineNumber, lineOffset, Optional.empty()), found, expected));
    }
}
