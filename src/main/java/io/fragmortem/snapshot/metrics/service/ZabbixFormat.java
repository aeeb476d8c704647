package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonElements;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers of Zabbix' API: {@code history.get}, {@code trend.get} (its average counts) and, where it stands beside them or
 * before them in the same stream, {@code item.get}, which alone names the items; else {@code --map ITEMID=METRIC}:
 *
 * <pre>
 * {"jsonrpc":"2.0","result":[{"itemid":"44501","clock":"1795132800","value":"13484048","ns":"0"}]}
 * {"itemid":"44501","clock":"1795132800","num":"60","value_min":"1","value_avg":"2","value_max":"3"}
 * {"itemid":"44501","name":"Redis: Memory used","key_":"redis.memory.used_memory","hosts":[{"host":"cache-1"}]}
 * {"itemid":"44501","key_":"redis.memory.used_memory","lastclock":"1795132800","lastvalue":"13484048"}
 * </pre>
 */
public final class ZabbixFormat implements Format {

    private static final int MOST_ITEMS = 100_000;

    @Override
    public String name() {
        return "zabbix";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        boolean point = head.has("clock", "value") || head.has("clock", "value_avg");
        return point || head.has("itemid", "key_") ? Sureness.INFO_OR_DOCUMENT : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.read(entry, options, sink, Phrase.of("input.expected.items"), stream -> {
            Items items = new Items(stream);
            return stream.each(JsonElements.Inside.of("result"), (row, line) -> items.row(row));
        });
    }

    /** What is known of the items so far. */
    private static final class Items {

        private final MetricStream stream;
        private final Map<String, Item> known = new HashMap<>();

        private record Item(String name, String host) {}

        Items(MetricStream stream) {
            this.stream = stream;
        }

        void row(JsonValue row) {
            String id = row.at("itemid").text();
            Item item = known.getOrDefault(id, new Item(id, ""));
            if (row.first("key_", "name").exists()) {
                item = item(row);
                if (known.size() < MOST_ITEMS) {
                    known.put(id, item);
                }
            }
            point(item, row);
            last(item, row);
            for (JsonValue point : row.first("history", "trends").elements()) {
                point(item, point);
            }
        }

        /** The key is the agent's name of the metric; the name is what people see. */
        private static Item item(JsonValue row) {
            String key = row.at("key_").text();
            int parameters = key.indexOf('[');
            String bare = parameters > 0 ? key.substring(0, parameters) : key;
            String name = MetricNames.resolve(bare).isPresent()
                    ? bare
                    : row.at("name").text();
            JsonValue host = row.at("hosts").element(0);
            return new Item(name, host.first("name", "host").text());
        }

        /** The last value of an item stands in the item itself; an item that never had one says 0. */
        private void last(Item item, JsonValue row) {
            JsonValue clock = row.at("lastclock");
            if (clock.exists()
                    && !clock.text().equals("0")
                    && row.at("lastvalue").exists()) {
                point(item, clock, row.at("lastvalue"));
            }
        }

        private void point(Item item, JsonValue point) {
            if (point.at("clock").exists()) {
                point(item, point.at("clock"), point.first("value", "value_avg"));
            }
        }

        private void point(Item item, JsonValue clock, JsonValue value) {
            Map<String, String> labels = item.host().isEmpty() ? Map.of() : Map.of("host", item.host());
            stream.find(item.name(), labels).ifPresent(series -> stream.point(series, clock, value));
        }
    }
}
