package io.fragmortem.web;

import io.fragmortem.report.words.Languages;
import java.util.List;
import java.util.stream.Stream;
import org.teavm.classlib.ResourceSupplier;
import org.teavm.classlib.ResourceSupplierContext;

/** Names the files that the core reads from its own class path, for the compiler to put them into the script. */
public final class Resources implements ResourceSupplier {

    private static final List<String> TABLES =
            List.of("languages.txt", "snapshot/metrics/metric-names.tsv", "snapshot/time/time-names.tsv");

    @Override
    public String[] supplyResources(ResourceSupplierContext context) {
        Stream<String> bundles = Languages.all().stream()
                .flatMap(language -> Stream.of("diagnosis", "explain", "input", "report")
                        .map(bundle -> bundle + "_" + language + ".properties"));
        return Stream.concat(bundles, TABLES.stream())
                .map(name -> "io/fragmortem/" + name)
                .toArray(String[]::new);
    }
}
