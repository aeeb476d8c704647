package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers in one stream, each named by what carries its lines: figures of one are never those of the other. */
final class ServersApartInTextTest {

    private static final Path SPECIMENS = Path.of("src", "test", "resources", "specimens");

    /** One line a moment and server, with the name of the server where shells put it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T10:00:00Z tN used_memory:",
                "2026-11-20T10:00:00Z [tN] used_memory:",
                "2026-11-20T10:00:00Z,tN,used_memory:",
                "tN 2026-11-20T10:00:00Z used_memory:",
                "2026-11-20T10:00:00Z tN: used_memory:"
            })
    void aNameBesideATimeIsThatOfItsServer(String start) throws IOException {
        String one = start.replace('N', '0') + "1073741824 used_memory_rss:4831838208\n";
        String other = start.replace('N', '1') + "2147483648 used_memory_rss:2254857830\n";
        String text = (one + other) + (one + other).replace("10:00", "10:01");
        assertEquals(
                Map.of("t0", "1073741824 4831838208", "t1", "2147483648 2254857830"),
                figures(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csv/metricbeat-two-hosts.csv",
                "line-protocol/memory-alone.lp",
                "info/jira-table.txt",
                "info/logcli.txt",
                "info/fluentd.log",
                "info/record-behind-address.log",
                "json-text/cloud-logging.jsonl"
            })
    void eachFigureIsThatOfItsServer(String name) throws IOException {
        Map<String, String> rss = figures(Files.readAllBytes(SPECIMENS.resolve(name)));
        boolean letters = rss.containsKey("ta");
        assertEquals(
                Map.of(letters ? "ta" : "t0", "1073741824 4831838208", letters ? "tb" : "t1", "2147483648 2254857830"),
                rss,
                name);
    }

    private static Map<String, String> figures(byte[] bytes) throws IOException {
        Recorder seen = new Recorder();
        new Sniffer(Formats.all())
                .read(
                        new Entry("x", OptionalLong.empty(), new ByteArrayInputStream(bytes)),
                        ReadOptions.defaults(),
                        seen);
        Map<String, String> rss = new TreeMap<>();
        for (Sample sample : seen.samples) {
            double used = sample.get(Field.USED_MEMORY).orElse(0);
            rss.put(
                    sample.origin().label().orElse("").replaceAll(":6379|ill-", ""),
                    (long) used + " " + (long) sample.get(Field.USED_MEMORY_RSS).orElse(0));
        }
        return rss;
    }
}
