package io.fragmortem.snapshot.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A part of a document held whole, as it was written: a text, or elements, or members. What is not there, and null, is
 * {@link #ABSENT}, so that a path can be followed without asking at each step.
 *
 * @param text of a string, number or truth value; empty for structures
 * @param elements of an array
 * @param members of an object, in their order
 */
public record JsonValue(String text, List<JsonValue> elements, Map<String, JsonValue> members) {

    /** Nothing. */
    public static final JsonValue ABSENT = new JsonValue("", List.of(), Map.of());

    /** Some 150 MB of values; series of any service have fewer points in one answer. */
    private static final int MOST_VALUES = 2_000_000;

    /** Reads the value at the parser's token; the parser stands on its last token afterwards. */
    public static JsonValue read(JsonParser json) throws IOException {
        return read(json, new int[] {MOST_VALUES});
    }

    private static JsonValue read(JsonParser json, int[] left) throws IOException {
        if (--left[0] < 0) {
            throw new StreamConstraintsException("more than " + MOST_VALUES + " values");
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<JsonValue> elements = new ArrayList<>();
            while (JsonReader.element(json)) {
                elements.add(read(json, left));
            }
            return new JsonValue("", Collections.unmodifiableList(elements), Map.of());
        }
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            while (JsonReader.member(json)) {
                String name = json.currentName();
                json.nextToken();
                members.put(name, read(json, left));
            }
            return new JsonValue("", List.of(), Collections.unmodifiableMap(members));
        }
        return json.currentToken() == JsonToken.VALUE_NULL ? ABSENT : of(json.getText());
    }

    /** A text alone. */
    static JsonValue of(String text) {
        return new JsonValue(text, List.of(), Map.of());
    }

    /** What stands below these names, one inside the other. */
    public JsonValue at(String... path) {
        JsonValue value = this;
        for (String name : path) {
            value = value.members.getOrDefault(name, ABSENT);
        }
        return value;
    }

    /** The first of these members that is there. */
    public JsonValue first(String... names) {
        for (String name : names) {
            JsonValue value = at(name);
            if (value.exists()) {
                return value;
            }
        }
        return ABSENT;
    }

    /** The element at this index. */
    public JsonValue element(int index) {
        return index < elements.size() ? elements.get(index) : ABSENT;
    }

    public boolean exists() {
        return !text.isEmpty() || isArray() || isObject();
    }

    public boolean isArray() {
        return !elements.isEmpty();
    }

    public boolean isObject() {
        return !members.isEmpty();
    }

    /** Texts of the members that have one, by name. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (!value.text.isEmpty()) {
                texts.put(name, value.text);
            }
        });
        return texts;
    }

    /** The number that the text says, NaN for none. */
    public double number() {
        return JsonScalars.number(text);
    }

    /**
     * Texts of the members that have one, the names of structures around them joined by dots. An array of one text is that
     * text; longer arrays are left out.
     */
    public void leaves(BiConsumer<String, String> consumer) {
        leaves("", consumer);
    }

    private void leaves(String above, BiConsumer<String, String> consumer) {
        members.forEach((name, value) -> {
            String path = above.isEmpty() ? name : above + "." + name;
            String own = value.elements.size() == 1 ? value.element(0).text : value.text;
            if (!own.isEmpty()) {
                consumer.accept(path, own);
            } else {
                value.leaves(path, consumer);
            }
        });
    }
}
