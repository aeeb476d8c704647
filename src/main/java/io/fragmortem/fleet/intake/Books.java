package io.fragmortem.fleet.intake;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.source.BlockStream;
import io.fragmortem.source.Entry;
import io.fragmortem.source.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads one stream after the other into a sink and keeps the books: what was read, for what, and what was not. Where streams
 * come from and how their checksums are made is up to the caller, so that the same books are kept in a browser.
 */
public final class Books {

    private final List<ReadInput> inputs = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Defect> defects = new ArrayList<>();
    private final Sniffer sniffer;
    private final Supplier<Checksum> checksums;

    /** A checksum of all bytes that went through it. */
    public interface Checksum {
        void update(byte[] bytes, int from, int length);

        /** SHA-256 as lower-case hex. */
        String hex();
    }

    /**
     * @param formats that streams may have
     * @param checksums makes a new one for each stream
     */
    public Books(List<Format> formats, Supplier<Checksum> checksums) {
        this.checksums = checksums;
        this.sniffer = new Sniffer(formats, format -> new ContainedFormat(format, defects::add));
    }

    /** What was read, in order. */
    public List<ReadInput> inputs() {
        return List.copyOf(inputs);
    }

    /** What could not be read. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Where our own readers failed. */
    public List<Defect> defects() {
        return List.copyOf(defects);
    }

    /** Notes what could not be opened, or not be read to its end. */
    public void note(Problem problem) {
        problems.add(problem);
    }

    /** Reads a stream to its end. */
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        CountingSink counter = CountingSink.to(sink);
        CountingStream counted = new CountingStream(entry.stream(), checksums.get());
        Optional<Format> format = Optional.empty();
        try {
            format = sniffer.read(new Entry(entry.name(), entry.modifiedMicros(), counted), options, counter);
            counted.readRest();
        } finally {
            inputs.add(new ReadInput(
                    entry.name(),
                    format.map(Format::name).orElse(""),
                    counted.bytes,
                    counted.checksum.hex(),
                    counter.samples(),
                    counter.events(),
                    counter.exhibits(),
                    counter.rejected()));
        }
    }

    private static final class CountingStream extends BlockStream {
        private final InputStream in;
        private final Checksum checksum;
        private long bytes;

        CountingStream(InputStream in, Checksum checksum) {
            this.in = in;
            this.checksum = checksum;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                checksum.update(buffer, offset, n);
                bytes += n;
            }
            return n;
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        /** A format may stop early; the checksum is of the whole stream, up to a bound. */
        void readRest() throws IOException {
            byte[] buffer = new byte[1 << 16];
            long most = bytes + (1L << 30);
            while (bytes < most && read(buffer, 0, buffer.length) >= 0) {
                // read only for its checksum
            }
        }
    }
}
