package io.fragmortem.report.export;

import java.util.List;

/** What samples can be written as. */
public enum ExportForm {
    /** A wide table: time, instance, and a column for each field that any sample has. */
    CSV {
        @Override
        public void write(List<Exported> instances, Appendable out) {
            new CsvExport(out).write(instances);
        }
    },
    /** One object for each sample, flat, with the names of INFO. */
    JSONL {
        @Override
        public void write(List<Exported> instances, Appendable out) {
            JsonLinesExport.write(instances, out);
        }
    },
    /** Series for Prometheus, that {@code promtool tsdb create-blocks-from openmetrics} takes. */
    OPENMETRICS {
        @Override
        public void write(List<Exported> instances, Appendable out) {
            new OpenMetricsExport(out).write(instances);
        }
    };

    /** Writes all samples of all instances. */
    public abstract void write(List<Exported> instances, Appendable out);

    /** Whether a sample without a time can be written. */
    public boolean takesUntimed() {
        return this != OPENMETRICS;
    }
}
