package io.fragmortem.snapshot.info;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Assumption;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.info.heading.Headings;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.InfoNames;
import io.fragmortem.snapshot.info.line.Sections;
import io.fragmortem.snapshot.info.prefix.Carried;
import io.fragmortem.snapshot.info.prefix.Controls;
import io.fragmortem.snapshot.info.prefix.LineText;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.WatchHeader;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The forgiving path: takes lines one by one, in any shape, and puts the dumps together, one per speaker at a time.
 *
 * <p>Long because it is one order of questions to a line, each answered by a class of its own.
 */
final class SlowLines {

    private static final int REMEMBERED_NAMES = 10_000;

    /** What ends a line beside a line feed: a carriage return, or the tags of a page. */
    private static final Pattern LINE_BREAK = Pattern.compile("\r+|<(?i:br */?|/?p|/div|/li|/tr|/?pre)>");

    private final Sink sink;
    private final StreamClock clock;
    private final LineText cleaner;
    private final FieldText fields = new FieldText(new InfoNames());
    private final TimeText time = new TimeText();
    private final FieldTable table = new FieldTable();
    private final RepeatedLines repeated = new RepeatedLines();
    private final SplitPair split = new SplitPair();
    private final CurrentLine here;
    private final Surroundings around;
    private final OpenDumps dumps;
    private final Openers openers;
    private final RecordLines recordLines;
    private final FieldLines fieldLines;
    private final WordLines wordLines;
    private final Set<Phrase> assumed = new HashSet<>();
    private long fieldCount;

    SlowLines(String stream, Sink sink, StreamClock clock, Outbox outbox, Openers openers) {
        this.openers = openers;
        this.sink = sink;
        this.clock = clock;
        this.cleaner = new LineText(clock);
        this.here = new CurrentLine(stream);
        this.around = new Surroundings(outbox);
        this.dumps = new OpenDumps(stream, sink, outbox, around);
        this.fieldLines = new FieldLines(sink, dumps, here);
        this.recordLines = new RecordLines(clock, fields, fieldLines, dumps);
        this.wordLines = new WordLines(sink, clock, dumps, openers, repeated, here);
    }

    // ------------------------------------------------------------------ what the fast path shares

    Surroundings around() {
        return around;
    }

    OpenDumps dumps() {
        return dumps;
    }

    long fieldLines() {
        return fieldCount;
    }

    long textLines() {
        return wordLines.count();
    }

    long events() {
        return wordLines.events();
    }

    /** The end of the stream. */
    void finish() {
        dumps.finish();
    }

    /**
     * Says what looked like times and was not understood, or was not read as that of a dump.
     *
     * @param untimed whether dumps are left without a time
     */
    void tellTimes(boolean untimed) {
        Optional<Phrase> unread = untimed ? around.unreadTimes().told() : Optional.empty();
        if (unread.isPresent()) {
            sink.rejected(new Rejected(
                    here.originOf(around.unreadTimes().line()),
                    unread.get(),
                    Phrase.of("input.expected.time_of_dump")));
            return;
        }
        around.unknownTimes()
                .told()
                .ifPresent(phrase ->
                        sink.assumed(here.originOf(around.unknownTimes().line()), phrase));
    }

    void unknown(String name, long line) {
        fieldLines.unknown(name, line);
    }

    /** What passages assume is told once. */
    void assume(Assumption assumption) {
        if (assumed.size() < REMEMBERED_NAMES && assumed.add(assumption.words())) {
            sink.accept(assumption);
        }
    }

    /** The format whose passage begins with the last line; that line is not taken. */
    Optional<Openers.Beginning> takePassage() {
        return wordLines.takePassage();
    }

    /** A passage of so many lines has ended; the time of a log's last line is said in passing of what follows. */
    void passageEnded(String lastLine, long lines) {
        long number = here.number() + lines - 1;
        wordLines.passageEnded(cleaner.clean(lastLine, number, Carried.NOTHING).stamp(), lines);
    }

    /** Whether the words above give advice: settings below them are not those of the server. */
    boolean advised() {
        return wordLines.advised();
    }

    /** Number of the last line that held nothing but a time. */
    long timeLineAt() {
        return wordLines.timeLineAt();
    }

    // ------------------------------------------------------------------ lines

    void blank() {
        around.blank();
    }

    /** Whether the next line is the value of the name above it, whatever else it looks like. */
    boolean awaitsValue() {
        return split.isOpen();
    }

    /** A line that holds nothing but a time. */
    void timeLine(TimeText moment, long line) {
        wordLines.timeLine(moment, line);
    }

    /** A bare word above a dump names its server. */
    void settle(boolean dumpFollows) {
        if (dumpFollows) {
            dumps.closeAll();
        }
        around.settle(dumpFollows);
    }

    /** Takes one line of any shape. */
    void line(String raw, long number, long at, LineEnd lineEnd, Supplier<String> following) {
        here.set(raw, number, at, lineEnd, following);
        if (repeated.isIn(raw)) {
            return;
        }
        if (table.takes(raw, following)) {
            fieldCount++;
            if (table.endsBefore(following.get())) {
                columns(table.take());
            }
            return;
        }
        String joined = split.join(raw);
        if (!joined.isEmpty()) {
            plain(joined, Carried.NOTHING);
            return;
        }
        if ((raw.indexOf('_') >= 0 || raw.endsWith("=>") || raw.startsWith("Key ")) && split.begins(raw, following)) {
            return;
        }
        String text = FieldText.unescaped(PythonTimes.plain(oneLine(raw)));
        List<String> markup = text.indexOf('<') < 0 ? List.of() : MarkupText.lines(text);
        if (!markup.isEmpty()) {
            here.endsWith(LineEnd.PRESENT); // a closing tag stands behind each
            markup.forEach(field -> plain(field, Carried.NOTHING));
            return;
        }
        Optional<EscapedText> escaped = text.indexOf('\\') >= 0 ? EscapedText.in(text) : EscapedText.inAddress(text);
        if (escaped.isPresent()) {
            escaped(escaped.get());
        } else if (text.indexOf('\r') >= 0
                || (text.indexOf('<') >= 0 && LINE_BREAK.matcher(text).find())) {
            String[] parts = LINE_BREAK.split(text);
            for (int i = 0; i < parts.length; i++) {
                boolean last = i == parts.length - 1 && !raw.endsWith("\r");
                here.endsWith(last ? lineEnd : LineEnd.PRESENT);
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
        // 2026-11-22 08:00:00 +0000 docker.cache: {"log":"used_memory:1\r\n"}
        boolean timed = time.parse(parts.get(0)) && time.shape() == TimeText.Shape.DATE_TIME;
        Carried[] known = {timed ? new Carried(clock.stamp(time, here.number()), "") : Carried.NOTHING};
        for (String part : parts) {
            fields.each(part, pair -> {
                String value = pair.value().replace("\"", "");
                if (FieldText.isTimeName(pair.name()) && time.parse(value)) {
                    known[0] = new Carried(clock.stamp(time, here.number()), known[0].label());
                } else if (isNearer(pair.name(), value, known[0])) {
                    known[0] = new Carried(known[0].stamp(), SpeakerName.ofContainer(value));
                }
                return true;
            });
        }
        return known[0];
    }

    /** A container is named rather than its host; {@code redis} names none. */
    private static boolean isNearer(String name, String value, Carried known) {
        boolean container = FieldText.isContainerName(name);
        boolean host = FieldText.isSpeakerName(name)
                && !name.equals("port")
                && known.label().isEmpty();
        return container ? SpeakerName.tellsApart(SpeakerName.ofContainer(value)) : host;
    }

    private void plain(String raw, Carried carried) {
        String bare =
                raw.indexOf('\u001b') < 0 ? raw : Controls.strip(raw); // a screen of watch begins with its clearing
        if ((isMarked(bare) || WatchHeader.mayStart(bare))
                && time.parse(bare)
                && (time.isTimeLine() || time.isEndLine())
                && (time.pure() || !isTimedHead(bare))) {
            // ### 2026-11-22T08:40:50+00:00 epoch=1795336850.542 begin, or --- 20261122-084050 cache-1 ---
            Heading named = time.pure() ? Heading.NONE : Headings.of("## " + bare.substring(time.end()));
            wordLines.markedTime(time, named);
            return;
        }
        LineText line = cleaner.clean(raw, here.number(), carried);
        String text = line.text();
        if (text.isEmpty()) {
            if (line.stamp().known() && !dumps.anyCarried()) {
                around.unreadTimes().line(bare, here.number()); // [1] 2026-11-22 08:35:25
            }
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
        LineEnd last = here.end();
        for (int i = 0; i < pieces.size(); i++) {
            here.endsWith(i == pieces.size() - 1 ? last : LineEnd.PRESENT);
            info(pieces.get(i), line, raw);
        }
    }

    private void info(String text, LineText line, String raw) {
        int section = Sections.titled(text);
        if (around.hasCandidate() && !wordLines.keepsCandidate(text)) {
            settle(section >= 0 || FieldText.startsWithKnown(text) || openers.opensPassage(raw, here.next()));
        }
        if (section >= 0) {
            fieldLines.section(section, line, wordLines.prompt());
            fieldCount++;
            wordLines.busy();
            return;
        }
        boolean known = FieldText.startsWithKnown(text);
        Openers.Opened opened = known ? Openers.Opened.PROSE : openers.of(line, raw, here.next());
        if (opened.kind() == Opener.PASSAGE || opened.isTimedHeading(dumps.isEmpty() || beginsAnew(line))) {
            wordLines.line(opened, line);
        } else if (recordLines.take(text, line, here.number(), here.offset(), here.end())) {
            fieldCount++;
            around.figures();
        } else {
            Optional<FieldText.Pair> pair = fields.single(text);
            if (pair.isPresent() && fieldLines.field(pair.get(), line, raw)) {
                fieldCount++;
                wordLines.busy();
            } else {
                wordLines.line(known ? openers.of(line, raw, here.next()) : opened, line);
            }
        }
    }

    /** Whether the next line tells again what the open dump has told. */
    private boolean beginsAnew(LineText line) {
        Dump dump = dumps.of(around.speakerOf(line));
        String next = here.next().get().strip();
        int section = Sections.titled(next);
        return dump != null && (section >= 0 ? dump.restartsAt(section) : dump.hasName(FieldText.knownName(next)));
    }

    /** Each column of a table speaks for the server, or for the moment, that stands above it. */
    private void columns(List<FieldTable.Column> columns) {
        String before = around.speaker();
        for (FieldTable.Column column : columns) {
            dumps.closeAll();
            Heading heading = Headings.ofColumn(column.header());
            if (time.parse(column.header()) && time.isTimeLine()) {
                timeLine(time, here.number());
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

    /** {@code 2026-11-22T08:40:50Z finished cache-1}: the words behind the time say whose it is, and of which end. */
    private static boolean isTimedHead(String raw) {
        Heading heading = Headings.of(raw);
        return !heading.moment().isEmpty() && !heading.label().isEmpty();
    }

    private static boolean isMarked(String raw) {
        String text = raw.strip();
        boolean numbered =
                text.length() > 1 && text.charAt(0) == '#' && Text.isDigit(text.charAt(1)); // #3: 2026-11-22 08:35:25
        return numbered
                || text.startsWith("__")
                || text.startsWith("##")
                || text.startsWith("==")
                || text.startsWith("--")
                || text.startsWith("**");
    }
}
