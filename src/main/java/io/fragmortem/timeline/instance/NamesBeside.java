package io.fragmortem.timeline.instance;

import io.fragmortem.snapshot.text.ServerProgram;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names that one stream tells apart: containers of a host, pods of a namespace. What such a stream says of one of them is of no other
 * server, whatever else is known of a single one; but among containers of all kinds the one that is called after the product is its.
 */
final class NamesBeside {

    /** How many names a stream tells apart, and how many of them are called after a product. */
    private static final class Count {
        private int names;
        private int servers;
    }

    private final Map<String, Count> counts = new HashMap<>();
    private final Map<String, Instances.Unordered> all;

    private NamesBeside(Map<String, Instances.Unordered> all) {
        this.all = all;
    }

    static NamesBeside of(Map<String, Instances.Unordered> all) {
        NamesBeside beside = new NamesBeside(all);
        all.forEach((name, instance) -> instance.naming().forEach(stream -> {
            Count count = beside.counts.computeIfAbsent(stream, any -> new Count());
            count.names++;
            count.servers += isServer(name) ? 1 : 0;
        }));
        return beside;
    }

    /** Whether what is said under this name may be of a server of another name. */
    boolean mayBeOf(String name) {
        Instances.Unordered instance = all.get(name);
        return instance == null || instance.naming().stream().allMatch(stream -> isTheServer(name, stream));
    }

    private boolean isTheServer(String name, String stream) {
        Count beside = counts.getOrDefault(stream, new Count());
        return beside.names < 2 || (beside.servers == 1 && isServer(name));
    }

    private static boolean isServer(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ServerProgram.products().stream().anyMatch(lower::contains);
    }
}
