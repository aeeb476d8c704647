package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.time.UnknownTimes;
import io.fragmortem.snapshot.Stamp;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What stands around the dumps of a text: who speaks, and which time was said for what comes next. */
final class Surroundings {

    private final Outbox outbox;
    private final UnknownTimes unknownTimes = new UnknownTimes();
    private final Set<String> served = new HashSet<>();
    private Optional<String> firstServed = Optional.empty();
    private String speaker = "";
    private Stamp preceding = Stamp.NONE;
    private Stamp passing = Stamp.NONE;
    private long passingLine;
    private Stamp stated = Stamp.NONE;
    private boolean dumpJustAbove;
    private boolean crashed;

    Surroundings(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Lines between the dumps that look like times and were not understood. */
    UnknownTimes unknownTimes() {
        return unknownTimes;
    }

    String speaker() {
        return speaker;
    }

    void speaker(String name) {
        speaker = name;
    }

    /** The time of the last time line, NONE when there was none. */
    Stamp preceding() {
        return preceding;
    }

    /** A time said in passing, in a record or beside other words: it holds for the next dump only. */
    void passing(Stamp stamp, long line) {
        passing = stamp;
        passingLine = line;
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

    /** A line that holds nothing but a time. */
    void timeLine(Stamp stamp, boolean dumpAbove) {
        if (!outbox.timeLine(stamp, dumpAbove)) {
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

    /** Notes that the fast path delivered a dump. */
    void delivered() {
        dumpJustAbove = true;
    }

    void blank() {
        dumpJustAbove = false;
    }

    /** Whether the line directly above ended a dump. */
    boolean dumpJustAbove() {
        return dumpJustAbove;
    }
}
