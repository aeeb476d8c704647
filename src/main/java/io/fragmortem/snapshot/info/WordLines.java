package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.InfoNames;
import io.fragmortem.snapshot.info.line.Prompt;
import io.fragmortem.snapshot.info.line.Prose;
import io.fragmortem.snapshot.info.line.Sections;
import io.fragmortem.snapshot.info.prefix.LineText;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands around the dumps and is no field: questions, headings, times, marks and words. */
final class WordLines {

    private static final int IDLE_LINES = 500;
    private static final int LONGEST_TIME_LINE = 200;
    private static final int LONGEST_OPENING = 40;

    private static final Pattern OPENING =
            Pattern.compile("(?:\\[?\"?\\w+\"?\\])? ?(?:=> ?)?(?:[Aa]rray(?:\\(\\d+\\))?|map)? ?[({\\[]*");

    private final Sink sink;
    private final StreamClock clock;
    private final TimeText time = new TimeText();
    private final TimeLines times;
    private final OpenDumps dumps;
    private final Surroundings around;
    private final Openers openers;
    private final RepeatedLines repeated;
    private final CurrentLine here;
    private final Shells shells;

    private Prompt prompt = Prompt.NONE;
    private @Nullable ShellLoop loop;
    private boolean advised;
    private Optional<Openers.Beginning> passage = Optional.empty();
    private int idle;
    private long lines;
    private long events;

    WordLines(
            Sink sink, StreamClock clock, OpenDumps dumps, Openers openers, RepeatedLines repeated, CurrentLine here) {
        this.sink = sink;
        this.clock = clock;
        this.dumps = dumps;
        this.around = dumps.around();
        this.openers = openers;
        this.repeated = repeated;
        this.here = here;
        this.times = new TimeLines(clock, dumps, here);
        this.shells = new Shells(dumps);
    }

    // ------------------------------------------------------------------ what they told

    /** Lines that are no fields. */
    long count() {
        return lines;
    }

    long events() {
        return events;
    }

    /** The question above. */
    Prompt prompt() {
        return prompt;
    }

    /** Whether the words above give advice: settings below them are not those of the server. */
    boolean advised() {
        return advised;
    }

    /** Number of the last line that held nothing but a time. */
    long timeLineAt() {
        return times.at();
    }

    /** The format whose passage begins with the last line; that line is not taken. */
    Optional<Openers.Beginning> takePassage() {
        Optional<Openers.Beginning> begun = passage;
        passage = Optional.empty();
        return begun;
    }

    // ------------------------------------------------------------------ what stands between them

    /** A line of a dump: it is still being told. */
    void busy() {
        idle = 0;
        around.figures();
    }

    /** A passage of so many lines has ended; the time of a log's last line is said in passing of what follows. */
    void passageEnded(Stamp last, long passageLines) {
        if (last.known()) {
            around.logged(last, here.number() + passageLines - 1);
        }
        lines += passageLines - 1;
        idle = 0;
        around.blank();
    }

    // ------------------------------------------------------------------ times

    /** A line that holds nothing but a time, with marks beside it: {@code ### 2026-11-22T08:40:50+00:00 begin}. */
    void markedTime(TimeText moment, Heading named) {
        lines++;
        times.marked(moment, named);
    }

    /** A line that holds nothing but a time. */
    void timeLine(TimeText moment, long line) {
        times.alone(moment, line);
    }

    // ------------------------------------------------------------------ lines of any kind but fields

    void line(Openers.Opened opened, LineText line) {
        lines++;
        around.words();
        clock.read(line.text());
        loop = ShellLoop.in(line.text()).orElse(loop);
        switch (opened.kind()) {
            case PROMPT -> {
                around.unreadTimes().line(line.text(), here.number());
                prompt(opened.prompt());
            }
            case UNREACHABLE -> unreachable(line.text(), line);
            case REPORT_BEGIN, REPORT_END -> {
                dumps.closeAll();
                around.crashed(opened.kind() == Opener.REPORT_BEGIN);
            }
            case HEADING -> {
                if (here.raw().startsWith("# ") && shells.take(here.raw().strip())) {
                    return; // the prompt of root
                }
                around.title(Titles.of(line.written()));
                heading(opened.heading(), line);
            }
            case FRAME -> dumps.closeAll();
            case ELLIPSIS -> dumps.all().forEach(dump -> dump.mark(Sample.Mark.PARTIAL));
            case PASSAGE -> passage = opened.passage();
            case PROSE -> {
                if (!shells.take(here.raw().startsWith("# ") ? here.raw().strip() : line.text())) {
                    around.title(Titles.of(here.raw()));
                }
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

    private void heading(Heading heading, LineText line) {
        repeated.reset();
        advised = Prose.isAdvice(line.text());
        idle = 0;
        if (line.stamp().known() && heading.kind() != Heading.Kind.NONE) {
            around.passing(line.stamp(), here.number()); // 2026-11-22T08:40:50Z [cache-1] {
        }
        switch (heading.kind()) {
            case MAYBE_SPEAKER -> {
                // "db0" below "# Keyspace" is a line that was cut
                boolean cut = heading.label().matches("db\\d*")
                        && dumps.all().stream().anyMatch(Dump::listsDatabases);
                if (!cut && !isRestOfField(heading.label())) {
                    around.candidate(around.mayName() ? heading.label() : "");
                }
                times.of(heading);
            }
            case SPEAKER -> {
                dumps.closeAll();
                around.heading(heading.label());
                times.in(heading, line.written());
            }
            case UNREACHABLE -> {
                around.heading(heading.label());
                unreachable(line.written(), line);
            }
            case BEFORE, AFTER, OTHER -> {
                boolean phase = heading.kind() != Heading.Kind.OTHER;
                if (phase && !heading.moment().isEmpty()) {
                    dumps.closeAll();
                    around.momentOver(heading.kind());
                }
                if (times.of(heading)) {
                    return;
                }
                around.unreadTimes().line(line.written(), here.number());
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

    /** {@code clients_normal:22400}: half of a line with which a file begins is no host with its port. */
    private boolean isRestOfField(String label) {
        int colon = label.lastIndexOf(':');
        if (here.number() > 1 || colon < 0 || !InfoNames.isEnd(label.substring(0, colon))) {
            return false;
        }
        String below = here.next().get();
        return FieldText.startsWithKnown(below)
                && !below.startsWith("used_memory:")
                && !below.startsWith("redis_version:");
    }

    private void unreachable(String text, LineText line) {
        dumps.closeAll();
        around.unanswered();
        events++;
        Stamp stamp = around.preceding().known() ? around.preceding() : line.stamp();
        sink.event(new Event(Event.Kind.UNREACHABLE, here.origin(around.speakerOf(line)), stamp, text, Map.of()));
    }

    private void prose(String text, LineText line) {
        advised = Prose.isAdvice(text);
        if (prompt.command().equals("time") && text.startsWith("1) \"") && time.parse(text.substring(4))) {
            around.passing(clock.stamp(time, here.number()), here.number()); // the seconds of TIME's answer
            return;
        }
        if (line.stamp().known()) {
            around.passing(line.stamp(), here.number());
        } else if (text.length() < LONGEST_TIME_LINE && time.parse(text)) {
            if (time.isTimeLine() || time.isEndLine()) {
                timeLine(time, here.number());
                return;
            }
            if (time.shape() != TimeText.Shape.TIME_OF_DAY) {
                around.passing(clock.stamp(time, here.number()), here.number());
            }
        } else {
            around.unknownTimes().line(text, here.number());
            around.unreadTimes().line(text, here.number());
        }
        if (openers.lead().isPresent() && times.at() != here.number()) {
            passage = openers.leading(here.raw());
            return;
        }
        if (++idle > IDLE_LINES) {
            dumps.closeAll();
            idle = 0;
        }
    }

    /** Between a server's name and its dump may stand a time, the question, and the mark of a block of code. */
    boolean keepsCandidate(String text) {
        // of a line of dashes a part may have passed for a mark of quotation
        boolean rule = !text.isEmpty() && text.chars().allMatch(c -> c == '=' || c == '-' || c == '~');
        boolean markup = rule
                || text.equals("::")
                || text.startsWith("#+")
                || text.startsWith("+begin")
                || text.startsWith("begin_")
                || text.startsWith("noformat")
                || text.startsWith("code")
                || text.startsWith("pre>");
        return markup || opensPrinted(text) || Prompt.in(text).isPresent() || time.parse(text);
    }

    /** What programs print above the fields of an object: {@code Array}, {@code (}, {@code [Memory] => Array}, the name of a section. */
    private static boolean opensPrinted(String text) {
        return text.length() <= LONGEST_OPENING && (OPENING.matcher(text).matches() || Sections.indexOf(text) >= 0);
    }
}
