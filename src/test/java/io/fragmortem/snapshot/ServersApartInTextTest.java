package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers in one stream, each named by what carries its lines: figures of one are never those of the other. */
final class ServersApartInTextTest {

    private static final Path SPECIMENS = Path.of("src", "test", "resources", "specimens");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csv/metricbeat-two-hosts.csv",
                "line-protocol/memory-alone.lp",
                "info/jira-table.txt",
                "info/logcli.txt",
                "info/fluentd.log",
                "info/record-behind-address.log",
                "json-text/cloud-logging.jsonl",
                "csv/ip-and-port.csv",
                "csv/server-name.csv",
                "info/pods-with-times.log",
                "info/kubectl-prefix-times.log",
                "info/logger-names-node.log",
                "info-json/pods-on-one-node.jsonl",
                "info-json/series-of-instances.json"
            })
    void eachFigureIsThatOfItsServer(String name) throws IOException {
        Recorder seen = new Recorder();
        byte[] bytes = Files.readAllBytes(SPECIMENS.resolve(name));
        new Sniffer(Formats.all())
                .read(
                        new Entry("x", OptionalLong.empty(), new ByteArrayInputStream(bytes)),
                        ReadOptions.defaults(),
                        seen);
        Map<String, String> rss = new TreeMap<>();
        for (Sample sample : seen.samples) {
            double used = sample.get(Field.USED_MEMORY).orElse(0);
            double resident = sample.get(Field.USED_MEMORY_RSS).orElse(0);
            rss.put(sample.origin().label().orElse("nobody"), (long) used + " " + (long) resident);
        }
        assertEquals(
                List.of("1073741824 4831838208", "2147483648 2254857830"), List.copyOf(rss.values()), rss.toString());
    }
}
