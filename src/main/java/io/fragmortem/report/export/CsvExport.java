package io.fragmortem.report.export;

import io.fragmortem.report.json.Numbers;
import io.fragmortem.report.words.CsvCell;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** RFC 4180, with line feeds: {@code time,instance,used_memory,...}. */
final class CsvExport {

    private final Appendable out;

    CsvExport(Appendable out) {
        this.out = out;
    }

    void write(List<Exported> instances) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        instances.forEach(instance -> {
            fields.addAll(instance.columns().keySet());
            instance.facts().forEach(told -> facts.addAll(told.keySet()));
        });
        try {
            out.append("time,instance");
            for (Field field : fields) {
                out.append(',').append(field.infoName());
            }
            for (Fact fact : facts) {
                out.append(',').append(fact.infoName());
            }
            out.append('\n');
            for (Exported instance : instances) {
                for (int i = 0; i < instance.size(); i++) {
                    row(instance, i, fields, facts);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void row(Exported instance, int sample, Set<Field> fields, Set<Fact> facts) throws IOException {
        out.append(instance.timed() ? Numbers.utc(instance.timeMicros()[sample]) : "");
        out.append(',').append(CsvCell.of(instance.name()));
        for (Field field : fields) {
            double[] column = instance.columns().get(field);
            out.append(',').append(column == null ? "" : Numbers.plain(column[sample]));
        }
        for (Fact fact : facts) {
            out.append(',').append(CsvCell.of(instance.facts().get(sample).getOrDefault(fact, "")));
        }
        out.append('\n');
    }
}
