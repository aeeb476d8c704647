package io.fragmortem.snapshot.replies;

import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.source.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The directives of one configuration that explain what INFO shows. */
final class Settings {

    // in one order, so that samples are the same in every run
    private static final Map<String, Field> FIELDS = new TreeMap<>(Map.of(
            "maxmemory", Field.CONFIG_MAXMEMORY,
            "activedefrag", Field.CONFIG_ACTIVEDEFRAG,
            "jemalloc-bg-thread", Field.CONFIG_JEMALLOC_BG_THREAD,
            "active-defrag-ignore-bytes", Field.CONFIG_ACTIVE_DEFRAG_IGNORE_BYTES,
            "active-defrag-threshold-lower", Field.CONFIG_ACTIVE_DEFRAG_THRESHOLD_LOWER,
            "active-defrag-threshold-upper", Field.CONFIG_ACTIVE_DEFRAG_THRESHOLD_UPPER,
            "active-defrag-cycle-min", Field.CONFIG_ACTIVE_DEFRAG_CYCLE_MIN,
            "active-defrag-cycle-max", Field.CONFIG_ACTIVE_DEFRAG_CYCLE_MAX,
            "repl-backlog-size", Field.CONFIG_REPL_BACKLOG_SIZE));
    private static final Map<String, Fact> FACTS = new TreeMap<>(Map.of(
            "save", Fact.CONFIG_SAVE,
            "appendonly", Fact.CONFIG_APPENDONLY,
            "client-output-buffer-limit", Fact.CONFIG_CLIENT_OUTPUT_BUFFER_LIMIT,
            "maxmemory-policy", Fact.CONFIG_MAXMEMORY_POLICY));

    /** Never shown: they hold secrets. */
    private static final List<String> SECRET = List.of("pass", "auth", "user", "rename-command", "acl", "tls-key");

    private static final int MAX = 2000;
    private static final int MAX_VALUE = 200;

    private final Map<String, String> all = new TreeMap<>();
    private Optional<Origin> origin = Optional.empty();
    private Optional<String> label = Optional.empty();

    /** Whether this is a directive that explains what INFO shows. */
    static boolean isWanted(String name) {
        return FIELDS.containsKey(name) || FACTS.containsKey(name);
    }

    /** Whether the word looks like the name of a directive. */
    static boolean isName(String word) {
        return word.matches("[a-z][a-z0-9-]{1,60}");
    }

    void put(String name, String value, Moments moments) {
        String key = name.toLowerCase(Locale.ROOT);
        if (!isName(key) || all.size() >= MAX) {
            return;
        }
        if (origin.isEmpty()) {
            origin = Optional.of(moments.origin());
        }
        label = label.or(() -> moments.origin().label());
        boolean choice = value.equals("yes") || value.equals("no");
        if (FIELDS.containsKey(key) && !choice && ConfigText.memory(value).isEmpty()) {
            moments.refuse(value);
        }
        String cut = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value;
        boolean several = key.equals("save") || key.equals("client-output-buffer-limit");
        all.merge(key, cut, (old, more) -> several && !old.isEmpty() ? old + " " + more : more);
    }

    /** Gives sample and exhibit; false when no directive is known. */
    boolean give(Sink sink, Entry entry, Stamp stamp) {
        SampleBuilder sample = new SampleBuilder();
        FIELDS.forEach((name, field) -> {
            String value = all.getOrDefault(name, "");
            if (value.equals("yes") || value.equals("no")) {
                sample.set(field, value.equals("yes") ? 1 : 0);
            } else {
                ConfigText.memory(value).ifPresent(number -> sample.set(field, number));
            }
        });
        FACTS.forEach((name, fact) -> {
            if (all.containsKey(name)) {
                sample.fact(fact, all.get(name));
            }
        });
        if (origin.isEmpty()) {
            return false;
        }
        Origin place = place(origin.get());
        sample.fact(Fact.CONFIG_SOURCE, entry.name());
        sink.sample(sample.build(place, stamp));
        List<List<String>> rows = new ArrayList<>();
        all.forEach((name, value) -> rows.add(List.of(name, isSecret(name) ? "(hidden)" : value)));
        sink.exhibit(new Exhibit(Exhibit.Kind.CONFIG, place, stamp, List.of("directive", "value"), rows, ""));
        return true;
    }

    private static boolean isSecret(String name) {
        return SECRET.stream().anyMatch(name::contains);
    }

    /** A configuration speaks for the server on its port. */
    private Origin place(Origin first) {
        String port = all.getOrDefault("port", "");
        Optional<String> speaker = port.matches("[1-9]\\d{0,4}") ? Optional.of(":" + port) : Optional.empty();
        return first.by(label.or(() -> speaker));
    }
}
