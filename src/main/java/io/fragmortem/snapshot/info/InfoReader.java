package io.fragmortem.snapshot.info;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.info.clean.LineFeeds;
import io.fragmortem.snapshot.info.heading.GluedHead;
import io.fragmortem.snapshot.replies.ConfigFormat;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.text.Utf8;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads one text: clean dumps by {@link CleanDumps}, all other lines by {@link SlowLines}, and what another format knows by
 * that format, passage for passage.
 */
final class InfoReader {

    private final Entry entry;
    private final ReadOptions options;
    private final Sink sink;
    private final Feed feed;
    private final StreamClock clock;
    private final Outbox outbox;
    private final Openers openers;
    private final SlowLines slow;
    private final CleanDumps clean;
    private final Purpose purpose;
    private final TimeText time = new TimeText();
    private final GluedHead glued = new GluedHead();

    private String firstText = "";
    private long firstTextLine;
    private byte[] header = new byte[0];
    private int headerLength;
    private long headerLine;
    private long passages;
    private long slowLines;

    /** What the format of the stream could not read in words around its passages; told only where there are none. */
    private final List<Rejected> words = new ArrayList<>();

    /** What the text is read for. */
    enum Purpose {
        /** To give what is in it. */
        USE,
        /** To see how much of it is INFO: passages of other formats are passed over. */
        RECOGNISE,
        /** The same for the beginning of something longer, which may end in the middle of a dump. */
        RECOGNISE_CUT
    }

    /** @param lead the format that the head of the stream shows beside or instead of INFO */
    InfoReader(Entry entry, ReadOptions options, Sink sink, Purpose purpose, Optional<Format> lead) throws IOException {
        this.entry = entry;
        this.options = options;
        this.purpose = purpose;
        this.feed = new Feed(Utf8.of(entry.stream()));
        this.clock = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed);
        this.sink = clock.settling(sink);
        this.outbox = new Outbox(this.sink, clock, options);
        this.openers = new Openers(lead);
        this.slow = new SlowLines(entry.name(), this.sink, clock, outbox, openers);
        this.clean = new CleanDumps(entry.name(), feed, slow, outbox, openers, glued);
    }

    /** Reads to the end. */
    void read() throws IOException {
        while (true) {
            feed.want(Feed.WINDOW);
            if (feed.isEmpty()) {
                break;
            }
            if (purpose == Purpose.RECOGNISE_CUT && isClean() && clean.isCut()) {
                break;
            }
            if (!clean.next() && !fastTime()) {
                slowLine();
            }
        }
        slow.finish();
        outbox.finish();
        slow.tellTimes(outbox.untimed());
        clock.settle();
        if (outbox.samples() == 0 && passages == 0 && tangled() == 0) {
            words.forEach(sink::accept);
            rejectAll();
        }
    }

    long samples() {
        return outbox.samples();
    }

    /** Dumps of which no sample is made, for their lines stand among those of another. */
    int tangled() {
        return slow.dumps().tangled();
    }

    /** Passages of other formats. */
    long passages() {
        return passages;
    }

    long fastDumps() {
        return clean.count();
    }

    /** Whether all so far was clean dumps, lines that are times and blank ones. */
    boolean isClean() {
        return clean.count() > 0 && slowLines == 0;
    }

    /** Share of the lines with text that are part of a dump, for recognition. */
    double share() {
        double text = slow.textLines();
        double fields = slow.fieldLines() + 20.0 * clean.count();
        return fields == 0 ? 0 : fields / (fields + text);
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
        if (!possible || slow.awaitsValue()) {
            return false;
        }
        int end = LineFeeds.after(bytes, from, Math.min(feed.limit(), from + 120)) - 1;
        if (end < 0 || namesField(bytes, from, end) || !time.parse(bytes, from, end) || !time.pure()) {
            return false;
        }
        noteText(from, end);
        slow.timeLine(time, feed.line());
        header(bytes, from, end);
        feed.advance(end + 1, 1);
        return true;
    }

    /** Whether a name of INFO may be in the line: none of the usual times has an underscore. */
    private static boolean namesField(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '_') {
                return true;
            }
        }
        return false;
    }

    /** Keeps a time line: what stands directly below it may be a passage that needs it. */
    private void header(byte[] bytes, int from, int to) {
        if (header.length < to - from) {
            header = new byte[to - from];
        }
        System.arraycopy(bytes, from, header, 0, to - from);
        headerLength = to - from;
        headerLine = feed.line();
    }

    private void slowLine() throws IOException {
        int end = feed.lineEnd();
        if (end < 0) {
            slowLines++;
            skipLongLine();
            return;
        }
        byte[] bytes = feed.bytes();
        int from = feed.position();
        int to = end > from && end <= feed.limit() && bytes[end - 1] == '\r' ? end - 1 : end;
        LineEnd lineEnd = end >= feed.limit() ? LineEnd.MISSING : LineEnd.PRESENT;
        if (to == from) {
            slow.blank();
        } else {
            slowLines++;
            noteText(from, to);
            String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            int head = glued.in(raw);
            if (head > 0) {
                cutLine(raw, head);
                return;
            }
            slow.line(raw, feed.line(), feed.offset(), lineEnd, () -> feed.lineAfter(end));
            Optional<Openers.Beginning> passage = slow.takePassage();
            if (passage.isPresent()) {
                passage(passage.get());
                return;
            }
            if (slow.timeLineAt() == feed.line()) {
                header(bytes, from, to);
            } else {
                headerLength = 0;
            }
        }
        feed.advance(Math.min(end + 1, feed.limit()), 1);
        feed.shrink();
    }

    /** A line whose writer was stopped, and the head of the next dump in the same line: they are read as two. */
    private void cutLine(String raw, int head) {
        String cut = raw.substring(0, head);
        int value = cut.indexOf(':') + 1;
        if (value > 0 && value < head) {
            slow.line(cut, feed.line(), feed.offset(), LineEnd.CUT, () -> raw.substring(head));
        }
        slow.dumps().all().forEach(Dump::cut);
        feed.advance(feed.position() + cut.getBytes(StandardCharsets.UTF_8).length, 0);
    }

    /** Lets another format read its passage, which begins at the position. */
    private void passage(Openers.Beginning beginning) throws IOException {
        Format format = beginning.format();
        long firstLine = headerLength == 0 ? feed.line() : headerLine;
        int blanks = (int) Math.min(1000, feed.line() - firstLine);
        byte[] head = Arrays.copyOf(header, headerLength + blanks);
        Arrays.fill(head, headerLength, head.length, (byte) '\n');
        PassageFindings found = new PassageFindings(
                slow, outbox, sink, entry.name(), firstLine, feed.offset() - head.length, beginning.sign());
        PassageStream stream = new PassageStream(feed, openers, format, head, beginning.quotation());
        long before = feed.line();
        boolean advice = slow.advised() && format instanceof ConfigFormat;
        if (purpose == Purpose.USE && !advice) {
            format.read(new Entry(entry.name(), entry.modifiedMicros(), stream), options, found);
        }
        stream.drain();
        found.end();
        if (found.doubtful().isEmpty()) {
            passages++;
        } else if (words.isEmpty()) {
            words.addAll(found.doubtful());
        }
        slow.passageEnded(stream.lastLine(), feed.line() - before);
        headerLength = 0;
    }

    private void noteText(int from, int to) {
        if (firstTextLine == 0) {
            firstText = new String(feed.bytes(), from, Math.min(to - from, 400), StandardCharsets.UTF_8);
            firstTextLine = feed.line();
        }
    }

    private void skipLongLine() throws IOException {
        String start = Text.shown(feed.text(feed.position()));
        Phrase found = Phrase.of("input.found.line_start", Phrase.name(start));
        sink.rejected(new Rejected(
                new Origin(entry.name(), feed.line(), feed.offset(), Optional.empty()),
                found,
                Phrase.of("input.expected.info_line")));
        while (true) {
            byte[] bytes = feed.bytes();
            for (int p = feed.position(); p < feed.limit(); p++) {
                if (bytes[p] == '\n') {
                    feed.advance(p + 1, 1);
                    feed.shrink();
                    return;
                }
            }
            feed.advance(feed.limit(), 0);
            feed.want(Feed.WINDOW);
            if (feed.isEmpty()) {
                return;
            }
        }
    }

    private void rejectAll() {
        if (slow.events() > 0 || !words.isEmpty()) {
            return;
        }
        Phrase found = firstText.isEmpty()
                ? Phrase.of("input.found.empty")
                : Phrase.of("input.found.text", Phrase.name(Text.shown(firstText)));
        Origin origin = new Origin(entry.name(), Math.max(firstTextLine, 1), -1, Optional.empty());
        sink.rejected(new Rejected(origin, found, Phrase.of("input.expected.info")));
    }
}
