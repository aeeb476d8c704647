package io.fragmortem.snapshot.log.line;

import io.fragmortem.snapshot.text.ByteText;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.time.FixedTimes;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.snapshot.time.ToldTime.Kind;

/**
 * Carriers that put a time in front of each line, and after it mostly {@code host program[pid]: }: syslog, journald, docker,
 * Kubernetes CRI. Each method takes off one of them and answers whether it was there.
 */
final class TimedCarriers {

    private static final byte[] STDOUT = Bytes.ascii("stdout ");
    private static final byte[] STDERR = Bytes.ascii("stderr ");
    private static final byte[] UTC = Bytes.ascii("UTC");
    private static final byte[] CARRIAGE_RETURN = Bytes.ascii("#015");
    private static final byte[] PRIORITY_END = {'>'};
    private static final byte[] NO_DATA = {'-', ' '};
    private static final int SHORTEST_TIME = 14;
    private static final int LONGEST_TIME = 100;

    private final ByteText text = new ByteText();
    private final TimeText time = new TimeText();
    private final CarriedLine line;

    TimedCarriers(CarriedLine line) {
        this.line = line;
    }

    /** A time with date and zone, then perhaps the words of CRI or of syslog. */
    boolean stamped() {
        byte[] b = line.bytes();
        int from = line.from();
        int to = line.to();
        FixedTimes.Prefix iso = FixedTimes.isoPrefix(text.set(b, from, to), 0, to - from);
        int after = from + iso.end();
        if (!iso.moment().zoned() || (after < to && b[after] != ' ')) {
            return false;
        }
        line.told(Kind.EPOCH, iso.moment().micros());
        int message = Bytes.skipSpaces(b, after, to);
        line.moveTo(message);
        if (Bytes.starts(b, message, to, STDOUT) || Bytes.starts(b, message, to, STDERR)) {
            int tag = message + STDOUT.length; // F or P and a space
            line.partial(tag < to && b[tag] == 'P');
            line.moveTo(Math.min(to, tag + 2));
        } else {
            hostAndProgram(message);
        }
        return true;
    }

    /** {@code Nov 14 07:01:22 host program[pid]: }. */
    boolean syslog() {
        byte[] b = line.bytes();
        int from = line.from();
        int to = line.to();
        int month = to - from > 16 ? FixedTimes.month(text.set(b, from, from + 3), 0) : 0;
        if (month == 0 || b[from + 3] != ' ' || b[from + 6] != ' ' || b[from + 9] != ':') {
            return false;
        }
        int day = b[from + 4] == ' ' ? Bytes.digits(b, from + 5, to, 1) : Bytes.digits(b, from + 4, to, 2);
        int hour = Bytes.digits(b, from + 7, to, 2);
        int minute = Bytes.digits(b, from + 10, to, 2);
        int second = Bytes.digits(b, from + 13, to, 2);
        long local = Times.local(2000, month, day, hour, minute, second);
        int end = from + 15;
        long fraction = end < to && b[end] == '.' ? Math.max(0, Bytes.digits(b, end + 1, to, 6)) : 0;
        end = end < to && b[end] == '.' ? Bytes.skipDigits(b, end + 1, to) : end;
        if (local == Times.NONE || !hostAndProgram(end + 1)) {
            return false;
        }
        line.told(Kind.NO_YEAR, local + fraction);
        return true;
    }

    /** {@code 1699945282.119170 host program[pid]: }. */
    boolean unixSeconds() {
        byte[] b = line.bytes();
        int from = line.from();
        int to = line.to();
        long seconds = Bytes.number(b, from, from + 10);
        int end = Bytes.skipDigits(b, from + 11, to);
        int fraction = Bytes.digits(b, from + 11, to, 6);
        if (seconds < 0 || fraction < 0 || end != from + 17 || !hostAndProgram(end + 1)) {
            return false;
        }
        line.told(Kind.EPOCH, seconds * 1_000_000 + fraction);
        return true;
    }

    /** {@code Tue 2023-11-14 07:01:22 UTC host program[pid]: }; other words than UTC name no zone for sure. */
    boolean fullDate() {
        byte[] b = line.bytes();
        int from = line.from();
        int to = line.to();
        if (to - from < 24 || b[from + 3] != ' ' || b[from + 8] != '-') {
            return false;
        }
        FixedTimes.Prefix iso = FixedTimes.isoPrefix(text.set(b, from + 4, to), 0, to - from - 4);
        int zoneFrom = from + 4 + iso.end() + 1;
        int zoneTo = line.wordEnd(zoneFrom);
        if (!iso.moment().exists() || zoneTo >= to || !hostAndProgram(zoneTo + 1)) {
            return false;
        }
        boolean utc = Bytes.starts(b, zoneFrom, zoneTo, UTC);
        line.told(
                utc || iso.moment().zoned() ? Kind.EPOCH : Kind.LOCAL,
                iso.moment().micros());
        return true;
    }

    /** A date and a clock in any other form that the grammar of times has: {@code Fr 20. Nov 2026 07:01:22 }. */
    boolean otherTime() {
        byte[] b = line.bytes();
        int from = line.from();
        int to = line.to();
        int limit = Math.min(to, from + LONGEST_TIME);
        boolean dated = line.timeKind() == Kind.NONE
                && limit - from > SHORTEST_TIME
                && time.parse(b, from, limit)
                && time.shape() != TimeText.Shape.TIME_OF_DAY;
        int end = dated ? time.endIn(b, from, limit) : to;
        if (end >= to || (b[end] != ' ' && b[end] != ']' && b[end] != ',')) {
            return false;
        }
        int message = Bytes.skipSpaces(b, b[end] == ' ' ? end : end + 1, to);
        if (!hostAndProgram(message)) {
            if (time.shape() == TimeText.Shape.EPOCH) {
                return false;
            }
            line.moveTo(message);
        }
        line.told(time.told().kind(), time.told().micros());
        return true;
    }

    /** {@code <30>1 2023-11-14T07:01:22.119Z host app pid msgid - msg}. */
    boolean rfc5424() {
        byte[] b = line.bytes();
        int from = line.from();
        int to = line.to();
        int close = Bytes.indexOf(b, from, Math.min(to, from + 6), PRIORITY_END);
        if (close < 0 || close + 3 >= to) {
            return false;
        }
        int timeFrom = b[close + 1] == '1' && b[close + 2] == ' ' ? close + 3 : close + 1;
        int timeEnd = line.wordEnd(timeFrom);
        FixedTimes.Moment moment = FixedTimes.iso(text.set(b, timeFrom, timeEnd), 0, timeEnd - timeFrom);
        if (!moment.zoned()) {
            line.moveTo(close + 1); // RFC 3164: the rest has the old shape
            return b[close + 1] >= 'A' && b[close + 1] <= 'Z';
        }
        line.told(Kind.EPOCH, moment.micros());
        int hostEnd = line.wordEnd(timeEnd + 1);
        int appEnd = line.wordEnd(hostEnd + 1);
        line.writtenBy(hostEnd < to ? Program.named(b, hostEnd + 1, appEnd) : Program.UNKNOWN);
        host(b, timeEnd + 1, hostEnd);
        int pidEnd = line.wordEnd(appEnd + 1);
        int idEnd = line.wordEnd(pidEnd + 1);
        line.moveTo(Math.min(to, Bytes.starts(b, idEnd + 1, to, NO_DATA) ? idEnd + 3 : idEnd + 1));
        return true;
    }

    /** A server speaks under the name of its host; what the machine says is nobody's until a server speaks there. */
    private void host(byte[] b, int start, int end) {
        switch (line.program()) {
            case SERVER -> line.label(b, start, end);
            case KERNEL, MANAGER -> line.machine(b, start, end);
            case UNKNOWN, OTHER -> {}
        }
    }

    /** {@code host program[pid]: } or {@code host program: }; rsyslog writes a carriage return as {@code #015}. */
    private boolean hostAndProgram(int start) {
        byte[] b = line.bytes();
        int to = line.to();
        int hostEnd = line.wordEnd(start);
        int wordEnd = line.wordEnd(hostEnd + 1);
        if (hostEnd >= to || wordEnd > to || wordEnd <= hostEnd + 2 || b[wordEnd - 1] != ':') {
            return false;
        }
        int nameEnd = hostEnd + 1;
        while (nameEnd < wordEnd - 1 && b[nameEnd] != '[') {
            nameEnd++;
        }
        line.writtenBy(Program.named(b, hostEnd + 1, nameEnd));
        host(b, start, hostEnd);
        int from = Math.min(to, wordEnd + 1);
        line.moveTo(from);
        if (to - from >= CARRIAGE_RETURN.length && Bytes.starts(b, to - CARRIAGE_RETURN.length, to, CARRIAGE_RETURN)) {
            line.endAt(to - CARRIAGE_RETURN.length);
        }
        return true;
    }
}
