package io.fragmortem.fleet.intake;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.source.Entry;
import io.fragmortem.source.Limits;
import io.fragmortem.source.PackedMemory;
import io.fragmortem.source.Problem;
import io.fragmortem.source.Source;
import io.fragmortem.source.Sources;
import io.fragmortem.source.Visitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads every stream below the inputs into a sink and keeps the books: what was read, for what, and what was not. */
public final class Ingest {

    private final List<ReadInput> inputs = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Defect> defects = new ArrayList<>();

    /** Books with nothing in them. */
    public Ingest() {}

    /** Books that were kept elsewhere. */
    public Ingest(List<ReadInput> inputs, List<Problem> problems, List<Defect> defects) {
        this.inputs.addAll(inputs);
        this.problems.addAll(problems);
        this.defects.addAll(defects);
    }

    /** Is told how far reading has come. */
    @FunctionalInterface
    public interface Listener {

        /** A stream of this name begins. */
        void stream(String name);

        /** So many stored bytes of the present source have been taken; fewer where it has to be read again. */
        default void taken(long bytes) {
            // of interest to whoever shows it
        }
    }

    /**
     * Reads the inputs.
     *
     * @param stdin what {@code -} stands for
     * @param sink receives what the formats find
     * @param listener is told how far reading has come
     */
    public static Ingest read(
            List<String> paths, ReadOptions options, InputStream stdin, Sink sink, Listener listener) {
        return read(paths, options, stdin, sink, listener, Formats.all());
    }

    static Ingest read(
            List<String> paths,
            ReadOptions options,
            InputStream stdin,
            Sink sink,
            Listener listener,
            List<Format> formats) {
        Books books = new Books(formats, Ingest::sha256);
        for (Source source : Sources.list(paths, Limits.defaults())) {
            readChecked(source, stdin, visitor(books, options, sink, listener));
        }
        return of(books);
    }

    /** What a visitor was given cannot be taken back, so packed streams are held against their checksums first. */
    private static void readChecked(Source source, InputStream stdin, Visitor visitor) {
        Limits limits = Limits.defaults();
        if (!source.isStandardInput()) {
            if (!Sources.isPacked(source) || Sources.read(source, limits, stdin, NOBODY)) {
                Sources.read(source, limits, stdin, visitor);
            } else {
                Sources.readSound(source, limits, InputStream::nullInputStream, visitor);
            }
            return;
        }
        PackedMemory memory = new PackedMemory(stdin);
        try {
            memory.readAhead();
        } catch (IOException e) {
            // whoever reads it on will hear the same
        }
        Optional<InputStream> whole = memory.again();
        if (whole.isEmpty() || Sources.read(source, limits, whole.get(), NOBODY)) {
            Sources.read(source, limits, memory.whole(), visitor);
        } else {
            Sources.readSound(source, limits, () -> memory.again().orElseThrow(), visitor);
        }
    }

    /**
     * Reads one source, with books of its own. Where its packed data turn out to be damaged, what was found is forgotten and what
     * stands before the damage is read again.
     *
     * @param forget empties the sink
     */
    public static Ingest read(
            Source source, ReadOptions options, InputStream stdin, Sink sink, Listener listener, Runnable forget) {
        Books books = new Books(Formats.all(), Ingest::sha256);
        PackedMemory memory = new PackedMemory(stdin);
        boolean sound = Sources.read(source, Limits.defaults(), memory, visitor(books, options, sink, listener));
        if (sound || (source.isStandardInput() && memory.again().isEmpty())) {
            return of(books);
        }
        forget.run();
        Books again = new Books(Formats.all(), Ingest::sha256);
        Sources.readSound(
                source,
                Limits.defaults(),
                () -> memory.again().orElse(InputStream.nullInputStream()),
                visitor(again, options, sink, listener));
        return of(again);
    }

    private static Ingest of(Books books) {
        return new Ingest(books.inputs(), books.problems(), books.defects());
    }

    /** Adds the books of what was read after this. */
    public void add(Ingest later) {
        inputs.addAll(later.inputs);
        problems.addAll(later.problems);
        defects.addAll(later.defects);
    }

    private static Visitor visitor(Books books, ReadOptions options, Sink sink, Listener listener) {
        return new Visitor() {
            @Override
            public void entry(Entry entry) throws IOException {
                listener.stream(entry.name());
                books.read(entry, options, sink);
            }

            @Override
            public void problem(Problem problem) {
                books.note(problem);
            }

            @Override
            public void taken(long bytes) {
                listener.taken(bytes);
            }

            @Override
            public void leftOut(Problem what) {
                Origin there = new Origin(what.name(), 0, -1, Optional.empty());
                sink.accept(new Rejected(there, what.reason(), Phrase.of("input.expected.captures")));
            }
        };
    }

    /** Reads to the end and keeps nothing. */
    private static final Visitor NOBODY = new Visitor() {
        @Override
        public void entry(Entry entry) throws IOException {
            entry.stream().transferTo(OutputStream.nullOutputStream());
        }

        @Override
        public void problem(Problem problem) {
            // it will be told when the stream is read
        }
    };

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

    /** Checksums as the JVM makes them. */
    public static Books.Checksum sha256() {
        return new Sha256();
    }

    private static final class Sha256 implements Books.Checksum {
        private final MessageDigest digest;

        Sha256() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public void update(byte[] bytes, int from, int length) {
            digest.update(bytes, from, length);
        }

        @Override
        public String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
