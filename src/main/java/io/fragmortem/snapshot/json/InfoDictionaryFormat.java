package io.fragmortem.snapshot.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.time.TimeKeys;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * INFO as client libraries save it: a dictionary, flat or by section, one or many in a list or on lines, perhaps with a
 * time and an instance beside it.
 *
 * <pre>
 * {"timestamp":"2024-05-01T10:00:00Z","host":"c1","info":{"used_memory":13484048,"used_memory_peak_perc":"28.49%",
 *  "db0":{"keys":5,"expires":0,"avg_ttl":0}}}
 * </pre>
 */
public final class InfoDictionaryFormat implements Format {

    private static final Set<String> LABELS =
            Set.of("labels", "tags", "dimensions", "metadata", "attributes", "kubernetes", "resource");
    private static final int MAX_UNKNOWN = 1000;
    private static final int MOST_HELD = 10_000;

    @Override
    public String name() {
        return "info-json";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean json = head.isJson();
        if (json && (head.has("\"used_memory\":") || head.has("\"used_memory\" :"))) {
            return Sureness.OWN_WORDS;
        }
        return json && (head.has("\"used_memory\"") || head.has("\"used_memory_rss\"")) ? Sureness.WORDS : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        JsonReader reader = new JsonReader(entry, options, sink);
        Dumps dumps = new Dumps(reader, reader.clock().fallback(), options);
        reader.read(dumps::document);
        reader.rejectIfEmpty(dumps.given, Phrase.of("input.expected.info_dictionary"));
    }

    /** Finds dictionaries at any depth: the object that holds fields, or whose sections do, is one dump. */
    private static final class Dumps {

        private final JsonReader reader;
        private final Stamp fallback;
        private final ReadOptions options;
        private final Set<String> unknown = new HashSet<>();
        private @Nullable List<Sample> held;

        /** Whether what is read stands in the buckets of an aggregation of Elasticsearch. */
        private boolean inBuckets;

        private long given;

        Dumps(JsonReader reader, Stamp fallback, ReadOptions options) {
            this.reader = reader;
            this.fallback = fallback;
            this.options = options;
        }

        /** What surrounds a dump. */
        private record Around(Optional<Stamp> stamp, Optional<String> label) {}

        void document(JsonParser json) throws IOException {
            value(json, new Around(Optional.empty(), Optional.empty()));
        }

        private void value(JsonParser json, Around around) throws IOException {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                while (JsonReader.element(json)) {
                    if (json.currentToken().isStructStart()) {
                        value(json, around);
                    }
                }
            } else {
                Dump dump = new Dump(around);
                members(json, dump);
                release(dump);
                give(dump, json);
            }
        }

        private void members(JsonParser json, Dump dump) throws IOException {
            while (JsonReader.member(json)) {
                String key = json.currentName();
                json.nextToken();
                String lower = key.toLowerCase(Locale.ROOT);
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    structure(json, lower, key, dump);
                } else if (json.currentToken() == JsonToken.START_ARRAY) {
                    boolean outer = inBuckets;
                    inBuckets |= lower.equals("buckets");
                    dump.waiting.addAll(below(json, dump.around()));
                    inBuckets = outer;
                } else {
                    scalar(json, lower, dump);
                }
            }
        }

        private void structure(JsonParser json, String lower, String key, Dump dump) throws IOException {
            if (inBuckets && Field.named(lower).isPresent()) {
                average(json, Field.named(lower).get(), dump);
            } else if (lower.matches("db\\d+")) {
                keyspace(json, dump);
            } else if (isSection(lower)) {
                members(json, dump);
            } else if (LABELS.contains(lower)) {
                labels(json, "", dump);
            } else if (key.matches("\\d{4}[-/].{4,40}|\\d{10}(?:\\d{3})?")) {
                Stamp moment = reader.scalars().stamp(key, json); // a dictionary of moments
                dump.waiting.addAll(
                        below(json, new Around(moment.known() ? Optional.of(moment) : dump.stamp, dump.label)));
            } else if (key.matches(".+:\\d{2,5}") || (dump.label.isEmpty() && isServer(key))) {
                dump.waiting.addAll(below(json, new Around(dump.stamp, Optional.of(key)))); // a dictionary of nodes
            } else if (SpeakerKey.isOne(lower)) {
                speaker(json, lower, dump);
            } else if (dump.label.isEmpty() && SpeakerName.tellsApart(key)) {
                List<Sample> below = below(json, dump.around());
                if (!below.isEmpty()) {
                    dump.keyed.put(key, below);
                }
            } else {
                dump.waiting.addAll(below(json, dump.around()));
            }
        }

        /** The dumps below the value: they wait for what the object around them says behind them of time and speaker. */
        private List<Sample> below(JsonParser json, Around around) throws IOException {
            List<Sample> outer = held;
            List<Sample> below = new ArrayList<>();
            held = below;
            value(json, around);
            held = outer;
            return below;
        }

        /** {@code "used_memory":{"value":13484048.0}}: what Elasticsearch's aggregations say of a field. */
        private static void average(JsonParser json, Field field, Dump dump) throws IOException {
            while (JsonReader.member(json)) {
                boolean value = json.currentName().equals("value");
                json.nextToken();
                if (value) {
                    dump.sample.set(field, JsonScalars.value(json));
                }
                JsonReader.skip(json);
            }
        }

        /** {@code "host":{"name":"cache-1"}}: below such a key stands a dump, or who speaks beside it. */
        private void speaker(JsonParser json, String key, Dump outer) throws IOException {
            Dump inner = new Dump(outer.around());
            members(json, inner);
            release(inner);
            if (inner.hasMemory()) {
                give(inner, json);
            } else if (inner.nearest != SpeakerKey.NONE) {
                inner.label.ifPresent(
                        name -> outer.speaker(Math.min(SpeakerKey.rank(key), inner.nearest), Address.bare(name)));
            }
        }

        /** Hands on what stands below the keys of an object that has ended. */
        private void release(Dump dump) {
            boolean servers = dump.keyed.size() > 1;
            dump.keyed.forEach((key, below) -> below.forEach(sample -> {
                boolean named = servers && sample.origin().label().isEmpty();
                emit(dump.completed(named ? sample.from(sample.origin().by(Optional.of(key))) : sample));
            }));
            dump.waiting.forEach(sample -> emit(dump.completed(sample)));
        }

        /** Of more dumps than this below one key, the key is no name and they need not wait for its neighbours. */
        private void emit(Sample sample) {
            if (held == null || held.size() >= MOST_HELD) {
                reader.sink().sample(sample);
            } else {
                held.add(sample);
            }
        }

        /** What stands beside the figures and says whose they are: {@code "pod":"cache-0"} and {@code "pod":{"name":"cache-0"}}. */
        private void labels(JsonParser json, String of, Dump dump) throws IOException {
            while (JsonReader.member(json)) {
                String key = json.currentName();
                json.nextToken();
                int rank = SpeakerKey.rank(key.equals("name") ? of : key);
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    labels(json, key, dump);
                } else if (json.currentToken() == JsonToken.VALUE_STRING && rank != SpeakerKey.NONE) {
                    dump.speaker(rank, json.getText());
                }
                JsonReader.skip(json);
            }
        }

        /** {@code cache-1}, {@code 10.0.0.5}, {@code db7.example.net}: a figure or a dot is in it, and it is no word of INFO. */
        private static boolean isServer(String key) {
            boolean mark = key.chars().anyMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
            return mark && key.indexOf(' ') < 0 && SpeakerName.tellsApart(key);
        }

        private static boolean isSection(String lower) {
            return Set.of(
                            "server",
                            "clients",
                            "memory",
                            "persistence",
                            "stats",
                            "replication",
                            "cpu",
                            "keyspace",
                            "info",
                            "cluster",
                            "modules",
                            "errorstats",
                            "data",
                            "fields",
                            "_aws", // the metadata of CloudWatch's embedded metric format
                            "result")
                    .contains(lower);
        }

        private void keyspace(JsonParser json, Dump dump) throws IOException {
            dump.databases++;
            while (JsonReader.member(json)) {
                String key = json.currentName();
                json.nextToken();
                double value = JsonScalars.value(json);
                dump.keys += key.equals("keys") && !Double.isNaN(value) ? value : 0;
                dump.expires += key.equals("expires") && !Double.isNaN(value) ? value : 0;
                JsonReader.skip(json);
            }
        }

        private void scalar(JsonParser json, String key, Dump dump) throws IOException {
            Optional<Field> field = Field.named(key);
            Optional<Fact> fact = Fact.named(key);
            if (field.isPresent()) {
                dump.exported |= key.indexOf('.') > 0;
                double value = number(json, dump.sample);
                dump.sample.set(field.get(), value);
                if (Double.isNaN(value) && json.currentToken() == JsonToken.VALUE_STRING) {
                    refuse(json);
                }
            } else if (fact.isPresent() && json.currentToken() != JsonToken.VALUE_NULL) {
                dump.sample.fact(fact.get(), json.getText());
            } else if (options.timeColumn().map(key::equalsIgnoreCase).orElse(TimeKeys.isKey(key) || key.equals("t"))) {
                Stamp told = reader.scalars().stamp(json);
                dump.stamp = told.known() ? Optional.of(told) : dump.stamp;
                dump.timed |= told.known();
            } else if (inBuckets && (key.equals("key") || key.equals("key_as_string"))) {
                bucket(json, key, dump);
            } else {
                other(json, key, dump);
            }
        }

        /** A bucket of times has its moment in both members, one of terms the term. */
        private void bucket(JsonParser json, String key, Dump dump) throws IOException {
            boolean text = json.currentToken() == JsonToken.VALUE_STRING;
            Stamp told =
                    text && key.equals("key") ? Stamp.NONE : reader.scalars().stamp(json);
            if (told.known()) {
                dump.stamp = Optional.of(told);
            } else if (text && key.equals("key")) {
                dump.speaker(SpeakerKey.NONE - 1, json.getText());
            }
        }

        /** Who speaks, or what nobody knows; most such names come again in each dump. */
        private void other(JsonParser json, String key, Dump dump) throws IOException {
            boolean known = key.endsWith("_human") || unknown.contains(key);
            int rank = known && options.instanceColumn().isEmpty()
                    ? SpeakerKey.NONE
                    : SpeakerKey.rankOfKey(key, options.instanceColumn());
            if (rank != SpeakerKey.NONE) {
                dump.speaker(rank, json.getText());
                return;
            }
            dump.strange = true;
            if (!known && unknown.size() < MAX_UNKNOWN && unknown.add(key)) {
                reader.sink().unknownField(reader.origin(), key);
            }
        }

        private void refuse(JsonParser json) throws IOException {
            if (!Unread.isNoValue(json.getText())) {
                Origin place = new Origin(reader.origin().stream(), reader.line(json), -1, Optional.empty());
                reader.sink().rejected(Unread.number(place, json.getText()));
            }
        }

        /** The number; one above 2^63 is a negative one that was printed unsigned. */
        private static double number(JsonParser json, SampleBuilder sample) throws IOException {
            double value = JsonScalars.value(json);
            if (value < 0x1p63 || Double.isNaN(value)) {
                return value;
            }
            String digits = json.getText();
            if (digits.length() > 20 || !digits.matches("\\d{19,20}")) {
                return Double.NaN;
            }
            sample.mark(Sample.Mark.WRAPPED);
            return digits.compareTo("18446744073709551615") > 0 ? Double.NaN : new BigInteger(digits).longValue();
        }

        private void give(Dump dump, JsonParser json) {
            if (!dump.hasMemory() && !dump.isExported()) {
                return;
            }
            if (dump.databases > 0) {
                dump.sample.set(Field.KEYSPACE_KEYS, dump.keys);
                dump.sample.set(Field.KEYSPACE_EXPIRES, dump.expires);
                dump.sample.set(Field.KEYSPACE_DATABASES, dump.databases);
            }
            Origin place = reader.origin();
            Origin origin = new Origin(place.stream(), reader.line(json), -1, dump.label);
            emit(dump.sample.build(origin, dump.stamp()));
            given++;
        }

        /** One dump. */
        private final class Dump {
            private final SampleBuilder sample = new SampleBuilder();

            /** Whether a name is in it that only this program gives, in {@code export --to jsonl}. */
            private boolean exported;

            /** A time, the name of an instance, and what is no name of ours stand in it. */
            private boolean timed;

            private int nearest = SpeakerKey.NONE;
            private boolean strange;

            private Optional<Stamp> stamp;
            private Optional<String> label;
            private double keys;
            private double expires;
            private int databases;

            /** What those below were called after it before all of it was read. */
            private final Set<String> handed = new HashSet<>();

            /** What stands below other keys. */
            private final List<Sample> waiting = new ArrayList<>();

            /** What stands below keys that may be names of servers. */
            private final Map<String, List<Sample>> keyed = new LinkedHashMap<>();

            Dump(Around around) {
                this.stamp = around.stamp();
                this.label = around.label();
            }

            /** The nearest name of several is the server's. */
            private void speaker(int rank, String name) {
                if (rank < nearest) {
                    nearest = rank;
                    label = Optional.of(name);
                }
            }

            /** A dump from below with what it does not say itself. */
            Sample completed(Sample below) {
                boolean ours = below.origin().label().map(handed::contains).orElse(true);
                Sample named =
                        ours && label.isPresent() ? below.from(below.origin().by(label)) : below;
                boolean undated = !named.stamp().known() || named.stamp().equals(fallback);
                return undated && stamp.isPresent() ? named.at(stamp.get()) : named;
            }

            boolean hasMemory() {
                return sample.has(Field.USED_MEMORY) || sample.has(Field.USED_MEMORY_RSS);
            }

            Around around() {
                label.ifPresent(handed::add);
                return new Around(stamp, label);
            }

            /** Lines that this program wrote may lack every size: a log tells the process and its version alone. */
            boolean isExported() {
                return exported || (timed && nearest != SpeakerKey.NONE && !strange && sample.has(Field.PROCESS_ID));
            }

            /** The server's own clock, else the time beside the dump, else the stream's. */
            Stamp stamp() {
                var built = sample.build(reader.origin(), Stamp.NONE);
                if (built.has(Field.SERVER_TIME_USEC)) {
                    return new Stamp((long) built.get(Field.SERVER_TIME_USEC).orElseThrow(), TimeSource.SERVER_CLOCK);
                }
                return stamp.orElse(fallback);
            }
        }
    }
}
