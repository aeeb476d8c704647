package io.fragmortem.snapshot.log.line;

import io.fragmortem.snapshot.text.ByteText;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.time.FixedTimes;
import io.fragmortem.snapshot.time.ToldTime.Kind;

/** Carriers that write a JSON record around each line: docker's json-file, {@code journalctl -o json}. */
final class RecordCarriers {

    private static final byte[] DOCKER_JSON = Bytes.ascii("{\"log\":\"");
    private static final byte[] DOCKER_TIME = Bytes.ascii("\"time\":\"");

    private final ByteText text = new ByteText();
    private final CarriedLine line;

    RecordCarriers(CarriedLine line) {
        this.line = line;
    }

    /** Takes the line out of its record, if it is in one. */
    boolean strip() {
        boolean journal = JournalEntry.is(line.bytes(), line.from(), line.to());
        return journal ? journal() : dockerJson();
    }

    private boolean journal() {
        JournalEntry entry = JournalEntry.read(line.bytes(), line.from(), line.to());
        if (entry.micros() >= 0) {
            line.told(Kind.EPOCH, entry.micros());
        }
        byte[] name = Bytes.ascii(entry.program());
        line.writtenBy(Program.named(name, 0, name.length));
        byte[] speaker = entry.speaker();
        if (line.program() == Program.SERVER && speaker.length > 0) {
            line.label(speaker, 0, speaker.length);
        }
        line.replace(entry.message(), entry.message().length);
        line.trimLineEnd();
        line.removeColours();
        return true;
    }

    private boolean dockerJson() {
        byte[] b = line.bytes();
        int from = line.from();
        int to = line.to();
        if (!Bytes.starts(b, from, to, DOCKER_JSON)) {
            return false;
        }
        int close = Json.closingQuote(b, from + DOCKER_JSON.length, to);
        int timeAt = Bytes.indexOf(b, close, to, DOCKER_TIME);
        if (timeAt >= 0) {
            int timeFrom = timeAt + DOCKER_TIME.length;
            FixedTimes.Prefix iso = FixedTimes.isoPrefix(text.set(b, timeFrom, to), 0, to - timeFrom);
            if (iso.moment().zoned()) {
                line.told(Kind.EPOCH, iso.moment().micros());
            }
        }
        byte[] message = Json.unescape(b, from + DOCKER_JSON.length, close);
        line.partial(message.length > 0 && message[message.length - 1] != '\n');
        line.replace(message, message.length);
        line.trimLineEnd();
        return true;
    }
}
