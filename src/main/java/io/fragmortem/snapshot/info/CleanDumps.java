package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.info.clean.Template;
import io.fragmortem.snapshot.info.clean.TemplateLines;
import io.fragmortem.snapshot.info.heading.GluedHead;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.info.heading.Headings;
import io.fragmortem.snapshot.info.line.Prompt;
import io.fragmortem.snapshot.info.line.Sections;
import io.fragmortem.snapshot.time.TimeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fast path: whole dumps as a server prints them, matched against the {@link Template}s of those before. */
final class CleanDumps {

    private static final int TEMPLATES = 4;

    private final String stream;
    private final Feed feed;
    private final SlowLines slow;
    private final Outbox outbox;
    private final Openers openers;
    private final TimeText time = new TimeText();
    private final GluedHead glued;
    private final TemplateLines.Heads heads = new TemplateLines.Heads() {
        @Override
        public int glued(String line) {
            return glued.in(line);
        }

        @Override
        public boolean timed(String line, boolean betweenDumps) {
            Heading heading = Headings.of(line);
            return !heading.moment().isEmpty() && (betweenDumps || heading.isNoField());
        }
    };
    private final List<Template> templates = new ArrayList<>();
    private Optional<String> label = Optional.empty();
    private long count;

    CleanDumps(String stream, Feed feed, SlowLines slow, Outbox outbox, Openers openers, GluedHead glued) {
        this.glued = glued;
        this.stream = stream;
        this.feed = feed;
        this.slow = slow;
        this.outbox = outbox;
        this.openers = openers;
    }

    /** Number of dumps delivered. */
    long count() {
        return count;
    }

    /** Delivers the clean dump at the position; false when there is none. */
    boolean next() {
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

    /** Whether what is left of the text is the beginning of a dump, like those before and cut. */
    boolean isCut() {
        int left = feed.limit() - feed.position();
        return feed.ended()
                && !templates.isEmpty()
                && left < templates.get(0).length()
                && templates.get(0).startsAt(feed.bytes(), feed.position());
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
        Optional<TemplateLines> lines = TemplateLines.learn(feed.bytes(), feed.position(), feed.limit(), heads);
        if (lines.isEmpty()) {
            return false;
        }
        Template template = new Template(lines.get());
        if (!match(template)) {
            return false;
        }
        lines.get().unknown().forEach(name -> slow.unknown(name, feed.line()));
        templates.add(0, template);
        if (templates.size() > TEMPLATES) {
            templates.remove(TEMPLATES);
        }
        return true;
    }

    private boolean match(Template template) {
        int end = template.match(feed.bytes(), feed.position(), feed.limit());
        if (end < 0 || !endsAt(end, template)) {
            return false;
        }
        slow.settle(true);
        slow.dumps().closeAll();
        deliver(template);
        feed.advance(end, template.lines());
        count++;
        return true;
    }

    private void deliver(Template template) {
        double[] values = template.values();
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
        Origin origin = new Origin(stream, feed.line(), feed.offset(), label);
        outbox.accept(
                new Sample(origin, stamp, template.layout(), values, null, template.facts(), marks),
                around.takeTitle());
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
        return quick || isBoundary(p, template);
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

    /** A time, a question, an error or another format parts dumps; other words may stand in the middle of one. */
    private boolean isBoundary(int from, Template template) {
        String next = feed.text(from);
        if (Ellipsis.is(next)) {
            return false;
        }
        Optional<Prompt> prompt = Prompt.in(next);
        if (prompt.isPresent()) {
            return !prompt.get().isInfo() || !prompt.get().completes(template.sections());
        }
        return Openers.isUnreachable(next)
                || (time.parse(next) && (time.isTimeLine() || time.isEndLine()))
                || next.startsWith("--- ")
                || Headings.of(next).kind() != Heading.Kind.NONE
                || openers.opensPassage(next, () -> feed.lineAfter(from + next.length()));
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
}
