package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Server logs of Redis, Valkey and KeyDB. */
public final class ServerLogFormat implements Format {

    private static final int LOOK_AT = 60;

    @Override
    public String name() {
        return "server-log";
    }

    @Override
    public int recognise(byte[] bytes, String name) {
        Head head = Head.of(PrettyJournal.join(bytes));
        if (head.has(" BUG REPORT START") || head.has("------ INFO OUTPUT ------") || head.has("--- INFO OUTPUT")) {
            return 97;
        }
        LogLine line = new LogLine();
        Transport transport = new Transport();
        int matching = 0;
        List<String> lines = new Head(head.readable()).lines(LOOK_AT);
        for (String text : lines) {
            byte[] b = text.getBytes(StandardCharsets.UTF_8);
            transport.strip(b, 0, b.length);
            if (line.parse(transport.buffer(), transport.from(), transport.to())) {
                matching++;
            } else if (transport.program() == Transport.Program.SERVER
                    && LogRules.match(transport.buffer(), transport.from(), transport.to()) != null) {
                matching += 2;
            }
        }
        if (matching * 3 >= lines.size() && matching > 0) {
            return 94;
        }
        if (matching > 0) {
            return 40;
        }
        return head.has(" MB of memory used by copy-on-write") ? 30 : 0;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        new LogReader(PrettyJournal.join(entry), options, sink).read();
    }
}
