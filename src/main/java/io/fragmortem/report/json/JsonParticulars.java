package io.fragmortem.report.json;

import io.fragmortem.fleet.ImpactLine;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.SlabClass;
import io.fragmortem.fleet.compare.Side;
import io.fragmortem.fleet.compare.Sides;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.level.Level;
import java.util.Map;

/** Writes what a later comparison needs, and what reached users. */
final class JsonParticulars {

    private final JsonWriter json;
    private final Wording wording;

    JsonParticulars(JsonWriter json, Wording wording) {
        this.json = json;
        this.wording = wording;
    }

    void write(InstanceResult result) {
        Side side = Sides.of(result, wording::plain);
        json.name("levels_from").moment(side.window().levelFromMicros());
        json.name("levels").beginArray();
        side.levels().forEach(this::level);
        json.endArray();
        json.name("settings").beginObject();
        for (Map.Entry<String, String> setting : side.settings().entrySet()) {
            json.name(setting.getKey()).value(setting.getValue());
        }
        json.endObject();
        json.name("impact").beginArray();
        result.particulars().impact().forEach(this::impact);
        json.endArray();
        json.name("slabs").beginArray();
        result.particulars().slabs().forEach(this::slab);
        json.endArray();
    }

    void level(String metric, Level level) {
        json.beginObject().name("metric").value(metric);
        json.name("n").value(level.n()).name("batches").value(level.batches());
        json.name("mean").bytes(level.mean());
        json.name("standard_error").bytes(level.hasError() ? level.standardError() : Double.NaN);
        json.name("least").bytes(level.least()).name("largest").bytes(level.largest());
        json.endObject();
    }

    private void impact(ImpactLine line) {
        boolean seen = line.sight() != ImpactLine.Sight.NOT_VISIBLE;
        json.beginObject().name("kind").value(Spelling.lower(line.kind()));
        json.name("sight").value(Spelling.lower(line.sight()));
        json.name("count").value(seen ? line.count() : Double.NaN);
        json.name("last").moment(line.lastMicros()).endObject();
    }

    private void slab(SlabClass slab) {
        json.beginObject().name("size").bytes(slab.sizeBytes()).name("slabs").value(slab.slabs());
        json.name("utilisation").value(slab.utilisation());
        json.name("waste").bytes(slab.wasteBytes()).endObject();
    }
}
