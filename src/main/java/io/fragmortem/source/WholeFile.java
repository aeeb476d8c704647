package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The bytes of a file that somebody may be writing: one that was rotated or cut while it is read ends like one that is whole, so
 * the bytes are counted. What grows is read as far as it has come.
 */
final class WholeFile extends BlockStream {

    private final InputStream in;
    private final long listed;
    private long given;
    private boolean ended;

    /** @param listed bytes that the file had when it was found */
    WholeFile(Path file, long listed) throws IOException {
        this.in = Files.newInputStream(file);
        this.listed = listed;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = in.read(b, off, len);
        ended |= n < 0;
        given += Math.max(0, n);
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
