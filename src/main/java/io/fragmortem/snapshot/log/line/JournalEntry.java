package io.fragmortem.snapshot.log.line;

import io.fragmortem.snapshot.text.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * One line of {@code journalctl -o json}:
 *
 * <pre>
 * {"__REALTIME_TIMESTAMP":"1699945282119170","_HOSTNAME":"db7","SYSLOG_IDENTIFIER":"redis-server","MESSAGE":"..."}
 * </pre>
 *
 * The message is an array of bytes where it is no clean UTF-8, and null where it is too long.
 */
final class JournalEntry {

    private static final byte[] REALTIME = Bytes.ascii("\"__REALTIME_TIMESTAMP\"");

    private byte[] message = new byte[0];
    private long micros = -1;
    private byte[] host = new byte[0];
    private byte[] container = new byte[0];
    private byte[] program = new byte[0];

    private JournalEntry() {}

    /** Whether the line looks like one. */
    static boolean is(byte[] b, int from, int to) {
        return b[from] == '{' && Bytes.indexOf(b, from, to, REALTIME) > 0;
    }

    /** Reads the members that matter; what follows a damaged one is not read. */
    static JournalEntry read(byte[] b, int from, int to) {
        JournalEntry entry = new JournalEntry();
        int at = from + 1;
        while (at < to && b[at] != '}') {
            int nameFrom = Bytes.skipSpaces(b, at, to) + 1;
            int nameTo = Json.closingQuote(b, nameFrom, to);
            int valueFrom = Bytes.skipSpaces(b, Math.min(to, nameTo + 1), to);
            if (valueFrom >= to || b[valueFrom] != ':') {
                break;
            }
            valueFrom = Bytes.skipSpaces(b, valueFrom + 1, to);
            int valueTo = end(b, valueFrom, to);
            entry.member(Bytes.text(b, nameFrom, Math.min(nameTo, nameFrom + 40)), b, valueFrom, valueTo);
            at = Bytes.skipSpaces(b, valueTo, to);
            at += at < to && b[at] == ',' ? 1 : 0;
        }
        return entry;
    }

    private static int end(byte[] b, int from, int to) {
        if (from < to && b[from] == '"') {
            return Math.min(to, Json.closingQuote(b, from + 1, to) + 1);
        }
        boolean array = from < to && b[from] == '[';
        int i = from;
        while (i < to && (array ? b[i] != ']' : b[i] != ',' && b[i] != '}')) {
            i++;
        }
        return array ? Math.min(to, i + 1) : i;
    }

    private void member(String name, byte[] b, int from, int to) {
        switch (name) {
            case "MESSAGE" -> message = value(b, from, to);
            case "__REALTIME_TIMESTAMP" -> {
                byte[] digits = value(b, from, to);
                micros = Bytes.number(digits, 0, digits.length);
            }
            case "_HOSTNAME" -> host = value(b, from, to);
            case "CONTAINER_NAME" -> container = value(b, from, to);
            case "SYSLOG_IDENTIFIER", "_COMM" ->
                program = program.length > 0 && !name.startsWith("S") ? program : value(b, from, to);
            default -> {
                // the journal has some thirty more
            }
        }
    }

    private static byte[] value(byte[] b, int from, int to) {
        if (from >= to) {
            return new byte[0];
        }
        if (b[from] == '"') {
            return Json.unescape(b, from + 1, Math.max(from + 1, to - 1));
        }
        return b[from] == '[' ? bytes(b, from + 1, to) : java.util.Arrays.copyOfRange(b, from, to);
    }

    /** {@code [27,91,51]}. */
    private static byte[] bytes(byte[] b, int from, int to) {
        byte[] out = new byte[(to - from) / 2 + 1];
        int n = 0;
        int at = from;
        while (at < to) {
            if (Bytes.isDigit(b[at])) {
                out[n++] = (byte) Bytes.number(b, at, to);
                at = Bytes.skipDigits(b, at, to);
            } else {
                at++;
            }
        }
        return java.util.Arrays.copyOf(out, n);
    }

    byte[] message() {
        return message;
    }

    /** Microseconds since the epoch, -1 when the entry has none. */
    long micros() {
        return micros;
    }

    /** The container's name, else the host's. */
    byte[] speaker() {
        return container.length > 0 ? container : host;
    }

    String program() {
        return new String(program, StandardCharsets.UTF_8);
    }
}
