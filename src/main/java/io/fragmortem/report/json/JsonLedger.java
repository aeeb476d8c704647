package io.fragmortem.report.json;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Ledger;
import io.fragmortem.phrase.Spelling;
import java.util.Optional;

/** Writes what was to be explained, line by line. */
final class JsonLedger {

    private final JsonWriter json;

    JsonLedger(JsonWriter json) {
        this.json = json;
    }

    void write(Optional<Ledger> written) {
        if (written.isEmpty()) {
            json.nothing();
            return;
        }
        Ledger ledger = written.get();
        json.beginObject().name("whole").value(Spelling.lower(ledger.whole()));
        json.name("bytes").bytes(ledger.bytes());
        json.name("at").moment(ledger.atMicros()).name("from").moment(ledger.fromMicros());
        json.name("lines").beginArray();
        for (Ledger.Line line : ledger.lines()) {
            json.beginObject().name("cause").value(line.cause().map(Cause::id).orElse(null));
            json.name("part").value(line.part().jsonName());
            json.name("bytes").bytes(line.bytes());
            json.name("share").value(line.share()).endObject();
        }
        json.endArray();
        json.name("ratios").beginArray();
        for (Ledger.Factor factor : ledger.factors()) {
            json.beginObject().name("layer").value(Spelling.lower(factor.layer()));
            json.name("ratio").value(factor.ratio()).endObject();
        }
        json.endArray().endObject();
    }
}
