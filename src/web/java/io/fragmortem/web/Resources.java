package io.fragmortem.web;

import org.teavm.classlib.ResourceSupplier;
import org.teavm.classlib.ResourceSupplierContext;

/** Names the files that the core reads from its own class path, for the compiler to put them into the script. */
public final class Resources implements ResourceSupplier {

    @Override
    public String[] supplyResources(ResourceSupplierContext context) {
        return new String[] {
            "io/fragmortem/diagnosis_en.properties",
            "io/fragmortem/diagnosis_zh.properties",
            "io/fragmortem/explain_en.properties",
            "io/fragmortem/explain_zh.properties",
            "io/fragmortem/input_en.properties",
            "io/fragmortem/input_zh.properties",
            "io/fragmortem/report_en.properties",
            "io/fragmortem/report_zh.properties",
            "io/fragmortem/snapshot/metrics/metric-names.tsv",
            "io/fragmortem/snapshot/time/time-names.tsv",
        };
    }
}
