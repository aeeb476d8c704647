package io.fragmortem.report.json;

import io.fragmortem.diagnosis.alert.Alert;
import java.util.Optional;

/** Writes the alert that would have told of the leading cause; null where the capture carries none. */
final class JsonAlert {

    private final JsonWriter json;

    JsonAlert(JsonWriter json) {
        this.json = json;
    }

    void write(Optional<Alert> alert) {
        if (alert.isEmpty()) {
            json.nothing();
            return;
        }
        Alert told = alert.get();
        json.beginObject().name("name").value(told.name());
        json.name("expression").value(told.expression());
        json.name("hold_seconds").value(told.holdSeconds());
        json.name("fired_at").moment(told.replay().firedMicros());
        json.name("worst_at").moment(told.replay().worstMicros());
        // version 1 of the schema has it; the level lies above all that was there before
        json.name("false_alarms").value(0);
        json.name("rule").value(told.rule());
        json.endObject();
    }
}
