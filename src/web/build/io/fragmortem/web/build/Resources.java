package io.fragmortem.web.build;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.fragmortem.report.words.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files that the core reads from its own class path, as the object of a script that the core looks into for them. */
final class Resources {

    private static final List<String> TABLES =
            List.of("languages.txt", "snapshot/metrics/metric-names.tsv", "snapshot/time/time-names.tsv");

    private Resources() {}

    static String script() throws IOException {
        StringBuilder script = new StringBuilder(";self.files={");
        for (String name : names()) {
            append(name, script).append(':');
            append(read(name), script).append(',');
        }
        return script.append("};").toString();
    }

    private static List<String> names() {
        Stream<String> bundles = Languages.all().stream()
                .flatMap(language -> Stream.of("diagnosis", "explain", "input", "report")
                        .map(bundle -> bundle + "_" + language + ".properties"));
        return Stream.concat(bundles, TABLES.stream())
                .map(name -> "io/fragmortem/" + name)
                .toList();
    }

    private static String read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Resources.class.getResourceAsStream("/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static StringBuilder append(String text, StringBuilder script) {
        return script.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsString(text))
                .append('"');
    }
}
