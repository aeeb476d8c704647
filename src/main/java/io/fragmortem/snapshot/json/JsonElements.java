package io.fragmortem.snapshot.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks a document of many like things without holding it whole: arrays and envelopes are opened, and each thing in them
 * is given as a value. An object is an envelope when a member of it is one that holds the things.
 */
public final class JsonElements implements JsonReader.Shape {

    private final JsonReader reader;
    private final Inside inside;
    private final Taker taker;

    public JsonElements(JsonReader reader, Inside inside, Taker taker) {
        this.reader = reader;
        this.inside = inside;
        this.taker = taker;
    }

    /** Which members hold the things. */
    @FunctionalInterface
    public interface Inside {
        /**
         * @param above name of the member that holds the object, empty at the top
         * @param name of the member itself
         */
        boolean holds(String above, String name);

        /** The members of these names, wherever they stand. */
        static Inside of(String... names) {
            return (above, name) -> List.of(names).contains(name);
        }
    }

    /** Receives the things. */
    @FunctionalInterface
    public interface Taker {
        /** @param line on which the thing ends, 1-based */
        void take(JsonValue value, long line);
    }

    @Override
    public void read(JsonParser json) throws IOException {
        value(json, "");
    }

    private void value(JsonParser json, String above) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (JsonReader.element(json)) {
                value(json, above);
            }
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            object(json, above);
        }
    }

    private void object(JsonParser json, String above) throws IOException {
        boolean envelope = false;
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (JsonReader.member(json)) {
            String name = json.currentName();
            json.nextToken();
            if (json.currentToken().isStructStart() && inside.holds(above, name)) {
                envelope = true;
                members.clear();
                value(json, name);
            } else if (envelope) {
                JsonReader.skip(json);
            } else {
                members.put(name, JsonValue.read(json));
            }
        }
        if (!envelope) {
            JsonValue whole = new JsonValue("", List.of(), Collections.unmodifiableMap(members));
            taker.take(whole, reader.line(json));
        }
    }
}
