package io.fragmortem.snapshot.info;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Text;
import io.fragmortem.snapshot.time.StreamClock;
import io.fragmortem.snapshot.time.TimeText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The forgiving path: takes lines one by one, in any shape, and puts the dumps together, one per speaker at a time. */
final class SlowLines {

    private static final int REMEMBERED_NAMES = 10_000;
    private static final int IDLE_LINES = 500;
    private static final int LONGEST_TIME_LINE = 200;

    private final String stream;
    private final Sink sink;
    private final StreamClock clock;
    private final LineText cleaner;
    private final FieldText fields = new FieldText(new InfoNames());
    private final TimeText time = new TimeText();
    private final Surroundings around;
    private final OpenDumps dumps;
    private final RecordLines records;
    private final Set<String> unknownNames = new HashSet<>();

    private Prompt prompt = Prompt.NONE;
    private @Nullable ShellLoop loop;
    private int idle;
    private long lineNumber;
    private long offset;
    private LineEnd end = LineEnd.PRESENT;

    private long fieldLines;
    private long textLines;
    private long events;

    SlowLines(String stream, Sink sink, StreamClock clock, Outbox outbox) {
        this.stream = stream;
        this.sink = sink;
        this.clock = clock;
        this.cleaner = new LineText(clock);
        this.around = new Surroundings(outbox);
        this.dumps = new OpenDumps(stream, sink, outbox, around);
        this.records = new RecordLines(clock, fields, dumps, around);
    }

    // ------------------------------------------------------------------ what the fast path shares

    Surroundings around() {
        return around;
    }

    OpenDumps dumps() {
        return dumps;
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

    /** The end of the stream: says what looked like times and was not understood. */
    void finish() {
        dumps.closeAll();
        around.unknownTimes()
                .told()
                .ifPresent(phrase ->
                        sink.assumed(new Origin(stream, around.unknownTimes().line(), -1, Optional.empty()), phrase));
    }

    void unknown(String name, long line) {
        if (unknownNames.size() < REMEMBERED_NAMES && unknownNames.add(name)) {
            sink.unknownField(new Origin(stream, line, -1, Optional.empty()), name);
        }
    }

    // ------------------------------------------------------------------ lines

    void blank() {
        around.blank();
    }

    /** A line that holds nothing but a time. */
    void timeLine(TimeText moment, long line) {
        Stamp stamp = clock.stamp(moment, line);
        boolean carried = dumps.all().stream().anyMatch(Dump::carried);
        if (!stamp.known() || carried) {
            // 2024-01-05T11:12:13.114Z alone is a blank line of a log whose every line bears a time
            return;
        }
        boolean above = around.dumpJustAbove() || !dumps.isEmpty();
        dumps.closeAll();
        if (!moment.host().isEmpty()) {
            around.speaker(moment.host());
        }
        around.timeLine(stamp, above);
    }

    /** Takes one line of any shape. */
    void line(String raw, long number, long at, LineEnd lineEnd) {
        lineNumber = number;
        offset = at;
        end = lineEnd;
        Optional<EscapedText> escaped = raw.indexOf('\\') >= 0 ? EscapedText.in(raw) : Optional.empty();
        if (escaped.isPresent()) {
            escaped(escaped.get());
        } else if (raw.indexOf('\r') >= 0) {
            String[] parts = raw.split("\r+");
            for (int i = 0; i < parts.length; i++) {
                boolean last = i == parts.length - 1 && !raw.endsWith("\r");
                end = last ? lineEnd : LineEnd.PRESENT;
                plain(parts[i], Carried.NOTHING);
            }
        } else {
            plain(raw, Carried.NOTHING);
        }
    }

    /** A text inside a record has the record's time and speaker; what came before it has ended. */
    private void escaped(EscapedText text) {
        Carried carried = carried(text.around());
        if (text.lines().size() == 1) {
            plain(text.lines().get(0), carried);
            return;
        }
        dumps.closeAll();
        String speaker = around.speaker();
        around.speaker(carried.label().isEmpty() ? speaker : carried.label());
        around.stated(carried.stamp());
        text.lines().forEach(line -> plain(line, Carried.NOTHING));
        dumps.closeAll();
        around.stated(Stamp.NONE);
        around.speaker(speaker);
    }

    /** What a record says of time and speaker beside its text. */
    private Carried carried(List<String> parts) {
        Carried[] known = {Carried.NOTHING};
        for (String part : parts) {
            fields.each(part, pair -> {
                String value = pair.value().replace("\"", "");
                if (FieldText.isTimeName(pair.name()) && time.parse(value)) {
                    known[0] = new Carried(clock.stamp(time, lineNumber), known[0].label());
                } else if (FieldText.isSpeakerName(pair.name()) && !pair.name().equals("port")) {
                    known[0] = new Carried(known[0].stamp(), value);
                }
                return true;
            });
        }
        return known[0];
    }

    private void plain(String raw, Carried carried) {
        if ((isMarked(raw) || TimeText.mayBeWatch(raw)) && time.parse(raw) && time.isTimeLine()) {
            // ### 2026-11-22T08:40:50+00:00 epoch=1795336850.542 begin
            textLines++;
            timeLine(time, lineNumber);
            return;
        }
        LineText line = cleaner.clean(raw, lineNumber, carried);
        String text = line.text();
        if (text.isEmpty()) {
            blank();
            return;
        }
        if (line.addressed() && !line.label().equals(around.speaker())) {
            dumps.closeAll();
            around.speaker(line.label());
        }
        List<String> pieces = FlatText.lines(text);
        if (pieces.isEmpty()) {
            info(text, line, raw);
        }
        LineEnd last = end;
        for (int i = 0; i < pieces.size(); i++) {
            end = i == pieces.size() - 1 ? last : LineEnd.PRESENT;
            info(pieces.get(i), line, raw);
        }
    }

    private void info(String text, LineText line, String raw) {
        int section = Sections.titled(text);
        if (around.hasCandidate() && !keepsCandidate(text)) {
            settle(section >= 0 || FieldText.startsWithKnown(text));
        }
        if (section >= 0) {
            section(section, line);
        } else if (records.take(text, line, lineNumber, offset, end)) {
            fieldLines++;
        } else {
            Optional<FieldText.Pair> pair = fields.single(text);
            if (pair.isPresent() && field(pair.get(), line, raw)) {
                fieldLines++;
                idle = 0;
            } else {
                other(text, line, raw);
            }
        }
    }

    private static boolean isMarked(String raw) {
        return raw.startsWith("##") || raw.startsWith("==") || raw.startsWith("--") || raw.startsWith("**");
    }

    private void section(int section, LineText line) {
        Dump dump = dumps.of(label(line));
        // "2026-11-22T08:52:18Z","# Memory: a row with a time of its own
        boolean dated = line.stamp().known() && dump != null && (dump.sections() >> section & 1) != 0;
        boolean completed = !dated && prompt.isInfo() && dump != null && prompt.completes(dump.sections());
        if (dump != null && dump.restartsAt(section) && !completed) {
            dumps.close(dump.label());
            dump = null;
        }
        if (dump == null) {
            dump = dumps.begin(line, lineNumber, offset);
        }
        dump.section(section);
        dump.seenAt(lineNumber);
        fieldLines++;
        idle = 0;
    }

    private boolean field(FieldText.Pair pair, LineText line, String raw) {
        Dump dump = dumps.of(label(line));
        boolean clean = raw.startsWith(pair.name() + ":") && !raw.startsWith(pair.name() + ": ");
        if (!pair.target().known()) {
            if (dump == null || !clean) {
                return false;
            }
            dump.take(pair, end);
            dump.seenAt(lineNumber);
            unknown(pair.name(), lineNumber);
            return true;
        }
        if (dump != null && dump.hasName(pair.name())) {
            dumps.close(dump.label());
            dump = null;
        }
        if (dump == null) {
            dump = dumps.begin(line, lineNumber, offset);
        }
        if (clean) {
            dump.wellWritten();
        }
        dump.seenAt(lineNumber);
        Dump.Outcome outcome = dump.take(pair, end);
        if (outcome == Dump.Outcome.CUT) {
            cutNumber(pair);
        }
        return outcome != Dump.Outcome.NO_READING;
    }

    private void cutNumber(FieldText.Pair pair) {
        Phrase found = Phrase.of("input.found.cut_number", Phrase.name(Text.shown(pair.name() + ":" + pair.value())));
        sink.rejected(new Rejected(origin(around.speaker()), found, Phrase.of("input.expected.line_end")));
    }

    // ------------------------------------------------------------------ everything that is no field

    private void other(String text, LineText line, String raw) {
        textLines++;
        loop = ShellLoop.in(text).orElse(loop);
        Optional<Prompt> asked = Prompt.in(text);
        if (asked.isPresent()) {
            prompt(asked.get());
        } else if (isUnreachable(text) || (line.addressed() && text.equals("Failed!"))) {
            unreachable(text, line);
        } else if (text.contains("BUG REPORT START") || text.contains("-- INFO OUTPUT")) {
            dumps.closeAll();
            around.crashed(true);
        } else if (heading(line, raw)) {
            idle = 0;
        } else if (text.startsWith("------") || text.startsWith("--- ") || text.contains("BUG REPORT END")) {
            dumps.closeAll();
            around.crashed(false);
        } else if (isFrame(text)) {
            dumps.closeAll();
        } else if (isEllipsis(text)) {
            dumps.all().forEach(dump -> dump.mark(Sample.Mark.PARTIAL));
        } else {
            prose(text, line);
        }
    }

    private void prompt(Prompt asked) {
        prompt = asked;
        String before = around.speaker();
        ShellLoop head = loop;
        if (head != null && head.isUsedIn(asked.label())) {
            dumps.closeAll();
            around.asked(asked, head);
            return;
        }
        around.asked(asked);
        boolean another = !before.equals(around.speaker());
        for (Dump dump : List.copyOf(dumps.all())) {
            if (another || !asked.completes(dump.sections())) {
                dumps.close(dump.label());
            }
        }
    }

    /** A bare word above a dump names its server. */
    void settle(boolean dumpFollows) {
        if (dumpFollows) {
            dumps.closeAll();
        }
        around.settle(dumpFollows);
    }

    private boolean heading(LineText line, String raw) {
        Heading heading = Headings.of(Controls.strip(raw));
        heading = heading.kind() == Heading.Kind.NONE ? Headings.of(line.written()) : heading;
        switch (heading.kind()) {
            case NONE -> {
                return false;
            }
            case MAYBE_SPEAKER -> around.candidate(heading.label());
            case SPEAKER -> {
                dumps.closeAll();
                around.heading(heading.label());
                timeWithin(line.written());
            }
            case UNREACHABLE -> {
                around.heading(heading.label());
                unreachable(line.written(), line);
            }
            case BEFORE, AFTER, OTHER -> {
                if (time.parse(line.written())) {
                    return false;
                }
                dumps.closeAll();
                around.momentOver(heading.kind());
            }
        }
        return true;
    }

    /** {@code === cache-1 2026-11-22 08:35:00 ===}: a heading may say when as well. */
    private void timeWithin(String written) {
        for (int i = 0; i < written.length(); i++) {
            boolean starts = i == 0 || written.charAt(i - 1) == ' ';
            if (starts && time.parse(written.substring(i)) && time.shape() == TimeText.Shape.DATE_TIME) {
                timeLine(time, lineNumber);
                return;
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
        dumps.closeAll();
        events++;
        Stamp stamp = around.preceding().known() ? around.preceding() : line.stamp();
        sink.event(new Event(Event.Kind.UNREACHABLE, origin(label(line)), stamp, text, Map.of()));
    }

    /** {@code $4050}, {@code =123} of the wire protocol, a lone brace between JSON objects. */
    private static boolean isFrame(String text) {
        boolean bulk = (text.charAt(0) == '$' || text.charAt(0) == '=') && Prompt.isPort(text, 1);
        return bulk || text.equals("{") || text.equals("},{") || text.equals("}, {");
    }

    /** Between a server's name and its dump may stand a time, the question, and the mark of a block of code. */
    private boolean keepsCandidate(String text) {
        boolean markup = text.startsWith("noformat") || text.startsWith("code") || text.startsWith("pre>");
        return markup || Prompt.in(text).isPresent() || time.parse(text);
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
            around.passing(line.stamp(), lineNumber);
        } else if (text.length() < LONGEST_TIME_LINE && time.parse(text)) {
            if (time.isTimeLine()) {
                timeLine(time, lineNumber);
                return;
            }
            if (time.shape() != TimeText.Shape.TIME_OF_DAY) {
                around.passing(clock.stamp(time, lineNumber), lineNumber);
            }
        } else {
            around.unknownTimes().line(text, lineNumber);
        }
        if (++idle > IDLE_LINES) {
            dumps.closeAll();
            idle = 0;
        }
    }

    // ------------------------------------------------------------------ dumps

    private String label(LineText line) {
        return line.label().isEmpty() ? around.speaker() : line.label();
    }

    private Origin origin(String label) {
        return new Origin(stream, lineNumber, offset, label.isEmpty() ? Optional.empty() : Optional.of(label));
    }
}
