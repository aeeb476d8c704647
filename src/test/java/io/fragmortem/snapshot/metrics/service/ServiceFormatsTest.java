package io.fragmortem.snapshot.metrics.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.Told;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is read from the answers of services, each told by its content. */
@SuppressWarnings("StringConcatToTextBlock") // one document per string
final class ServiceFormatsTest {

    private static final String T = "1714557600000000 STATED ";
    private static final String T1 = "1714557660000000 STATED ";

    @Test
    void cloudWatchIsPutInOrder() {
        String text = "{\"MetricDataResults\":[{\"Id\":\"m1\",\"Label\":\"cache-1 BytesUsedForCache\",\"Timestamps\":"
                + "[\"2024-05-01T10:01:00+00:00\",\"2024-05-01T10:00:00+00:00\"],\"Values\":[2000.0,1000.0],"
                + "\"StatusCode\":\"Complete\"},{\"Id\":\"m2\",\"Label\":\"cache-1 MemoryFragmentationRatio\","
                + "\"Timestamps\":[\"2024-05-01T10:00:00+00:00\"],\"Values\":[1.5]},"
                + "{\"Id\":\"m3\",\"Label\":\"x\",\"Timestamps\":[],\"Values\":[]}]}";
        assertEquals(
                T + "[cache-1] used_memory=1000 mem_fragmentation_ratio=1.5\n" + T1 + "[cache-1] used_memory=2000\n",
                samples("cloudwatch", text));
    }

    @Test
    void statisticsOfCloudWatchAreUnorderedAndTheirLabelMayComeLast() {
        assertEquals(
                T + "used_memory=1\n" + T1 + "used_memory=2\n",
                samples(
                        "cloudwatch",
                        "{\"Datapoints\":[{\"Timestamp\":\"2024-05-01T10:01:00Z\",\"Average\":2.0,\"Unit\":\"Bytes\"},"
                                + "{\"Timestamp\":\"2024-05-01T10:00:00Z\",\"Average\":1.0}],\"Label\":\"BytesUsedForCache\"}"));
    }

    @Test
    void azureHasNullsAndShards() {
        assertEquals(
                T + "[shard 0] used_memory=13484048\n",
                samples(
                        "azure-monitor",
                        "{\"interval\":\"PT1M\",\"value\":[{\"name\":{\"value\":\"usedmemory\",\"localizedValue\":\"Used"
                                + " Memory\"},\"unit\":\"Bytes\",\"timeseries\":[{\"metadatavalues\":[{\"name\":{\"value\":\"shardid\"},"
                                + "\"value\":\"0\"}],\"data\":[{\"timeStamp\":\"2024-05-01T10:00:00Z\",\"average\":null,\"maximum\":"
                                + "13484048.0},{\"timeStamp\":\"2024-05-01T10:01:00Z\",\"average\":null}]}]}]}"));
        assertEquals(
                T + "[cache7] used_memory=5\n",
                samples(
                        "azure-monitor",
                        "{\"time\":\"2024-05-01T10:00:00Z\",\"metricName\":\"usedmemory\",\"average\":5.0,\"maximum\":6.0,"
                                + "\"resourceId\":\"/SUBSCRIPTIONS/X/PROVIDERS/MICROSOFT.CACHE/REDIS/cache7\"}\n"));
    }

    @Test
    void googleHasNumbersInQuotesNewestFirst() {
        assertEquals(
                T + "[i1] used_memory=1\n" + T1 + "[i1] used_memory=2\n",
                samples(
                        "google-monitoring",
                        "{\"timeSeries\":[{\"metric\":{\"type\":\"redis.googleapis.com/stats/memory/usage\",\"labels\":"
                                + "{\"role\":\"primary\"}},\"resource\":{\"type\":\"redis_instance\",\"labels\":{\"instance_id\":"
                                + "\"projects/p/locations/l/instances/i1\"}},"
                                + "\"valueType\":\"INT64\",\"points\":[{\"interval\":{\"startTime\":\"2024-05-01T10:00:00Z\",\"endTime\":"
                                + "\"2024-05-01T10:01:00Z\"},\"value\":{\"int64Value\":\"2\"}},{\"interval\":{\"endTime\":"
                                + "\"2024-05-01T10:00:00Z\"},\"value\":{\"doubleValue\":1.0}}]}]}"));
    }

    @Test
    void datadogHasMillisecondsAndTags() {
        assertEquals(
                T + "[h1] used_memory=13484048\n",
                samples(
                        "datadog",
                        "{\"series\":[{\"metric\":\"redis.mem.used\",\"unit\":[{\"name\":\"byte\"}],\"pointlist\":"
                                + "[[1714557600000.0,13484048.0],[1714557660000.0,null]],\"tag_set\":[\"host:h1\"]}]}"));
    }

    @Test
    void theSecondVersionOfDatadogNamesItsQueriesByNumber() {
        String text =
                "{\"data\":{\"type\":\"timeseries_response\",\"attributes\":{\"series\":[{\"group_tags\":[\"host:h1\"],"
                        + "\"query_index\":0},{\"group_tags\":[\"host:h1\"],\"query_index\":1}],\"times\":[1714557600000],"
                        + "\"values\":[[13484048],[60141568]]}}}";
        assertEquals(
                T + "[h1] used_memory=13484048 used_memory_rss=60141568\n",
                read("datadog", text, mapping(Map.of("0", "used_memory", "1", "used_memory_rss")))
                        .sampleLines());
        assertEquals(List.of("0", "1"), read("datadog", text, ReadOptions.defaults()).unknown);
    }

    @Test
    void zabbixNamesItemsByNumberUnlessItSaysMore() {
        String history = "[{\"itemid\":\"42\",\"clock\":\"1714557600\",\"value\":\"13484048\",\"ns\":\"0\"},"
                + "{\"itemid\":\"43\",\"clock\":\"1714557600\",\"value\":\"1\",\"ns\":\"0\"}]";
        Recorder seen = read("zabbix", history, mapping(Map.of("42", "used_memory")));
        assertEquals(T + "used_memory=13484048\n", seen.sampleLines());
        assertEquals(List.of("43"), seen.unknown);
        String items =
                "[{\"itemid\":\"42\",\"name\":\"Redis: Memory used\",\"key_\":\"redis.x[a]\",\"hosts\":[{\"host\":\"h1\"}]},"
                        + "{\"itemid\":\"43\",\"key_\":\"redis.memory.used_memory_rss[a]\",\"hosts\":[{\"host\":\"h1\"}]}]\n";
        assertEquals(T + "[h1] used_memory=13484048 used_memory_rss=1\n", samples("zabbix", items + history));
    }

    @Test
    void theAverageOfATrendCounts() {
        String trend = "{\"result\":[{\"itemid\":\"42\",\"clock\":\"1714557600\",\"num\":\"60\",\"value_min\":\"1\","
                + "\"value_avg\":\"2\",\"value_max\":\"3\"}]}";
        assertEquals(
                T + "used_memory=2\n",
                read("zabbix", trend, mapping(Map.of("42", "used_memory"))).sampleLines());
    }

    @Test
    void influxAndNetdataHaveTablesOfColumns() {
        assertEquals(
                T + "[h1] used_memory=5 used_memory_rss=6\n",
                samples(
                        "influx-netdata",
                        "{\"results\":[{\"series\":[{\"name\":\"redis\",\"tags\":{\"host\":\"h1\"},\"columns\":[\"time\","
                                + "\"used_memory\",\"used_memory_rss\"],\"values\":[[\"2024-05-01T10:00:00Z\",5,6]]}]}]}"));
        assertEquals(
                T + "used_memory=5 used_memory_rss=6\n" + T1 + "used_memory=7 used_memory_rss=8\n",
                samples(
                        "influx-netdata",
                        "{\"labels\":[\"time\",\"used\",\"rss\"],\"data\":[[1714557660,7,8],[1714557600,5,6]]}"));
    }

    @Test
    void aCellOfNetdatasSecondVersionBeginsWithItsValue() {
        assertEquals(
                T + "used_memory=5 used_memory_rss=6\n",
                samples(
                        "influx-netdata",
                        "{\"api\":2,\"result\":{\"labels\":[\"time\",\"used\",\"rss\"],\"point\":{\"value\":0,\"arp\":1,\"pa\":2},"
                                + "\"data\":[[1714557600,[5,0,0],[6,0,0]]]}}"));
    }

    @Test
    void aQuotientIsWhatItDividesAndNeitherOfThem() {
        assertEquals(
                T + "[h1:9121] mem_fragmentation_ratio=1.5\n",
                samples("grafana", frame("redis_memory_used_rss_bytes / redis_memory_used_bytes")));
        for (String other : List.of(
                "redis_memory_used_bytes / redis_memory_max_bytes",
                "redis_memory_used_bytes * 8",
                "redis_memory_used_rss_bytes - redis_memory_used_bytes",
                "rate(redis_memory_used_bytes[5m])")) {
            Recorder seen = read("grafana", frame(other), ReadOptions.defaults());
            assertEquals("", seen.sampleLines(), other);
            assertEquals(1, seen.rejected.size());
        }
    }

    private static String frame(String query) {
        return "[{\"schema\":{\"meta\":{\"executedQueryString\":\"Expr: " + query + "\\nStep: 1m\"},"
                + "\"fields\":[{\"name\":\"Time\",\"type\":\"time\"},{\"name\":\"Value\",\"type\":\"number\","
                + "\"labels\":{\"instance\":\"h1:9121\"}}]},\"data\":{\"values\":[[1714557600000],[1.5]]}}]";
    }

    @Test
    void aBrokenLineCostsThatLineOnly() {
        String line =
                "{\"fields\":{\"used_memory\":5},\"name\":\"redis\",\"tags\":{\"server\":\"a\"},\"timestamp\":17145576%s}\n";
        Recorder seen = read(
                "telegraf-json",
                line.formatted("00") + line.formatted("00").substring(0, 40) + "\n\nnoise\n" + line.formatted("60"),
                ReadOptions.defaults());
        assertEquals(T + "[a] used_memory=5\n" + T1 + "[a] used_memory=5\n", seen.sampleLines());
        assertEquals(
                List.of(2L, 4L),
                seen.rejected.stream().map(region -> region.origin().line()).toList());
        assertEquals(5, seen.samples.get(1).origin().line());
    }

    @Test
    void otherMeasurementsOfTelegrafAreNotOurs() {
        String cpu =
                "{\"fields\":{\"active\":5,\"used\":7},\"name\":\"mem\",\"tags\":{\"host\":\"a\"},\"timestamp\":1714557600}\n";
        String redis =
                "{\"fields\":{\"used_memory\":5},\"name\":\"redis\",\"tags\":{\"server\":\"localhost\",\"port\":\"6379\",\"host\":\"a\"},"
                        + "\"timestamp\":1714557600}\n";
        assertEquals(T + "[a:6379] used_memory=5\n", samples("telegraf-json", cpu + redis + cpu));
    }

    @Test
    void whatHasNoMetricIsRejected() {
        for (Format format : Formats.all()) {
            if (format.getClass().getPackageName().equals("io.fragmortem.snapshot.metrics.service")) {
                Recorder seen = Recorder.read(format, "{\"a\":[1,{\"b\":null}],\"points\":5}", ReadOptions.defaults());
                assertEquals(1, seen.rejected.size(), format.name());
                assertEquals(Sureness.NO, Recorder.sure(format, "hello"), format.name());
                assertEquals(Sureness.NO, Recorder.sure(format, "{\"a\":1}"), format.name());
            }
        }
    }

    private static ReadOptions mapping(Map<String, String> columns) {
        return new Told().columns(columns).options();
    }

    private static String samples(String format, String text) {
        return read(format, text, ReadOptions.defaults()).sampleLines();
    }

    /** Reads the text, which must be told to be of this format. */
    private static Recorder read(String format, String text, ReadOptions options) {
        Recorder recorder = new Recorder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Entry entry = new Entry("test", OptionalLong.of(1_000_000L), new ByteArrayInputStream(bytes));
        try {
            Optional<Format> readAs = new Sniffer(Formats.all()).read(entry, options, recorder);
            assertEquals(Optional.of(format), readAs.map(Format::name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recorder;
    }
}
