package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.json.JsonElements;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.snapshot.metrics.RecordReader;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Redis Enterprise's REST API: statistics of shards and databases, an interval named by its beginning, and shards with
 * what was asked of their INFO:
 *
 * <pre>
 * [{"uid":"1","node_uid":"1","role":"master","intervals":[{"interval":"5min","stime":"2026-11-20T00:00:00Z",
 *  "etime":"2026-11-20T00:05:00Z","used_memory":13484048.0,"used_memory_rss":60141568.0}]}]
 * [{"uid":"1","bdb_uid":1,"redis_info":{"used_memory_rss":60141568},"report_timestamp":"2026-11-20T00:00:00Z"}]
 * </pre>
 *
 * The {@code uid} names the shard or the database; a process is behind a shard only.
 */
public final class RedisEnterpriseFormat implements Format {

    /** What only a shard has. */
    private static final Set<String> OF_SHARDS = Set.of("node_uid", "assigned_slots", "bdb_uid", "shard_uid");

    @Override
    public String name() {
        return "redis-enterprise";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        boolean statistics = head.has("intervals") || head.has("interval", "stime", "etime");
        return (statistics && head.has("stime")) || head.has("uid", "redis_info")
                ? Sureness.ENVELOPE_OF_OTHERS
                : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry,
                options,
                sink,
                JsonElements.Inside.of("stats", "shards"),
                (of, line, stream) -> of(of, line, stream));
    }

    private static void of(JsonValue of, long line, MetricStream stream) {
        String name = name(of);
        for (JsonValue interval : of.at("intervals").elements()) {
            record(interval, interval, name, line, stream);
        }
        if (of.at("stime").exists()) {
            record(of, of, name, line, stream);
        }
        if (of.at("redis_info").exists()) {
            record(of.at("redis_info"), of, name, line, stream);
        }
    }

    private static String name(JsonValue of) {
        String uid = of.first("uid", "shard_uid").text();
        boolean shard = OF_SHARDS.stream().anyMatch(member -> of.at(member).exists());
        return uid.isEmpty() ? "" : (shard ? "shard " : "uid ") + uid;
    }

    private static void record(JsonValue values, JsonValue times, String name, long line, MetricStream stream) {
        long micros = stream.time(times.first("stime", "report_timestamp"));
        RecordReader.Entry record = stream.records().start();
        for (Map.Entry<String, String> value : values.texts().entrySet()) {
            boolean isId = value.getKey().endsWith("uid");
            if (!isId && !Double.isNaN(values.at(value.getKey()).number())) {
                record.put(value.getKey(), value.getValue());
            }
        }
        record.give(name, micros == Times.NONE ? Stamp.NONE : new Stamp(micros, TimeSource.STATED), line);
    }
}
