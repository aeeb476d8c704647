package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Share;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.log.line.LogLine;
import io.fragmortem.snapshot.log.line.PrettyJournal;
import io.fragmortem.snapshot.log.line.Program;
import io.fragmortem.snapshot.log.line.Transport;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Server logs of Redis, Valkey and KeyDB. */
public final class ServerLogFormat implements Format {

    private static final Passage PASSAGE =
            Passage.of(line -> isLogLine(line) && !isReport(line), ServerLogFormat::goesOn);

    private static final int LOOK_AT = 60;

    private static boolean isLogLine(String line) {
        byte[] b = line.getBytes(StandardCharsets.UTF_8);
        LogLine log = new LogLine();
        if (log.parse(b, 0, b.length)) {
            return true;
        }
        Transport transport = new Transport();
        transport.strip(b, 0, b.length);
        return log.parse(transport.buffer(), transport.from(), transport.to());
    }

    private static boolean isReport(String line) {
        return line.contains(" BUG REPORT ") || line.contains(" OUTPUT ---");
    }

    /** Also the drawing at the start and what belongs to the line above; a crash report's INFO is for its own reader. */
    private static boolean goesOn(String line) {
        return !isReport(line) && (line.isBlank() || line.startsWith(" ") || isLogLine(line));
    }

    @Override
    public String name() {
        return "server-log";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(PrettyJournal.join(bytes));
        if (head.has(" BUG REPORT START") || head.has("------ INFO OUTPUT ------") || head.has("--- INFO OUTPUT")) {
            return Sureness.OWN_ENVELOPE;
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
            } else if (transport.program() == Program.SERVER
                    && LogRules.match(transport.buffer(), transport.from(), transport.to()) != null) {
                matching += 2;
            }
        }
        if (matching * 3 >= lines.size() && matching > 0) {
            return Sureness.LOG;
        }
        if (matching > 0) {
            return Sureness.SOME_LINES;
        }
        return head.has(" MB of memory used by copy-on-write") ? Sureness.ONE_PHRASE : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public Share share() {
        return Share.ALONE;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        new LogReader(PrettyJournal.join(entry), options, sink).read();
    }
}
