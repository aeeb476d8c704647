package io.fragmortem.snapshot.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.text.Utf8;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Opens a JSON stream with limits, lets a shape read it, and turns broken JSON into a rejection that keeps what came
 * before. Several documents may follow each other ({@code cat *.json}); where each is a line of its own, a broken line
 * costs that line only.
 */
public final class JsonReader {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_TEXT = 1 << 20;

    /** After so many bad lines only their number is reported. */
    private static final int MAX_REJECTED = 20;

    private static final int HEAD = 1 << 16;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNumberLength(400)
                    .maxNameLength(10_000)
                    .build())
            // it is UTF-8 by then; a few NULs would be taken for UTF-32, and what is none of it for a failing disk
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    private final Entry entry;
    private final Sink sink;
    private final Origin origin;
    private final StreamClock clock;
    private final JsonScalars scalars;

    /** Lines before the document that is being read. */
    private long linesBefore;

    private long rejectedLines;

    public JsonReader(Entry entry, ReadOptions options, Sink sink) {
        this.entry = entry;
        this.sink = sink;
        this.origin = new Origin(entry.name(), 1, 0, Optional.empty());
        this.clock = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed);
        this.scalars = new JsonScalars(clock);
    }

    /** A shape of document. */
    public interface Shape {
        /** Reads one document; the parser stands on its first token, and on its last one afterwards. */
        void read(JsonParser json) throws IOException;
    }

    /** The document in a text, empty when it is none. */
    public static Optional<JsonValue> parse(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            return json.nextToken() == null ? Optional.empty() : Optional.of(JsonValue.read(json));
        } catch (StreamReadException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory", e);
        }
    }

    /** Reads all documents. */
    public void read(Shape shape) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Utf8.of(entry.stream()), HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.unread(head);
        if (JsonLines.are(head, head.length)) {
            lines(in, shape);
        } else {
            try (JsonParser json = FACTORY.createParser(in)) {
                json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
                documents(json, shape);
            }
        }
    }

    private void lines(InputStream in, Shape shape) throws IOException {
        JsonLines lines = new JsonLines(in);
        while (lines.next()) {
            linesBefore = lines.number() - 1;
            if (lines.cut()) {
                reject(1, -1, Phrase.of("input.found.json_limits"));
            } else if (lines.startsDocument()) {
                try (JsonParser json = FACTORY.createParser(lines.buffer(), lines.from(), lines.to() - lines.from())) {
                    documents(json, shape);
                }
            } else if (!lines.isBlank()) {
                String text =
                        new String(lines.buffer(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
                reject(1, -1, Phrase.of("input.found.text", Phrase.name(Text.shown(text.strip()))));
            }
        }
        if (rejectedLines > MAX_REJECTED) {
            Phrase all = Phrase.of("input.found.rows_in_all", Phrase.count((double) rejectedLines));
            linesBefore = 0;
            rejectedLines = 0;
            reject(0, -1, all);
        }
    }

    private void documents(JsonParser json, Shape shape) throws IOException {
        try {
            while (json.nextToken() != null) {
                if (json.currentToken().isStructStart()) {
                    shape.read(json);
                }
            }
        } catch (StreamConstraintsException e) {
            reject(json, Phrase.of("input.found.json_limits"));
        } catch (StreamReadException e) {
            Phrase.Arg column = Phrase.count(json.currentLocation().getColumnNr());
            boolean cut = e instanceof JsonEOFException;
            reject(json, Phrase.of(cut ? "input.found.json_cut" : "input.found.json_broken", column));
        }
    }

    private void reject(JsonParser json, Phrase found) {
        boolean line = linesBefore > 0;
        long offset = line ? -1 : json.currentLocation().getByteOffset();
        reject(json.currentLocation().getLineNr(), offset, found);
    }

    private void reject(long line, long offset, Phrase found) {
        if (rejectedLines++ < MAX_REJECTED) {
            sink.rejected(new Rejected(
                    new Origin(entry.name(), linesBefore + line, offset, Optional.empty()),
                    found,
                    Phrase.of("input.expected.json_whole")));
        }
    }

    /** The clock of the stream. */
    public StreamClock clock() {
        return clock;
    }

    /** How this stream's numbers and times are read. */
    public JsonScalars scalars() {
        return scalars;
    }

    /** The place of the stream as a whole. */
    public Origin origin() {
        return origin;
    }

    /** The line at which the parser stands, 1-based. */
    public long line(JsonParser json) {
        return linesBefore + json.currentLocation().getLineNr();
    }

    Sink sink() {
        return sink;
    }

    /** Says that nothing of use was in the stream. */
    public void rejectIfEmpty(long given, Phrase expected) {
        if (given == 0) {
            sink.rejected(new Rejected(origin, Phrase.of("input.found.json_unknown"), expected));
        }
    }

    /** Steps over the value that starts at the current token. */
    public static void skip(JsonParser json) throws IOException {
        if (json.currentToken().isStructStart()) {
            json.skipChildren();
        }
    }

    /** Whether the parser came to the name of a further member. */
    public static boolean member(JsonParser json) throws IOException {
        return json.nextToken() == JsonToken.FIELD_NAME;
    }

    /** Whether the parser came to a further element. */
    public static boolean element(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        return token != null && token != JsonToken.END_ARRAY;
    }

    /** Whether the current value is an array; steps over it when it is not. */
    public static boolean isArray(JsonParser json) throws IOException {
        boolean array = json.currentToken() == JsonToken.START_ARRAY;
        if (!array) {
            skip(json);
        }
        return array;
    }

    public static boolean isObject(JsonParser json) throws IOException {
        boolean object = json.currentToken() == JsonToken.START_OBJECT;
        if (!object) {
            skip(json);
        }
        return object;
    }
}
