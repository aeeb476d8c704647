package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fragmortem.report.words.English;
import io.fragmortem.source.Entry;
import io.fragmortem.source.Limits;
import io.fragmortem.source.Problem;
import io.fragmortem.source.Sources;
import io.fragmortem.source.Visitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FormatsTest {

    /** Base names of the captures and the format that must read them. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("info-memory.log", "info"),
            Map.entry("redis.log", "server-log"),
            Map.entry("replica.log", "server-log"),
            Map.entry("redis.conf", "config"),
            Map.entry("replica.conf", "config"),
            Map.entry("config.txt", "config"),
            Map.entry("malloc-stats.txt", "malloc-stats"),
            Map.entry("memory-stats.txt", "memory-stats"),
            Map.entry("memory-doctor.txt", "memory-doctor"),
            Map.entry("client-list.txt", "client-list"),
            Map.entry("smaps_rollup.txt", "proc-memory"),
            Map.entry("cow-child.csv", "csv"),
            Map.entry("grafana-human-de.csv", "csv"),
            Map.entry("grafana-human.csv", "csv"),
            Map.entry("long.csv", "csv"),
            Map.entry("redis_exporter-wide.csv", "csv"),
            Map.entry("prometheus-query_range.json", "prometheus"),
            Map.entry("query_range-derived.json", "prometheus"),
            Map.entry("promtool-query-range.txt", "openmetrics"),
            Map.entry("redis_exporter-metrics.prom", "openmetrics"));

    @Test
    void everyFileOfTheCapturesIsReadInItsFormat() {
        Path captures = Path.of("../shared/captures");
        assumeTrue(Files.isDirectory(captures));
        Map<String, String> wrong = new TreeMap<>();
        Sniffer sniffer = new Sniffer(Formats.all());
        Sources.visit(List.of(captures.toString()), Limits.defaults(), InputStream.nullInputStream(), new Visitor() {
            @Override
            public void entry(Entry entry) throws IOException {
                String base = entry.name().substring(entry.name().lastIndexOf('/') + 1);
                String expected = EXPECTED.getOrDefault(base, base.startsWith("info-everything") ? "info" : "");
                Recorder seen = new Recorder();
                Optional<Format> format = sniffer.read(entry, ReadOptions.defaults(), seen);
                String name = format.map(Format::name).orElse("none");
                boolean unanswered = name.equals("error-reply"); // MEMORY does not exist before 4.0
                if (!expected.isEmpty() && !name.equals(expected) && !unanswered) {
                    wrong.put(entry.name(), name);
                }
                if (!expected.isEmpty() && seen.samples.isEmpty() && seen.assumed.isEmpty()) {
                    wrong.put(entry.name(), "nothing read");
                }
            }

            @Override
            public void problem(Problem problem) {
                wrong.put(problem.name(), English.of(problem.reason()));
            }
        });
        assertEquals(Map.of(), wrong);
    }

    @Test
    void everyFormatSurvivesGarbage() throws IOException {
        java.util.SplittableRandom random = new java.util.SplittableRandom(11);
        List<String> starts = new ArrayList<>(List.of("", "{", "[[", "# TYPE x", "a,b\n", "REDIS0009\u00fa", "1:M "));
        for (String start : starts) {
            for (int round = 0; round < 8; round++) {
                byte[] noise = new byte[3000];
                random.nextBytes(noise);
                if (round % 2 == 0) {
                    String letters = "0123456789:,{}[]\"= \n\n-.abcM*#";
                    for (int i = 0; i < noise.length; i++) {
                        noise[i] = (byte) letters.charAt(Math.floorMod(noise[i], letters.length()));
                    }
                }
                byte[] prefix = start.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
                System.arraycopy(prefix, 0, noise, 0, prefix.length);
                for (Format format : Formats.all()) {
                    Sureness sure = format.recognise(noise, "x");
                    assertFalse(sure.beats(format.surest()), format.name());
                    format.read(
                            new Entry("x", OptionalLong.empty(), new java.io.ByteArrayInputStream(noise)),
                            ReadOptions.defaults(),
                            new Recorder());
                }
            }
        }
    }
}
