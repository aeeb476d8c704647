package io.fragmortem.snapshot.text;

import java.util.List;
import java.util.Locale;

/** What the programs of the servers are called that this reads: in process tables, unit names, pods and kernel logs. */
public final class ServerProgram {

    private static final List<String> NAMES = List.of("redis", "valkey", "keydb", "dragonfly", "kvrocks", "garnet");

    /** Clients, watchers and exporters are called after the server that they serve. */
    private static final List<String> BESIDE = List.of("-cli", "exporter", "benchmark", "sentinel");

    /** Containers beside a server in its pod are called by what they do. */
    private static final List<String> SIDECARS = List.of(
            "exporter", "sentinel", "metrics", "proxy", "sidecar", "agent", "init", "config", "backup", "reload");

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

    /** Whether a container of this pod is its server, by the names of both. */
    public static boolean isContainer(String pod, String container) {
        return !isSidecar(container) && isIn((pod + " " + container).toLowerCase(Locale.ROOT));
    }

    /** Whether a container of this name runs beside a server. */
    public static boolean isSidecar(String container) {
        String lower = container.toLowerCase(Locale.ROOT);
        return SIDECARS.stream().anyMatch(lower::contains);
    }

    /** Their names as alternatives of a pattern. */
    public static String alternatives() {
        return String.join("|", NAMES);
    }
}
