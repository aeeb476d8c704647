package io.fragmortem.snapshot.log.line;

import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.snapshot.time.ToldTime.Kind;
import java.nio.charset.StandardCharsets;

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
public final class Transport {

    private static final int MOST_CARRIERS = 4;
    private static final int MAX_WORDS = 200;

    private final CarriedLine line = new CarriedLine();
    private final RecordCarriers records = new RecordCarriers(line);
    private final NamedCarriers names = new NamedCarriers(line);
    private final TimedCarriers times = new TimedCarriers(line);
    private final CutLines cut = new CutLines();

    /** What a record around the line said before its own carriers are looked at. */
    private byte[] outerLabel = new byte[0];

    private long outerMicros = Times.NONE;
    private boolean outer;

    /** The next lines are a server's and come from a record that names this speaker and this time. */
    public void carried(String speaker, long epochMicros) {
        outer = true;
        outerLabel = speaker.getBytes(StandardCharsets.UTF_8);
        outerMicros = epochMicros;
    }

    /** Strips the line; the rest is {@link #buffer()} from {@link #from()} to {@link #to()}. */
    public void strip(byte[] buffer, int start, int end) {
        line.begin(buffer, start, end);
        if (outer) {
            told();
        }
        line.removeColours();
        int carried = line.from();
        line.skipSpaces();
        for (int i = 0; i < MOST_CARRIERS && line.from() < line.to() && carrier(); i++) {
            carried = line.from();
            line.skipSpaces();
        }
        passWords();
        line.end();
        if (line.isPartial() || !cut.isEmpty()) {
            cut.join(line, carried);
        }
    }

    private void told() {
        boolean timed = outerMicros != Times.NONE;
        line.told(timed ? Kind.EPOCH : Kind.NONE, timed ? outerMicros : 0);
        line.writtenBy(Program.SERVER);
        if (outerLabel.length > 0) {
            line.label(outerLabel, 0, outerLabel.length);
        }
    }

    /** {@code redis log:15:M 01 Apr 2019 09:11:18.113 # msg}: words that are no carrier's. */
    private void passWords() {
        int from = line.from();
        int prefix = LogPrefix.find(line.bytes(), from, Math.min(line.to(), from + MAX_WORDS));
        if (prefix > from && line.program() != Program.KERNEL) {
            names.podAndContainer(prefix);
            names.process(prefix);
            line.moveTo(prefix);
        }
    }

    /** Takes off the outermost carrier, known by its first bytes. */
    private boolean carrier() {
        byte[] b = line.bytes();
        int from = line.from();
        byte c = b[from];
        if (c == '{') {
            return records.strip();
        }
        if (c == '[' && names.pod()) {
            return true;
        }
        if (c == '<') {
            return times.rfc5424();
        }
        boolean digit = Bytes.isDigit(c) && line.to() - from > 20;
        if (digit && b[from + 4] == '-' && times.stamped()) {
            return true;
        }
        if (digit && b[from + 10] == '.' && times.unixSeconds()) {
            return true;
        }
        if (c >= 'A' && c <= 'Z' && (times.syslog() || times.fullDate())) {
            return true;
        }
        return names.piped() || times.otherTime();
    }

    public byte[] buffer() {
        return line.bytes();
    }

    public int from() {
        return line.from();
    }

    public int to() {
        return line.to();
    }

    /** Whether the rest of the line is still to come; there is nothing to read before. */
    public boolean partial() {
        return line.isPartial();
    }

    public Kind timeKind() {
        return line.timeKind();
    }

    public long micros() {
        return line.micros();
    }

    /** Service, pod or host; empty when nothing says. */
    public String label() {
        return line.label();
    }

    /** The host whose kernel or manager of services wrote the line; empty for all others. */
    public String machine() {
        return line.machine();
    }

    public Program program() {
        return line.program();
    }
}
