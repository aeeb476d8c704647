package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.ByteText;
import io.fragmortem.snapshot.Bytes;
import io.fragmortem.snapshot.Lines;
import io.fragmortem.snapshot.time.FixedTimes;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.snapshot.time.ToldTime.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes off what carried the line here, and keeps what it says about who and when. The shapes, also several in a row:
 *
 * <pre>
 * cache_1    | msg                                          compose (colour codes removed)
 * 07:41:09 cache.1  | msg                                   foreman
 * [pod/cache-0/redis] msg                                   kubectl logs --prefix
 * 2023-11-14T07:01:22.119170768Z msg                        docker logs -t
 * 2023-11-14T07:01:22.119170768Z stdout F msg               Kubernetes CRI
 * {"log":"msg\n","stream":"stdout","time":"2023-11-14..."}  docker json-file
 * {"__REALTIME_TIMESTAMP":"1699945282119170",...}           journalctl -o json
 * Nov 14 07:01:22[.119170] db7 redis[4018]: msg             syslog, journalctl, -o short-precise
 * 1699945282.119170 db7 redis[4018]: msg                    journalctl -o short-unix
 * Tue 2023-11-14 07:01:22 UTC db7 redis[4018]: msg          journalctl -o short-full
 * 2023-11-14T07:01:22.119170+01:00 db7 redis-server[4018]: msg
 * &lt;30&gt;1 2023-11-14T07:01:22.119Z db7 redis 4018 - - msg     syslog, RFC 5424
 * </pre>
 *
 * CRI and docker cut long lines: the parts are joined. rsyslog writes a carriage return as {@code #015}: it is dropped.
 */
final class Transport {

    private static final byte[] STDOUT = Bytes.ascii("stdout ");
    private static final byte[] STDERR = Bytes.ascii("stderr ");
    private static final byte[] DOCKER_JSON = Bytes.ascii("{\"log\":\"");
    private static final byte[] DOCKER_TIME = Bytes.ascii("\"time\":\"");
    private static final byte[] POD = Bytes.ascii("[pod/");
    private static final byte[] UTC = Bytes.ascii("UTC");
    private static final byte[] KERNEL = Bytes.ascii("kernel");
    private static final byte[] DASH = Bytes.ascii("-");
    private static final byte[] CARRIAGE_RETURN = Bytes.ascii("#015");
    private static final int MAX_LABEL = 64;
    private static final int MAX_WORDS = 200;
    private static final int MAX_PENDING = 1000;
    private static final int SHORTEST_TIME = 14;
    private static final int LONGEST_TIME = 100;

    private final ByteText text = new ByteText();
    private final TimeText time = new TimeText();
    private byte[] b = new byte[0];
    private int from;
    private int to;
    private Kind kind = Kind.NONE;
    private long micros;
    private String label = "";
    private byte[] labelBytes = new byte[0];
    private boolean labelled;
    private Program program = Program.UNKNOWN;
    private boolean partial;
    private int carried;

    /** What a record around the line said before its own carriers are looked at. */
    private String outerLabel = "";

    private long outerMicros = Times.NONE;
    private boolean outer;

    /** The parts of lines that were cut by their carrier, by speaker. */
    private final Map<String, byte[]> pending = new HashMap<>();

    /** Whose line a syslog says that it is. */
    enum Program {
        UNKNOWN,
        SERVER,
        KERNEL,
        /** systemd, which says how a unit ended. */
        MANAGER,
        OTHER
    }

    /** The next lines are a server's and come from a record that names this speaker and this time. */
    void carried(String speaker, long epochMicros) {
        outer = true;
        outerLabel = speaker;
        outerMicros = epochMicros;
    }

    /** Strips the line; the rest is {@link #buffer()} from {@link #from()} to {@link #to()}. */
    void strip(byte[] buffer, int start, int end) {
        b = buffer;
        from = start;
        to = end;
        kind = Kind.NONE;
        program = Program.UNKNOWN;
        labelled = false;
        partial = false;
        if (outer) {
            kind = outerMicros == Times.NONE ? Kind.NONE : Kind.EPOCH;
            micros = outerMicros == Times.NONE ? 0 : outerMicros;
            program = Program.SERVER;
            labelled = !outerLabel.isEmpty();
            label = outerLabel;
            labelBytes = outerLabel.getBytes(StandardCharsets.UTF_8);
        }
        removeColours();
        carried = from;
        from = Bytes.skipSpaces(b, from, to);
        for (int i = 0; i < 4 && from < to && carrier(); i++) {
            carried = from;
            from = Bytes.skipSpaces(b, from, to);
        }
        passWords();
        if (!labelled) {
            label = "";
            labelBytes = new byte[0];
        }
        if (partial || !pending.isEmpty()) {
            join();
        }
    }

    /** {@code redis log:15:M 01 Apr 2019 09:11:18.113 # msg}: words that are no carrier's. */
    private void passWords() {
        int prefix = LogPrefix.find(b, from, Math.min(to, from + MAX_WORDS));
        if (prefix > from && program != Program.KERNEL) {
            pods(prefix);
            from = prefix;
        }
    }

    /** {@code orders-redis-0 redis 1:M ...}: stern puts pod and container in front. */
    private void pods(int prefix) {
        int end = word(from);
        int container = end < prefix ? word(end + 1) : end;
        boolean dashed = Bytes.indexOf(b, from, end, DASH) > from;
        boolean names = dashed && (end + 1 == prefix || container + 1 == prefix);
        for (int i = from; i < prefix && names; i++) {
            names = b[i] == ' ' || (isNameByte(b[i]) && (b[i] < 'A' || b[i] > 'Z'));
        }
        if (names && !labelled) {
            label(from, end);
        }
    }

    /** Appends this part to those before it; a line that is no part is whole. */
    private void join() {
        byte[] before = pending.remove(label);
        if (before != null) {
            from = carried; // blanks inside a line belong to it
            int more = Math.min(to - from, Math.max(0, Lines.MAX_LINE - before.length));
            byte[] whole = Arrays.copyOf(before, before.length + more);
            System.arraycopy(b, from, whole, before.length, more);
            b = whole;
            from = 0;
            to = whole.length;
        }
        if (partial && pending.size() < MAX_PENDING) {
            pending.put(label, Arrays.copyOfRange(b, from, to));
            from = to;
        }
    }

    private boolean carrier() {
        byte c = b[from];
        if (c == '{') {
            return JournalEntry.is(b, from, to) ? journal() : dockerJson();
        }
        if (c == '[' && pod()) {
            return true;
        }
        if (c == '<') {
            return rfc5424();
        }
        if (Bytes.isDigit(c) && to - from > 20 && b[from + 4] == '-' && stamped()) {
            return true;
        }
        if (Bytes.isDigit(c) && to - from > 20 && b[from + 10] == '.' && unixSeconds()) {
            return true;
        }
        if (c >= 'A' && c <= 'Z' && (syslog() || fullDate())) {
            return true;
        }
        return piped() || otherTime();
    }

    /** A date and a clock in any other form that the grammar of times has: {@code Fr 20. Nov 2026 07:01:22 }. */
    private boolean otherTime() {
        int limit = Math.min(to, from + LONGEST_TIME);
        boolean dated = kind == Kind.NONE
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
            from = message;
        }
        kind = time.told().kind();
        micros = time.told().micros();
        return true;
    }

    /** {@code service | msg}: a bar within the first 64 bytes, after a name and spaces. */
    private boolean piped() {
        int limit = Math.min(to, from + MAX_LABEL);
        int nameEnd = from;
        for (int i = from; i < limit; i++) {
            byte c = b[i];
            if (c == '|') {
                if (nameEnd == from || b[i - 1] != ' ') {
                    return false;
                }
                int nameFrom = foremanClock(from, nameEnd);
                label(nameFrom, nameEnd);
                from = i + 1;
                return true;
            }
            if (c != ' ' && c != '\t') {
                if (!isNameByte(c)) {
                    return false;
                }
                nameEnd = i + 1;
            }
        }
        return false;
    }

    private static boolean isNameByte(byte c) {
        return Bytes.isDigit(c)
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == '-'
                || c == '.'
                || c == ':'
                || c == '/';
    }

    private int foremanClock(int start, int end) {
        boolean clock = end - start > 9 && b[start + 2] == ':' && b[start + 5] == ':' && b[start + 8] == ' ';
        return clock ? Bytes.skipSpaces(b, start + 9, end) : start;
    }

    private boolean pod() {
        if (!Bytes.starts(b, from, to, POD)) {
            return false;
        }
        int close = Bytes.indexOf(b, from, Math.min(to, from + 300), new byte[] {']'});
        if (close < 0) {
            return false;
        }
        label(from + 1, close);
        from = close + 1;
        return true;
    }

    /** A time with date and zone, then perhaps the words of CRI or of syslog. */
    private boolean stamped() {
        FixedTimes.Prefix iso = FixedTimes.isoPrefix(text.set(b, from, to), 0, to - from);
        int after = from + iso.end();
        if (!iso.moment().zoned() || (after < to && b[after] != ' ')) {
            return false;
        }
        kind = Kind.EPOCH;
        micros = iso.moment().micros();
        from = Bytes.skipSpaces(b, after, to);
        if (Bytes.starts(b, from, to, STDOUT) || Bytes.starts(b, from, to, STDERR)) {
            int tag = from + STDOUT.length; // F or P and a space
            partial = tag < to && b[tag] == 'P';
            from = Math.min(to, tag + 2);
        } else {
            hostAndProgram(from);
        }
        return true;
    }

    /** {@code Nov 14 07:01:22 host program[pid]: }. */
    private boolean syslog() {
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
        kind = Kind.NO_YEAR;
        micros = local + fraction;
        return true;
    }

    /** {@code 1699945282.119170 host program[pid]: }. */
    private boolean unixSeconds() {
        long seconds = Bytes.number(b, from, from + 10);
        int end = Bytes.skipDigits(b, from + 11, to);
        int fraction = Bytes.digits(b, from + 11, to, 6);
        if (seconds < 0 || fraction < 0 || end != from + 17 || !hostAndProgram(end + 1)) {
            return false;
        }
        kind = Kind.EPOCH;
        micros = seconds * 1_000_000 + fraction;
        return true;
    }

    /** {@code Tue 2023-11-14 07:01:22 UTC host program[pid]: }; other words than UTC name no zone for sure. */
    private boolean fullDate() {
        if (to - from < 24 || b[from + 3] != ' ' || b[from + 8] != '-') {
            return false;
        }
        FixedTimes.Prefix iso = FixedTimes.isoPrefix(text.set(b, from + 4, to), 0, to - from - 4);
        int zoneFrom = from + 4 + iso.end() + 1;
        int zoneTo = word(zoneFrom);
        if (!iso.moment().exists() || zoneTo >= to || !hostAndProgram(zoneTo + 1)) {
            return false;
        }
        boolean utc = Bytes.starts(b, zoneFrom, zoneTo, UTC);
        kind = utc || iso.moment().zoned() ? Kind.EPOCH : Kind.LOCAL;
        micros = iso.moment().micros();
        return true;
    }

    private boolean journal() {
        JournalEntry entry = JournalEntry.read(b, from, to);
        if (entry.micros() >= 0) {
            kind = Kind.EPOCH;
            micros = entry.micros();
        }
        byte[] name = Bytes.ascii(entry.program());
        program = programOf(name, 0, name.length);
        b = entry.speaker();
        if (program == Program.SERVER && b.length > 0) {
            label(0, b.length);
        }
        b = entry.message();
        from = 0;
        to = b.length;
        trimLineEnd();
        removeColours();
        return true;
    }

    /** {@code host program[pid]: } or {@code host program: }. */
    private boolean hostAndProgram(int start) {
        int hostEnd = word(start);
        int wordEnd = word(hostEnd + 1);
        if (hostEnd >= to || wordEnd > to || wordEnd <= hostEnd + 2 || b[wordEnd - 1] != ':') {
            return false;
        }
        int nameEnd = hostEnd + 1;
        while (nameEnd < wordEnd - 1 && b[nameEnd] != '[') {
            nameEnd++;
        }
        program = programOf(b, hostEnd + 1, nameEnd);
        if (program == Program.SERVER) {
            label(start, hostEnd);
        }
        from = Math.min(to, wordEnd + 1);
        if (to - from >= CARRIAGE_RETURN.length && Bytes.starts(b, to - CARRIAGE_RETURN.length, to, CARRIAGE_RETURN)) {
            to -= CARRIAGE_RETURN.length;
        }
        return true;
    }

    private int word(int start) {
        int i = start;
        while (i < to && b[i] != ' ') {
            i++;
        }
        return i;
    }

    private static Program programOf(byte[] b, int start, int end) {
        if (Bytes.starts(b, start, end, KERNEL)) {
            return Program.KERNEL;
        }
        String name = Bytes.text(b, start, Math.min(end, start + 32));
        boolean server = name.contains("redis") || name.contains("valkey") || name.contains("keydb");
        if (name.startsWith("systemd")) {
            return Program.MANAGER;
        }
        // containers log through the engine's own name or a hexadecimal id
        boolean container = name.contains("docker") || name.contains("podman") || name.matches("[0-9a-f]{12}");
        return server || container ? Program.SERVER : Program.OTHER;
    }

    /** {@code <30>1 2023-11-14T07:01:22.119Z host app pid msgid - msg}. */
    private boolean rfc5424() {
        int close = Bytes.indexOf(b, from, Math.min(to, from + 6), new byte[] {'>'});
        if (close < 0 || close + 3 >= to) {
            return false;
        }
        int timeFrom = b[close + 1] == '1' && b[close + 2] == ' ' ? close + 3 : close + 1;
        int timeEnd = word(timeFrom);
        FixedTimes.Moment moment = FixedTimes.iso(text.set(b, timeFrom, timeEnd), 0, timeEnd - timeFrom);
        if (!moment.zoned()) {
            from = close + 1; // RFC 3164: the rest has the old shape
            return from < to && b[from] >= 'A' && b[from] <= 'Z';
        }
        kind = Kind.EPOCH;
        micros = moment.micros();
        int hostEnd = word(timeEnd + 1);
        int appEnd = word(hostEnd + 1);
        program = hostEnd < to ? programOf(b, hostEnd + 1, appEnd) : Program.UNKNOWN;
        if (program == Program.SERVER) {
            label(timeEnd + 1, hostEnd);
        }
        int pidEnd = word(appEnd + 1);
        int idEnd = word(pidEnd + 1);
        from = Math.min(to, Bytes.starts(b, idEnd + 1, to, new byte[] {'-', ' '}) ? idEnd + 3 : idEnd + 1);
        return true;
    }

    private boolean dockerJson() {
        if (!Bytes.starts(b, from, to, DOCKER_JSON)) {
            return false;
        }
        int close = Json.closingQuote(b, from + DOCKER_JSON.length, to);
        int timeAt = Bytes.indexOf(b, close, to, DOCKER_TIME);
        if (timeAt >= 0) {
            int timeFrom = timeAt + DOCKER_TIME.length;
            FixedTimes.Prefix iso = FixedTimes.isoPrefix(text.set(b, timeFrom, to), 0, to - timeFrom);
            if (iso.moment().zoned()) {
                kind = Kind.EPOCH;
                micros = iso.moment().micros();
            }
        }
        b = Json.unescape(b, from + DOCKER_JSON.length, close);
        from = 0;
        to = b.length;
        partial = to > 0 && b[to - 1] != '\n';
        trimLineEnd();
        return true;
    }

    private void trimLineEnd() {
        while (to > from && (b[to - 1] == '\n' || b[to - 1] == '\r')) {
            to--;
        }
    }

    private void removeColours() {
        if (Bytes.indexOf(b, from, Math.min(to, from + 160), new byte[] {0x1b, '['}) < 0) {
            return;
        }
        byte[] plain = new byte[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            if (b[i] == 0x1b && i + 1 < to && b[i + 1] == '[') {
                i += 2;
                while (i < to && !Character.isLetter(b[i])) {
                    i++;
                }
            } else {
                plain[n++] = b[i];
            }
        }
        b = plain;
        from = 0;
        to = n;
    }

    private void label(int start, int end) {
        labelled = true;
        if (!Arrays.equals(b, start, end, labelBytes, 0, labelBytes.length)) {
            labelBytes = Arrays.copyOfRange(b, start, end);
            label = new String(labelBytes, StandardCharsets.UTF_8);
        }
    }

    byte[] buffer() {
        return b;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether the rest of the line is still to come; there is nothing to read before. */
    boolean partial() {
        return partial;
    }

    Kind timeKind() {
        return kind;
    }

    long micros() {
        return micros;
    }

    /** Service, pod or host; empty when nothing says. */
    String label() {
        return label;
    }

    Program program() {
        return program;
    }
}
