package io.fragmortem.snapshot.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.Sections;
import io.fragmortem.snapshot.json.JsonTextFormat.Around;
import io.fragmortem.snapshot.json.JsonTextFormat.Text;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.time.TimeKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Records that each hold one line of a dump, as collectors make of what a program prints:
 *
 * <pre>
 * {"ts":"2026-11-22T08:52:17Z","pod":"cache-0","msg":"used_memory:856560"}
 * {"ts":"2026-11-22T08:52:17Z","pod":"cache-0","msg":"used_memory_rss:5710807040"}
 * {"Key":"used_memory","Value":"856560"}
 * [{"field":"@timestamp","value":"2026-11-22 08:52:17.000"},{"field":"used_memory","value":"856560"}]
 * </pre>
 *
 * The lines of one speaker are one text until a name comes again; its time is that of its first line.
 */
final class LineRecords {

    /** A line of INFO as an element of a list or of a record. */
    private static final Pattern LINE = Pattern.compile("\"(?:used_memory\\w*[:=][^\"\\\\]{1,200}|# Memory)\"");

    /** A line of INFO in two halves, as pairs of C# and many scripts are written. */
    private static final Pattern PAIR = Pattern.compile(
            "\"(?i:key|k|name|field|item|metric|property|param)\"\\s{0,3}:\\s{0,3}\"used_memory\\w*\"\\s{0,9},\\s{0,40}\"(?i:value|val|v)\"\\s{0,3}:");

    /** More lines than a dump of INFO has. */
    private static final int MOST_LINES = 5000;

    private static final Set<String> NAMES = Set.of("key", "k", "name", "field", "item", "metric", "property", "param");

    private static final Set<String> VALUES = Set.of("value", "val", "v");

    private static final int MOST_SPEAKERS = 10_000;

    /** The line of one record, whole or as a name and its value. */
    static final class Halves {

        private String whole = "";
        private String name = "";
        private String value = "";

        /** Whether the member belongs to a line of INFO. */
        boolean take(String key, JsonParser json) throws IOException {
            String text = json.currentToken().isScalarValue() ? json.getText() : "";
            boolean string = json.currentToken() == JsonToken.VALUE_STRING;
            if (string && NAMES.contains(key) && (FieldText.isKnown(text) || isOfRow(text))) {
                name = text;
            } else if (VALUES.contains(key) && json.currentToken().isScalarValue()) {
                value = text;
            } else if (string && isLine(text)) {
                whole = text;
            } else {
                return false;
            }
            return true;
        }

        /** The line, empty for none. */
        String line() {
            return isPair() && FieldText.isKnown(name) ? name + ":" + value : whole;
        }

        /** Whether a name and its value were told apart, as the cells of a row are. */
        boolean isPair() {
            return !name.isEmpty() && !value.isEmpty();
        }

        String name() {
            return name;
        }

        String value() {
            return value;
        }

        /** Whether a cell of this name says whose or of when the others of its row are. */
        private static boolean isOfRow(String name) {
            return TimeKeys.isKey(name.toLowerCase(Locale.ROOT)) || SpeakerKey.isOne(name);
        }
    }

    /** Receives a text that is whole. */
    @FunctionalInterface
    interface Taker {
        void take(Text text) throws IOException;
    }

    private static final class Open {
        private final StringBuilder words = new StringBuilder();
        private final Set<String> names = new HashSet<>();
        private final long line;
        private final Around around;

        Open(long line, Around around) {
            this.line = line;
            this.around = around;
        }
    }

    private final Map<String, Open> bySpeaker = new LinkedHashMap<>();
    private final Taker taker;

    LineRecords(Taker taker) {
        this.taker = taker;
    }

    /** Whether such lines are in a text of JSON. */
    static boolean areIn(String head) {
        return LINE.matcher(head).find() || PAIR.matcher(head).find();
    }

    /** Whether the text is one line of INFO: a name of it directly before a colon, or the title of a section. */
    static boolean isLine(String text) {
        if (text.length() > 1000 || text.indexOf('\n') >= 0) {
            return false;
        }
        int colon = text.indexOf(':');
        boolean title = text.startsWith("# ") && Sections.titled(text) >= 0;
        return title || (colon > 0 && FieldText.isKnown(text.substring(0, colon)));
    }

    void add(String text, long line, Around around) throws IOException {
        String name = text.substring(0, Math.max(text.indexOf(':'), 0));
        Open open = bySpeaker.get(around.label());
        boolean again =
                open != null && ((!name.isEmpty() && open.names.contains(name)) || open.names.size() > MOST_LINES);
        if (open == null || again || bySpeaker.size() > MOST_SPEAKERS) {
            close(around.label());
            open = new Open(line, around);
            bySpeaker.put(around.label(), open);
        }
        open.names.add(name);
        open.words.append(text).append('\n');
    }

    private void close(String speaker) throws IOException {
        Open open = bySpeaker.remove(speaker);
        if (open != null) {
            taker.take(new Text(open.words.toString(), open.line, open.around));
        }
    }

    /** Gives what is open. */
    void finish() throws IOException {
        for (String speaker : new ArrayList<>(bySpeaker.keySet())) {
            close(speaker);
        }
    }
}
