package io.fragmortem.report.json;

import java.util.OptionalLong;
import java.util.function.Consumer;

/** One sample as a flat object on a line of its own. */
public final class SampleJson {

    private final JsonWriter json;

    private SampleJson(JsonWriter json) {
        this.json = json;
    }

    /** Writes the object; what the sample has is added by {@code values}. */
    public static void write(Appendable out, OptionalLong epochMicros, String instance, Consumer<SampleJson> values) {
        JsonWriter json = new JsonWriter(out).beginObject();
        if (epochMicros.isPresent()) {
            json.name("time").moment(epochMicros);
        }
        json.name("instance").value(instance);
        values.accept(new SampleJson(json));
        json.endObject();
        LineEnd.append(out);
    }

    /** A number; left out where it is not finite. */
    public void number(String name, double value) {
        if (Double.isFinite(value)) {
            json.name(name).value(value);
        }
    }

    public void text(String name, String text) {
        json.name(name).value(text);
    }
}
