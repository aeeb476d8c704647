package io.fragmortem.snapshot.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.info.line.InfoNames;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.time.TimeKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds dictionaries at any depth: the object that holds fields, or whose sections do, is one dump.
 *
 * <p>Long because a dump may begin at any depth, and who speaks and when stands above, beside or within it: one walk decides.
 */
final class Dictionaries {

    private static final Set<String> LABELS =
            Set.of("labels", "tags", "dimensions", "metadata", "attributes", "kubernetes", "resource");
    private static final Set<String> SECTIONS = Set.of(
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
            "result");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}[-/].{4,40}|\\d{10}(?:\\d{3})?");
    private static final Pattern WITH_PORT = Pattern.compile(".+:\\d{2,5}");
    private static final int MAX_UNKNOWN = 1000;
    private static final int MOST_HELD = 10_000;

    private final JsonReader reader;
    private final ReadOptions options;
    private final Stamp fallback;
    private final Set<String> unknown = new HashSet<>();
    private final Map<String, String> spelt = new HashMap<>();
    private @Nullable List<Sample> held;

    /** Whether what is read stands in the buckets of an aggregation of Elasticsearch. */
    private boolean inBuckets;

    private long given;

    Dictionaries(JsonReader reader, ReadOptions options) {
        this.reader = reader;
        this.options = options;
        fallback = reader.clock().fallback();
    }

    /** How many dumps were found. */
    long given() {
        return given;
    }

    void document(JsonParser json) throws IOException {
        value(json, new DictionaryDump.Around(Optional.empty(), Optional.empty()));
    }

    private void value(JsonParser json, DictionaryDump.Around around) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (JsonReader.element(json)) {
                if (json.currentToken().isStructStart()) {
                    value(json, around);
                }
            }
        } else {
            DictionaryDump dump = new DictionaryDump(around);
            members(json, dump);
            release(dump);
            give(dump, json);
        }
    }

    private void members(JsonParser json, DictionaryDump dump) throws IOException {
        while (JsonReader.member(json)) {
            String key = json.currentName();
            json.nextToken();
            String lower = plain(key);
            String word = Field.counterWord(key);
            Optional<Field> counter = word.isEmpty() ? Optional.empty() : Field.named(key);
            if (counter.isPresent() && json.currentToken() != JsonToken.START_ARRAY) {
                dump.sample().set(counter.get(), JsonScalars.counter(json, word));
            } else if (json.currentToken() == JsonToken.START_OBJECT) {
                structure(json, lower, key, dump);
            } else if (json.currentToken() == JsonToken.START_ARRAY) {
                boolean outer = inBuckets;
                inBuckets |= lower.equals("buckets");
                dump.below(below(json, dump.around()));
                inBuckets = outer;
            } else {
                scalar(json, lower, dump);
            }
        }
    }

    /** The name in small letters; {@code usedMemoryRss} is one of ours in another spelling. */
    private String plain(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.equals(key)) {
            return key;
        }
        String known = spelt.get(key);
        if (known == null) {
            known = InfoNames.spelt(key).orElse(lower);
            if (spelt.size() < MAX_UNKNOWN) {
                spelt.put(key, known);
            }
        }
        return known;
    }

    private void structure(JsonParser json, String lower, String key, DictionaryDump dump) throws IOException {
        if (inBuckets && Field.named(lower).isPresent()) {
            average(json, Field.named(lower).get(), dump);
        } else if (lower.matches("db\\d+")) {
            keyspace(json, dump);
        } else if (SECTIONS.contains(lower)) {
            members(json, dump);
        } else if (LABELS.contains(lower)) {
            labels(json, "", dump);
        } else if (MOMENT.matcher(key).matches()) {
            Stamp moment = reader.scalars().stamp(key, json); // a dictionary of moments
            dump.below(below(
                    json,
                    new DictionaryDump.Around(moment.known() ? Optional.of(moment) : dump.moment(), dump.label())));
        } else if (WITH_PORT.matcher(key).matches() || (dump.label().isEmpty() && isServer(key))) {
            dump.below(
                    below(json, new DictionaryDump.Around(dump.moment(), Optional.of(key)))); // a dictionary of nodes
        } else if (SpeakerKey.isOne(lower)) {
            speaker(json, lower, dump);
        } else if (dump.label().isEmpty() && SpeakerName.tellsApart(key)) {
            dump.below(key, below(json, dump.around()));
        } else {
            dump.below(below(json, dump.around()));
        }
    }

    /** The dumps below the value: they wait for what the object around them says behind them of time and speaker. */
    private List<Sample> below(JsonParser json, DictionaryDump.Around around) throws IOException {
        List<Sample> outer = held;
        List<Sample> below = new ArrayList<>();
        held = below;
        value(json, around);
        held = outer;
        return below;
    }

    /** {@code "used_memory":{"value":13484048.0}}: what Elasticsearch's aggregations say of a field. */
    private static void average(JsonParser json, Field field, DictionaryDump dump) throws IOException {
        while (JsonReader.member(json)) {
            boolean value = json.currentName().equals("value");
            json.nextToken();
            if (value) {
                dump.sample().set(field, JsonScalars.value(json));
            }
            JsonReader.skip(json);
        }
    }

    /** {@code "host":{"name":"cache-1"}}: below such a key stands a dump, or who speaks beside it. */
    private void speaker(JsonParser json, String key, DictionaryDump outer) throws IOException {
        DictionaryDump inner = new DictionaryDump(outer.around());
        members(json, inner);
        release(inner);
        if (inner.hasMemory()) {
            give(inner, json);
        } else if (inner.nearest() != SpeakerKey.NONE) {
            inner.label()
                    .ifPresent(
                            name -> outer.speaker(Math.min(SpeakerKey.rank(key), inner.nearest()), Address.bare(name)));
        }
    }

    /** Hands on what stands below the keys of an object that has ended. */
    private void release(DictionaryDump dump) {
        dump.belows(fallback).forEach(this::emit);
    }

    /** More dumps than this below one key need not wait for what is said behind them; they keep their order. */
    private void emit(Sample sample) {
        if (held == null) {
            reader.sink().sample(sample);
            return;
        }
        held.add(sample);
        if (held.size() >= MOST_HELD) {
            held.forEach(reader.sink()::sample);
            held.clear();
        }
    }

    /** What stands beside the figures and says whose they are: {@code "pod":"cache-0"} and {@code "pod":{"name":"cache-0"}}. */
    private void labels(JsonParser json, String of, DictionaryDump dump) throws IOException {
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

    private static void keyspace(JsonParser json, DictionaryDump dump) throws IOException {
        dump.database();
        while (JsonReader.member(json)) {
            String key = json.currentName();
            json.nextToken();
            if (key.equals("keys")) {
                dump.addKeys(JsonScalars.value(json));
            } else if (key.equals("expires")) {
                dump.addExpires(JsonScalars.value(json));
            }
            JsonReader.skip(json);
        }
    }

    private void scalar(JsonParser json, String key, DictionaryDump dump) throws IOException {
        Optional<Field> field = Field.named(key);
        Optional<Fact> fact = Fact.named(key);
        if (field.isPresent()) {
            if (key.indexOf('.') > 0) {
                dump.exported();
            }
            double value = JsonScalars.number(json, dump.sample());
            dump.sample().set(field.get(), value);
            if (Double.isNaN(value) && json.currentToken() == JsonToken.VALUE_STRING) {
                refuse(json);
            }
        } else if (fact.isPresent() && json.currentToken() != JsonToken.VALUE_NULL) {
            dump.sample().fact(fact.get(), json.getText());
        } else if (options.timeColumn().map(key::equalsIgnoreCase).orElse(TimeKeys.isKey(key) || key.equals("t"))) {
            dump.at(reader.scalars().stamp(json));
        } else if (inBuckets && (key.equals("key") || key.equals("key_as_string"))) {
            bucket(json, key, dump);
        } else {
            other(json, key, dump);
        }
    }

    /** A bucket of times has its moment in both members, one of terms the term. */
    private void bucket(JsonParser json, String key, DictionaryDump dump) throws IOException {
        boolean text = json.currentToken() == JsonToken.VALUE_STRING;
        Stamp told = text && key.equals("key") ? Stamp.NONE : reader.scalars().stamp(json);
        if (told.known()) {
            dump.inBucketOf(told);
        } else if (text && key.equals("key")) {
            dump.speaker(SpeakerKey.NONE - 1, json.getText());
        }
    }

    /** Who speaks, or what nobody knows; most such names come again in each dump. */
    private void other(JsonParser json, String key, DictionaryDump dump) throws IOException {
        if (key.equals("rss")) {
            dump.rss(JsonScalars.value(json));
            return;
        }
        boolean known = key.endsWith("_human") || unknown.contains(key);
        int rank = known && options.instanceColumn().isEmpty()
                ? SpeakerKey.NONE
                : SpeakerKey.rankOfKey(key, options.instanceColumn());
        if (rank != SpeakerKey.NONE) {
            dump.speaker(rank, json.getText());
            return;
        }
        dump.strange();
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

    private void give(DictionaryDump dump, JsonParser json) {
        if (dump.hasMemory() || dump.isExported()) {
            emit(dump.build(reader.origin(), reader.line(json), fallback));
            given++;
        }
    }
}
