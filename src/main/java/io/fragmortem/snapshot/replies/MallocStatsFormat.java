package io.fragmortem.snapshot.replies;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Optional;

/** MEMORY MALLOC-STATS of jemalloc 4.0.3 to 5.3.1, at one or several moments. */
public final class MallocStatsFormat implements Format {

    private static final Passage PASSAGE = Passage.between(
            line -> line.contains("___ Begin jemalloc statistics ___")
                    || line.contains("Stats not supported for the current allocator"),
            line -> line.contains("--- End jemalloc statistics ---")
                    || line.contains("Stats not supported for the current allocator"));

    private static final String BEGIN = "___ Begin jemalloc statistics ___";
    private static final String END = "--- End jemalloc statistics ---";
    private static final String UNSUPPORTED = "Stats not supported for the current allocator";

    @Override
    public String name() {
        return "malloc-stats";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        if (head.has(BEGIN)) {
            return Sureness.OWN_ENVELOPE;
        }
        return head.has(UNSUPPORTED) ? Sureness.WORDS : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.MAY_BE_TIMES, MallocStatsFormat::read);
    }

    private static void read(Moments moments, Sink sink) throws IOException {
        MallocStats stats = new MallocStats();
        boolean open = false;
        boolean unsupported = false;
        int given = 0;
        while (moments.next()) {
            String line = moments.line();
            if (line.contains(BEGIN) || moments.fresh()) {
                given += open && stats.give(sink) ? 1 : 0;
                stats = new MallocStats();
                open = true;
            }
            if (line.contains(UNSUPPORTED)) {
                if (!unsupported) {
                    sink.assumed(moments.origin(), Phrase.of("input.assumed.no_jemalloc"));
                }
                unsupported = true;
            } else if (line.contains(END)) {
                given += stats.give(sink) ? 1 : 0;
                stats = new MallocStats();
                open = false;
            } else {
                open = true;
                stats.line(line, moments);
            }
        }
        given += open && stats.give(sink) ? 1 : 0;
        if (given == 0 && !unsupported) {
            moments.reject(Phrase.of("input.found.no_statistics"), Phrase.of("input.expected.malloc_stats"));
        }
    }
}
