package io.fragmortem.snapshot.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Told;
import io.fragmortem.snapshot.metrics.ExpositionFormat;
import io.fragmortem.snapshot.metrics.LineProtocolFormat;
import io.fragmortem.snapshot.metrics.PrometheusFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringConcatToTextBlock") // one document per string
class JsonFormatsTest {

    private static final ReadOptions PLAIN = ReadOptions.defaults();
    private static final String T = "1714557600000000 STATED ";
    private static final String T1 = "1714557660000000 STATED ";

    @Test
    void queryRangeGivesOneSampleAMoment() {
        String text = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                + "{\"metric\":{\"__name__\":\"redis_memory_used_bytes\",\"instance\":\"c1:9121\",\"job\":\"redis\"},"
                + "\"values\":[[1714557600,\"13484048\"],[1714557660.5,\"NaN\"],[1714557660,\"1.35122e+07\"]]},"
                + "{\"values\":[[1714557600,\"60141568\"]],\"metric\":{\"__name__\":\"redis_memory_used_rss_bytes\","
                + "\"instance\":\"c1:9121\"}},"
                + "{\"metric\":{\"__name__\":\"redis_db_keys\",\"db\":\"db0\",\"instance\":\"c1:9121\"},\"values\":[[1714557600,\"5\"]]},"
                + "{\"metric\":{\"__name__\":\"redis_db_keys\",\"db\":\"db1\",\"instance\":\"c1:9121\"},\"values\":[[1714557600,\"6\"]]},"
                + "{\"metric\":{},\"values\":[[1714557600,\"6\"]]}]},\"warnings\":[\"x\",{\"y\":[1]}]}";
        Recorder seen = Recorder.recognised(new PrometheusFormat(), text, Sureness.WORDS, PLAIN);
        assertEquals(
                T + "[c1:9121] used_memory=13484048 used_memory_rss=60141568 keyspace.keys=11\n" + T1
                        + "[c1:9121] used_memory=13512200\n",
                seen.sampleLines());
        assertEquals(1, seen.unknown.size());
    }

    @Test
    void anInstantQueryHasSingleValues() {
        Recorder seen = Recorder.read(
                new PrometheusFormat(),
                "{\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"__name__\":\"redis_memory_used_bytes\"},"
                        + "\"value\":[1714557600,\"5\"]}]}}",
                PLAIN);
        assertEquals(T + "used_memory=5\n", seen.sampleLines());
    }

    /** redis-py parts the line, node's libraries keep it as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"count\":12}", "\"count=12\"", "12"})
    void refusalsAreReadAsLibrariesKeepThem(String value) {
        String text = "{\"used_memory\":1000000,\"used_memory_rss\":2000000,\"errorstat_OOM\":" + value
                + ",\"cmdstat_flushall\":{\"calls\":3,\"usec\":9}}";
        Recorder seen = Recorder.read(new InfoDictionaryFormat(), text, PLAIN);
        assertEquals(12, seen.samples.get(0).get(Field.ERRORSTAT_OOM).orElseThrow());
        assertEquals(3, seen.samples.get(0).get(Field.CMDSTAT_FLUSHALL).orElseThrow());
    }

    @Test
    void aSeriesWithoutANameCanBeMapped() {
        ReadOptions options = new Told()
                .columns(Map.of("value", "used_memory"))
                .instanceColumn("job")
                .options();
        Recorder seen = Recorder.read(
                new PrometheusFormat(),
                "{\"data\":{\"result\":[{\"metric\":{\"job\":\"j\",\"instance\":\"i\"},\"values\":[[1714557600,\"5\"]]}]}}",
                options);
        assertEquals(T + "[j] used_memory=5\n", seen.sampleLines());
    }

    @Test
    void brokenJsonGivesWhatCameBefore() {
        Recorder seen = Recorder.read(
                new PrometheusFormat(),
                "{\"data\":{\"result\":[{\"metric\":{\"__name__\":\"redis_memory_used_bytes\"},\"values\":"
                        + "[[1714557600,\"5\"]]},{\"metric\":{\"__name__\":\"redis_memory_used_rss_bytes\"},\"val",
                PLAIN);
        assertEquals(T + "used_memory=5\n", seen.sampleLines());
        assertEquals(1, seen.rejected.size());
        Recorder deep = Recorder.read(new PrometheusFormat(), "[".repeat(500), PLAIN);
        assertTrue(deep.rejected.get(0).found().contains("limits"), deep.rejected.toString());
        assertEquals(
                1, Recorder.read(new PrometheusFormat(), "{}", PLAIN).rejected.size());
    }

    @Test
    void aScrapeTakesTheTimeOfItsFile() {
        String text = "# HELP redis_memory_used_bytes x\n# TYPE redis_memory_used_bytes gauge\n"
                + "redis_memory_used_bytes 1.3484048e+07\nredis_db_keys{db=\"db0\"} 5\nredis_db_keys{db=\"db1\"} 2\n"
                + "redis_instance_info{redis_version=\"7.0.15\",role=\"master\",run_id=\"\"} 1\ngo_goroutines 10\n";
        Format format = new ExpositionFormat();
        Recorder seen = Recorder.recognised(format, text, Sureness.WORDS, PLAIN);
        assertEquals(
                "1000000 FILE_MODIFIED used_memory=13484048 keyspace.keys=7 redis_version='7.0.15' role='master'\n",
                seen.sampleLines());
        assertEquals(List.of("go_goroutines"), seen.unknown);
        assertEquals(1, Recorder.read(format, "# nothing\n", PLAIN).rejected.size());
    }

    /** Dragonfly has no exporter beside it: it tells its own metrics. */
    @Test
    void aScrapeOfDragonflyItselfIsRead() {
        String text = "# TYPE dragonfly_memory_used_bytes gauge\ndragonfly_memory_used_bytes 736326864\n"
                + "# TYPE dragonfly_used_memory_rss_bytes gauge\ndragonfly_used_memory_rss_bytes 2875552768\n";
        assertEquals(
                "1000000 FILE_MODIFIED used_memory=736326864 used_memory_rss=2875552768 server_name='dragonfly'\n",
                Recorder.recognised(new ExpositionFormat(), text, Sureness.WORDS, PLAIN)
                        .sampleLines());
    }

    @Test
    void ofTheErrorsOfAnExporterTheRefusalsAreKept() {
        String text =
                "redis_memory_used_bytes 5\nredis_errors_total{err=\"ERR\"} 70\nredis_errors_total{err=\"OOM\"} 12\n";
        Recorder seen = Recorder.read(new ExpositionFormat(), text, PLAIN);
        assertEquals("1000000 FILE_MODIFIED used_memory=5 errorstat_OOM=12\n", seen.sampleLines());
    }

    @Test
    void dumpsOfPromtoolHaveMillisecondsOrSeconds() {
        String dump = "{__name__=\"redis_memory_used_bytes\", instance=\"c1:9121\"} 1.3484048e+07 1714557600000\n"
                + "{__name__=\"redis_memory_used_bytes\", instance=\"c1:9121\"} 1.34841e+07 1714557660000\n";
        Format format = new ExpositionFormat();
        String expected = T + "[c1:9121] used_memory=13484048\n" + T1 + "[c1:9121] used_memory=13484100~50 [ROUNDED]\n";
        assertEquals(
                expected,
                Recorder.recognised(format, dump, Sureness.WORDS, PLAIN).sampleLines());
        String open = "redis_memory_used_bytes{instance=\"c1:9121\"} 1.3484048e+07 1714557600.000\n"
                + "redis_memory_used_bytes{instance=\"c1:9121\"} 1.34841e+07 1714557660.000\n# EOF\n";
        assertEquals(expected, Recorder.read(format, open, PLAIN).sampleLines());
    }

    @Test
    void queriesOfPromtoolHaveTheNameAboveTheValues() {
        String text = "redis_mem_fragmentation_ratio{instance=\"c1\"} =>\n2.16 @[1714557600]\n2.13 @[1714557660.000]\n"
                + "redis_memory_used_bytes{instance=\"c1\"} => 7 @[1714557600]\nother{a=\"b\"} =>\n1 @[1714557600]\n";
        Recorder seen = Recorder.recognised(new ExpositionFormat(), text, Sureness.WORDS, PLAIN);
        assertEquals(2, seen.samples.size());
        assertEquals(
                2.16, seen.samples.get(0).get(Field.MEM_FRAGMENTATION_RATIO).orElseThrow());
        assertEquals(7, seen.samples.get(0).get(Field.USED_MEMORY).orElseThrow());
    }

    @Test
    void lineProtocolHasTagsFieldsAndNanoseconds() {
        String text = "redis,host=h1,port=6379,replication_role=master,server=10.0.0.5"
                + " used_memory=13484048i,mem_fragmentation_ratio=4.47,maxmemory_policy=\"no, eviction\",uptime=7200i,"
                + "weather=1i,loading=f 1714557600000000000\n# comment\n\nbroken\nredis\\ x,server=a used_memory=5i\n";
        Recorder seen = Recorder.recognised(new LineProtocolFormat(), text, Sureness.WORDS, PLAIN);
        assertEquals(
                T + "[10.0.0.5:6379] used_memory=13484048 mem_fragmentation_ratio=4.47 uptime_in_seconds=7200 loading=0"
                        + " maxmemory_policy='no, eviction'\n1000000 FILE_MODIFIED [a] used_memory=5\n",
                seen.sampleLines());
        assertEquals(List.of("weather"), seen.unknown);
        assertEquals(1, seen.rejected.size());
        assertEquals(4, seen.rejected.get(0).origin().line());
    }

    @Test
    void dictionariesOfInfoAreReadFlatNestedAndInLines() {
        String text = "{\"timestamp\":\"2024-05-01T10:00:00Z\",\"host\":\"c1\",\"info\":{\"used_memory\":13484048,"
                + "\"used_memory_human\":\"12.9M\",\"used_memory_peak_perc\":\"28.49%\",\"mem_fragmentation_bytes\":"
                + "18446744073709551608,\"role\":\"master\",\"db0\":{\"keys\":5,\"expires\":1},\"db1\":{\"keys\":2}}}\n"
                + "{\"ts\":1714557660,\"Memory\":{\"used_memory\":\"7\"},\"odd\":1}\n"
                + "{\"10.0.0.1:6379\":{\"used_memory\":8,\"server_time_usec\":1714557600000000},\"list\":[1]}\n";
        Format format = new InfoDictionaryFormat();
        Recorder seen = Recorder.recognised(format, text, Sureness.CONTROL_GROUP, PLAIN);
        assertEquals(
                T + "[c1] used_memory=13484048 used_memory_peak_perc=28.49 mem_fragmentation_bytes=-8 keyspace.keys=7"
                        + " keyspace.expires=1 keyspace.databases=2 role='master' [WRAPPED]\n" + T1 + "used_memory=7\n"
                        + "1714557600000000 SERVER_CLOCK [10.0.0.1:6379] used_memory=8 server_time_usec=1.7145576E15\n",
                seen.sampleLines());
        assertEquals(List.of("odd"), seen.unknown);
        assertEquals(1, Recorder.read(format, "{}", PLAIN).rejected.size());
    }

    /** The name nearest to the server, whatever stands before it, also in labels beside the figures. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"service\":\"redis\",\"instance\":\"c1\"",
                "\"instance\":\"c1\",\"host\":\"db1\"",
                "\"id\":17,\"pod_name\":\"c1\"",
                "\"labels\":{\"env\":\"prod\",\"pod\":\"c1\"}",
                "\"name\":\"c1\""
            })
    void aDictionaryTellsItsServer(String names) {
        String text = "{\"timestamp\":\"2024-05-01T10:00:00Z\"," + names + ",\"used_memory\":8}";
        Recorder seen = Recorder.read(new InfoDictionaryFormat(), text, PLAIN);
        assertEquals(T + "[c1] used_memory=8\n", seen.sampleLines());
    }

    @Test
    void everyExportOfTheCapturesIsRead() throws IOException {
        Path exports = Path.of("../shared/captures/04a-peak-flush-retained/exports");
        assumeTrue(Files.isDirectory(exports));
        for (String name : List.of("prometheus-query_range.json", "query_range-derived.json")) {
            byte[] bytes = Files.readAllBytes(exports.resolve(name));
            assertTrue(new PrometheusFormat().recognise(bytes, name).beats(Sureness.WORDS));
            Recorder seen = Recorder.read(new PrometheusFormat(), bytes, PLAIN);
            assertTrue(seen.samples.size() > 200, name + " " + seen.samples.size());
            assertEquals(List.of(), seen.rejected);
        }
        byte[] scrape = Files.readAllBytes(exports.resolve("redis_exporter-metrics.prom"));
        Recorder seen = Recorder.read(new ExpositionFormat(), scrape, PLAIN);
        assertEquals(1, seen.samples.size());
        assertEquals("7.0.15", seen.samples.get(0).facts().get(Fact.REDIS_VERSION));
        assertEquals(TimeSource.FILE_MODIFIED, seen.samples.get(0).stamp().source());
        byte[] query = Files.readAllBytes(exports.resolve("promtool-query-range.txt"));
        assertTrue(new ExpositionFormat().recognise(query, "x").beats(Sureness.WORDS));
        assertEquals(
                70, Recorder.read(new ExpositionFormat(), query, PLAIN).samples.size());
    }
}
