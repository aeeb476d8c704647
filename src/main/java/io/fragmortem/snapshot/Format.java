package io.fragmortem.snapshot;

import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Optional;

/** One format of input: how it is recognised and how it is read. */
public interface Format {

    /** Short stable name, as {@code --format} takes it, for example {@code info} or {@code prometheus-query-range}. */
    String name();

    /**
     * How sure this format is that the stream is its own.
     *
     * @param head up to the first 64 KiB of the stream
     * @param name name of the stream
     * @return the surest wins, ties go to the format registered first
     */
    Sureness recognise(byte[] head, String name);

    /** The surest answer that {@link #recognise} ever gives: who cannot win any more need not look. */
    default Sureness surest() {
        return Sureness.MAGIC;
    }

    /** How this format shows in the middle of a text; empty for one that is never part of a text. */
    default Optional<Passage> passage() {
        return Optional.empty();
    }

    /** What of a stream belongs to this format when its head shows it most surely. */
    default Share share() {
        return passage().isEmpty() ? Share.WHOLE : Share.PASSAGES;
    }

    /**
     * Reads the whole stream. Bad regions go to {@link Sink#rejected}; an {@link IOException} is thrown for failing
     * reads only.
     */
    void read(Entry entry, ReadOptions options, Sink sink) throws IOException;
}
