package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.Prose;
import io.fragmortem.snapshot.info.prefix.LineText;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.clock.StreamClock;

/** Lines that hold several fields: line protocol, logfmt, flat JSON, probes. They may say who speaks and when. */
final class RecordLines {

    private static final String[] COMMENTS = {" #", " //", " ->", " <-", "\t#"};

    private final StreamClock clock;
    private final FieldText fields;
    private final FieldLines fieldLines;
    private final OpenDumps dumps;
    private final Surroundings around;
    private final TimeText time = new TimeText();

    private LineText line;
    private long number;
    private long offset;
    private LineEnd end = LineEnd.PRESENT;
    private Stamp stamp = Stamp.NONE;
    private String host = "";
    private String port = "";

    RecordLines(StreamClock clock, FieldText fields, FieldLines fieldLines, OpenDumps dumps) {
        this.clock = clock;
        this.fields = fields;
        this.fieldLines = fieldLines;
        this.dumps = dumps;
        this.around = dumps.around();
        this.line = new LineText(clock);
    }

    /** Takes the line when it is a record; false when it is none. */
    boolean take(String content, LineText text, long lineNumber, long at, LineEnd lineEnd) {
        String code = withoutComment(content);
        if (!isRecord(code)) {
            return false;
        }
        line = text;
        number = lineNumber;
        offset = at;
        end = lineEnd;
        stamp = Stamp.NONE;
        host = "";
        port = "";
        fields.each(code, pair -> {
            take(pair);
            return true;
        });
        Stamp trailing = stamp.known() ? stamp : trailingTime(code);
        Dump dump = dumps.of(label());
        if (dump != null && trailing.known()) {
            dump.stampIfNone(trailing);
        }
        return true;
    }

    private static String withoutComment(String text) {
        String code = text;
        for (String comment : COMMENTS) {
            int at = code.indexOf(comment);
            boolean arrow = comment.equals(" ->") && FieldText.endsWithKnown(code.substring(0, Math.max(0, at)));
            code = at > 0 && !arrow ? code.substring(0, at) : code;
        }
        return code;
    }

    private boolean isRecord(String code) {
        boolean possible = code.indexOf('=') >= 0
                || code.indexOf(':') != code.lastIndexOf(':')
                || code.contains("used_memory"); // in a sentence a verb may stand between name and number
        int brace = code.indexOf('{');
        // redis_instance_info{maxmemory_policy="noeviction",os="Linux"} 1 is a metric, not a dump
        boolean metric = brace > 0 && Character.isLetterOrDigit(code.charAt(brace - 1)) && code.indexOf('=') > brace;
        return possible && !metric && fields.holdsSeveral(code) && !Prose.isFormula(code);
    }

    private String label() {
        String fallback = line.label().isEmpty() ? around.speaker() : line.label();
        return host.isEmpty() ? fallback : port.isEmpty() ? host : host + ":" + port;
    }

    private void take(FieldText.Pair pair) {
        if (!pair.target().known()) {
            meta(pair);
            return;
        }
        String label = label();
        Dump dump = dumps.of(label);
        if (dump != null && dump.hasName(pair.name())) {
            dumps.close(label);
            dump = null;
        }
        if (dump == null) {
            dump = dumps.begin(label, line, number, offset);
            dump.stampIfNone(stamp);
        }
        dump.seenAt(number);
        dump.wellWritten();
        fieldLines.tell(dump.take(pair, end), pair);
    }

    private void meta(FieldText.Pair pair) {
        String value = pair.value().replace("\"", "").replace("'", "");
        if (FieldText.isTimeName(pair.name())) {
            stamp = time.parse(value) ? clock.stamp(time, number) : stamp;
        } else if (pair.name().equals("port")) {
            port = value;
        } else if (host.isEmpty() || !Address.isHere(value)) {
            // host=cache-1,port=6379,server=localhost: an agent beside its server
            host = value;
        }
    }

    /** The nanoseconds at the end of line protocol. */
    private Stamp trailingTime(String text) {
        int space = text.lastIndexOf(' ');
        boolean found = space > 0 && time.parse(text.substring(space + 1)) && time.shape() == TimeText.Shape.EPOCH;
        return found ? clock.stamp(time, number) : Stamp.NONE;
    }
}
