package io.fragmortem.snapshot.info;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.info.prefix.LineText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dumps that have begun and whose end is not yet known: one per speaker, for services may write at the same time. */
final class OpenDumps {

    /** A listing of a fleet prints one field of every server before the next. */
    private static final int MOST = 4096;

    private final String stream;
    private final Sink sink;
    private final Outbox outbox;
    private final Surroundings around;
    private final Map<String, Dump> open = new LinkedHashMap<>();
    private final Tangle tangle;

    OpenDumps(String stream, Sink sink, Outbox outbox, Surroundings around) {
        this.stream = stream;
        this.sink = sink;
        this.outbox = outbox;
        this.around = around;
        this.tangle = new Tangle(stream, sink);
    }

    /** What is told around them. */
    Surroundings around() {
        return around;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    Collection<Dump> all() {
        return open.values();
    }

    /** Whether one of them stands in lines that each bear a time. */
    boolean anyCarried() {
        for (Dump dump : open.values()) {
            if (dump.carried()) {
                return true;
            }
        }
        return false;
    }

    /** The open dump of a speaker, null when there is none. */
    @Nullable
    Dump of(String label) {
        return open.get(label);
    }

    /** Whether a section of this title would end the open dump of the present speaker. */
    boolean endsAt(int section) {
        Dump dump = open.get(around.speaker());
        return open.size() == 1 && dump != null && dump.endsAt(section);
    }

    /** Begins a dump of whoever speaks at a line of the stream. */
    Dump begin(LineText line, long number, long offset) {
        return begin(
                line.label().isEmpty() || around.brokenInto() ? around.next() : line.label(), line, number, offset);
    }

    /** Begins a dump of this speaker. */
    Dump begin(String label, LineText line, long number, long offset) {
        if (open.size() >= MOST) {
            close(open.keySet().iterator().next());
        }
        Stamp stamp = around.take(label);
        boolean carried = line.stamp().known();
        Dump dump = new Dump(label, number, offset, stamp.known() ? stamp : line.stamp(), carried);
        dump.title(around.takeTitle());
        if (around.crashed()) {
            dump.mark(Sample.Mark.CRASH);
        }
        open.put(label, dump);
        around.open(true);
        return dump;
    }

    /** Ends the dump of a speaker. */
    void close(String label) {
        Dump dump = open.remove(label);
        if (dump == null) {
            return;
        }
        around.open(!open.isEmpty());
        if (dump.tangled()) {
            tangle.add(dump, outbox.dropFragment(dump.firstLine()));
            return;
        }
        if (!dump.usable()) {
            if (dump.isSection()) {
                outbox.section(dump.finish(stream));
            }
            return;
        }
        tangle.tell();
        dump.contradictions().forEach(field -> contradiction(dump, field));
        Sample sample = dump.finish(stream);
        boolean quoted = dump.sections() == 0 && !sample.marks().contains(Sample.Mark.PARTIAL);
        if (quoted && outbox.restates(sample)) {
            return;
        }
        outbox.accept(sample, dump.title());
        around.dumpEnded(dump.lastLine());
    }

    private void contradiction(Dump dump, Field field) {
        sink.rejected(new Rejected(
                new Origin(
                        stream, dump.firstLine(), -1, Optional.of(dump.label()).filter(name -> !name.isEmpty())),
                Phrase.of(
                        "input.found.contradiction",
                        Phrase.name(field.infoName()),
                        Phrase.name(field.infoName() + "_human")),
                Phrase.of("input.expected.one_amount")));
    }

    /** Dumps whose lines stand among those of another. */
    int tangled() {
        return tangle.count();
    }

    /** The end of the stream. */
    void finish() {
        closeAll();
        tangle.tell();
    }

    /** Ends all open dumps. */
    void closeAll() {
        if (!open.isEmpty()) {
            List<String> labels = new ArrayList<>(open.keySet());
            labels.forEach(this::close);
        }
    }
}
