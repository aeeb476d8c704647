package io.fragmortem.snapshot;

import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whole texts that records carry, a string of JSON or a cell of a table: each is sniffed and read for itself, and gets the
 * time and the speaker that its record names.
 */
public final class CarriedTexts {

    private final Entry entry;
    private final ReadOptions options;
    private final Sink sink;
    private final Sniffer sniffer = new Sniffer(Formats.all());
    private long given;

    public CarriedTexts(Entry entry, ReadOptions options, Sink sink) {
        this.entry = entry;
        this.options = options;
        this.sink = sink;
    }

    /** Findings given so far. */
    public long given() {
        return given;
    }

    /**
     * Reads one text.
     *
     * @param line on which its record stands
     * @param label who speaks in it, empty where the record does not say
     * @param stamp when, where the record says it
     */
    public void give(String words, long line, String label, Stamp stamp) throws IOException {
        String text = words.endsWith("\n") ? words : words + "\n";
        Entry part = new Entry(
                entry.name(), entry.modifiedMicros(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<Rejected> refused = new ArrayList<>();
        long before = given;
        sniffer.read(part, options, finding -> {
            if (finding instanceof Rejected region) {
                refused.add(region); // most strings of a record are no captures
            } else {
                take(finding, line, label, stamp);
            }
        });
        if (given > before) {
            Origin place = new Origin(entry.name(), line, -1, Optional.empty());
            refused.forEach(region -> sink.accept(region.from(place)));
        }
    }

    private void take(Finding finding, long line, String label, Stamp stamp) {
        Optional<String> own = finding.origin().label();
        given++;
        Origin place = new Origin(entry.name(), line, -1, own.isEmpty() && !label.isEmpty() ? Optional.of(label) : own);
        sink.accept(timed(finding.from(place), stamp));
    }

    private static Finding timed(Finding finding, Stamp around) {
        if (finding instanceof Sample sample && !sample.stamp().isTold() && around.known()) {
            return sample.at(around);
        }
        if (finding instanceof Exhibit exhibit && !exhibit.stamp().isTold() && around.known()) {
            return exhibit.at(exhibit.origin(), around);
        }
        if (finding instanceof Event event && !event.stamp().isTold() && around.known()) {
            return event.at(around);
        }
        return finding;
    }
}
