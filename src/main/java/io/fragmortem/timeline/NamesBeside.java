package io.fragmortem.timeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The names that one stream tells apart: containers of a host, pods of a namespace. What such a stream says of one of them is of no other
 * server, whatever else is known of a single one; but among containers of all kinds the one that is called after the product is its.
 */
final class NamesBeside {

    private static final List<String> PRODUCTS = List.of("redis", "valkey", "keydb", "dragonfly");

    private final Map<String, Set<String>> names = new TreeMap<>();
    private final Map<String, Instances.Unordered> all;

    private NamesBeside(Map<String, Instances.Unordered> all) {
        this.all = all;
    }

    static NamesBeside of(Map<String, Instances.Unordered> all) {
        NamesBeside beside = new NamesBeside(all);
        all.forEach((name, instance) -> instance.naming()
                .forEach(stream -> beside.names
                        .computeIfAbsent(stream, any -> new LinkedHashSet<>())
                        .add(name)));
        return beside;
    }

    /** Whether what is said under this name may be of a server of another name. */
    boolean mayBeOf(String name) {
        Instances.Unordered instance = all.get(name);
        return instance == null || instance.naming().stream().allMatch(stream -> isTheServer(name, stream));
    }

    private boolean isTheServer(String name, String stream) {
        Set<String> beside = names.getOrDefault(stream, Set.of());
        long servers = beside.stream().filter(NamesBeside::isServer).count();
        return beside.size() < 2 || (servers == 1 && isServer(name));
    }

    private static boolean isServer(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PRODUCTS.stream().anyMatch(lower::contains);
    }
}
