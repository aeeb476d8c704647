package io.fragmortem.snapshot.info;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Assumption;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Text;
import io.fragmortem.snapshot.time.StreamClock;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.WatchHeader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forgiving path: takes lines one by one, in any shape, and puts the dumps together, one per speaker at a time. */
final class SlowLines {

    private static final int REMEMBERED_NAMES = 10_000;
    private static final int IDLE_LINES = 500;
    private static final int LONGEST_TIME_LINE = 200;

    /** What ends a line beside a line feed: a carriage return, or the tags of a page. */
    private static final Pattern LINE_BREAK = Pattern.compile("\r+|<(?i:br */?|/?p|/div|/li|/tr|/?pre)>");

    private final String stream;
    private final Sink sink;
    private final StreamClock clock;
    private final LineText cleaner;
    private final FieldText fields = new FieldText(new InfoNames());
    private final TimeText time = new TimeText();
    private final Surroundings around;
    private final OpenDumps dumps;
    private final RecordLines records;
    private final Openers openers;
    private final Set<String> unknownNames = new HashSet<>();
    private final Set<Phrase> assumed = new HashSet<>();

    private Prompt prompt = Prompt.NONE;
    private @Nullable ShellLoop loop;
    private boolean advised;
    private final FieldTable table = new FieldTable();
    private final RepeatedLines repeated = new RepeatedLines();
    private int idle;
    private long lineNumber;
    private long offset;
    private LineEnd end = LineEnd.PRESENT;
    private Supplier<String> next = () -> "";
    private String rawLine = "";
    private Optional<Openers.Beginning> passage = Optional.empty();
    private long timeLineAt;

    private long fieldLines;
    private long textLines;
    private long events;

    SlowLines(String stream, Sink sink, StreamClock clock, Outbox outbox, Openers openers) {
        this.stream = stream;
        this.openers = openers;
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

    /** What passages assume is told once. */
    void assume(Assumption assumption) {
        if (assumed.size() < REMEMBERED_NAMES && assumed.add(assumption.words())) {
            sink.accept(assumption);
        }
    }

    /** The format whose passage begins with the last line; that line is not taken. */
    Optional<Openers.Beginning> takePassage() {
        Optional<Openers.Beginning> begun = passage;
        passage = Optional.empty();
        return begun;
    }

    /** A passage of so many lines has ended; the time of a log's last line is said in passing of what follows. */
    void passageEnded(String lastLine, long lines) {
        long number = lineNumber + lines - 1;
        Stamp stamp = cleaner.clean(lastLine, number, Carried.NOTHING).stamp();
        if (stamp.known()) {
            around.logged(stamp, number);
        }
        textLines += lines - 1;
        idle = 0;
        around.blank();
    }

    /** Whether the words above give advice: settings below them are not those of the server. */
    boolean advised() {
        return advised;
    }

    /** Number of the last line that held nothing but a time. */
    long timeLineAt() {
        return timeLineAt;
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
        timeLineAt = line;
        boolean above = around.dumpJustAbove() || !dumps.isEmpty();
        dumps.closeAll();
        if (!moment.host().isEmpty()) {
            around.speaker(moment.host());
        }
        around.timeLine(stamp, above);
    }

    /** Takes one line of any shape. */
    void line(String raw, long number, long at, LineEnd lineEnd, Supplier<String> following) {
        next = following;
        rawLine = raw;
        lineNumber = number;
        offset = at;
        end = lineEnd;
        if (repeated.isIn(raw)) {
            return;
        }
        if (table.takes(raw, next)) {
            fieldLines++;
            if (table.endsBefore(next.get())) {
                columns(table.take());
            }
            return;
        }
        String text = FieldText.unescaped(oneLine(raw));
        Optional<EscapedText> escaped = text.indexOf('\\') >= 0 ? EscapedText.in(text) : Optional.empty();
        if (escaped.isPresent()) {
            escaped(escaped.get());
        } else if (text.indexOf('\r') >= 0
                || (text.indexOf('<') >= 0 && LINE_BREAK.matcher(text).find())) {
            String[] parts = LINE_BREAK.split(text);
            for (int i = 0; i < parts.length; i++) {
                boolean last = i == parts.length - 1 && !raw.endsWith("\r");
                end = last ? lineEnd : LineEnd.PRESENT;
                plain(parts[i], Carried.NOTHING);
            }
        } else {
            plain(text, Carried.NOTHING);
        }
    }

    /** {@code cache-1 | CHANGED | rc=0 | (stdout) # Memory\r\nused_memory:1\r\n}: the answer of {@code ansible -o}. */
    private String oneLine(String raw) {
        int at = raw.indexOf(" | (stdout) ");
        Heading heading = at < 0 ? Heading.NONE : Headings.of(raw.substring(0, at) + " >>");
        if (heading.kind() != Heading.Kind.SPEAKER) {
            return raw;
        }
        dumps.closeAll();
        around.heading(heading.label());
        return raw.substring(at + " | (stdout) ".length());
    }

    /** A text inside a record has the record's time and speaker; what came before it has ended. */
    private void escaped(EscapedText text) {
        Carried carried = carried(text.around());
        if (text.lines().size() == 1) {
            plain(text.lines().get(0), carried);
            return;
        }
        repeated.seen();
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
        if ((isMarked(raw) || WatchHeader.mayStart(raw)) && time.parse(raw) && time.isTimeLine()) {
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
            return;
        }
        boolean known = FieldText.startsWithKnown(text);
        Openers.Opened opened = known ? Openers.Opened.PROSE : openers.of(line, raw, next);
        if (opened.kind() == Opener.PASSAGE) {
            other(opened, line);
        } else if (records.take(text, line, lineNumber, offset, end)) {
            fieldLines++;
        } else {
            Optional<FieldText.Pair> pair = fields.single(text);
            if (pair.isPresent() && field(pair.get(), line, raw)) {
                fieldLines++;
                idle = 0;
            } else {
                other(known ? openers.of(line, raw, next) : opened, line);
            }
        }
    }

    /** Each column of a table speaks for the server, or for the moment, that stands above it. */
    private void columns(List<FieldTable.Column> columns) {
        String before = around.speaker();
        for (FieldTable.Column column : columns) {
            dumps.closeAll();
            Heading heading = Headings.of("## " + column.header());
            if (time.parse(column.header()) && time.isTimeLine()) {
                timeLine(time, lineNumber);
            } else if (heading.kind() == Heading.Kind.BEFORE || heading.kind() == Heading.Kind.AFTER) {
                around.momentOver(heading.kind());
            } else if (columns.size() > 1 || heading.kind() == Heading.Kind.SPEAKER) {
                around.heading(heading.label().isEmpty() ? column.header() : heading.label());
            }
            column.lines().forEach(line -> plain(line, Carried.NOTHING));
        }
        dumps.closeAll();
        around.speaker(before);
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

    private void other(Openers.Opened opened, LineText line) {
        textLines++;
        clock.read(line.text());
        loop = ShellLoop.in(line.text()).orElse(loop);
        switch (opened.kind()) {
            case PROMPT -> prompt(opened.prompt());
            case UNREACHABLE -> unreachable(line.text(), line);
            case REPORT_BEGIN, REPORT_END -> {
                dumps.closeAll();
                around.crashed(opened.kind() == Opener.REPORT_BEGIN);
            }
            case HEADING -> {
                around.title(Titles.of(line.written()));
                heading(opened.heading(), line);
            }
            case FRAME -> dumps.closeAll();
            case ELLIPSIS -> dumps.all().forEach(dump -> dump.mark(Sample.Mark.PARTIAL));
            case PASSAGE -> passage = opened.passage();
            case PROSE -> {
                around.title(Titles.of(rawLine));
                prose(line.text(), line);
            }
        }
    }

    private void prompt(Prompt asked) {
        prompt = asked;
        advised = false;
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

    private void heading(Heading heading, LineText line) {
        repeated.reset();
        advised = Prose.isAdvice(line.text());
        idle = 0;
        switch (heading.kind()) {
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
                    prose(line.text(), line);
                    return;
                }
                dumps.closeAll();
                around.momentOver(heading.kind());
            }
            case NONE -> prose(line.text(), line);
        }
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

    private void unreachable(String text, LineText line) {
        dumps.closeAll();
        events++;
        Stamp stamp = around.preceding().known() ? around.preceding() : line.stamp();
        sink.event(new Event(Event.Kind.UNREACHABLE, origin(label(line)), stamp, text, Map.of()));
    }

    /** Between a server's name and its dump may stand a time, the question, and the mark of a block of code. */
    private boolean keepsCandidate(String text) {
        boolean rule = text.length() > 2 && text.chars().allMatch(c -> c == '=' || c == '-' || c == '~');
        boolean markup = rule || text.startsWith("noformat") || text.startsWith("code") || text.startsWith("pre>");
        return markup || Prompt.in(text).isPresent() || time.parse(text);
    }

    private void prose(String text, LineText line) {
        advised = Prose.isAdvice(text);
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
        if (openers.lead().isPresent() && timeLineAt != lineNumber) {
            passage = openers.leading(rawLine);
            return;
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
