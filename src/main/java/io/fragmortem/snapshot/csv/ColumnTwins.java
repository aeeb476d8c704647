package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.text.SpeakerName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Columns of one metric that name no server in a way that anybody knows. What one has and the other has not tells them apart; else
 * the second would be lost behind the first:
 *
 * <pre>
 * time,"avg:redis.mem.used{*} by {host} - host:cache-1","avg:redis.mem.used{*} by {host} - host:cache-2"
 * </pre>
 */
final class ColumnTwins {

    private static final Pattern BETWEEN = Pattern.compile("[^\\w.:-]+");

    /** {@code p95}, {@code 5m}, {@code 2}: a share, a window or a number of order. */
    private static final Pattern FIGURE = Pattern.compile("(?i)p\\d+|[\\d.]+[a-z]{0,3}|q\\d|[a-z]");

    private ColumnTwins() {}

    /** Names the columns of each metric that stands there twice, where each of them has a name of its own. */
    static void name(List<String> names, Map<Integer, Header.Column> columns) {
        Map<Field, List<Integer>> twins = new EnumMap<>(Field.class);
        columns.forEach((index, column) -> {
            if (column.instance().isEmpty()) {
                twins.computeIfAbsent(column.target().field(), field -> new ArrayList<>())
                        .add(index);
            }
        });
        Map<Integer, String> labels = new LinkedHashMap<>();
        Set<Set<String>> servers = new HashSet<>();
        for (List<Integer> same : twins.values()) {
            Map<Integer, String> own = own(names, same);
            servers.add(new TreeSet<>(own.values()));
            labels.putAll(own);
        }
        // every metric is there once for each server, or the words are no servers
        if (servers.size() == 1
                && labels.size() == twins.values().stream().mapToInt(List::size).sum()) {
            labels.forEach((index, label) ->
                    columns.computeIfPresent(index, (at, column) -> new Header.Column(column.target(), label)));
        }
    }

    /** What each of the columns alone has that may be a server's name; empty where one has none, or two the same. */
    private static Map<Integer, String> own(List<String> names, List<Integer> same) {
        Map<Integer, String> labels = new LinkedHashMap<>();
        for (int index : same) {
            Set<String> words = new TreeSet<>(words(names.get(index)));
            same.stream()
                    .filter(other -> other != index)
                    .forEach(other -> words(names.get(other)).forEach(words::remove));
            words.removeIf(word -> !mayName(word));
            if (words.size() == 1) {
                labels.put(index, words.iterator().next());
            }
        }
        boolean apart =
                labels.size() == same.size() && Set.copyOf(labels.values()).size() == same.size();
        return same.size() > 1 && apart ? labels : Map.of();
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN.split(name)) {
            int colon = word.indexOf(':');
            boolean key = colon > 0 && SpeakerKey.isOne(word.substring(0, colon));
            words.add(key ? word.substring(colon + 1) : word);
        }
        return words;
    }

    private static boolean mayName(String word) {
        return word.chars().anyMatch(c -> c >= '0' && c <= '9')
                && !FIGURE.matcher(word).matches()
                && SpeakerName.tellsApart(word);
    }
}
