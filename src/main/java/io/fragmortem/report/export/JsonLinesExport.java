package io.fragmortem.report.export;

import io.fragmortem.report.json.SampleJson;
import java.util.List;
import java.util.OptionalLong;

/** One object on each line: {@code {"time":"2026-11-22T08:38:04Z","instance":"cache-1","used_memory":4718592,...}}. */
final class JsonLinesExport {

    private JsonLinesExport() {}

    static void write(List<Exported> instances, Appendable out) {
        for (Exported instance : instances) {
            for (int i = 0; i < instance.size(); i++) {
                int sample = i;
                SampleJson.write(
                        out,
                        instance.timed() ? OptionalLong.of(instance.timeMicros()[i]) : OptionalLong.empty(),
                        instance.name(),
                        json -> {
                            instance.columns()
                                    .forEach((field, column) -> json.number(field.infoName(), column[sample]));
                            instance.facts().get(sample).forEach((fact, text) -> json.text(fact.infoName(), text));
                        });
            }
        }
    }
}
