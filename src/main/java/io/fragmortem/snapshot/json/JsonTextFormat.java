package io.fragmortem.snapshot.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.CarriedTexts;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.time.TimeKeys;
import io.fragmortem.source.Entry;
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

/**
 * JSON whose strings hold whole texts: what Ansible, Salt and scripts of one's own save. Each text is sniffed and read for
 * itself, with the time and the speaker that its record names.
 *
 * <pre>
 * {"hosts":{"cache-1":{"stdout":"# Memory\r\nused_memory:1\r\n","stdout_lines":["# Memory","used_memory:1"]}}}
 * {"ts":"2026-11-22T08:52:17Z","info":"# Memory\r\nused_memory:1\r\n"}
 * </pre>
 *
 * <p>Long because who speaks, when, and the text itself may stand in any order and depth of a record, and are put together while it is walked.
 */
public final class JsonTextFormat implements Format {

    /** A line of INFO behind an escaped line end. */
    private static final Pattern TEXT =
            Pattern.compile("\\\\n(?:used_memory\\w*:|redis_version:|# (?:Memory|Server|Clients)\\b)");

    /** Another answer of a server as one string; what knows it by its first words must not read the JSON around it. */
    private static final Pattern ANSWER = Pattern.compile(
            "\"(?:___ Begin jemalloc statistics ___|(?:Sam, I detected|Hi Sam,)[^\"]{0,400}?|(?:\\\\r)?peak\\.allocated)\\\\[rn]");

    /** A dictionary as JSON in a string of JSON. */
    private static final Pattern INNER =
            Pattern.compile("\\{\\s{0,4}(?:[^{}]{0,400}?,\\s{0,4})?\\\\\"used_memory\\w*\\\\\"\\s{0,4}:");

    @Override
    public String name() {
        return "json-text";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean json = head.isJson();
        if (json && ANSWER.matcher(head.text()).find()) {
            return Sureness.ENVELOPE_OF_OTHERS;
        }
        boolean texts = json
                && (TEXT.matcher(head.text()).find()
                        || LineRecords.areIn(head.text())
                        || INNER.matcher(head.text()).find());
        return texts ? Sureness.OWN_WORDS : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        JsonReader reader = new JsonReader(entry, options, sink);
        Texts texts = new Texts(reader, entry, options, sink);
        reader.read(texts::document);
        texts.lines.finish();
        reader.rejectIfEmpty(texts.parts.given(), Phrase.of("input.expected.texts"));
    }

    /**
     * What a record says about the texts in it.
     *
     * @param label who speaks, empty where nothing says so
     * @param loose whether it is a mere {@code name}, which may be that of a step that ran on every server
     * @param outer who speaks by an object further out, where the label is loose
     */
    record Around(String label, boolean loose, String outer, Stamp stamp) {

        Around(String label, Stamp stamp) {
            this(label, false, "", stamp);
        }

        Around or(Around around) {
            Stamp told = stamp.known() ? stamp : around.stamp;
            if (label.isEmpty()) {
                return new Around(around.label, around.loose, around.outer, told);
            }
            boolean further = loose && outer.isEmpty() && !around.loose;
            return new Around(label, loose, further ? around.label : outer, told);
        }

        Around byOuter() {
            return new Around(outer, stamp);
        }
    }

    /** A text and where it stands. */
    record Text(String words, long line, Around around) {}

    /** Walks a document and reads the texts of each object once all of the object is known. */
    private static final class Texts {

        private static final Around NOTHING = new Around("", Stamp.NONE);
        private static final Set<String> TIMES = Set.of("start", "end", "execution_end", "last_check");
        /** What a shipper of logs says of a line stands in objects of these names beside it. */
        private static final Set<String> LABELS =
                Set.of("labels", "resource", "kubernetes", "stream", "fields", "docker", "attributes");

        /** Below these names each key is one server. */
        private static final Set<String> OF_SERVERS = Set.of(
                "hosts",
                "nodes",
                "instances",
                "servers",
                "pods",
                "targets",
                "machines",
                "containers",
                "contacted",
                "minions");

        private static final int FEWEST_LINES = 2;

        /** Of a mere name, which others around it may know better. */
        private static final int LOOSE = SpeakerKey.rankOfKey("name", Optional.empty());

        /** Before a line of Loki's answers. */
        private static final Pattern NANOSECONDS = Pattern.compile("\\d{19}");

        /** More than a row has. */
        private static final int MOST_CELLS = 5000;

        private final JsonReader reader;
        private final ReadOptions options;
        private final CarriedTexts parts;
        private final LineRecords lines = new LineRecords(this::give);

        /** What the object that ended last told. */
        private Own last = new Own("");

        /** Pairs of a name and its value whose row has not ended. */
        private final List<Cell> cells = new ArrayList<>();

        /** One pair, and what its own object says of it. */
        private record Cell(LineRecords.Halves pair, long line, Around around) {}

        Texts(JsonReader reader, Entry entry, ReadOptions options, Sink sink) {
            this.reader = reader;
            this.options = options;
            this.parts = new CarriedTexts(entry, options, sink);
        }

        void document(JsonParser json) throws IOException {
            List<Text> texts = value(json, "", false);
            Map<String, Set<String>> outer = new HashMap<>();
            texts.forEach(text -> outer.computeIfAbsent(text.around().label(), name -> new HashSet<>())
                    .add(text.around().outer()));
            for (Text text : texts) {
                Around around = text.around();
                boolean step = outer.getOrDefault(around.label(), Set.of()).size() > 1
                        && !around.outer().isEmpty();
                give(step ? new Text(text.words(), text.line(), around.byOuter()) : text);
            }
            endRow(0, json);
        }

        /** The texts below the value that nobody around them has named yet. */
        private List<Text> value(JsonParser json, String key, boolean server) throws IOException {
            return json.currentToken() == JsonToken.START_ARRAY ? array(json, key) : object(json, key, server);
        }

        private List<Text> array(JsonParser json, String key) throws IOException {
            List<Text> texts = new ArrayList<>();
            StringBuilder lines = new StringBuilder();
            int row = cells.size();
            Stamp stamp = Stamp.NONE;
            long line = reader.line(json);
            while (JsonReader.element(json)) {
                if (json.currentToken().isStructStart()) {
                    texts.addAll(value(json, key, false));
                    if (cells.size() - row > MOST_CELLS) {
                        endRow(row, json);
                    }
                } else if (json.currentToken() == JsonToken.VALUE_STRING) {
                    if (isText(json.getText())) {
                        texts.add(new Text(json.getText(), reader.line(json), NOTHING));
                    } else {
                        boolean nanos = !stamp.known()
                                && NANOSECONDS.matcher(json.getText()).matches();
                        stamp = nanos ? reader.scalars().stamp(json) : stamp;
                        lines.append(json.getText()).append('\n');
                    }
                }
            }
            if (isText(lines)) {
                texts.add(new Text(lines.toString(), line, NOTHING));
            }
            endRow(row, json);
            Around told = new Around("", stamp);
            texts.replaceAll(
                    text -> new Text(text.words(), text.line(), text.around().or(told)));
            return texts;
        }

        /** Makes lines of the pairs that came since; those that tell a time or a speaker tell it of all of them. */
        private void endRow(int from, JsonParser json) throws IOException {
            List<Cell> row = cells.subList(from, cells.size());
            Own own = new Own("");
            for (Cell cell : row) {
                LineRecords.Halves pair = cell.pair();
                if (TimeKeys.isKey(pair.name().toLowerCase(Locale.ROOT))) {
                    own.stamp = reader.scalars().stamp(pair.value(), json);
                } else if (pair.line().isEmpty()) {
                    own.name(pair.value(), rank(pair.name()));
                }
            }
            for (Cell cell : row) {
                if (!cell.pair().line().isEmpty()) {
                    lines.add(cell.pair().line(), cell.line(), cell.around().or(own.around()));
                }
            }
            row.clear();
        }

        /** What holds for the texts of an object, as its members tell it one by one. */
        private static final class Own {
            private String label;
            private int rank = SpeakerKey.NONE;
            private Stamp stamp = Stamp.NONE;

            Own(String label) {
                this.label = label;
            }

            void name(String said, int nearness) {
                if (nearness < rank && SpeakerName.tellsApart(said)) {
                    label = SpeakerName.ofContainer(said);
                    rank = nearness;
                }
            }

            Around around() {
                return new Around(label, rank >= LOOSE && rank < SpeakerKey.NONE, "", stamp);
            }
        }

        /** Notes what one member of an object says of time and speaker. */
        private void told(JsonParser json, String key, Own own) throws IOException {
            String lower = key.toLowerCase(Locale.ROOT);
            if (options.timeColumn()
                    .map(key::equalsIgnoreCase)
                    .orElse(TIMES.contains(lower) || TimeKeys.isKey(lower))) {
                Stamp stamp = reader.scalars().stamp(json);
                own.stamp = own.stamp.known() ? own.stamp : stamp;
            } else if (json.currentToken() == JsonToken.VALUE_STRING) {
                own.name(json.getText(), rank(key));
            }
        }

        /** Of a record's own identity nothing is known but that it is one. */
        private int rank(String key) {
            boolean identity =
                    key.equalsIgnoreCase("id") && options.instanceColumn().isEmpty();
            return identity ? SpeakerKey.NONE - 1 : SpeakerKey.rankOfKey(key, options.instanceColumn());
        }

        private List<Text> object(JsonParser json, String ownKey, boolean server) throws IOException {
            List<Text> texts = new ArrayList<>();
            Own own = new Own(server || isName(ownKey) ? ownKey : "");
            LineRecords.Halves halves = new LineRecords.Halves();
            while (JsonReader.member(json)) {
                String key = json.currentName();
                String lower = key.toLowerCase(Locale.ROOT);
                json.nextToken();
                if (json.currentToken().isStructStart()) {
                    add(texts, value(json, key, OF_SERVERS.contains(ownKey.toLowerCase(Locale.ROOT))));
                    if (LABELS.contains(lower)) {
                        own.name(last.label, last.rank);
                    }
                } else if (json.currentToken() == JsonToken.VALUE_STRING && isText(json.getText())) {
                    Around named = new Around(isName(key) ? key : "", Stamp.NONE);
                    add(texts, List.of(new Text(json.getText(), reader.line(json), named)));
                } else if (!halves.take(lower, json)) {
                    told(json, key, own);
                }
            }
            last = own;
            if (halves.isPair()) {
                cells.add(new Cell(halves, reader.line(json), own.around()));
            } else if (!halves.line().isEmpty()) {
                lines.add(halves.line(), reader.line(json), own.around());
            }
            return settle(texts, own.around());
        }

        /** A text that was there already, as lines or as one string, is the same text. */
        private static void add(List<Text> texts, List<Text> more) {
            for (Text text : more) {
                boolean known = texts.stream()
                        .anyMatch(other -> other.around().equals(text.around()) && isSame(other.words(), text.words()));
                if (!known) {
                    texts.add(text);
                }
            }
        }

        private static boolean isSame(String one, String other) {
            return one.replace("\r", "").strip().equals(other.replace("\r", "").strip());
        }

        /** Reads the texts whose time and speaker are known now, and hands the others to the object around. */
        private List<Text> settle(List<Text> texts, Around own) throws IOException {
            List<Text> open = new ArrayList<>();
            for (Text text : texts) {
                Text told = new Text(text.words(), text.line(), text.around().or(own));
                Around around = told.around();
                if (around.label().isEmpty()
                        || around.loose()
                        || !around.stamp().known()) {
                    open.add(told);
                } else {
                    give(told);
                }
            }
            return open;
        }

        /** At least two lines, one of which the readers of texts may know, or JSON that may hold such a text in its turn. */
        private static boolean isText(CharSequence words) {
            long lines = words.chars().filter(c -> c == '\n').count();
            boolean json = words.length() > 2 && (words.charAt(0) == '{' || words.charAt(0) == '[');
            return lines >= FEWEST_LINES || (json && words.toString().contains("used_memory"));
        }

        /** A key that names a server by itself: {@code cache-1}, {@code 10.0.0.5:6379}. */
        private static boolean isName(String key) {
            boolean mark = key.chars().anyMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == ':' || c == '-');
            return mark && key.indexOf(' ') < 0 && SpeakerName.tellsApart(key);
        }

        private void give(Text text) throws IOException {
            parts.give(
                    text.words(),
                    text.line(),
                    text.around().label(),
                    text.around().stamp());
        }
    }
}
