package io.fragmortem.snapshot.info;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Text;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.time.StreamClock;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one stream: clean dumps by {@link Template}, all other lines by {@link SlowLines}. */
final class InfoReader {

    private static final int WINDOW = 1 << 16;
    private static final int TEMPLATES = 4;

    private final String stream;
    private final Sink sink;
    private final Feed feed;
    private final StreamClock clock;
    private final Outbox outbox;
    private final SlowLines slow;
    private final TimeText time = new TimeText();
    private final List<Template> templates = new ArrayList<>();

    private Optional<String> label = Optional.empty();
    private long line = 1;
    private String firstText = "";
    private long firstTextLine;
    private long fastDumps;

    InfoReader(Entry entry, ReadOptions options, Sink sink) throws IOException {
        this.stream = entry.name();
        this.feed = new Feed(Decoded.of(entry.stream()));
        this.clock = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed);
        this.sink = clock.settling(sink);
        this.outbox = new Outbox(this.sink, clock, options);
        this.slow = new SlowLines(entry.name(), this.sink, clock, outbox);
    }

    /** Reads to the end. */
    void read() throws IOException {
        while (true) {
            feed.want(WINDOW);
            if (feed.isEmpty()) {
                break;
            }
            if (!fastDump() && !fastTime()) {
                slowLine();
            }
        }
        slow.finish();
        outbox.finish();
        clock.settle();
        if (outbox.samples() == 0) {
            rejectAll();
        }
    }

    long samples() {
        return outbox.samples();
    }

    long fastDumps() {
        return fastDumps;
    }

    /** Share of the lines with text that are part of a dump, for recognition. */
    double share() {
        double text = slow.textLines();
        double fields = slow.fieldLines() + 20.0 * fastDumps;
        return fields == 0 ? 0 : fields / (fields + text);
    }

    // ------------------------------------------------------------------ the fast path

    private boolean fastDump() throws IOException {
        byte first = feed.bytes()[feed.position()];
        boolean possible = first == '#' || (first >= 'a' && first <= 'z');
        if (!possible || (!slow.dumps().isEmpty() && !endsOpenDump())) {
            return false;
        }
        for (int i = 0; i < templates.size(); i++) {
            Template template = templates.get(i);
            if (template.startsAt(feed.bytes(), feed.position()) && match(template)) {
                if (i > 0) {
                    templates.remove(i);
                    templates.add(0, template);
                }
                return true;
            }
        }
        return learn();
    }

    private boolean endsOpenDump() {
        byte[] bytes = feed.bytes();
        int from = feed.position();
        if (bytes[from] != '#' || bytes[from + 1] != ' ') {
            return false;
        }
        int to = from;
        while (to < feed.limit() && to - from < 40 && bytes[to] != '\n' && bytes[to] != '\r') {
            to++;
        }
        int section = Sections.titled(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        return section >= 0 && slow.dumps().endsAt(section);
    }

    private boolean learn() {
        Optional<TemplateLines> lines = TemplateLines.learn(feed.bytes(), feed.position(), feed.limit());
        if (lines.isEmpty()) {
            return false;
        }
        Template template = new Template(lines.get());
        if (!match(template)) {
            return false;
        }
        lines.get().unknown().forEach(name -> slow.unknown(name, line));
        templates.add(0, template);
        if (templates.size() > TEMPLATES) {
            templates.remove(TEMPLATES);
        }
        return true;
    }

    private boolean match(Template template) {
        double[] values = template.newValues();
        int end = template.match(feed.bytes(), feed.position(), feed.limit(), values);
        if (end < 0 || !endsAt(end, template)) {
            return false;
        }
        slow.settle(true);
        slow.dumps().closeAll();
        deliver(template, values);
        feed.position(end);
        line += template.lines();
        fastDumps++;
        return true;
    }

    private void deliver(Template template, double[] values) {
        Surroundings around = slow.around();
        Stamp stamp = around.take(around.next());
        int server = template.serverTimeSlot();
        if (server >= 0 && values[server] > 0) {
            stamp = new Stamp((long) values[server], TimeSource.SERVER_CLOCK);
        }
        Set<Sample.Mark> marks = template.marks();
        if (around.crashed()) {
            marks = EnumSet.of(Sample.Mark.CRASH);
        }
        if (!label.orElse("").equals(around.speaker())) {
            label = around.speaker().isEmpty() ? Optional.empty() : Optional.of(around.speaker());
        }
        Origin origin = new Origin(stream, line, feed.offset(), label);
        outbox.accept(new Sample(origin, stamp, template.layout(), values, null, template.facts(), marks));
        around.delivered();
    }

    /** Whether the dump really ends here: what follows must not be another line of it. */
    private boolean endsAt(int end, Template template) {
        byte[] bytes = feed.bytes();
        int p = end;
        while (p < feed.limit() && (bytes[p] == '\r' || bytes[p] == '\n')) {
            p++;
        }
        if (p >= feed.limit()) {
            return feed.ended();
        }
        if (startsWith(p, template.firstLine()) || startsWith(p, SERVER)) {
            return true;
        }
        boolean digit = bytes[p] >= '0' && bytes[p] <= '9';
        boolean quick = digit ? !hasPrompt(p) : template.tail().length >= 3 && startsWith(p, template.tail());
        return quick || isBoundary(lineAt(p), template);
    }

    private static final byte[] SERVER = "# Server".getBytes(StandardCharsets.US_ASCII);

    private boolean hasPrompt(int from) {
        byte[] bytes = feed.bytes();
        int p = from;
        if (bytes[from + 4] == '-' && bytes[from + 7] == '-') {
            // 2026-11-22...
            return false;
        }
        int end = Math.min(feed.limit(), from + 100);
        while (p < end && bytes[p] != '\n' && bytes[p] != '>') {
            p++;
        }
        return bytes[p] == '>';
    }

    /** A time, a question or an error parts dumps; other words may stand in the middle of one. */
    private boolean isBoundary(String next, Template template) {
        Optional<Prompt> prompt = Prompt.in(next);
        if (prompt.isPresent()) {
            boolean info = prompt.get().command().startsWith("info");
            return !info || !prompt.get().completes(template.sections());
        }
        return SlowLines.isUnreachable(next)
                || (time.parse(next) && time.isTimeLine())
                || next.startsWith("--- ")
                || Headings.of(next).kind() != Heading.Kind.NONE;
    }

    private boolean startsWith(int from, byte[] expected) {
        byte[] bytes = feed.bytes();
        for (int i = 0; i < expected.length; i++) {
            if (bytes[from + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private String lineAt(int from) {
        byte[] bytes = feed.bytes();
        int p = from;
        while (p < feed.limit() && p - from < 400 && bytes[p] != '\n' && bytes[p] != '\r') {
            p++;
        }
        return new String(bytes, from, p - from, StandardCharsets.UTF_8);
    }

    // ------------------------------------------------------------------ between clean dumps

    /** A time alone on its line, without a string for it. */
    private boolean fastTime() {
        byte[] bytes = feed.bytes();
        int from = feed.position();
        byte first = bytes[from];
        boolean possible = (first >= '0' && first <= '9')
                || first == '='
                || first == '#'
                || first == '['
                || first == '-'
                || (first >= 'A' && first <= 'Z');
        if (!possible) {
            return false;
        }
        int end = Template.afterLine(bytes, from, Math.min(feed.limit(), from + 120)) - 1;
        if (end < 0 || !time.parse(bytes, from, end) || !time.pure()) {
            return false;
        }
        noteText(from, end);
        slow.timeLine(time, line);
        feed.position(end + 1);
        line++;
        return true;
    }

    private void slowLine() throws IOException {
        int end = lineEnd();
        if (end < 0) {
            skipLongLine();
            return;
        }
        byte[] bytes = feed.bytes();
        int from = feed.position();
        long offset = feed.offset();
        int to = end > from && end <= feed.limit() && bytes[end - 1] == '\r' ? end - 1 : end;
        LineEnd lineEnd = end >= feed.limit() ? LineEnd.MISSING : LineEnd.PRESENT;
        if (to == from) {
            slow.blank();
        } else {
            noteText(from, to);
            slow.line(new String(bytes, from, to - from, StandardCharsets.UTF_8), line, offset, lineEnd);
        }
        feed.position(Math.min(end + 1, feed.limit()));
        line++;
        feed.shrink();
    }

    private void noteText(int from, int to) {
        if (firstTextLine == 0) {
            firstText = new String(feed.bytes(), from, Math.min(to - from, 400), StandardCharsets.UTF_8);
            firstTextLine = line;
        }
    }

    /** Index of the end of the line at the position; -1 when the line is longer than any of ours. */
    private int lineEnd() throws IOException {
        int searched = 0;
        while (true) {
            byte[] bytes = feed.bytes();
            int from = feed.position();
            for (int p = from + searched; p < feed.limit(); p++) {
                if (bytes[p] == '\n') {
                    return p;
                }
            }
            searched = feed.limit() - from;
            if (feed.ended()) {
                return feed.limit();
            }
            byte first = bytes[from];
            boolean record = first == '{' || first == '[' || first == '"';
            if (searched >= Feed.largest(record)) {
                return -1;
            }
            feed.want(searched + WINDOW);
        }
    }

    private void skipLongLine() throws IOException {
        String start = Text.shown(lineAt(feed.position()));
        Phrase found = Phrase.of("input.found.line_start", Phrase.name(start));
        sink.rejected(new Rejected(
                new Origin(stream, line, feed.offset(), Optional.empty()),
                found,
                Phrase.of("input.expected.info_line")));
        while (true) {
            byte[] bytes = feed.bytes();
            for (int p = feed.position(); p < feed.limit(); p++) {
                if (bytes[p] == '\n') {
                    feed.position(p + 1);
                    line++;
                    feed.shrink();
                    return;
                }
            }
            feed.position(feed.limit());
            feed.want(WINDOW);
            if (feed.isEmpty()) {
                return;
            }
        }
    }

    private void rejectAll() {
        if (slow.events() > 0) {
            return;
        }
        Phrase found = firstText.isEmpty()
                ? Phrase.of("input.found.empty")
                : Phrase.of("input.found.text", Phrase.name(Text.shown(firstText)));
        Origin origin = new Origin(stream, Math.max(firstTextLine, 1), -1, Optional.empty());
        sink.rejected(new Rejected(origin, found, Phrase.of("input.expected.info")));
    }
}
