package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PushbackInputStream;

/**
 * The sections that {@code agent check} of Datadog prints, JSON below headings:
 *
 * <pre>
 * === Series ===
 * [ {"metric": "redis.mem.used", ...} ]
 * === Service Checks ===
 * </pre>
 */
final class AgentCheck {

    private static final String SERIES = "=== Series ===";

    /** A check of one server prints some 100 kB. */
    private static final int MOST = 1 << 26;

    private AgentCheck() {}

    static boolean is(byte[] head) {
        return Head.of(head).has(SERIES);
    }

    /** The JSON of the series alone; a stream without headings stays as it is. */
    static Entry series(Entry entry) throws IOException {
        PushbackInputStream in = new PushbackInputStream(entry.stream(), 1 << 14);
        byte[] head = in.readNBytes(1 << 14);
        in.unread(head);
        if (!is(head)) {
            return new Entry(entry.name(), entry.modifiedMicros(), in);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Lines lines = new Lines(in);
        boolean inside = false;
        while (lines.next() && out.size() < MOST) {
            String start = lines.to() > lines.from() && lines.buffer()[lines.from()] == '=' ? lines.text() : "";
            inside = start.startsWith("===") ? start.startsWith(SERIES) : inside;
            if (inside && start.isEmpty()) {
                out.write(lines.buffer(), lines.from(), lines.to() - lines.from());
            }
            out.write('\n'); // lines keep their numbers
        }
        return new Entry(entry.name(), entry.modifiedMicros(), new ByteArrayInputStream(out.toByteArray()));
    }
}
