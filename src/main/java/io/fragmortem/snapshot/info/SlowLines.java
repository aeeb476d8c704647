package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.time.StreamClock;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.UnknownTimes;
import io.fragmortem.snapshot.time.WatchHeader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The forgiving path: takes lines one by one, in any shape, and puts the dumps together, one per speaker at a time. One
 * file, because every kind of line acts on the same few words of state: who speaks, which time was last said.
 */
final class SlowLines {

    private static final int OPEN_DUMPS = 64;
    private static final int REMEMBERED_NAMES = 10_000;
    private static final int IDLE_LINES = 500;
    private static final int LONGEST_TIME_LINE = 200;
    private static final String[] COMMENTS = {" #", " //", " ->", " <-", "\t#"};

    private final String stream;
    private final Sink sink;
    private final StreamClock clock;
    private final Outbox outbox;
    private final LineText cleaner;
    private final FieldText fields = new FieldText(new InfoNames());
    private final TimeText time = new TimeText();
    private final Map<String, Dump> open = new LinkedHashMap<>();
    private final Set<String> unknownNames = new HashSet<>();
    private final Set<String> served = new HashSet<>();
    private final UnknownTimes unknownTimes = new UnknownTimes();

    private Optional<String> firstServed = Optional.empty();
    private String speaker = "";
    private Stamp preceding = Stamp.NONE;
    private Stamp passing = Stamp.NONE;
    private long passingLine;
    private Prompt prompt = new Prompt("", "");
    private boolean crashed;
    private boolean dumpJustAbove;
    private int idle;
    private long lineNumber;
    private long offset;

    private long fieldLines;
    private long textLines;
    private long events;

    SlowLines(String stream, Sink sink, StreamClock clock, Outbox outbox) {
        this.stream = stream;
        this.sink = sink;
        this.clock = clock;
        this.outbox = outbox;
        this.cleaner = new LineText(clock);
    }

    // ------------------------------------------------------------------ what the fast path shares

    /** Whether a dump has begun whose end is not yet known. */
    boolean hasOpenDump() {
        return !open.isEmpty();
    }

    /** Whether a section of this title would end the open dump of the present speaker. */
    boolean endsOpenDump(int section) {
        Dump dump = open.get(speaker);
        return open.size() == 1 && dump != null && dump.endsAt(section);
    }

    /** The time for a dump of the present speaker that begins now; NONE when no line said it. */
    Stamp takeTime() {
        return takeTime(speaker);
    }

    private Stamp takeTime(String label) {
        Stamp stamp = Stamp.NONE;
        if (!outbox.timesFollow() && preceding.known() && serve(label)) {
            stamp = preceding;
        } else if (passing.known()) {
            stamp = passing;
        }
        passing = Stamp.NONE;
        unknownTimes.dump(stamp.known());
        return stamp;
    }

    /** Whether this speaker has not yet used the time line; each may do so once. */
    private boolean serve(String label) {
        if (firstServed.isEmpty()) {
            firstServed = Optional.of(label);
            return true;
        }
        return !firstServed.get().equals(label) && served.add(label);
    }

    String speaker() {
        return speaker;
    }

    boolean crashed() {
        return crashed;
    }

    /** Notes that the fast path delivered a dump. */
    void delivered() {
        dumpJustAbove = true;
    }

    long fieldLines() {
        return fieldLines;
    }

    long textLines() {
        return textLines;
    }

    long events() {
        return events;
    }

    void unknown(String name, long line) {
        if (unknownNames.size() < REMEMBERED_NAMES && unknownNames.add(name)) {
            sink.unknownField(new Origin(stream, line, -1, Optional.empty()), name);
        }
    }

    // ------------------------------------------------------------------ lines

    void blank() {
        dumpJustAbove = false;
    }

    /** A line that holds nothing but a time. */
    void timeLine(TimeText moment, long line, boolean attribute) {
        Stamp stamp = clock.stamp(moment, line);
        if (!stamp.known()) {
            return;
        }
        if (attribute && !open.isEmpty()) {
            // "timestamp": "..." inside a JSON object
            open.values().forEach(dump -> dump.stampIfNone(stamp));
            return;
        }
        if (!open.isEmpty() && open.values().stream().anyMatch(Dump::carried)) {
            // 2024-01-05T11:12:13.114Z alone is a blank line of a log whose every line bears a time
            return;
        }
        boolean above = dumpJustAbove || !open.isEmpty();
        closeAll();
        if (!moment.host().isEmpty()) {
            speaker = moment.host();
        }
        if (!outbox.timeLine(stamp, above)) {
            preceding = stamp;
            firstServed = Optional.empty();
            if (!served.isEmpty()) {
                served.clear();
            }
        }
        passing = Stamp.NONE;
        dumpJustAbove = false;
    }

    /** Takes one line of any shape. */
    void line(String raw, long number, long at) {
        lineNumber = number;
        offset = at;
        if (raw.indexOf('\\') >= 0 && escaped(raw)) {
            return;
        }
        if (raw.indexOf('\r') >= 0) {
            for (String part : raw.split("\r+")) {
                plain(part);
            }
            return;
        }
        plain(raw);
    }

    /** {@code "# Memory\r\nused_memory:1\r\n..."} as one JSON or C string. */
    private boolean escaped(String raw) {
        String[] parts = raw.split("(?:\\\\r)?\\\\n|\\\\r");
        boolean several = false;
        for (int i = 0; i < parts.length && !several; i++) {
            String part = i == 0 ? afterQuote(parts[0]) : parts[i];
            boolean info = FieldText.startsWithKnown(part) || Sections.titled(part) >= 0;
            several = (i > 0 && info) || (info && parts.length > 1 && parts[1].startsWith("\""));
        }
        if (!several) {
            return false;
        }
        meta(parts[0]);
        meta(parts[parts.length - 1]);
        plain(afterQuote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            boolean closing = i == parts.length - 1 && parts[i].startsWith("\"");
            if (!closing) {
                plain(parts[i]);
            }
        }
        return true;
    }

    private static String afterQuote(String part) {
        return part.substring(part.lastIndexOf('"') + 1);
    }

    /** The time that the record around an escaped text names. */
    private void meta(String part) {
        if (part.indexOf('"') < 0) {
            return;
        }
        fields.each(part, pair -> {
            if (FieldText.isTimeName(pair.name()) && time.parse(pair.value())) {
                passing = clock.stamp(time, lineNumber);
                passingLine = lineNumber;
            }
            return true;
        });
    }

    private void plain(String raw) {
        if ((isMarked(raw) || WatchHeader.mayStart(raw)) && time.parse(raw) && time.isTimeLine()) {
            // ### 2026-11-22T08:40:50+00:00 epoch=1795336850.542 begin
            textLines++;
            timeLine(time, lineNumber, false);
            return;
        }
        LineText line = cleaner.clean(raw, lineNumber);
        String text = line.text();
        if (text.isEmpty()) {
            blank();
            return;
        }
        if (line.addressed() && !line.label().equals(speaker)) {
            closeAll();
            speaker = line.label();
        }
        int section = Sections.titled(text);
        if (section >= 0) {
            section(section, line);
            return;
        }
        if (record(text, line)) {
            return;
        }
        Optional<FieldText.Pair> pair = fields.single(text);
        if (pair.isPresent() && field(pair.get(), line, raw)) {
            fieldLines++;
            idle = 0;
            return;
        }
        other(text, line);
    }

    private static boolean isMarked(String raw) {
        return raw.startsWith("##") || raw.startsWith("==") || raw.startsWith("--") || raw.startsWith("**");
    }

    private void section(int section, LineText line) {
        Dump dump = open.get(label(line));
        // "2026-11-22T08:52:18Z","# Memory: a row with a time of its own
        boolean dated = line.stamp().known() && dump != null && (dump.sections() >> section & 1) != 0;
        if (dump != null && dump.endsAt(section) && (dated || !prompt.completes(dump.sections()))) {
            close(dump.label());
            dump = null;
        }
        if (dump == null) {
            dump = begin(line);
        }
        dump.section(section);
        fieldLines++;
        idle = 0;
    }

    private boolean field(FieldText.Pair pair, LineText line, String raw) {
        Dump dump = open.get(label(line));
        if (!pair.target().known()) {
            boolean clean = raw.startsWith(pair.name() + ":") && !raw.startsWith(pair.name() + ": ");
            if (dump == null || !clean) {
                return false;
            }
            dump.take(pair);
            unknown(pair.name(), lineNumber);
            return true;
        }
        if (dump != null && dump.hasName(pair.name())) {
            close(dump.label());
            dump = null;
        }
        if (dump == null) {
            dump = begin(line);
        }
        return dump.take(pair);
    }

    /** Line protocol, logfmt, flat JSON: many fields on one line. */
    private boolean record(String text, LineText line) {
        String code = text;
        for (String comment : COMMENTS) {
            int at = code.indexOf(comment);
            code = at > 0 ? code.substring(0, at) : code;
        }
        boolean possible = code.indexOf('=') >= 0 || code.indexOf(':') != code.lastIndexOf(':');
        int brace = code.indexOf('{');
        // redis_instance_info{maxmemory_policy="noeviction",os="Linux"} 1 is a metric, not a dump
        boolean metric = brace > 0 && Character.isLetterOrDigit(code.charAt(brace - 1)) && code.indexOf('=') > brace;
        if (!possible || metric || !fields.holdsSeveral(code)) {
            return false;
        }
        RecordLine record = new RecordLine();
        fields.each(code, pair -> {
            take(record, pair, line);
            return true;
        });
        Stamp trailing = record.stamp.known() ? record.stamp : trailingTime(code);
        Dump dump = open.get(record.label(label(line)));
        if (dump != null && trailing.known()) {
            dump.stampIfNone(trailing);
        }
        fieldLines++;
        return true;
    }

    /** What a record says about itself while its pairs come in. */
    private static final class RecordLine {
        private Stamp stamp = Stamp.NONE;
        private String host = "";
        private String port = "";

        String label(String fallback) {
            return host.isEmpty() ? fallback : port.isEmpty() ? host : host + ":" + port;
        }
    }

    private void take(RecordLine record, FieldText.Pair pair, LineText line) {
        if (!pair.target().known()) {
            String value = pair.value().replace("\"", "").replace("'", "");
            if (FieldText.isTimeName(pair.name())) {
                record.stamp = time.parse(value) ? clock.stamp(time, lineNumber) : record.stamp;
            } else if (pair.name().equals("port")) {
                record.port = value;
            } else {
                record.host = value;
            }
            return;
        }
        String label = record.label(label(line));
        Dump dump = open.get(label);
        if (dump != null && dump.hasName(pair.name())) {
            close(label);
            dump = null;
        }
        if (dump == null) {
            dump = begin(label, line);
            dump.stampIfNone(record.stamp);
        }
        dump.take(pair);
    }

    /** The nanoseconds at the end of line protocol. */
    private Stamp trailingTime(String text) {
        int space = text.lastIndexOf(' ');
        boolean found = space > 0 && time.parse(text.substring(space + 1)) && time.shape() == TimeText.Shape.EPOCH;
        return found ? clock.stamp(time, lineNumber) : Stamp.NONE;
    }

    // ------------------------------------------------------------------ everything that is no field

    private void other(String text, LineText line) {
        textLines++;
        clock.read(text);
        Optional<Prompt> asked = Prompt.in(text);
        if (asked.isPresent()) {
            prompt(asked.get());
        } else if (isUnreachable(text) || (line.addressed() && text.equals("Failed!"))) {
            unreachable(text, line);
        } else if (text.contains("BUG REPORT START") || text.contains("-- INFO OUTPUT")) {
            closeAll();
            crashed = true;
        } else if (text.startsWith("------") || text.startsWith("--- ") || text.contains("BUG REPORT END")) {
            closeAll();
            crashed = false;
        } else if (isFrame(text)) {
            closeAll();
        } else if (isEllipsis(text)) {
            open.values().forEach(dump -> dump.mark(Sample.Mark.PARTIAL));
        } else {
            prose(text, line);
        }
    }

    private void prompt(Prompt asked) {
        prompt = asked;
        boolean another = !asked.label().equals(speaker);
        speaker = asked.label();
        for (Dump dump : List.copyOf(open.values())) {
            if (another || !asked.completes(dump.sections())) {
                close(dump.label());
            }
        }
    }

    /** Whether redis-cli says that it has no connection. */
    static boolean isUnreachable(String text) {
        return text.startsWith("Could not connect to ")
                || text.startsWith("Error: Connection ")
                || text.startsWith("Error: Server closed the connection")
                || text.startsWith("Error: Broken pipe")
                || text.startsWith("Error: I/O error");
    }

    private void unreachable(String text, LineText line) {
        closeAll();
        events++;
        Stamp stamp = preceding.known() ? preceding : line.stamp();
        sink.event(new Event(Event.Kind.UNREACHABLE, origin(label(line)), stamp, text, Map.of()));
    }

    /** {@code $4050}, {@code =123} of the wire protocol, a lone brace between JSON objects. */
    private static boolean isFrame(String text) {
        boolean bulk = (text.charAt(0) == '$' || text.charAt(0) == '=') && Prompt.isPort(text, 1);
        return bulk || text.equals("{") || text.equals("},{") || text.equals("}, {");
    }

    private static boolean isEllipsis(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '.' && text.charAt(i) != '\u2026') {
                return false;
            }
        }
        return text.length() > 2 || text.charAt(0) == '\u2026';
    }

    private void prose(String text, LineText line) {
        if (line.stamp().known()) {
            passing = line.stamp();
        } else if (text.length() < LONGEST_TIME_LINE && time.parse(text)) {
            if (time.isTimeLine()) {
                timeLine(time, lineNumber, false);
                return;
            }
            if (time.shape() != TimeText.Shape.TIME_OF_DAY) {
                passing = clock.stamp(time, lineNumber);
            }
        } else {
            unknownTimes.line(text, lineNumber);
        }
        if (++idle > IDLE_LINES) {
            closeAll();
            idle = 0;
        }
    }

    // ------------------------------------------------------------------ dumps

    private String label(LineText line) {
        return line.label().isEmpty() ? speaker : line.label();
    }

    private Dump begin(LineText line) {
        return begin(label(line), line);
    }

    private Dump begin(String label, LineText line) {
        if (open.size() >= OPEN_DUMPS) {
            close(open.keySet().iterator().next());
        }
        Stamp stamp = takeTime(label);
        boolean carried = line.stamp().known();
        Dump dump = new Dump(label, lineNumber, offset, stamp.known() ? stamp : line.stamp(), carried);
        if (crashed) {
            dump.mark(Sample.Mark.CRASH);
        }
        open.put(label, dump);
        return dump;
    }

    private void close(String label) {
        Dump dump = open.remove(label);
        if (dump != null && dump.usable()) {
            outbox.accept(dump.finish(stream));
            dumpJustAbove = true;
            // the time of the very record that ends this dump belongs to the next one
            passing = passingLine == lineNumber ? passing : Stamp.NONE;
        }
    }

    /** Ends all open dumps. */
    void closeAll() {
        if (open.isEmpty()) {
            return;
        }
        for (String label : new ArrayList<>(open.keySet())) {
            close(label);
        }
    }

    /** The end of the stream: says what looked like times and was not understood. */
    void finish() {
        closeAll();
        unknownTimes
                .told()
                .ifPresent(
                        phrase -> sink.assumed(new Origin(stream, unknownTimes.line(), -1, Optional.empty()), phrase));
    }

    /**
     * Marks the open dumps as cut, because the stream ended inside a line.
     *
     * @return whether the last line must not be trusted
     */
    boolean cut() {
        boolean unfinished = open.values().stream().anyMatch(Dump::unfinished);
        if (unfinished) {
            open.values().forEach(dump -> dump.mark(Sample.Mark.PARTIAL));
        }
        return unfinished;
    }

    private Origin origin(String label) {
        return new Origin(stream, lineNumber, offset, label.isEmpty() ? Optional.empty() : Optional.of(label));
    }
}
