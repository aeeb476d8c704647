package io.fragmortem.snapshot.text;

import java.util.List;
import java.util.Locale;

/** What the programs of the servers are called that this reads: in process tables, unit names, pods and kernel logs. */
public final class ServerProgram {

    private static final List<String> NAMES = List.of("redis", "valkey", "keydb", "dragonfly", "kvrocks", "garnet");

    /** Clients, watchers and exporters are called after the server that they serve. */
    private static final List<String> BESIDE = List.of("-cli", "exporter", "benchmark", "sentinel");

    private ServerProgram() {}

    /** Whether one of them is named anywhere in the text, which is in lower case. */
    public static boolean isIn(String lower) {
        return NAMES.stream().anyMatch(lower::contains);
    }

    /** Whether a program is one of them, or a child of one such as {@code redis-rdb-bgsave}, and not what stands beside them. */
    public static boolean is(String program) {
        String name = program.toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name::startsWith) && BESIDE.stream().noneMatch(name::contains);
    }

    /** Their names as alternatives of a pattern. */
    public static String alternatives() {
        return String.join("|", NAMES);
    }
}
