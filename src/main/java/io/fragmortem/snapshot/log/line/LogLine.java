package io.fragmortem.snapshot.log.line;

import io.fragmortem.snapshot.text.ByteText;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.time.FixedTimes;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.snapshot.time.ToldTime.Kind;

/**
 * Splits one server log line into its parts, in place. The shapes, by version:
 *
 * <pre>
 * [4018] 14 Nov 07:01:22 * msg                            2.2, 2.4
 * [4018] 14 Nov 07:01:22.119 * msg                        2.6, 2.8
 * 4018:M 14 Nov 07:01:22.119 * msg                        3.0 to 4.0
 * 4018:M 14 Nov 2023 07:01:22.119 * msg                   5.0 and later, Valkey
 * 4018:4021:M 14 Nov 2023 07:01:22.119 * msg              KeyDB
 * 4018:M 2023-11-14T07:01:22.119+01:00 * msg              Valkey, log-timestamp-format iso8601
 * 4018:M 1699941682119 * msg                              Valkey, log-timestamp-format milliseconds
 * [4018 | signal handler] (1699941682) msg                2.6, 2.8
 * 4018:signal-handler (1699941682) msg                    3.0 and later
 * pid=4018 role=primary timestamp="..." level=notice message="msg"
 * </pre>
 */
public final class LogLine {

    private static final byte[] PID = Bytes.ascii("pid=");
    private static final byte[] ROLE = Bytes.ascii(" role=");
    private static final byte[] TIMESTAMP = Bytes.ascii(" timestamp=\"");
    private static final byte[] MESSAGE = Bytes.ascii(" message=\"");
    private static final byte[] SIGNAL = Bytes.ascii("signal-handler (");
    private static final byte[] OLD_SIGNAL = Bytes.ascii(" | signal handler] (");
    private static final byte[] SENTINEL = Bytes.ascii("sentinel");

    private final ByteText text = new ByteText();
    private byte[] b = new byte[0];
    private int at;
    private int to;

    private long pid;
    private char role;
    private Kind kind = Kind.NONE;
    private long micros;
    private boolean signalHandler;
    private int messageFrom;
    private int messageTo;

    /** Reads the line; false when it has no prefix of a server. */
    public boolean parse(byte[] buffer, int from, int end) {
        b = buffer;
        at = from;
        to = end;
        role = ' ';
        signalHandler = false;
        messageTo = end;
        if (at >= to) {
            return false;
        }
        if (b[at] == '[') {
            return bracketed();
        }
        if (Bytes.isDigit(b[at])) {
            return prefixed();
        }
        return b[at] == 'p' && logfmt();
    }

    private boolean bracketed() {
        pid = Bytes.number(b, at + 1, to);
        at = Bytes.skipDigits(b, at + 1, to);
        if (pid >= 0 && Bytes.starts(b, at, to, OLD_SIGNAL)) {
            at += OLD_SIGNAL.length - SIGNAL.length;
            return signal();
        }
        return pid >= 0 && accept(']') && accept(' ') && dayMonth() && levelAndMessage();
    }

    private boolean prefixed() {
        pid = Bytes.number(b, at, to);
        at = Bytes.skipDigits(b, at, to);
        if (pid < 0 || !accept(':') || at >= to) {
            return false;
        }
        if (Bytes.isDigit(b[at])) { // KeyDB: the thread
            at = Bytes.skipDigits(b, at, to);
            if (!accept(':') || at >= to) {
                return false;
            }
        }
        if (b[at] == 's' && Bytes.starts(b, at, to, SIGNAL)) {
            return signal();
        }
        role = (char) b[at++];
        return isRole(role) && accept(' ') && time() && levelAndMessage();
    }

    /** Whether a line that has no prefix of a server begins as one: {@code 4018:M 14 N}, cut or with an unreadable time. */
    public static boolean isBroken(byte[] b, int from, int to) {
        int at = Bytes.skipDigits(b, from, to);
        boolean prefix = at > from && at + 3 < to && b[at] == ':' && isRole((char) b[at + 1]) && b[at + 2] == ' ';
        return prefix && Bytes.isDigit(b[at + 3]);
    }

    static boolean isRole(char c) {
        return c == 'M' || c == 'S' || c == 'C' || c == 'X';
    }

    private boolean signal() {
        long seconds = Bytes.number(b, at + SIGNAL.length, to);
        at = Bytes.skipDigits(b, at + SIGNAL.length, to);
        if (seconds < 0 || !accept(')')) {
            return false;
        }
        kind = Kind.EPOCH;
        micros = seconds * 1_000_000;
        signalHandler = true;
        messageFrom = Bytes.skipSpaces(b, at, to);
        return true;
    }

    private boolean logfmt() {
        if (!Bytes.starts(b, at, to, PID)) {
            return false;
        }
        pid = Bytes.number(b, at + PID.length, to);
        int roleAt = Bytes.indexOf(b, at, Math.min(to, at + 40), ROLE);
        int timeAt = Bytes.indexOf(b, at, Math.min(to, at + 80), TIMESTAMP);
        int messageAt = Bytes.indexOf(b, at, Math.min(to, at + 200), MESSAGE);
        if (pid < 0 || roleAt < 0 || timeAt < 0 || messageAt < 0) {
            return false;
        }
        role = logfmtRole(roleAt + ROLE.length);
        at = timeAt + TIMESTAMP.length;
        if (!time()) {
            return false;
        }
        messageFrom = messageAt + MESSAGE.length;
        messageTo = to > messageFrom && b[to - 1] == '"' ? to - 1 : to;
        return true;
    }

    private char logfmtRole(int from) {
        return switch (b[from]) {
            case 'p' -> 'M';
            case 'r' -> 'S';
            case 's' -> Bytes.starts(b, from, to, SENTINEL) ? 'X' : 'S';
            default -> 'C';
        };
    }

    private boolean time() {
        int digits = Bytes.skipDigits(b, at, to) - at;
        if (digits >= 12) {
            kind = Kind.EPOCH;
            micros = Bytes.number(b, at, to) * 1000;
            at += digits;
            return digits <= 14;
        }
        if (digits == 4) {
            FixedTimes.Prefix iso = FixedTimes.isoPrefix(text.set(b, at, to), 0, to - at);
            kind = iso.moment().zoned() ? Kind.EPOCH : Kind.LOCAL;
            micros = iso.moment().micros();
            at += iso.end();
            return iso.moment().exists();
        }
        return dayMonth();
    }

    /** {@code 14 Nov [2023 ]07:01:22[.119]}. */
    private boolean dayMonth() {
        int day = Bytes.digits(b, at, to, 2);
        int month = to - at > 6 ? FixedTimes.month(text.set(b, at + 3, at + 6), 0) : 0;
        if (day < 0 || month == 0 || b[at + 2] != ' ' || b[at + 6] != ' ') {
            return false;
        }
        at += 7;
        int year = Bytes.digits(b, at, to, 4);
        if (year >= 0) {
            at += 4;
            if (!accept(' ')) {
                return false;
            }
        }
        kind = year >= 0 ? Kind.LOCAL : Kind.NO_YEAR;
        return clock(year >= 0 ? year : 2000, month, day);
    }

    private boolean clock(int year, int month, int day) {
        int hour = Bytes.digits(b, at, to, 2);
        int minute = Bytes.digits(b, at + 3, to, 2);
        int second = Bytes.digits(b, at + 6, to, 2);
        if (hour < 0 || minute < 0 || second < 0 || b[at + 2] != ':' || b[at + 5] != ':') {
            return false;
        }
        micros = Times.local(year, month, day, hour, minute, second);
        boolean exists = micros != Times.NONE; // 31 Nov does not
        at += 8;
        if (at < to && b[at] == '.') {
            micros += Math.max(0, Bytes.digits(b, at + 1, to, 3)) * 1000L;
            at = Bytes.skipDigits(b, at + 1, to);
        }
        return exists;
    }

    private boolean levelAndMessage() {
        if (at + 1 >= to || b[at] != ' ') {
            return false;
        }
        byte level = b[at + 1];
        if (level != '*' && level != '#' && level != '-' && level != '.') {
            return false;
        }
        messageFrom = Bytes.skipSpaces(b, at + 2, to);
        while (messageFrom < to && b[messageFrom] == '*') {
            messageFrom++; // set in bold by whoever pasted it
        }
        return true;
    }

    private boolean accept(char c) {
        if (at < to && b[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    public long pid() {
        return pid;
    }

    /** M, S, C, X, or a space where the line does not say. */
    public char role() {
        return role;
    }

    public Kind timeKind() {
        return kind;
    }

    public long micros() {
        return micros;
    }

    public boolean signalHandler() {
        return signalHandler;
    }

    public int messageFrom() {
        return messageFrom;
    }

    public int messageTo() {
        return messageTo;
    }
}
