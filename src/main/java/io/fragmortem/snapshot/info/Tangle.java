package io.fragmortem.snapshot.info;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import java.util.Optional;

/**
 * A region in which lines of two dumps stand among each other, as two loops leave them that write into one file:
 *
 * <pre>
 * used_memory:188743680
 * used_memory:639631360
 * used_memory_rss:218972160
 * used_memory_rss:6034554880
 * </pre>
 *
 * Nobody can tell whose figures they are: none is used, and the whole region is told once.
 */
final class Tangle {

    /** Two dumps whose titles part them again and again are one region: so few lines may lie between. */
    private static final int NEAR = 4;

    private final String stream;
    private final Sink sink;
    private String name = "";
    private String label = "";
    private long from;
    private long to;
    private int count;

    Tangle(String stream, Sink sink) {
        this.stream = stream;
        this.sink = sink;
    }

    /**
     * Adds a dump that is none.
     *
     * @param firstLine where it begins, perhaps with a line that seemed to be another
     */
    void add(Dump dump, long firstLine) {
        if (!name.isEmpty() && dump.firstLine() - to > NEAR) {
            tell();
        }
        count++;
        if (name.isEmpty()) {
            name = dump.twice();
            label = dump.label();
            from = firstLine;
        }
        to = dump.lastLine();
    }

    /** How many dumps were found that are none. */
    int count() {
        return count;
    }

    /** Says that the region cannot be used; another may follow. */
    void tell() {
        if (name.isEmpty()) {
            return;
        }
        Origin place = new Origin(stream, from, -1, Optional.of(label).filter(told -> !told.isEmpty()));
        Phrase found = Phrase.of("input.found.interleaved", Phrase.count(to - from + 1), Phrase.name(name));
        sink.rejected(new Rejected(place, found, Phrase.of("input.expected.one_dump")));
        name = "";
    }
}
