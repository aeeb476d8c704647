package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The bytes of a file that somebody may be writing: one that was rotated or cut while it is read ends like one that is whole, so
 * the bytes are counted. What grows is read as far as it has come.
 */
final class WholeFile extends BlockStream {

    /** Told no oftener than an eye or a counter would mind. */
    private static final long BETWEEN = 8 << 20;

    private final InputStream in;
    private final long listed;
    private final LongConsumer taken;
    private long given;
    private long told;
    private boolean ended;

    /**
     * Opens it.
     *
     * @param listed bytes that the file had when it was found
     * @param taken is told now and then how many bytes it has given
     */
    WholeFile(Path file, long listed, LongConsumer taken) throws IOException {
        this.in = Files.newInputStream(file);
        this.listed = listed;
        this.taken = taken;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = in.read(b, off, len);
        ended |= n < 0;
        given += Math.max(0, n);
        if (given - told >= BETWEEN) {
            told = given;
            taken.accept(given);
        }
        return n;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** What is missing at the end, empty where all came that was there or the reader stopped by itself. */
    Optional<Phrase> shrunk() {
        return ended && given < listed
                ? Optional.of(
                        Phrase.of("input.problem.shrunk", Phrase.count((double) given), Phrase.count((double) listed)))
                : Optional.empty();
    }
}
