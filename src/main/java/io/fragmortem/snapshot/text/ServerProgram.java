package io.fragmortem.snapshot.text;

import java.util.List;
import java.util.Locale;

/** What the programs of the servers are called that this reads: in process tables, unit names, pods, kernel logs and names of metrics. */
public final class ServerProgram {

    /** Redis and those that go on with its code: commands, prompts and legends have their names alike. */
    private static final List<String> FORKS = List.of("redis", "valkey", "keydb");

    /** Those after which metrics and containers are called. */
    private static final List<String> PRODUCTS = Words.and(FORKS, "dragonfly");

    private static final List<String> NAMES = Words.and(PRODUCTS, "kvrocks", "garnet");

    /** What serves a server is called after it, as a program and as a container. */
    private static final List<String> WATCHERS = List.of("exporter", "sentinel");

    private static final List<String> OTHER_PROGRAMS = Words.and(WATCHERS, "-cli", "benchmark");

    private static final List<String> OTHER_IMAGES = Words.and(WATCHERS, "metrics");

    /** Containers beside a server in its pod are called by what they do; the path of an image may hold these words too. */
    private static final List<String> SIDECARS =
            Words.and(OTHER_IMAGES, "proxy", "sidecar", "agent", "init", "config", "backup", "reload");

    private ServerProgram() {}

    /** Whether one of them is named anywhere in the text, which is in lower case. */
    public static boolean isIn(String lower) {
        return NAMES.stream().anyMatch(lower::contains);
    }

    /** Whether a program is one of them, or a child of one such as {@code redis-rdb-bgsave}, and not what stands beside them. */
    public static boolean is(String program) {
        String name = program.toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name::startsWith)
                && OTHER_PROGRAMS.stream().noneMatch(name::contains);
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

    /** Whether a container is a server, by its name and the image that it runs. */
    public static boolean isImage(String container, String image) {
        String lower = (container + " " + image).toLowerCase(Locale.ROOT);
        return OTHER_IMAGES.stream().noneMatch(lower::contains) && isIn(lower);
    }

    /** Whether a word in lower case is the name of Redis or of a fork, and so of no single server. */
    public static boolean isFork(String word) {
        return FORKS.contains(word);
    }

    /** Whether a line holds the command that starts one: {@code redis-server}. */
    public static boolean isStartedIn(String line) {
        return FORKS.stream().anyMatch(fork -> line.contains(fork + "-server"));
    }

    /** Those after which metrics and containers are called. */
    public static List<String> products() {
        return PRODUCTS;
    }

    /** The names of Redis and its forks as alternatives of a pattern. */
    public static String forks() {
        return String.join("|", FORKS);
    }

    /** Their names as alternatives of a pattern. */
    public static String alternatives() {
        return String.join("|", NAMES);
    }
}
