package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * The bytes of one member of an archive, held against the checksum that a ZIP archive states before or behind them, which the
 * library does not do; a tar archive states none.
 */
final class SummedStream extends BlockStream {

    private final InputStream in;
    private final ArchiveEntry entry;
    private final CRC32 sum = new CRC32();
    private boolean ended;
    private Layers.End end = Layers.End.SOUND;
    private boolean told;

    SummedStream(InputStream in, ArchiveEntry entry) {
        this.in = in;
        this.entry = entry;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        try {
            int n = in.read(b, off, len);
            if (n > 0 && entry instanceof ZipArchiveEntry) {
                sum.update(b, off, n);
            }
            ended |= n < 0;
            if (n < 0 && isBelied()) {
                told = true;
                throw new IOException("Corrupt ZIP checksum");
            }
            return n;
        } catch (IOException | RuntimeException e) {
            end = entry instanceof ZipArchiveEntry ? end.and(Layers.End.of(e)) : end;
            throw e;
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    /** Whether the member was read to its end and is not what its checksum says; 0 is written where it is not known. */
    private boolean isBelied() {
        return ended && entry instanceof ZipArchiveEntry zip && zip.getCrc() > 0 && zip.getCrc() != sum.getValue();
    }

    /** What a checksum that stands behind the member says against it, once the next one was found. */
    Optional<Phrase> belied() {
        return isBelied() && !told ? Optional.of(Phrase.of("input.problem.contradictory")) : Optional.empty();
    }

    /** How it ended so far. */
    Layers.End end() {
        return isBelied() ? Layers.End.FAILED : end;
    }

    /** The name of the member, where that of its archive is known. */
    String name(String archive) {
        return archive + "!" + Problem.escape(entry.getName());
    }
}
