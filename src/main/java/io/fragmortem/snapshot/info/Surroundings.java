package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.info.line.Prompt;
import io.fragmortem.snapshot.info.prefix.LineText;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.clock.UnknownTimes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands around the dumps of a text: who speaks, and which time was said for what comes next. */
final class Surroundings {

    /** So many clean dumps without a name show that nobody is named. */
    private static final int CLEAN = 3;

    /** Lines of words that may stand between a dump and the line that tells of its end. */
    private static final int MOST_WORDS_BELOW = 2;

    private final Outbox outbox;
    private final UnknownTimes unknownTimes = new UnknownTimes();
    private final UnreadTimes unreadTimes = new UnreadTimes();
    private final Set<String> served = new HashSet<>();
    private Optional<String> firstServed = Optional.empty();
    private String speaker = "";
    private String heading = "";
    private String candidate = "";
    private String title = "";
    private @Nullable ShellLoop loop;
    private String loopLabel = "";
    private int turn;
    private Stamp preceding = Stamp.NONE;
    private Stamp passing = Stamp.NONE;
    private long passingLine;
    private boolean passingOfLog;
    private Stamp stated = Stamp.NONE;
    private boolean dumpJustAbove;
    private boolean crashed;
    private int delivered;
    /** Of them those with a time line of their own. */
    private int timed;

    private int wordsBelow;
    private boolean timedAgain;
    private boolean brokenInto;
    private boolean damaged;

    Surroundings(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Lines between the dumps that look like times and were not understood. */
    UnknownTimes unknownTimes() {
        return unknownTimes;
    }

    /** Lines beside dumps that hold times and gave none of them a time. */
    UnreadTimes unreadTimes() {
        return unreadTimes;
    }

    String speaker() {
        return speaker;
    }

    /** Who speaks in a line: whom it names itself, or else the present speaker. */
    String speakerOf(LineText line) {
        return line.label().isEmpty() || brokenInto ? speaker : line.label();
    }

    /**
     * Whether a dump is open that was broken into: after several clean ones of a stream in which nobody was ever named, the fast path gave this one
     * up. What looks like a name inside of it is what damage left of its lines.
     */
    boolean brokenInto() {
        return brokenInto;
    }

    /** Whether a name that stands here can be one: not inside such a dump, nor anywhere behind it, nor where each dump so far had its time. */
    boolean mayName() {
        boolean lostItsTime = delivered >= CLEAN && timed == delivered && !timedAgain;
        return !speaker.isEmpty() || !(damaged || lostItsTime);
    }

    /** A dump of the forgiving path is open or, the last of them, is not any more. */
    void open(boolean any) {
        brokenInto = any && delivered >= CLEAN && speaker.isEmpty();
        damaged |= brokenInto;
    }

    void speaker(String name) {
        speaker = name;
    }

    /** A heading names who speaks below it, until the next one. */
    void heading(String label) {
        heading = label;
        speaker = label;
        candidate = "";
        loop = null;
        outbox.momentOver();
    }

    /** A bare word that names the speaker if a dump follows directly. */
    void candidate(String label) {
        candidate = label;
    }

    boolean hasCandidate() {
        return !candidate.isEmpty();
    }

    /** A short line that may name a server, or the empty text for words that end it. */
    void title(String text) {
        title = text;
    }

    /** The title above the dump that begins now. */
    String takeTitle() {
        String above = title;
        title = "";
        return above;
    }

    /** Ends the doubt about a bare word. */
    void settle(boolean dumpFollows) {
        String label = candidate;
        candidate = "";
        if (dumpFollows && !label.isEmpty()) {
            heading(label);
        }
    }

    /** Somebody asked a server: from now on it speaks. */
    void asked(Prompt prompt) {
        loop = null;
        passing = passingOfLog ? Stamp.NONE : passing;
        speaker = underHeading(prompt.label());
        if (prompt.changesMemory()) {
            outbox.momentOver();
        }
    }

    /** A loop asked several servers: each dump that follows is that of the next. */
    void asked(Prompt prompt, ShellLoop head) {
        loop = head;
        loopLabel = prompt.label();
        turn = 0;
    }

    /** A prompt that names no host, or its own, speaks for the host of the heading. */
    private String underHeading(String label) {
        if (label.isEmpty()) {
            return heading;
        }
        return Address.portHere(label)
                .filter(port -> !heading.isEmpty())
                .map(port -> Address.of(heading, port))
                .orElse(label);
    }

    /** What follows is another moment of whoever speaks. */
    void momentOver(Heading.Kind phase) {
        outbox.phase(phase);
        candidate = "";
    }

    /** The speaker of a dump that begins now. */
    String next() {
        if (!speaker.isEmpty() && outbox.disowns(speaker)) {
            heading("");
        }
        ShellLoop head = loop;
        if (head != null) {
            turn++;
            boolean known = turn <= head.words().size();
            speaker = known ? head.with(loopLabel, head.words().get(turn - 1)) : head.variable() + " " + turn;
            outbox.momentOver();
        }
        return speaker;
    }

    /** The time of the last time line, NONE when there was none. */
    Stamp preceding() {
        return preceding;
    }

    /** The time that holds for what stands here, NONE when no line said any. */
    Stamp holding() {
        return stated.known() ? stated : preceding.known() && !outbox.timesFollow() ? preceding : passing;
    }

    /** The time of the last line of a log: it holds for what follows until somebody asks for something else. */
    void logged(Stamp stamp, long line) {
        passing(stamp, line);
        passingOfLog = true;
    }

    /** A time said in passing, in a record or beside other words: it holds for the next dump only. */
    void passing(Stamp stamp, long line) {
        passing = stamp;
        passingLine = line;
        passingOfLog = false;
    }

    /** The time of the record that is being read: it comes before all others. NONE ends the record. */
    void stated(Stamp stamp) {
        stated = stamp;
    }

    /** Whether what comes next is part of a crash report. */
    void crashed(boolean report) {
        crashed = report;
    }

    boolean crashed() {
        return crashed;
    }

    /** The time for a dump of this speaker that begins now, NONE when no line said it. */
    Stamp take(String label) {
        if (stated.known()) {
            return stated;
        }
        Stamp stamp = Stamp.NONE;
        if (!outbox.timesFollow() && preceding.known() && serve(label)) {
            stamp = preceding;
        } else if (passing.known()) {
            stamp = passing;
        }
        passing = Stamp.NONE;
        unknownTimes.dump(stamp.known());
        unreadTimes.dump(stamp.known());
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

    /**
     * A line that holds nothing but a time.
     *
     * @param place of which dump it says that it is
     */
    void timeLine(Stamp stamp, boolean dumpAbove, TimeText.Place place) {
        timedAgain = true;
        if (!outbox.timeLine(stamp, dumpAbove, place)) {
            preceding = stamp;
            firstServed = Optional.empty();
            if (!served.isEmpty()) {
                served.clear();
            }
        }
        passing = Stamp.NONE;
        dumpJustAbove = false;
    }

    /** A dump ended at this line: what was said in passing before its end was said of it. */
    void dumpEnded(long lastLine) {
        dumpJustAbove = true;
        if (passingLine <= lastLine) {
            passing = Stamp.NONE;
        }
    }

    /**
     * A line that tells when the dump above it ended.
     *
     * @param label whose it was, empty where the line does not say
     * @return whether that is how the dump has its time, or that it has another
     */
    boolean ended(Stamp stamp, String label) {
        timedAgain = true;
        passing = Stamp.NONE;
        dumpJustAbove = false;
        return wordsBelow <= MOST_WORDS_BELOW && outbox.ended(stamp, label);
    }

    /** A server did not answer: the time above that line is of a question, not of the dump before it. */
    void unanswered() {
        outbox.unanswered();
    }

    /** Words that are no dump: what says behind many of them that something ended may mean anything. */
    void words() {
        wordsBelow++;
        unreadTimes.words();
    }

    /** A line of a dump. */
    void figures() {
        wordsBelow = 0;
        unreadTimes.figures();
    }

    /** Notes that the fast path delivered a dump. */
    void delivered() {
        figures();
        dumpJustAbove = true;
        delivered++;
        timed += timedAgain ? 1 : 0;
        timedAgain = false;
    }

    void blank() {
        dumpJustAbove = false;
    }

    /** Whether the line directly above ended a dump. */
    boolean dumpJustAbove() {
        return dumpJustAbove;
    }
}
