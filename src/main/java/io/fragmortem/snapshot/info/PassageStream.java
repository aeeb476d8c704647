package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.time.TimeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A passage of the text as a stream of its own, for the format that reads it. It takes line by line from the window over
 * the text and ends where the passage does, so that a passage may be of any length in bounded memory.
 */
final class PassageStream extends InputStream {

    private static final byte[] NOTHING = new byte[0];

    private final Feed feed;
    private final Openers openers;
    private final Format format;
    private final Passage passage;
    private final String prefix;
    private final TimeText time = new TimeText();

    private byte[] bytes;
    private int at;
    private int to;
    private boolean begun;
    private boolean insideLine;
    private String first = "";
    /** Whether the first line alone opens no passage. */
    private boolean awaits;

    private String last = "";
    private boolean over;

    /**
     * @param head what the format sees before the passage: the time line above it
     * @param prefix what stands before each line: the mark of a quotation
     */
    PassageStream(Feed feed, Openers openers, Format format, byte[] head, String prefix) {
        this.feed = feed;
        this.openers = openers;
        this.format = format;
        this.passage = format.passage().orElseThrow();
        this.prefix = prefix;
        this.bytes = head;
        this.to = head.length;
    }

    @Override
    public int read() throws IOException {
        return at < to || fill() ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at >= to && !fill()) {
            return -1;
        }
        int count = Math.min(length, to - at);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
    }

    /** The last line of the passage. */
    String lastLine() {
        return last;
    }

    /** Steps over what the format left unread. */
    void drain() throws IOException {
        do {
            at = to;
        } while (fill());
    }

    private boolean fill() throws IOException {
        bytes = NOTHING;
        at = 0;
        to = 0;
        if (over) {
            return false;
        }
        feed.want(Feed.WINDOW);
        if (feed.isEmpty()) {
            over = true;
            return false;
        }
        int end = feed.lineEnd();
        if (end < 0) {
            take(feed.limit(), 0);
            insideLine = true;
            return true;
        }
        String line = insideLine ? "" : line(feed.position(), end);
        if (begun && !insideLine && !belongs(line, end)) {
            over = true;
            return false;
        }
        if (!begun) {
            first = line;
            awaits = !passage.opens().test(line, "");
        }
        begun = true;
        last = line;
        over = !insideLine && passage.ends().test(line);
        int next = Math.min(end + 1, feed.limit());
        if (prefix.isEmpty() || insideLine) {
            take(next, 1);
        } else {
            bytes = (line + (end < feed.limit() ? "\n" : "")).getBytes(StandardCharsets.UTF_8);
            to = bytes.length;
            feed.advance(next, 1);
        }
        insideLine = false;
        return true;
    }

    private void take(int next, int lines) {
        bytes = java.util.Arrays.copyOfRange(feed.bytes(), feed.position(), next);
        to = bytes.length;
        feed.advance(next, lines);
    }

    private String line(int from, int end) {
        int last = end > from && feed.bytes()[end - 1] == '\r' ? end - 1 : end;
        String text = new String(feed.bytes(), from, last - from, StandardCharsets.UTF_8);
        return text.startsWith(prefix)
                ? text.substring(prefix.length())
                : text.strip().equals(prefix.strip()) ? "" : text;
    }

    /** Whether the first line opens the passage only because such a line follows it: a number below {@code cat} is then no time. */
    private boolean isAwaited(String line) {
        return awaits && passage.opens().test(first, line);
    }

    private boolean belongs(String line, int end) {
        boolean mine = passage.goesOn().test(line);
        if (mine && (passage.lines() == Passage.Lines.SURE || isAwaited(line))) {
            return true;
        }
        Supplier<String> next = () -> feed.lineAfter(end);
        if (openers.cuts(line.strip(), next, format)) {
            return false;
        }
        boolean leads = openers.lead().filter(lead -> lead == format).isPresent();
        if (!line.isBlank() && time.parse(line) && time.isTimeLine()) {
            String following = next.get();
            return leads
                    ? !openers.cuts(following, () -> "", format)
                    : passage.opens().test(following, "") || passage.goesOn().test(following);
        }
        return mine || leads;
    }
}
