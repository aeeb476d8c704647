package io.fragmortem.report.export;

import io.fragmortem.report.json.Numbers;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * OpenMetrics 1.0: a gauge for each field, named {@code redis_} and the name of INFO, and {@code redis_instance_info} for what
 * is told in words. Samples of a family stand together, those of an instance in order of time.
 */
final class OpenMetricsExport {

    private static final String PREFIX = "redis_";
    private static final String INFO = "redis_instance_info";

    private final Appendable out;

    OpenMetricsExport(Appendable out) {
        this.out = out;
    }

    void write(List<Exported> instances) {
        try {
            for (Field field : Field.values()) {
                family(field, instances);
            }
            information(instances);
            out.append("# EOF\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void family(Field field, List<Exported> instances) throws IOException {
        String name = PREFIX + field.infoName().replaceAll("[^A-Za-z0-9_]", "_");
        boolean begun = false;
        for (Exported instance : instances) {
            double[] column = instance.columns().get(field);
            if (column == null || !instance.timed()) {
                continue;
            }
            if (!begun) {
                out.append("# TYPE ").append(name).append(" gauge\n");
                begun = true;
            }
            String series = name + "{instance=\"" + escaped(instance.name()) + "\"} ";
            long before = Long.MIN_VALUE;
            for (int i = 0; i < column.length; i++) {
                long millis = Math.floorDiv(instance.timeMicros()[i], 1000);
                // Prometheus keeps one value for each millisecond.
                if (Double.isFinite(column[i]) && millis > before) {
                    out.append(series)
                            .append(Numbers.plain(column[i]))
                            .append(' ')
                            .append(seconds(millis))
                            .append('\n');
                    before = millis;
                }
            }
        }
    }

    private void information(List<Exported> instances) throws IOException {
        boolean begun = false;
        for (Exported instance : instances) {
            Map<Fact, String> told = Map.of();
            for (int i = 0; instance.timed() && i < instance.size(); i++) {
                Map<Fact, String> facts = instance.facts().get(i);
                if (facts.isEmpty() || facts.equals(told)) {
                    continue;
                }
                if (!begun) {
                    out.append("# TYPE ").append(INFO).append(" gauge\n");
                    begun = true;
                }
                out.append(INFO)
                        .append("{instance=\"")
                        .append(escaped(instance.name()))
                        .append('"');
                for (Map.Entry<Fact, String> fact : facts.entrySet()) {
                    out.append(',').append(fact.getKey().infoName().replace('.', '_'));
                    out.append("=\"").append(escaped(fact.getValue())).append('"');
                }
                long millis = Math.floorDiv(instance.timeMicros()[i], 1000);
                out.append("} 1 ").append(seconds(millis)).append('\n');
                told = facts;
            }
        }
    }

    private static String seconds(long millis) {
        BigDecimal seconds = BigDecimal.valueOf(millis, 3).stripTrailingZeros();
        return seconds.toPlainString();
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "");
    }
}
