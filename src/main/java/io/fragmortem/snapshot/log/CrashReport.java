package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.UnknownField;
import io.fragmortem.snapshot.log.Speaker.Remark;
import io.fragmortem.snapshot.log.line.LogLine;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows a crash report through the log: the crash becomes one event, the INFO inside it a sample of the last moment.
 *
 * <pre>
 * === REDIS BUG REPORT START: Cut &amp; paste starting from here ===
 * 4018:M 14 Nov 2023 07:01:22.119 # Redis 6.2.14 crashed by signal: 11, si_code: 1
 * ------ INFO OUTPUT ------
 * # Server
 * ...
 * ------ CLIENT LIST OUTPUT ------
 * === REDIS BUG REPORT END. Make sure to include from START to END. ===
 * </pre>
 */
final class CrashReport {

    private static final byte[] START = Bytes.ascii(" BUG REPORT START");
    private static final byte[] END = Bytes.ascii(" BUG REPORT END");
    private static final byte[] ASSERTION = Bytes.ascii("=== ASSERTION FAILED");
    private static final byte[] INFO = Bytes.ascii(" INFO OUTPUT");
    private static final byte[] CLIENTS = Bytes.ascii(" CLIENT LIST OUTPUT");
    private static final byte[] SIGNAL = Bytes.ascii(" crashed by signal: ");
    private static final byte[] KILLED_BY = Bytes.ascii("Killed by PID: ");
    private static final byte[] TRUE = Bytes.ascii(" is not true");
    private static final byte[] DASHES = Bytes.ascii("---");
    private static final byte[] EQUALS = Bytes.ascii("===");

    private final LogReader log;

    CrashReport(LogReader log) {
        this.log = log;
    }

    /** Whether a prefixed line belongs to a report although none is open. */
    static boolean looksLikeOne(byte[] b, LogLine line) {
        int from = line.messageFrom();
        if (from >= line.messageTo()) {
            return false;
        }
        byte first = b[from];
        return first == '=' || first == '-' || first == '!' || (first == 'R' && crashed(b, line));
    }

    private static boolean crashed(byte[] b, LogLine line) {
        return Bytes.indexOf(b, line.messageFrom(), Math.min(line.messageTo(), line.messageFrom() + 60), SIGNAL) >= 0;
    }

    /**
     * Takes the line if it belongs to a report.
     *
     * @param prefixed whether the line had the prefix of the server: it then ends a section
     */
    boolean line(Speaker speaker, byte[] b, int from, int to, boolean prefixed) {
        Section open = speaker.section();
        boolean rule = Bytes.starts(b, from, to, DASHES) || Bytes.starts(b, from, to, EQUALS);
        if (open != null && !rule && !prefixed) {
            open.add(b, from, to, log.lineIsWhole());
            return true;
        }
        if (open != null) {
            close(speaker);
        }
        if (rule) {
            return headline(speaker, b, from, to);
        }
        int signal = Bytes.indexOf(b, from, Math.min(to, from + 80), SIGNAL);
        if (signal >= 0) {
            detail(speaker, b, from, to, Amount.SIGNAL, LogRule.decimal(b, signal + SIGNAL.length, to));
            return true;
        }
        return speaker.inReport() && reportLine(speaker, b, from, to);
    }

    private boolean reportLine(Speaker speaker, byte[] b, int from, int to) {
        int killer = Bytes.indexOf(b, from, to, KILLED_BY);
        if (killer >= 0) {
            Remark crash = speaker.crash();
            if (crash != null) {
                add(crash, crash.text(), Amount.KILLER_PID, LogRule.decimal(b, killer + KILLED_BY.length, to));
            }
        } else if (Bytes.indexOf(b, from, to, TRUE) >= 0) {
            detail(speaker, b, from, to, Amount.SIGNAL, Double.NaN);
        }
        return true;
    }

    private boolean headline(Speaker speaker, byte[] b, int from, int to) {
        if (Bytes.indexOf(b, from, to, START) >= 0 || Bytes.starts(b, from, to, ASSERTION)) {
            if (speaker.crash() == null) {
                crash(speaker, b, from, to);
            }
            speaker.inReport(true);
        } else if (Bytes.indexOf(b, from, to, END) >= 0) {
            speaker.inReport(false);
            speaker.crash(null);
        } else if (Bytes.indexOf(b, from, to, INFO) >= 0 && Bytes.starts(b, from, to, DASHES)) {
            speaker.section(new Section("info", log.lineNumber()));
        } else if (Bytes.indexOf(b, from, to, CLIENTS) >= 0) {
            speaker.section(new Section("client-list", log.lineNumber()));
        } else {
            return speaker.inReport();
        }
        return true;
    }

    private Remark crash(Speaker speaker, byte[] b, int from, int to) {
        Remark record = log.holdHere();
        record.happened(Event.Kind.CRASH, Bytes.text(b, from, Math.min(to, from + 500)), Map.of());
        speaker.crash(record);
        return record;
    }

    /** {@code Guru Meditation: Redis aborting for OUT OF MEMORY. Allocating 100 bytes! #server.c:123}. */
    void panic(Speaker speaker, byte[] b, int from, int to) {
        detail(speaker, b, from, to, Amount.SIGNAL, Double.NaN);
    }

    private void detail(Speaker speaker, byte[] b, int from, int to, Amount amount, double value) {
        Remark crash = speaker.crash();
        if (crash == null) {
            crash = crash(speaker, b, from, to);
        }
        add(crash, Bytes.text(b, from, Math.min(to, from + 500)), amount, value);
    }

    private static void add(Remark crash, String text, Amount amount, double value) {
        Map<Amount, Double> numbers = Amount.none();
        numbers.putAll(crash.numbers());
        if (!Double.isNaN(value)) {
            numbers.put(amount, value);
        }
        crash.happened(Event.Kind.CRASH, text.strip(), numbers);
    }

    /** A new life begins: a report without an end is over. */
    void abandon(Speaker speaker) {
        close(speaker);
        speaker.inReport(false);
        speaker.crash(null);
    }

    /** Ends the open section of a speaker and lets its format read it. */
    void close(Speaker speaker) {
        Section section = speaker.section();
        if (section == null) {
            return;
        }
        speaker.section(null);
        Optional<Format> format = Formats.named(section.format());
        if (format.isEmpty()) {
            return;
        }
        List<Finding> found = new ArrayList<>();
        Entry part =
                new Entry(log.entry().name(), log.entry().modifiedMicros(), new ByteArrayInputStream(section.bytes()));
        try {
            format.get().read(part, log.options(), found::add);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        Origin origin = new Origin(log.entry().name(), section.line(), -1, Optional.empty());
        found.forEach(finding -> take(finding, origin));
    }

    /** What a section held. What its reader assumed of its time does not hold and is dropped. */
    private void take(Finding finding, Origin origin) {
        if (finding instanceof Sample sample) {
            boolean certain = sample.stamp().source() == TimeSource.SERVER_CLOCK;
            Sample last = certain ? sample : sample.at(Stamp.NONE);
            log.holdHere().measured(last.marked(Sample.Mark.CRASH));
        } else if (finding instanceof Exhibit exhibit) {
            log.holdHere().shown(exhibit);
        } else if (finding instanceof UnknownField field) {
            log.sink().accept(field.from(origin));
        } else if (finding instanceof Rejected rejected) {
            long line = origin.line() + rejected.origin().line();
            log.sink().accept(rejected.from(new Origin(origin.stream(), line, -1, origin.label())));
        }
    }
}
