package io.fragmortem.snapshot;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.csv.CsvFormat;
import io.fragmortem.snapshot.info.InfoFormat;
import io.fragmortem.snapshot.info.Refusals;
import io.fragmortem.snapshot.notation.Notation;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Picks the format of a stream by its content and lets it read. */
public final class Sniffer {

    /** How much of a stream the formats see before one of them is chosen. */
    public static final int HEAD = 1 << 16;

    /** What is found where a server was asked and gave no answer. */
    public static final String REFUSED = "input.found.refused";

    private static final byte[] PDF = Bytes.ascii("%PDF-");

    private final List<Format> formats;
    private final UnaryOperator<Format> guard;

    public Sniffer(List<Format> formats) {
        this(formats, UnaryOperator.identity());
    }

    /**
     * @param guard put around whatever recognises or reads, so that its faults can be contained; the choice between
     *     formats is made without it
     */
    public Sniffer(List<Format> formats, UnaryOperator<Format> guard) {
        this.formats = List.copyOf(formats);
        this.guard = guard;
    }

    /**
     * Reads the stream in the format that is surest of it, or in the one that the options force. A stream that no
     * format knows is rejected with what it looks like.
     *
     * @return the format that read it, empty when none did
     * @throws IllegalArgumentException when the options force a format that does not exist
     */
    public Optional<Format> read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(entry.stream(), HEAD);
        byte[] head = stream.readNBytes(HEAD);
        stream.unread(head);
        Optional<Notation> notation = options.format().isPresent() ? Optional.empty() : Notation.certain(head);
        if (notation.isPresent()) {
            return inOtherMarks(entry, options, sink, stream, notation.get());
        }
        return SideBySide.mayBeIn(head)
                ? rewritten(entry, options, sink, SideBySide.read(stream), stream)
                : read(entry, options, sink, stream, head);
    }

    private Optional<Format> inOtherMarks(
            Entry entry, ReadOptions options, Sink sink, InputStream stream, Notation notation) throws IOException {
        byte[] bytes = stream.readNBytes(Notation.LONGEST);
        if (bytes.length == Notation.LONGEST) {
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            bytes = Arrays.copyOf(bytes, end);
            Origin origin = new Origin(entry.name(), 0, end, Optional.empty());
            sink.rejected(new Rejected(
                    origin,
                    Phrase.of("input.found.long_notation", Phrase.count(Notation.LONGEST >> 20)),
                    Phrase.of("input.expected.json_output")));
        }
        return rewritten(entry, options, sink, notation.plain(bytes), new ByteArrayInputStream(new byte[0]));
    }

    /** Reads a text in the place of the one that it was made of, and then the rest. */
    private Optional<Format> rewritten(Entry entry, ReadOptions options, Sink sink, byte[] text, InputStream rest)
            throws IOException {
        PushbackInputStream stream = new PushbackInputStream(rest, text.length + 1);
        stream.unread(text);
        return read(entry, options, sink, stream, Arrays.copyOf(text, Math.min(text.length, HEAD)));
    }

    private Optional<Format> read(Entry entry, ReadOptions options, Sink sink, InputStream stream, byte[] head)
            throws IOException {
        if (options.format().isEmpty() && Bytes.starts(head, 0, head.length, PDF)) {
            Origin page = new Origin(entry.name(), 0, 0, Optional.empty());
            sink.rejected(new Rejected(page, Phrase.of("input.found.binary"), wanted(head)));
            return Optional.empty(); // words may stand in it, and figures of other things
        }
        Known known = options.format().isPresent()
                ? new Known(Optional.of(forced(options.format().get())), Sureness.NO)
                : surest(head, entry.name());
        Optional<Format> format = known.format.isPresent() ? known.format : info(head, entry.name());
        if (format.isEmpty()) {
            Optional<Notation> notation = Notation.possible(head);
            if (notation.isPresent()) {
                return inOtherMarks(entry, options, sink, stream, notation.get());
            }
            Origin origin = new Origin(entry.name(), 0, 0, Optional.empty());
            sink.rejected(Refusals.in(head)
                    .map(said -> new Rejected(
                            origin, Phrase.of(REFUSED, Phrase.name(said)), Phrase.of("input.expected.answer")))
                    .orElseGet(() -> new Rejected(origin, look(head), wanted(head))));
            return format;
        }
        Entry whole = new Entry(entry.name(), entry.modifiedMicros(), stream);
        if (options.format().isEmpty() && isText(format.get(), known.sureness, head, entry.name())) {
            TextReader text = new TextReader(format.get());
            guard.apply(text).read(whole, options, sink);
            return Optional.of(text.readAs());
        }
        guard.apply(format.get()).read(whole, options, sink);
        return format;
    }

    /** The format that is surest of a stream, if any is, and how sure it is. */
    private record Known(Optional<Format> format, Sureness sureness) {}

    /** Reads a text in which the format that its head shows is one of several things. */
    private static final class TextReader implements Format {
        private final Format best;
        private boolean dumps;

        TextReader(Format best) {
            this.best = best;
        }

        @Override
        public String name() {
            return best.name();
        }

        @Override
        public Sureness recognise(byte[] head, String name) {
            return best.recognise(head, name);
        }

        @Override
        public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
            Optional<Format> lead = best instanceof InfoFormat ? Optional.empty() : Optional.of(best);
            dumps |= InfoFormat.readText(entry, options, sink, lead);
        }

        /** A text with a dump of INFO in it is one of INFO, whatever else it holds. */
        Format readAs() {
            return dumps ? Formats.named(InfoFormat.NAME).orElse(best) : best;
        }
    }

    /** Whether other things than the format's own may stand in the stream. */
    private boolean isText(Format format, Sureness sureness, byte[] head, String name) {
        return switch (format.share()) {
            case WHOLE -> false;
            // a number alone is known by the name of its file: among words it might be a time
            case PASSAGES -> sureness != Sureness.FILE_NAME;
            // a log reads the INFO of its crash reports itself
            case ALONE ->
                Sureness.OWN_ENVELOPE.beats(sureness)
                        && info(format)
                                .filter(dumps -> sure(dumps, head, name).any() || InfoFormat.namesSeveral(format, head))
                                .isPresent();
        };
    }

    private Optional<Format> info(Format other) {
        return formats.stream()
                .filter(format -> format instanceof InfoFormat && format != other)
                .findFirst();
    }

    /** What no format knows may be words around the answers of a server. */
    private Optional<Format> info(byte[] head, String name) {
        return formats.stream()
                .filter(format -> format instanceof InfoFormat && InfoFormat.hasPassages(head, name))
                .findFirst();
    }

    private Sureness sure(Format format, byte[] head, String name) {
        return guard.apply(format).recognise(head, name);
    }

    private Format forced(String name) {
        return formats.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("--input-format " + Text.shown(name) + ": no such format"));
    }

    private Known surest(byte[] head, String name) {
        Optional<Format> best = Optional.empty();
        Sureness most = Sureness.NO;
        for (Format format : formats) {
            boolean canWin = head.length > 0 && format.surest().beats(most);
            Sureness sure = canWin ? sure(format, head, name) : Sureness.NO;
            if (sure.beats(most)) {
                most = sure;
                best = Optional.of(format);
            }
        }
        return new Known(best, most);
    }

    private static Phrase wanted(byte[] head) {
        boolean headless = CsvFormat.isHeadless(new String(head, StandardCharsets.UTF_8));
        return Phrase.of(headless ? "input.expected.names_of_columns" : "input.expected.format");
    }

    private static Phrase look(byte[] head) {
        if (head.length == 0) {
            return Phrase.of("input.found.empty");
        }
        Optional<ForeignKind> foreign = ForeignKind.of(head);
        if (foreign.isPresent()) {
            return foreign.get().found();
        }
        for (byte b : head) {
            if (b == 0) {
                return Phrase.of("input.found.binary");
            }
        }
        int from = 0;
        while (from < head.length - 1 && head[from] >= 0 && head[from] <= ' ') {
            from++;
        }
        int end = from;
        while (end < head.length && head[end] != '\n' && end < from + 200) {
            end++;
        }
        String line = Text.shown(new String(head, from, end - from, StandardCharsets.UTF_8).strip());
        return Phrase.of("input.found.unknown_text", Phrase.name(line));
    }
}
