package io.fragmortem.fleet;

import io.fragmortem.fleet.AnalysisResult.Input;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.source.Entry;
import io.fragmortem.source.Limits;
import io.fragmortem.source.Problem;
import io.fragmortem.source.Source;
import io.fragmortem.source.Sources;
import io.fragmortem.source.Visitor;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads every stream below the inputs into a sink and keeps the books: what was read, for what, and what was not. */
public final class Ingest {

    private final List<Input> inputs = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Defect> defects = new ArrayList<>();

    /** Books with nothing in them. */
    public Ingest() {}

    /** Books that were kept elsewhere. */
    public Ingest(List<Input> inputs, List<Problem> problems, List<Defect> defects) {
        this.inputs.addAll(inputs);
        this.problems.addAll(problems);
        this.defects.addAll(defects);
    }

    /**
     * Reads the inputs.
     *
     * @param stdin what {@code -} stands for
     * @param sink receives what the formats find
     * @param started is told the name of each stream before it is read
     */
    public static Ingest read(
            List<String> paths, ReadOptions options, InputStream stdin, Sink sink, Consumer<String> started) {
        return read(paths, options, stdin, sink, started, Formats.all());
    }

    static Ingest read(
            List<String> paths,
            ReadOptions options,
            InputStream stdin,
            Sink sink,
            Consumer<String> started,
            List<Format> formats) {
        Ingest ingest = new Ingest();
        Sniffer sniffer = ingest.sniffer(formats);
        for (Source source : Sources.list(paths, Limits.defaults())) {
            ingest.read(source, sniffer, options, stdin, sink, started);
        }
        return ingest;
    }

    /** Reads one source, with books of its own. */
    public static Ingest read(
            Source source, ReadOptions options, InputStream stdin, Sink sink, Consumer<String> started) {
        Ingest ingest = new Ingest();
        ingest.read(source, ingest.sniffer(Formats.all()), options, stdin, sink, started);
        return ingest;
    }

    /** Adds the books of what was read after this. */
    public void add(Ingest later) {
        inputs.addAll(later.inputs);
        problems.addAll(later.problems);
        defects.addAll(later.defects);
    }

    private Sniffer sniffer(List<Format> formats) {
        return new Sniffer(formats, format -> new ContainedFormat(format, defects::add));
    }

    private void read(
            Source source,
            Sniffer sniffer,
            ReadOptions options,
            InputStream stdin,
            Sink sink,
            Consumer<String> started) {
        Sources.read(source, Limits.defaults(), stdin, new Visitor() {
            @Override
            public void entry(Entry entry) throws IOException {
                started.accept(entry.name());
                one(entry, sniffer, options, sink);
            }

            @Override
            public void problem(Problem problem) {
                problems.add(problem);
            }
        });
    }

    /** What was read, in order. */
    public List<Input> inputs() {
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

    private void one(Entry entry, Sniffer sniffer, ReadOptions options, Sink sink) throws IOException {
        CountingSink counter = CountingSink.to(sink);
        CountingStream counted = new CountingStream(entry.stream(), sha256());
        Optional<Format> format = Optional.empty();
        try {
            format = sniffer.read(new Entry(entry.name(), entry.modifiedMicros(), counted), options, counter);
            counted.readRest();
        } finally {
            inputs.add(new Input(
                    entry.name(),
                    format.map(Format::name).orElse(""),
                    counted.bytes,
                    HexFormat.of().formatHex(counted.getMessageDigest().digest()),
                    counter.samples(),
                    counter.events(),
                    counter.exhibits(),
                    counter.rejected()));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static final class CountingStream extends DigestInputStream {
        private long bytes;

        CountingStream(InputStream in, MessageDigest digest) {
            super(in, digest);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            bytes += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            bytes += Math.max(0, n);
            return n;
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
