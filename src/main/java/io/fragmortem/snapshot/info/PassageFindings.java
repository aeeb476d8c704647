package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Assumption;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.UnknownField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Receives what a format finds in a passage and puts it where the passage stands: line and offset of the whole stream, the
 * speaker of the lines around it, and their time where the passage has none of its own.
 */
final class PassageFindings implements Sink {

    /** Rows of a table without a time that are kept to see whether there is only one. */
    private static final int FEW = 64;

    private final SlowLines text;
    private final Outbox outbox;
    private final Sink sink;
    private final String stream;
    private final long firstLine;
    private final long offset;
    private final List<Sample> companions = new ArrayList<>();

    /** What was refused before anything else was found: the lines may be words and no passage at all. */
    private final List<Rejected> doubtful = new ArrayList<>();

    private boolean found;

    /**
     * @param sign why the passage is one
     * @param firstLine number of the passage's first line in the stream
     * @param offset of its first byte
     */
    PassageFindings(
            SlowLines text, Outbox outbox, Sink sink, String stream, long firstLine, long offset, Openers.Sign sign) {
        this.found = sign == Openers.Sign.OPENING;
        this.text = text;
        this.outbox = outbox;
        this.sink = sink;
        this.stream = stream;
        this.firstLine = firstLine;
        this.offset = offset;
    }

    @Override
    public void accept(Finding finding) {
        Finding placed = finding.from(place(finding.origin()));
        if (!found && placed instanceof Rejected rejected && doubtful.size() < FEW) {
            doubtful.add(rejected);
            return;
        }
        if (!found && !(placed instanceof Assumption)) {
            found = true;
            doubtful.forEach(sink::accept);
            doubtful.clear();
        }
        if (placed instanceof Sample sample) {
            take(sample);
        } else if (placed instanceof Exhibit exhibit) {
            Stamp around = text.around().holding();
            sink.exhibit(exhibit.stamp().isTold() || !around.known() ? exhibit : exhibit.at(exhibit.origin(), around));
        } else if (placed instanceof UnknownField field) {
            text.unknown(field.name(), field.origin().line());
        } else if (placed instanceof Assumption assumption) {
            text.assume(assumption);
        } else {
            sink.accept(placed);
        }
    }

    private void take(Sample sample) {
        if (sample.stamp().isTold()) {
            sink.sample(sample);
            return;
        }
        companions.add(sample);
        if (companions.size() > FEW) {
            apart();
        }
    }

    /** The end of the passage. One sample belongs to the dump beside it; rows of several speakers are their own. */
    void end() {
        boolean several =
                companions.stream().map(s -> s.origin().label()).distinct().count() > 1;
        if (several) {
            apart();
        }
        companions.forEach(sample -> outbox.companion(timed(sample)));
        companions.clear();
    }

    /** What was refused where nothing else was found and only the stream as a whole showed the format. */
    List<Rejected> doubtful() {
        return List.copyOf(doubtful);
    }

    private void apart() {
        companions.forEach(sample -> sink.sample(timed(sample)));
        companions.clear();
    }

    private Sample timed(Sample sample) {
        Stamp around = text.around().holding();
        return around.known() ? sample.at(around) : sample;
    }

    private Origin place(Origin inside) {
        String speaker = text.around().speaker();
        Optional<String> label =
                inside.label().isPresent() || speaker.isEmpty() ? inside.label() : Optional.of(speaker);
        long line = inside.line() == 0 ? 0 : inside.line() + firstLine - 1;
        return new Origin(stream, line, inside.byteOffset() < 0 ? -1 : inside.byteOffset() + offset, label);
    }
}
